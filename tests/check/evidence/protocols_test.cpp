#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

TEST(ProtocolTests, EveryRequiredMemberIsHeldAgainstTheProtocols) {
  expect_only_as_it_is(certificate("C <: P[int]", "proved", protocol_slice, protocol_proof),
                       {
                           {"from 2 1", "from 1 2", "step 3", "step 1 is not int <: object"},
                           {"from 2 1", "from 2", "step 3", "missing"},
                           {"from 2 1", "from 2 1 1", "step 3", "too many"},
                           {"protocol-structural", "protocol-to-protocol", "step 3", "other protocol rule"},
                           {"requires P get size", "requires P get", "requires P", "size is declared and not required"},
                           {"requires P get size", "requires P get size more", "step 3", "what C finds as more"},
                           {"requires P get size\n", "", "step 3", "what P requires"},
                           {"requires P get size", "requires C get size", "requires C", "only a protocol"},
                           {"requires P get size", "requires P get size get", "requires P", "twice"},
                           {"class P protocol", "class P", "requires P", "only a protocol"},
                           {"class C at", "class C protocol at", "step 3", "other protocol rule"},
                           {"finds C get C", "finds C get object", "finds C get", "no line declares"},
                           {"finds C get C", "finds C get P", "finds C get", "not above"},
                       });
}

std::string with_members(std::string_view given, std::string_view wanted, std::string_view steps) {
  std::string lines = R"(class int at 1:9
base int object
class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P m
finds C m C
finds P m P
member C m)";
  lines.append(given).append("\nmember P m").append(wanted).append("\n").append(steps);
  lines += "conclude 1 by 1\n";
  return certificate("C <: P", "proved", lines);
}

void expect_serves(std::string_view given, std::string_view wanted) {
  SCOPED_TRACE(std::string(given) + " for" + std::string(wanted));
  expect_accepted(with_members(given, wanted, "step 1 protocol-structural C <: P\n"));
}

void expect_does_not_serve(std::string_view given, std::string_view wanted, std::string_view message) {
  SCOPED_TRACE(std::string(given) + " for" + std::string(wanted));
  const std::string text = with_members(given, wanted, "step 1 protocol-structural C <: P\n");
  expect_rejected(text, line_of(text, "step 1"), message);
}

TEST(ProtocolTests, KindsServeForKinds) {
  expect_serves(": int", ": int");
  expect_serves(": int", " property -> int");
  expect_serves(": int", " settable property -> int");
  expect_serves(" settable property -> int", ": int");
  expect_serves(" settable property -> int", " property -> int");
  expect_serves(" property -> int", " property -> int");
  expect_does_not_serve(" property -> int", ": int", "another kind");
  expect_does_not_serve(" property -> int", " settable property -> int", "another kind");
  expect_does_not_serve(" () -> int", " property -> int", "another kind");
  expect_does_not_serve(" () -> int", ": int", "another kind");
  expect_does_not_serve(" property -> int", " () -> int", "another kind");
}

TEST(ProtocolTests, ACallOfTheProtocolFitsTheClass) {
  expect_serves(" (a: int) -> int", " (a: int) -> int");
  expect_serves(" (a: int) -> int", " (b: int, /) -> int");
  expect_serves(" (a: int) -> int", " (__b: int) -> int");
  expect_serves(" (a: int = ...) -> int", " () -> int");
  expect_serves(" (a: int = ...) -> int", " (a: int = ...) -> int");
  expect_serves(" (a: int = ..., /, b: int = ...) -> int", " (a: int, /) -> int");
  expect_does_not_serve(" (a: int) -> int", " () -> int", "does not fit");
  expect_does_not_serve(" () -> int", " (a: int) -> int", "does not fit");
  expect_does_not_serve(" (a: int) -> int", " (b: int) -> int", "does not fit");
  expect_does_not_serve(" (a: int, /) -> int", " (a: int) -> int", "does not fit");
  expect_does_not_serve(" (__a: int) -> int", " (__a: int, /, b: int = ...) -> int", "does not fit");
  expect_does_not_serve(" (a: int) -> int", " (a: int = ...) -> int", "does not fit");
  expect_does_not_serve(" (b: int, a: int) -> int", " (a: int, b: int) -> int", "does not fit");
}

TEST(ProtocolTests, AProtocolWithAParameterThatIsEmptyIsLeftOpen) {
  expect_does_not_serve(" (a: Never) -> int", " (a: Never) -> int", "empty");
  expect_does_not_serve(" (a: Never | Never) -> int", " (a: Never | Never) -> int", "empty");
  expect_serves(" (a: Never | int) -> int", " (a: Never | int) -> int");
}

TEST(ProtocolTests, AnAttributeAsksBothDirections) {
  expect_only_as_it_is(with_members(": int", ": int | Never", R"(step 1 protocol-structural C <: P from 5 4
step 2 subtype-reflexive int <: int
step 3 never-bottom Never <: int
step 4 union-left-all int | Never <: int from 2 3
step 5 union-member-below int <: int | Never from 2
)"),
                       {{"from 5 4", "from 5", "step 1", "int | Never <: int is missing"},
                        {"from 5 4", "from 4", "step 1", "step 4 is not int <: int | Never"}});
}

TEST(ProtocolTests, ARecursiveQuestionComesBackThroughAMember) {
  const std::string text = certificate("C <: P", "proved", R"(class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P next
finds C next C
finds P next P
member C next () -> C
member P next () -> P
step 1 protocol-structural C <: P from 1
conclude 1 by 1
)");
  expect_only_as_it_is(
      text, {{"member C next () -> C", "member C next () -> object", "step 1", "step 1 is not object <: P"}});
}

TEST(ProtocolTests, AMemberOfABaseSpeaksOfTheArgumentsThere) {
  const std::string text = certificate("D[int] <: P[int]", "proved", R"(class int at 1:9
base int object
class B at 1:20
parameter B X covariant
base B object
class D at 1:21
parameter D Y covariant
base D B[Y]
class Q protocol at 1:29
parameter Q U covariant
base Q object
class P protocol at 1:30
parameter P T covariant
base P Q[T]
requires P get
finds D get B
finds P get Q
member B get () -> X
member Q get () -> U
step 1 protocol-structural D[int] <: P[int]
conclude 1 by 1
)");
  expect_only_as_it_is(
      text, {
                {"base D B[Y]", "base D B[object]", "step 1", "object <: int is missing"},
                {"base P Q[T]", "base P Q[Never]", "step 1", "int <: Never is missing"},
                {"finds D get B\n", "", "step 1", "what D finds as get"},
                {"finds D get B", "finds D get B\nmember D get () -> Y", "finds D get B", "D has the name before"},
                {"requires P get", "requires P get\nrequires Q get other", "requires P get\n", "Q requires other"},
            });
}

TEST(ProtocolTests, OneProtocolOnBothSidesGoesByVariance) {
  const std::string text = certificate("P[object] <: P[Never]", "proved", R"(class P protocol at 1:30
parameter P T covariant
base P object
requires P
step 1 protocol-to-protocol P[object] <: P[Never]
conclude 1 by 1
)");
  expect_rejected(text, line_of(text, "step 1"), "by variance");
}

TEST(ProtocolTests, AProtocolThatRequiresNothingSaysSo) {
  const std::string text = certificate("C <: P", "proved", R"(class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P
step 1 protocol-structural C <: P
conclude 1 by 1
)");
  expect_only_as_it_is(text, {{"requires P\n", "", "step 1", "no line says what P requires"},
                              {"requires P\n", "requires P \n", "requires P", "a name"}});
}

}  // namespace
}  // namespace agverify::check
