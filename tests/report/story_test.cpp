#include "report/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/text.h"
#include "solver/judge.h"
#include "tests/solver/world.h"

namespace agverify::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view prelude = R"(from typing import Generic, Protocol, TypeVar
T = TypeVar("T")
class A: ...
class B: ...
class Holds(Protocol):
    item: int
class HasItem(Generic[T]):
    item: T
class Names(Protocol):
    def rename(self, name: object, /) -> None: ...
class HasName:
    def rename(self, name: str, /) -> None: ...
)";

/// A refuted question with its story.
struct Told {
  explicit Told(std::string_view text) : query(world().query(text)) {
    solver::JudgeOptions options;
    options.deciders = solver::Deciders::Rules;
    options.wants_evidence = true;
    solver::Judge judge{world().table(), world().slots, world().pool, options};
    judgement = judge.judge(query);
  }

  static tests::World& world() {
    static tests::World made{prelude};
    return made;
  }

  Answer answer() { return {query, judgement, world().table(), world().slots, world().pool, "digest", {}}; }

  model::Query query;
  solver::Judgement judgement;
};

std::string witness(std::string_view query) {
  Told told{query};
  const Answer answer = told.answer();
  return Story{answer}.witness();
}

TEST(Story, RefusedArgumentIsToldByTheMethodThatTakesIt) {
  EXPECT_EQ(witness("AsyncGenerator[int, int] <: AsyncGenerator[int, object]"),
            "an AsyncGenerator[int, int] may refuse, when passed to `asend`, object(); every AsyncGenerator[int, object] must take object()");
}

TEST(Story, HandedOutValueIsToldByTheMethodThatGivesIt) {
  EXPECT_EQ(witness("AsyncIterator[int] <: AsyncIterator[bool]"),
            "an AsyncIterator[int] may hand out, through `__anext__`, 1; every AsyncIterator[bool] hands out only bool");
}

TEST(Story, ReturnValueOfAGeneratorIsWhatItEndsWith) {
  EXPECT_EQ(witness("Generator[int, None, object] <: Generator[int, None, int]"),
            "a Generator[int, None, object] may end with, as the value of its StopIteration, object(); "
            "every Generator[int, None, int] ends with only int");
}

TEST(Story, NestedValuesAreToldLevelByLevel) {
  EXPECT_EQ(witness("list[AsyncGenerator[int, int]] <: list[AsyncGenerator[int, object]]"),
            "a list[AsyncGenerator[int, int]] may return, from `__getitem__`, an AsyncGenerator[int, int] that refuses, when passed "
            "to `asend`, object(); every list[AsyncGenerator[int, object]] returns only AsyncGenerator[int, object]; "
            "every AsyncGenerator[int, object] must take object()");
}

TEST(Story, DeepNestingIsCutAfterAFewLevels) {
  std::string source = "int", target = "object";
  for (int i = 0; i < 100; ++i) source = "Sequence[" + source + "]", target = "Sequence[" + target + "]";
  const std::string told = witness(target + " <: " + source);
  EXPECT_THAT(told, HasSubstr("that ..."));
  EXPECT_LT(told.size(), 2000U);
}

TEST(Story, OneValueThatShowsBothMembersOfAUnionIsToldOnce) {
  EXPECT_THAT(witness("list[int | str] <: list[int] | list[str]"), testing::StartsWith("a list[int | str] may return, from `__getitem__`, "));
}

TEST(Story, ClassThatDoesNotDeriveIsNamed) {
  EXPECT_EQ(witness("int <: str"), "1 is an int and no str: int does not derive from str");
  EXPECT_EQ(witness("A <: B"), "an A is no B: A does not derive from B");
  EXPECT_EQ(witness("int <: str | bytes"), "1 is an int and in no member of str | bytes");
}

TEST(Story, MissingMemberIsNamed) {
  EXPECT_EQ(witness("int <: Sized"), "1, an int, has no member `__len__`, which Sized requires");
}

TEST(Story, MembersOfAProtocolAreToldAsTheyAreUsed) {
  EXPECT_EQ(witness("HasItem[bool] <: Holds"), "a HasItem[bool] may refuse, as a new `item`, 1; every Holds must take 1");
  EXPECT_EQ(witness("HasItem[str] <: Holds"), "a HasItem[str] may hold, as `item`, \"a\"; every Holds holds only int");
  EXPECT_EQ(witness("HasName <: Names"), "a HasName may refuse, when passed to `rename`, object(); every Names must take object()");
}

TEST(Story, InstanceNamesTheClassThatTheWorldMayHold) {
  Told told{"forall X. X <: A, X <: B |- X <: Never"};
  const Answer answer = told.answer();
  Story story{answer};
  EXPECT_EQ(story.instance(), "X = AB");
  EXPECT_THAT(story.fresh_classes(), ElementsAre("class AB(A, B): ..."));
  EXPECT_EQ(story.witness(), "an AB is a value, and Never has none");
}

TEST(Story, FreshClassesThatNothingUsesAreLeftOut) {
  Told told{"forall X. list[X] <: int"};
  const Answer answer = told.answer();
  EXPECT_THAT(Story{answer}.fresh_classes(), IsEmpty());
}

TEST(AnswerText, ColoursStandOnlyAroundTheVerdict) {
  Told told{"int <: str"};
  const std::string plain = answer_text(told.answer(), {}), coloured = answer_text(told.answer(), {.colours = true});
  EXPECT_THAT(coloured, testing::StartsWith("\033[1;31mrefuted\033[0m   int <: str\n"));
  EXPECT_EQ(coloured.substr(coloured.find('\n')), plain.substr(plain.find('\n')));
}

TEST(AnswerText, ExplanationNamesEachStepOnceAndRefersBack) {
  Told told{"dict[int, list[int | str]] == dict[int, list[str | int]]"};
  const std::string text = answer_text(told.answer(), {.explain = true});
  EXPECT_THAT(text, HasSubstr("  1. dict[int, list[int | str]] <: dict[int, list[str | int]]  variance-invariant-default\n"));
  EXPECT_THAT(text, HasSubstr("see "));
}

TEST(AnswerText, NoLineIsWiderThanAsked) {
  Told told{"list[AsyncGenerator[int, int]] <: list[AsyncGenerator[int, object]]"};
  std::istringstream lines{answer_text(told.answer(), {.width = 70})};
  std::string line;
  std::getline(lines, line);  // the statement stays whole
  while (std::getline(lines, line)) EXPECT_LE(line.size(), 80U) << line;
}

}  // namespace
}  // namespace agverify::report
