// The checkers that scripts/checkers installs, each by itself; one that is not there is skipped, and that is said.
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gate/gate.h"
#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/pairs.h"

namespace agverify::gate {
namespace {

using campaign::Outcome;

std::filesystem::path tools() {
  const char* named = std::getenv("AGVERIFY_CHECKERS");
  return named == nullptr ? "tools/checkers" : named;
}

class RealChecker : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::vector<std::string> names{GetParam()};
    checkers = chosen(shipped_checkers(), names).value();
    if (!std::filesystem::exists(tools() / GetParam())) GTEST_SKIP() << GetParam() << " is not installed; scripts/checkers does that";
  }

  campaign::Answers ask_about(std::vector<campaign::Question> questions) const {
    const GateOptions options{.tools = tools(), .typeshed = tools() / "typeshed"};
    return ask(std::vector{model::python::prelude(documented->universe.table)}, checkers, std::move(questions), options).value();
  }

  std::unique_ptr<properties::Documented> documented = properties::documented();
  std::vector<Checker> checkers;
};

campaign::Question question(std::string source, std::string target) {
  campaign::Question made;
  made.source = std::move(source);
  made.target = std::move(target);
  return made;
}

TEST_P(RealChecker, AnswersWhatTheDocumentationPromises) {
  const campaign::Answers answers = ask_about({
      question("AsyncGenerator[bool, object]", "AsyncIterator[int]"),
      question("AsyncGenerator[int, object]", "AsyncGenerator[int, int]"),
      question("AsyncGenerator[int, int]", "AsyncGenerator[int, object]"),
      question("AsyncIterator[int]", "AsyncGenerator[int, None]"),
      question("Never", "None | None"),
      question("NoSuchName", "int"),
  });
  EXPECT_EQ(answers.participants[0].note, "");
  EXPECT_NE(answers.participants[0].version, "");
  std::vector<Outcome> outcomes;
  for (const auto& each : answers.observations[0]) outcomes.push_back(each.outcome);
  const Outcome unknown_name = GetParam() == "pycroscope" ? outcomes.back() : Outcome::Unsupported;  // it does not say so
  EXPECT_EQ(outcomes, (std::vector<Outcome>{Outcome::Accept, Outcome::Accept, Outcome::Reject, Outcome::Reject, Outcome::Accept, unknown_name}));
}

TEST_P(RealChecker, AnswersRandomPairsWithoutAHole) {
  const properties::World world{documented->universe.table, documented->pool};
  std::vector<campaign::Question> questions;
  for (std::uint64_t i = 0; i < 60; ++i) {
    const properties::Pair pair = properties::pair_at(world, 4, i);
    questions.push_back(question(model::syntax::print(pair.source, world.table()), model::syntax::print(pair.target, world.table())));
  }
  const campaign::Answers answers = ask_about(std::move(questions));
  EXPECT_EQ(answers.participants[0].note, "");
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < answers.questions.size(); ++i) {
    const auto& [outcome, message] = answers.observations[0][i];
    EXPECT_TRUE(is_answer(outcome)) << answers.questions[i].source << " to " << answers.questions[i].target << ": " << name_of(outcome) << ", " << message;
    accepted += outcome == Outcome::Accept ? 1 : 0;
  }
  EXPECT_GT(accepted, 10u);
  EXPECT_LT(accepted, 55u);
}

INSTANTIATE_TEST_SUITE_P(Shipped, RealChecker, testing::Values("mypy", "pyright", "basedpyright", "pyrefly", "ty", "zuban", "pycroscope"),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace agverify::gate
