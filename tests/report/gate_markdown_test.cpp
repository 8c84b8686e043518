#include "report/gate_markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/gate_words.h"
#include "tests/report/told_campaign.h"

namespace agverify::report {
namespace {

using testing::HasSubstr;

std::string told(std::size_t finding) {
  ToldCampaign made;
  return gate_markdown(made.campaign, made.campaign.findings[finding], made.setting());
}

TEST(GateMarkdown, NamesThePairTheKindAndHowManyPairsShareTheCause) {
  EXPECT_THAT(told(0), testing::StartsWith(
      "# hasty accepts `AsyncGenerator[int, int]` as a `AsyncGenerator[int, object]`\n\n"
      "**deviation**: The text of the typing spec demands the other answer. 1 pair of this campaign has the same cause: "
      "rule `variance-contravariant`, hasty accepts what fails.\n"));
}

TEST(GateMarkdown, HoldsAWholeProgram) {
  EXPECT_THAT(told(0), HasSubstr("```python\nfrom typing import AsyncGenerator\n\n\n"
                                 "def probe(value: AsyncGenerator[int, int], target: AsyncGenerator[int, object]) -> None:\n"
                                 "    target = value\n```\n"));
}

TEST(GateMarkdown, SaysWhatIsExpectedWithRuleAnchorAndSentence) {
  EXPECT_THAT(told(0), HasSubstr("An error on the last line: `AsyncGenerator[int, int]` is not a subtype of"));
  EXPECT_THAT(told(0), HasSubstr("\n> Under a contravariant parameter arguments are compared in the opposite direction.\n\n"
                                 "Rule `variance-contravariant`, [generics#variance](https://typing.python.org/en/latest/spec/generics.html#variance); "
                                 "basis spec, must.\n"));
}

TEST(GateMarkdown, TellsARefutationByItsWitnessAndAProofByItsDerivation) {
  EXPECT_THAT(told(0), HasSubstr("A value that shows it: an AsyncGenerator[int, int] may refuse, when passed to `asend`, object(); "));
  EXPECT_THAT(told(1), HasSubstr("No error: `list[bool]` is a subtype of `Sequence[int]`."));
  EXPECT_THAT(told(1), HasSubstr("The whole derivation:\n\n```text\n"));
}

TEST(GateMarkdown, HasARowForEveryCheckerWhateverItsMessageHolds) {
  EXPECT_THAT(told(1), HasSubstr("| hasty | 1.2 | accept |  |\n| strict | 3.4 | reject | ``no `x` \\| y at all`` |\n"
                                 "| gone | - | missing | `is not installed` |\n"));
  EXPECT_THAT(told(1), HasSubstr("\nStubs differ: strict reads those that it carries.\n"));
}

TEST(GateMarkdown, SaysHowToSeeItAgainAndThatItHangsOnOthers) {
  EXPECT_THAT(told(1), HasSubstr("agverify gate --checker hasty strict gone --pairs 5 --seed 7 --report reports\n"));
  EXPECT_THAT(told(1), HasSubstr("When the pair is asked alone the answer is another"));
  EXPECT_THAT(told(0), testing::Not(HasSubstr("When the pair is asked alone")));
}

TEST(GateMarkdown, IsNamedByKindRuleDirectionAndChecker) {
  ToldCampaign made;
  EXPECT_EQ(file_of(made.campaign, made.campaign.findings[0]), "deviation-variance-contravariant-accepts-hasty.md");
  made.campaign.findings[0].participant.reset();
  EXPECT_EQ(file_of(made.campaign, made.campaign.findings[0]), "deviation-variance-contravariant-accepts.md");
  made.campaign.answers.participants[1].name = "../strict one";
  EXPECT_EQ(file_of(made.campaign, made.campaign.findings[1]), "incompleteness-class-upcast-rejects-.._strict_one.md");
}

}  // namespace
}  // namespace agverify::report
