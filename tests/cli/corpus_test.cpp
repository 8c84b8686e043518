#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {


using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view head = "rule: class-upcast\nanchor: generics#x\nprose: One\nprose: sentence.\n";

std::string with(std::string_view rest) { return std::string(head) + std::string(rest); }

TEST(Corpus, EveryBuiltInCaseComesOutAsItSays) {
  const Finished run = Place{}.agverify({"corpus"});
  EXPECT_EQ(run.code, 0) << run.out << run.error;
  EXPECT_THAT(run.out, HasSubstr(" 0 not\n"));
}

TEST(Corpus, DifferenceIsPrintedWithItsPlaceAndEndsWithOne) {
  const Place place;
  place.write("cases/wrong.case", with("query: proved spec: int <: str\nquery: refuted spec: int <: str\nquery: proved open: bool <: int\n"
                                       "query: proved spec object-top: bool <: int\n"));
  const Finished run = place.agverify({"corpus", "cases"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "cases/wrong.case:5: class-upcast: the answer is refuted spec nominal-by-subclassing (rules: refuted, smt: refuted)\n"
                     "cases/wrong.case:7: class-upcast: the answer is proved spec nominal-by-subclassing (rules: proved, smt: proved)\n"
                     "cases/wrong.case:8: class-upcast: the answer is proved spec nominal-by-subclassing (rules: proved, smt: proved)\n"
                     "1 cases, 4 queries: 2 proved, 2 refuted, 0 bad input; evidence: 4 certificate; smt gave no answer to 0; "
                     "1 as described, 3 not\n");
}

TEST(Corpus, ClassesThatCannotStandAreNamedInsideTheCase) {
  const Place place;
  place.write("a.case", with("prelude:\n    class A: ...\n    class B(Absent): ...\nquery: proved spec: B <: A\n"));
  const Finished run = place.agverify({"corpus", "a.case"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, StartsWith("a.case:7: class-upcast: the classes cannot be read: nothing defines `Absent`"));
  place.write("b.case", with("prelude:\n    class B(Absent): ...\nerror: nothing defines `Absent`\n"));
  EXPECT_EQ(place.agverify({"corpus", "b.case"}).code, 0);
}

TEST(Corpus, FileThatIsNoCaseIsBadInputAndAMissingOneIsSaid) {
  const Place place;
  place.write("a.case", "nonsense\n");
  EXPECT_EQ(place.agverify({"corpus", "a.case"}).code, 65);
  EXPECT_EQ(place.agverify({"corpus", "absent.case"}).code, 66);
}

TEST(Corpus, EachRuleOfTheLedgerHasBothRowsOrAReasonWhyNot) {
  const Finished run = Place{}.agverify({"corpus", "--coverage"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr(" 0 not as they must be\n"));
}

TEST(Corpus, RowsThatARuleOwesAndReasonsThatAreStaleAreSaid) {
  const Place place;
  place.write("a.case", with("query: proved spec: bool <: int\n---\nrule: variance-outside-classes\nanchor: a#b\nprose: One.\n"
                             "query: refuted spec: int <: bool\n"));
  const Finished run = place.agverify({"corpus", "--coverage", "a.case"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("class-upcast                    F1  generics#arbitrary-generic-types-as-base-classes: 1 hold, 0 fail; "
                                 "a failing row is missing\n"));
  EXPECT_THAT(run.out, HasSubstr("(it only permits); a holding row is missing; it says why there is no failing row, and there is one\n"));
}

}  // namespace
}  // namespace agverify::cli
