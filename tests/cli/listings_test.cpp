#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using testing::HasSubstr;

std::string without_times(const std::string& text) { return std::regex_replace(text, std::regex{"[0-9]+(\\.[0-9]+)? ms"}, "N ms"); }

TEST(Classes, ShowParametersMembersAndTheLawSlotBySlot) {
  const Finished run = Place{}.agverify({"classes", "AsyncIterator"});
  EXPECT_EQ(run.code, 0);
  const std::string shown = std::regex_replace(without_times(run.out), std::regex{"pyi:[0-9]+"}, "pyi:N");
  EXPECT_EQ(shown, R"(protocol typing.AsyncIterator(AsyncIterable[T_co])  typing.pyi:N
  parameter  T_co covariant
  member     __aiter__() -> AsyncIterator[T_co]
  member     __anext__() -> Awaitable[T_co]
  law        sound and exact, proved in N ms
  slot       T_co +  shown by __anext__; exact

1 classes, 1 with parameters: 1 laws proved, 0 unproved; 1 slots, 0 with a condition, 0 declared only; N ms of proofs
)");
}

TEST(Classes, EveryLawOfTheHierarchyIsProved) {
  const Finished run = Place{}.agverify({"classes"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr(" laws proved, 0 unproved;"));
  EXPECT_THAT(run.out, testing::Not(HasSubstr("unproved:")));
}

TEST(Classes, SlotThatNoMemberShowsIsDeclaredOnly) {
  const Place place;
  place.write("tagged.pyi", "from typing import Generic, TypeVar\nT_co = TypeVar('T_co', covariant=True)\nclass Tagged(Generic[T_co]): ...\n");
  EXPECT_THAT(place.agverify({"classes", "--prelude", "tagged.pyi", "Tagged"}).out,
              HasSubstr("  slot       T_co +  shown by no member; declared only\n"));
}

TEST(Classes, NameThatIsNoClassIsBadInputWithASuggestion) {
  const Finished run = Place{}.agverify({"classes", "Sequense"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.error, "there is no class `Sequense`; did you mean `Sequence`?\n");
}

TEST(Classes, LawsAreKeptAndACorruptFileIsAsGoodAsNone) {
  const Place place;
  const auto law = [&] { return place.agverify({"classes", "AsyncIterator"}).out; };
  const std::string first = law();
  EXPECT_EQ(law(), first) << "the time of the proof is kept with it";
  for (const auto& each : std::filesystem::directory_iterator{place.path(".cache/agverify")}) place.write(".cache/agverify/" + each.path().filename().string(), "x");
  EXPECT_EQ(without_times(law()), without_times(first));
}

TEST(Classes, CacheThatCannotBeWrittenIsDoneWithout) {
  const Place place;
  place.write(".cache", "a file in the place of the folder");
  EXPECT_EQ(place.agverify({"classes", "AsyncIterator"}).code, 0);
}

TEST(Rules, EachLemmaComesOutAsItMust) {
  const Finished run = Place{}.agverify({"rules"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("variance-contravariant  (spec must, generics#variance)\n"
                                 "    forall A, B. B <: A |- Con[A] <: Con[B]   if the parameter is contravariant\n"));
  EXPECT_THAT(run.out, HasSubstr(" 0 otherwise"));
}

TEST(Rules, OpenOnesAreThoseOfThatBasis) {
  const Finished run = Place{}.agverify({"rules", "--open"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("protocol-same-generic  (open must"));
  EXPECT_THAT(run.out, HasSubstr("    same-protocol=variance, the default: By the declared variance of its parameters.\n"));
  EXPECT_THAT(run.out, testing::Not(HasSubstr("(spec must")));
}

}  // namespace
}  // namespace agverify::cli
