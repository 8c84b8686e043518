#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Prove, ProofIsToldWithRuleAnchorEvidenceAndStubs) {
  const Finished run = Place{}.agverify({"prove", "--decider", "rules", "AsyncGenerator[bool, object] <: AsyncIterator[int]"});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.error, "");
  EXPECT_EQ(run.out, R"(proved    AsyncGenerator[bool, object] <: AsyncIterator[int]
  why       A class is a subtype of its bases, its own arguments put into theirs. Here:
            AsyncGenerator[bool, object] has the base AsyncIterator[bool], and AsyncIterator[bool]
            <: AsyncIterator[int].
  rule      class-upcast (generics#arbitrary-generic-types-as-base-classes), basis spec, must
  evidence  certificate; rules: proved, smt: skipped
  stubs     DIGEST for Python 3.13
)");
}

TEST(Prove, RefutationTellsItsWitnessAsAStory) {
  const Finished run = Place{}.agverify({"prove", "--decider", "rules", "AsyncGenerator[int, int] <: AsyncGenerator[int, object]"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, R"(refuted   AsyncGenerator[int, int] <: AsyncGenerator[int, object]
  why       Under a contravariant parameter arguments are compared in the opposite direction. Here:
            AsyncGenerator is contravariant in SendT_contra, and object <: int does not hold.
  witness   an AsyncGenerator[int, int] may refuse, when passed to `asend`, object(); every
            AsyncGenerator[int, object] must take object()
  rule      variance-contravariant (generics#variance), basis spec, must
  evidence  certificate; rules: refuted, smt: skipped
  stubs     DIGEST for Python 3.13
)");
}

TEST(Prove, WhatTheSolverAloneDecidesSaysItsBasis) {
  const Finished run = Place{}.agverify({"prove", "--decider", "smt", "bool <: int"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("\n  rule      none, basis sets, must\n"));
}

TEST(Prove, ConstructThatIsNotReadIsUnknownWithTheConstruct) {
  const Finished run = Place{}.agverify({"prove", "TypedDict <: int"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.out, StartsWith("unknown   TypedDict <: int\n  reason    unsupported TypedDict\n"));
}

TEST(Prove, NameThatNothingDefinesIsBadInputWithItsPlaceAndASuggestion) {
  const Finished run = Place{}.agverify({"prove", "list[AsyncGenerater] <: object"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.error, "QUERY:1:6: nothing defines `AsyncGenerater`; did you mean `AsyncGenerator`?\n");
}

TEST(Prove, FileIsReadLineByLineAndABadLineDoesNotStopTheRest) {
  const Place place;
  place.write("questions.txt", "# comment\n\nbool <: int\nint <: \n  # another\nint <: bool\n");
  const Finished run = place.agverify({"prove", "--decider", "rules", "--file", "questions.txt"});
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, StartsWith("questions.txt:4:"));
  EXPECT_THAT(run.out, HasSubstr("proved    bool <: int\n"));
  EXPECT_THAT(run.out, HasSubstr("refuted   int <: bool\n"));
}

TEST(Prove, RefutedGoesBeforeUnknownInTheExitCode) {
  EXPECT_EQ(Place{}.agverify({"prove", "--decider", "rules", "int <: tuple[int]", "int <: str", "bool <: int"}).code, 1);
}

TEST(Prove, MissingFileIsMissingInput) {
  const Finished run = Place{}.agverify({"prove", "--file", "absent.txt"});
  EXPECT_EQ(run.code, 66);
  EXPECT_EQ(run.error, "absent.txt: cannot read: No such file or directory\n");
}

TEST(Prove, PreludesAddUpAndTheirErrorsCarryFileAndPlace) {
  const Place place;
  place.write("one.pyi", "class A: ...\n");
  place.write("two.pyi", "class B(A): ...\n");
  EXPECT_EQ(place.agverify({"prove", "--decider", "rules", "--prelude", "one.pyi", "--prelude", "two.pyi", "B <: A"}).code, 0);
  place.write("two.pyi", "\nclass B(Absent): ...\n");
  const Finished run = place.agverify({"prove", "--prelude", "one.pyi", "--prelude", "two.pyi", "B <: A"});
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, StartsWith("two.pyi:2:9: nothing defines `Absent`"));
}

TEST(Prove, ArgumentOutsideItsBoundIsBadInput) {
  const Place place;
  place.write("box.pyi", "from typing import Generic, TypeVar\nT = TypeVar('T', bound=int)\nclass Box(Generic[T]):\n    item: T\n");
  EXPECT_EQ(place.agverify({"prove", "--decider", "rules", "--prelude", "box.pyi", "Box[bool] <: object"}).code, 0);
  EXPECT_EQ(place.agverify({"prove", "--decider", "rules", "--prelude", "box.pyi", "forall X. X <: int |- Box[X] <: object"}).code, 0);
  const Finished run = place.agverify({"prove", "--prelude", "box.pyi", "object <: Box[str]"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.error, "QUERY:1:15: argument 1 of Box, `str`, is outside the bound `int`\n");
  place.write("shelf.pyi", "from box import Box\nclass Shelf(Box[str]): ...\n");
  EXPECT_THAT(place.agverify({"prove", "--prelude", "box.pyi", "--prelude", "shelf.pyi", "int <: int"}).error,
              HasSubstr("shelf.pyi:2:17: argument 1 of Box, `str`, is outside the bound `int`"));
}

TEST(Prove, CertificateIsAcceptedByTheChecker) {
  const Place place;
  ASSERT_EQ(place.agverify({"prove", "--decider", "rules", "--certificate", "one.cert", "bool <: int"}).code, 0);
  const Finished checked = place.run(AGVERIFY_CHECK_PROGRAM, {"one.cert"});
  EXPECT_EQ(checked.code, 0);
  EXPECT_THAT(checked.out, HasSubstr("bool <: int"));
}

TEST(Prove, ReadingOfAnOpenQuestionIsPartOfTheStatement) {
  const Place place;
  place.write("either.pyi", "class Either[T]:\n    def give(self) -> T | list[T]: ...\n");
  const auto asked = [&](std::vector<std::string> more) {
    std::vector<std::string> all{"prove", "--prelude", "either.pyi", "--certificate", "one.cert", "Either[bool] <: Either[int]"};
    all.insert(all.end(), more.begin(), more.end());
    return place.agverify(all);
  };
  EXPECT_EQ(asked({}).code, 1);
  EXPECT_EQ(asked({"--assume", "infer-at-object=algorithm"}).code, 0);
  const Finished checked = place.run(AGVERIFY_CHECK_PROGRAM, {"one.cert"});
  EXPECT_EQ(checked.code, 0);
  EXPECT_THAT(checked.out, HasSubstr("proved: Either[bool] <: Either[int]\n  with infer-at-object=algorithm\n"));
  std::string forged = place.read("one.cert").substr(0, place.read("one.cert").find("\nseal ") + 1);
  forged.replace(forged.find("=algorithm"), 1, " ");
  place.write("forged.cert", forged);
  EXPECT_EQ(place.run(AGVERIFY_CHECK_PROGRAM, {"forged.cert"}).code, 65);
  EXPECT_EQ(asked({"--assume", "infer-at-object=maybe"}).code, 64);
}

TEST(Prove, CertificatesOfSeveralQueriesGoIntoAFolder) {
  const Place place;
  ASSERT_EQ(place.agverify({"prove", "--decider", "rules", "--certificate", "all", "bool <: int", "int <: str"}).code, 1);
  EXPECT_EQ(place.run(AGVERIFY_CHECK_PROGRAM, {"all/1.cert", "all/2.cert"}).code, 0);
}

TEST(Prove, StubsOfAnotherFolderTakeThePlaceOfTheBuiltInOnes) {
  const Place place;
  std::filesystem::copy("corpus/hierarchy", place.path("stubs"), std::filesystem::copy_options::recursive);
  const auto digest = [](const std::string& certificate) { return certificate.substr(certificate.find("\nfile ")); };
  place.agverify({"prove", "--decider", "rules", "--certificate", "inside.cert", "bool <: int"});
  place.agverify({"prove", "--decider", "rules", "--stubs", "stubs", "--certificate", "copied.cert", "bool <: int"});
  EXPECT_EQ(digest(place.read("inside.cert")), digest(place.read("copied.cert")));
  EXPECT_EQ(place.agverify({"prove", "--stubs", "absent", "bool <: int"}).code, 66);
}

TEST(Prove, FlippedVarianceInStubsFailsToLoadAndNamesTheMember) {
  const Place place;
  std::filesystem::copy("corpus/hierarchy", place.path("stubs"), std::filesystem::copy_options::recursive);
  std::string text = place.read("stubs/typing.pyi");
  text = std::regex_replace(text, std::regex{"(SendT_contra = TypeVar\\(\"SendT_contra\", )contravariant"}, "$1covariant");
  place.write("stubs/typing.pyi", text);
  const Finished run = place.agverify({"prove", "--stubs", "stubs", "bool <: int"});
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, HasSubstr("asend"));
}

TEST(Prove, NestingOfManyThousandsIsAnswered) {
  std::string deep = "int";
  for (int i = 0; i < 20000; ++i) deep = "list[" + deep + "]";
  const Place place;
  place.write("deep.txt", deep + " <: " + deep + "\nlist[" + deep + "] <: " + deep + "\n");
  const Finished run = place.agverify({"prove", "--decider", "rules", "--explain", "--file", "deep.txt"});
  EXPECT_EQ(run.code, 1) << run.error.substr(0, 1000);
  EXPECT_LT(run.out.size(), 100'000'000U);
}

TEST(Prove, WrongUseIsSaidWithItsOwnCode) {
  EXPECT_EQ(Place{}.agverify({"prove"}).code, 64);
  EXPECT_EQ(Place{}.agverify({"prove", "--no-such-option", "int <: int"}).code, 64);
  EXPECT_EQ(Place{}.agverify({"prove", "--python-version", "two", "int <: int"}).code, 64);
  EXPECT_EQ(Place{}.agverify({}).code, 64);
}

TEST(Prove, HelpAndVersionAreNoErrors) {
  const Finished help = Place{}.agverify({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("prove"));
  EXPECT_EQ(Place{}.agverify({"--version"}).out, "agverify 0.1.0\n");
}

}  // namespace
}  // namespace agverify::cli
