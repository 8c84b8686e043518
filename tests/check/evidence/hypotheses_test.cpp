#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view hierarchy = R"(class AsyncIterator protocol at 1:20
parameter AsyncIterator T covariant
base AsyncIterator object
class AsyncGenerator at 1:30
parameter AsyncGenerator Y covariant
parameter AsyncGenerator S contravariant
base AsyncGenerator AsyncIterator[Y]
)";

TEST(Inversions, AnExactLawGivesArgumentsBack) {
  const std::string text =
      certificate("forall A, B, S, U. AsyncGenerator[A, S] <: AsyncGenerator[B, U] |- A | U <: B | S", "proved",
                  hierarchy, R"(law AsyncGenerator Y exact
law AsyncGenerator S exact
hypothesis 2 A <: B inverts 1
hypothesis 3 U <: S inverts 1
step 1 subtype-reflexive B <: B
step 2 typevar-bound A <: B by 2 from 1
step 3 union-member-below A <: B | S from 2
step 4 subtype-reflexive S <: S
step 5 typevar-bound U <: S by 3 from 4
step 6 union-member-below U <: B | S from 5
step 7 union-left-all A | U <: B | S from 3 6
conclude 1 by 7
)");
  expect_only_as_it_is(
      text, {
                {"law AsyncGenerator Y exact\n", "", "hypothesis 2", "does not follow"},
                {"law AsyncGenerator S exact\n", "", "hypothesis 3", "does not follow"},
                {"law AsyncGenerator Y exact", "law AsyncIterator T exact", "hypothesis 2", "does not follow"},
                {"law AsyncGenerator Y exact", "law AsyncGenerator Y exact\nlaw AsyncIterator T exact", "law AsyncIterator",
                 "not used"},
                {"law AsyncGenerator Y exact", "law AsyncGenerator Y proved", "law AsyncGenerator Y", "exact"},
                {"law AsyncGenerator S exact\n", "law AsyncGenerator S exact\nlaw AsyncGenerator Y exact\n", "law AsyncGenerator Y exact\nhypothesis", "named before"},
                {"law AsyncGenerator Y exact", "law AsyncGenerator Z exact", "law AsyncGenerator Z", "no such parameter"},
                {"hypothesis 2 A <: B", "hypothesis 2 B <: A", "hypothesis 2", "does not follow"},
                {"hypothesis 3 U <: S", "hypothesis 3 S <: U", "hypothesis 3", "does not follow"},
                {"hypothesis 3 U <: S", "hypothesis 4 U <: S", "hypothesis 4", "out of sequence"},
                {"U <: S inverts 1", "U <: S inverts 3", "hypothesis 3", "no earlier hypothesis"},
                {"U <: S inverts 1", "U <: S inverts 0", "hypothesis 3", "no earlier hypothesis"},
                {"U <: S inverts 1", "U <: S inverts 2", "hypothesis 3", "does not follow"},
                {"Y covariant", "Y contravariant", "hypothesis 2", "does not follow"},
                {"S contravariant", "S covariant", "hypothesis 3", "does not follow"},
                {"hypothesis 3 U <: S inverts 1\n", "hypothesis 3 U <: S inverts 1\nhypothesis 4 A <: B inverts 1\n",
                 "hypothesis 4", "not used"},
            });
}

TEST(Inversions, AnUpCastToAProtocolIsTakenForGrantedAndSaid) {
  const std::string text =
      certificate("forall A, B, S. AsyncGenerator[A, S] <: AsyncIterator[B] |- A <: B", "proved", hierarchy,
                  R"(law AsyncIterator T exact
hypothesis 2 A <: B inverts 1
step 1 subtype-reflexive B <: B
step 2 typevar-bound A <: B by 2 from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {{"base AsyncGenerator AsyncIterator[Y]", "base AsyncGenerator AsyncIterator[S]",
                               "hypothesis 2", "follow"}});
  EXPECT_THAT(verify(text)->text,
              testing::HasSubstr("  the law of AsyncIterator is exact in T\n  no member of AsyncGenerator narrows"));
}

TEST(Inversions, UnionsOnTheLeftAndChainsOfInversions) {
  const std::string text = certificate("forall A, B. AsyncIterator[A] | object == AsyncIterator[B] |- A <: B", "proved",
                                       hierarchy.substr(0, hierarchy.find("class AsyncGenerator")),
                                       R"(law AsyncIterator T exact
hypothesis 2 AsyncIterator[A] <: AsyncIterator[B] inverts 1
hypothesis 3 A <: B inverts 2
step 1 subtype-reflexive B <: B
step 2 typevar-bound A <: B by 3 from 1
conclude 1 by 2
)");
  expect_only_as_it_is(
      text, {{"A] <: AsyncIterator[B] inverts 1", "A] <: AsyncIterator[A] inverts 1", "hypothesis 2", "follow"},
             {"hypothesis 2 AsyncIterator[A]", "hypothesis 2 AsyncIterator[B]", "hypothesis 2", "follow"},
             {"inverts 2", "inverts 1", "hypothesis 3", "follow"}});
  expect_accepted(altered(text, "| object ==", "| object <:"));
}

constexpr std::string_view listed = R"(class int at 1:9
base int object
class str at 1:10
base str object
)";

TEST(Cases, EachCombinationIsProvedByItself) {
  const std::string text = certificate("forall X, Y. X in (int, str), Y in (int, str) |- X | Y <: Y | X", "proved",
                                       listed, R"(case 1 X = int, Y = int
step 1 subtype-reflexive int | int <: int | int
conclude 1 by 1
case 2 X = int, Y = str
step 1 subtype-reflexive int <: int
step 2 subtype-reflexive str <: str
step 3 union-member-below int <: str | int from 1
step 4 union-member-below str <: str | int from 2
step 5 union-left-all int | str <: str | int from 3 4
conclude 1 by 5
case 3 X = str, Y = int
step 1 subtype-reflexive X <: X
step 2 subtype-reflexive Y <: Y
step 3 union-member-below X <: Y | X from 1
step 4 union-member-below Y <: Y | X from 2
step 5 union-left-all X | Y <: Y | X from 3 4
conclude 1 by 5
case 4 X = str, Y = str
step 1 subtype-reflexive str | str <: str | str
conclude 1 by 1
)");
  expect_only_as_it_is(text,
                       {
                           {"case 1 X = int, Y = int", "case 1 X = int, Y = str", "case 1", "combinations"},
                           {"case 2 X = int, Y = str", "case 3 X = int, Y = str", "case 3 X = int", "out of sequence"},
                           {"case 3 X = str, Y = int", "case 3 Y = int, X = str", "case 3", "` X = `"},
                           {"case 3 X = str, Y = int", "case 3 X = str", "case 3", "Y = "},
                       });
  const std::string three = text.substr(0, text.find("case 4"));
  expect_rejected(three, static_cast<unsigned>(std::count(three.begin(), three.end(), '\n')), "case 4");
}

TEST(Cases, AVariableHasOneListOfClosedTypes) {
  const std::string proof = "step 1 object-top X <: object\nconclude 1 by 1\n";
  expect_rejected(certificate("forall X. X in (int, str), X in (int, str) |- X <: object", "proved", listed, proof), 2,
                  "already");
  expect_rejected(certificate("forall X, Y. X in (int, Y) |- X <: object", "proved", listed, proof), 2,
                  "a variable stands among");
  expect_rejected(certificate("forall X. int in (int, str) |- X <: object", "proved", listed, proof), 2,
                  "only a variable");
}

}  // namespace
}  // namespace agverify::check
