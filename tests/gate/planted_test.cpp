// A checker with a mistake planted in it: mypy, whose answer is turned round for pairs of async generators that yield the same
// and differ in what they take. What the gate finds must be that mistake and nothing else.
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "campaign/deviation.h"
#include "model/syntax/printer.h"
#include "solver/judge.h"
#include "tests/gate/fake_checker.h"
#include "tests/solver/world.h"

namespace agverify::gate {
namespace {

constexpr std::string_view turned_round = R"(#!/bin/sh
mypy='$MYPY'
[ "$1" != --version ] || exec "$mypy" --version
for module; do :; done
"$mypy" "$@" >found.jsonl
code=$?
awk '
  NR == FNR { if (match($0, /"line": [0-9]+/)) { n = substr($0, RSTART + 8, RLENGTH - 8) + 0; found[n] = $0 }; next }
  /^    value: / { source = $0 }
  /^    target: / { target = $0 }
  /^    target = value/ {
    planted = source ~ /AsyncGenerator.int, [a-z]+.,$/ && target ~ /AsyncGenerator.int, [a-z]+.,$/ && substr(source, 12) != substr(target, 13)
    if (planted && FNR in found) delete found[FNR]
    else if (planted) found[FNR] = "{\"file\": \"" FILENAME "\", \"line\": " FNR ", \"message\": \"planted\", \"code\": \"assignment\", \"severity\": \"error\"}"
  }
  END { for (n in found) print found[n] }' found.jsonl "$module"
exit $code
)";

class Planted : public testing::Test {
 protected:
  void SetUp() override {
    const char* named = std::getenv("AGVERIFY_CHECKERS");
    tools = named == nullptr ? "tools/checkers" : named;
    mypy = std::filesystem::absolute(tools / "mypy" / "bin" / "mypy");
    if (!std::filesystem::exists(mypy)) GTEST_SKIP() << "mypy is not installed; scripts/checkers does that";
  }

  /// A file of checkers beside the script, as a user would write it.
  std::vector<Checker> planted() const {
    std::string script{turned_round};
    script.replace(script.find("$MYPY"), 5, mypy.string());
    std::ofstream{folder.path() / "turned_round"} << script;
    std::filesystem::permissions(folder.path() / "turned_round", std::filesystem::perms::owner_all);
    const auto read = read_checkers("[[checker]]\nname = \"planted\"\nextends = \"mypy\"\nprogram = [\"./turned_round\"]\n",
                                    (folder.path() / "checkers.toml").string(), shipped_checkers());
    const std::vector<std::string> names{"planted", "mypy"};
    return chosen(read.value(), names).value();
  }

  campaign::Question question(std::string_view text) {
    solver::Judge judge{world.universe->table, world.slots, world.pool, {.deciders = solver::Deciders::Rules}};
    const model::Query query = world.query(text);
    const solver::Judgement judgement = judge.judge(query);
    campaign::Question made;
    made.source = model::syntax::print(query.source, world.universe->table);
    made.target = model::syntax::print(query.target, world.universe->table);
    made.verdict = judgement.verdict, made.basis = judgement.basis, made.strength = judgement.strength, made.rule = judgement.rule;
    return made;
  }

  TestFolder folder;
  std::filesystem::path tools, mypy;
  tests::World world;
};

TEST_F(Planted, MistakeIsFoundOnExactlyItsPairsAndUnderItsRule) {
  std::vector<campaign::Question> questions;
  for (const char* text : {"AsyncGenerator[int, object] <: AsyncGenerator[int, int]", "AsyncGenerator[int, int] <: AsyncGenerator[int, object]",
                           "AsyncGenerator[int, int] <: AsyncGenerator[int, int]", "AsyncGenerator[int, int] <: AsyncGenerator[int, bool]",
                           "AsyncGenerator[bool, int] <: AsyncGenerator[int, int]", "AsyncGenerator[int, str] <: AsyncIterator[int]",
                           "list[int] <: Sequence[object]", "Sequence[object] <: list[int]"})
    questions.push_back(question(text));
  const GateOptions options{.tools = tools, .typeshed = tools / "typeshed", .temporary = folder.path()};
  const campaign::Answers answers = ask(std::vector{model::python::prelude(world.universe->table)}, planted(), questions, options).value();
  EXPECT_EQ(answers.participants[0].note, "");
  EXPECT_EQ(answers.participants[0].version, answers.participants[1].version);

  std::vector<std::size_t> found;
  for (const auto& group : grouped(answers, differences(answers))) {
    EXPECT_EQ(group.kind, campaign::DifferenceKind::Deviation);
    EXPECT_EQ(group.rule, logic::Rule::VarianceContravariant);
    for (const auto& each : group.members) {
      EXPECT_EQ(answers.participants[each.participant].name, "planted");
      found.push_back(each.question);
    }
  }
  EXPECT_THAT(found, testing::UnorderedElementsAre(0u, 1u, 3u));
}

}  // namespace
}  // namespace agverify::gate
