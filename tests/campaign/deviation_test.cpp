#include "campaign/finding.h"

#include <gtest/gtest.h>

namespace agverify::campaign {
namespace {

using model::Basis;
using model::Strength;
using model::Verdict;

Answers asked(Question question, std::vector<Outcome> outcomes) {
  Answers answers;
  answers.questions.push_back(std::move(question));
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    answers.participants.push_back({"checker" + std::to_string(i), "1", ""});
    answers.observations.push_back({{outcomes[i], ""}});
  }
  return answers;
}

Question refuted(Basis basis = Basis::Spec, Strength strength = Strength::Must) {
  return {0, "A", "B", Verdict::Refuted, basis, strength, logic::Rule::VarianceContravariant};
}

TEST(Differences, AgainstTheTextIsADeviation) {
  const auto found = differences(asked(refuted(), {Outcome::Accept, Outcome::Reject}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, DifferenceKind::Deviation);
  EXPECT_EQ(found[0].participant, 0u);
}

TEST(Differences, AgainstSetsAloneIsANote) {
  EXPECT_EQ(differences(asked(refuted(Basis::Sets), {Outcome::Accept, Outcome::Reject}))[0].kind, DifferenceKind::Unsoundness);
  EXPECT_EQ(differences(asked(refuted(Basis::Spec, Strength::May), {Outcome::Accept, Outcome::Reject}))[0].kind, DifferenceKind::Unsoundness);
  Question proved = refuted(Basis::Suite);
  proved.verdict = Verdict::Proved;
  EXPECT_EQ(differences(asked(proved, {Outcome::Accept, Outcome::Reject}))[0].kind, DifferenceKind::Incompleteness);
}

TEST(Differences, OnAnOpenQuestionIsADivergenceEvenOfAll) {
  for (const Difference& each : differences(asked(refuted(Basis::Open), {Outcome::Accept, Outcome::Accept})))
    EXPECT_EQ(each.kind, DifferenceKind::Divergence);
}

TEST(Differences, OfEveryCheckerPutUsInTheWrong) {
  const auto found = differences(asked(refuted(), {Outcome::Accept, Outcome::Missing, Outcome::Accept}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, DifferenceKind::OracleReview);
}

TEST(Differences, AreNotMadeOfWhatIsNoAnswer) {
  EXPECT_TRUE(differences(asked(refuted(), {Outcome::Unsupported, Outcome::Crash, Outcome::Timeout, Outcome::Missing})).empty());
  Question unknown = refuted();
  unknown.verdict = Verdict::Unknown;
  EXPECT_TRUE(differences(asked(unknown, {Outcome::Accept, Outcome::Reject})).empty());
}

TEST(Differences, AreGroupedByRuleAndDirection) {
  Answers answers = asked(refuted(), {Outcome::Accept, Outcome::Reject});
  answers.questions.push_back(answers.questions[0]);
  for (auto& column : answers.observations) column.push_back(column[0]);
  const auto groups = grouped(answers, differences(answers));
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].members.size(), 2u);
  EXPECT_TRUE(groups[0].accepts);
}

TEST(Differences, AreGroupedWorstKindFirstHoweverManyThereAre) {
  Answers answers = asked(refuted(Basis::Open), {Outcome::Accept, Outcome::Reject});
  answers.questions.push_back(answers.questions[0]);
  answers.questions.push_back(refuted());
  for (auto& column : answers.observations) column.resize(3, column[0]);
  const auto groups = grouped(answers, differences(answers));
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].kind, DifferenceKind::Deviation);
  EXPECT_EQ(groups[1].kind, DifferenceKind::Divergence);
}

TEST(Findings, AreOneACauseAndChecker) {
  Answers answers = asked(refuted(), {Outcome::Accept, Outcome::Reject, Outcome::Accept});
  answers.questions.push_back(answers.questions[0]);
  for (auto& column : answers.observations) column.push_back(column[0]);
  answers.observations[2][0].outcome = Outcome::Reject;
  const auto findings = findings_of(answers, differences(answers));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].participant, 0u);
  EXPECT_EQ(findings[0].questions, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(findings[1].participant, 2u);
  EXPECT_EQ(findings[1].questions, (std::vector<std::size_t>{1}));
}

TEST(Findings, ThatPutUsInTheWrongAreOneForAllCheckers) {
  const Answers answers = asked(refuted(), {Outcome::Accept, Outcome::Accept});
  const auto findings = findings_of(answers, differences(answers));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].participant, std::nullopt);
  EXPECT_EQ(findings[0].questions, (std::vector<std::size_t>{0}));
}

TEST(Findings, AreShownOnlyByADifferenceOfTheSameKindAndChecker) {
  const Answers answers = asked(refuted(), {Outcome::Accept, Outcome::Reject});
  const auto found = differences(answers);
  Finding finding = findings_of(answers, found).front();
  EXPECT_TRUE(shows(finding, found, 0));
  EXPECT_FALSE(shows(finding, found, 1));
  finding.participant = 1;
  EXPECT_FALSE(shows(finding, found, 0));
  finding.participant = 0;
  finding.kind = DifferenceKind::OracleReview;
  EXPECT_FALSE(shows(finding, found, 0));
}

}  // namespace
}  // namespace agverify::campaign
