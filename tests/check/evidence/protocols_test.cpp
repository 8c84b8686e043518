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
                           {"from 3", "from 2", "step 4", "step 2 is not (key: object, more: int = ...) -> bool <: (key: int) -> int"},
                           {"[int] from 3", "[int]", "step 4", "missing"},
                           {"from 3", "from 3 3", "step 4", "too many"},
                           {"protocol-structural", "protocol-to-protocol", "step 4", "other protocol rule"},
                           {"requires P get size", "requires P get", "requires P", "size is declared and not required"},
                           {"requires P get size", "requires P get size more", "step 4", "what C finds as more"},
                           {"requires P get size\n", "", "step 4", "what P requires"},
                           {"requires P get size", "requires C get size", "requires C", "only a protocol"},
                           {"requires P get size", "requires P get size get", "requires P", "twice"},
                           {"class P protocol", "class P", "requires P", "only a protocol"},
                           {"class C at", "class C protocol at", "step 4", "other protocol rule"},
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
  expect_serves(" classvar: int", " classvar: int");
  expect_serves(" classvar: int", " property -> int");
  for (const char* given : {": int", " property -> int", " settable property -> int", " () -> int"})
    expect_does_not_serve(given, " classvar: int", "another kind");
  expect_does_not_serve(" classvar: int", ": int", "another kind");
  expect_does_not_serve(" classvar: int", " settable property -> int", "another kind");
  expect_does_not_serve(" property -> int", ": int", "another kind");
  expect_does_not_serve(" property -> int", " settable property -> int", "another kind");
  expect_does_not_serve(" () -> int", " property -> int", "another kind");
  expect_does_not_serve(" () -> int", ": int", "another kind");
  expect_does_not_serve(" property -> int", " () -> int", "another kind");
}

/// One step between two signatures whose parameters and results are all int.
std::string fits(std::string_view given, std::string_view wanted) {
  return certificate(std::string(given).append(" <: ").append(wanted), "proved", "class int at 1:9\nbase int object\n",
                     std::string("step 1 callable-general ").append(given).append(" <: ").append(wanted).append("\nconclude 1 by 1\n"));
}

void expect_fits(std::string_view given, std::string_view wanted) {
  SCOPED_TRACE(std::string(given) + " for " + std::string(wanted));
  expect_accepted(fits(given, wanted));
}

void expect_does_not_fit(std::string_view given, std::string_view wanted) {
  SCOPED_TRACE(std::string(given) + " for " + std::string(wanted));
  const std::string text = fits(given, wanted);
  expect_rejected(text, line_of(text, "step 1"), "does not fit");
}

TEST(SignatureTests, ACallByPlaceFits) {
  expect_fits("(a: int) -> int", "(a: int) -> int");
  expect_fits("(a: int) -> int", "(b: int, /) -> int");
  expect_fits("(a: int) -> int", "Callable[[int], int]");
  expect_fits("(a: int) -> int", "(__b: int) -> int");
  expect_fits("(a: int = ...) -> int", "() -> int");
  expect_fits("(a: int = ...) -> int", "(a: int = ...) -> int");
  expect_fits("(a: int = ..., /, b: int = ...) -> int", "(int, /) -> int");
  expect_fits("(*args: int) -> int", "(int, int, /, *args: int) -> int");
  expect_fits("(int, /, *args: int) -> int", "(int, int = ..., /) -> int");
  expect_does_not_fit("(a: int) -> int", "() -> int");
  expect_does_not_fit("() -> int", "(a: int) -> int");
  expect_does_not_fit("(a: int) -> int", "(b: int) -> int");
  expect_does_not_fit("(a: int, /) -> int", "(a: int) -> int");
  expect_does_not_fit("(__a: int) -> int", "(__a: int, /, b: int = ...) -> int");
  expect_does_not_fit("(a: int) -> int", "(a: int = ...) -> int");
  expect_does_not_fit("(b: int, a: int) -> int", "(a: int, b: int) -> int");
  expect_does_not_fit("(int = ..., /) -> int", "(*args: int) -> int");
  expect_does_not_fit("(int, int, /, *args: int) -> int", "(int, /, *args: int) -> int");
}

TEST(SignatureTests, ACallByNameFits) {
  expect_fits("(a: int, b: int) -> int", "(*, b: int, a: int) -> int");
  expect_fits("(*args: int, **kwargs: int) -> int", "(a: int) -> int");
  expect_fits("(**kwargs: int) -> int", "(*, a: int = ...) -> int");
  expect_fits("(*, a: int = ..., **kwargs: int) -> int", "(**kwargs: int) -> int");
  expect_fits("(int, /, *, a: int) -> int", "(int, /, *, a: int) -> int");
  expect_does_not_fit("(*, a: int) -> int", "(a: int) -> int");
  expect_does_not_fit("(*, a: int) -> int", "(*, a: int = ...) -> int");
  expect_does_not_fit("(*, b: int) -> int", "(*, a: int) -> int");
  expect_does_not_fit("(*args: int) -> int", "(a: int) -> int");
  expect_does_not_fit("(**kwargs: int) -> int", "(a: int) -> int");
  expect_does_not_fit("(*, a: int = ...) -> int", "(**kwargs: int) -> int");
  expect_does_not_fit("() -> int", "(*, a: int = ...) -> int");
}

TEST(SignatureTests, ANameThatAPlaceMayFillTooDoesNotFit) {
  expect_does_not_fit("(a: int = ..., b: int = ...) -> int", "(int, /, *, a: int) -> int");
  expect_does_not_fit("(a: int = ..., *args: int) -> int", "(*args: int, a: int) -> int");
  expect_does_not_fit("(a: int, **kwargs: int) -> int", "(int, /, **kwargs: int) -> int");
}

TEST(SignatureTests, OneParameterReachesOneOrTheRest) {
  expect_does_not_fit("(x: int = ..., *, a: int = ...) -> int", "(a: int) -> int");
  expect_does_not_fit("(*args: int, a: int = ...) -> int", "(a: int) -> int");
}

TEST(SignatureTests, EachPairThatAnArgumentCanTakeIsHeldAgainstEachOther) {
  const std::string text = certificate(
      "(int = ..., /, *args: object, a: object, **kwargs: int) -> bool <: (*args: bool, a: bool, **kwargs: bool) -> int", "proved",
      "class int at 1:9\nbase int object\nclass bool at 1:10\nbase bool int\n",
      R"(step 1 nominal-by-subclassing bool <: int
step 2 object-top bool <: object
step 3 callable-general (int = ..., /, *args: object, a: object, **kwargs: int) -> bool <: (*args: bool, a: bool, **kwargs: bool) -> int from 1 2 2 1 1
conclude 1 by 3
)");
  expect_only_as_it_is(text, {{"from 1 2 2 1 1", "from 2 2 1 1", "step 3", "step 2 is not bool <: int"},
                              {"from 1 2 2 1 1", "from 1 2 2 1", "step 3", "bool <: int is missing"},
                              {"from 1 2 2 1 1", "from 1 2 2 1 1 1", "step 3", "too many"}});
}

TEST(SignatureTests, AParameterThatIsEmptyIsHeldAgainstItsLike) {
  const std::string text = certificate("Callable[[object], int] <: Callable[[Never | Never], int]", "proved", "class int at 1:9\nbase int object\n",
                                       R"(step 1 object-top Never | Never <: object
step 2 callable-general Callable[[object], int] <: Callable[[Never | Never], int] from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {{" from 1\n", "\n", "step 2", "Never | Never <: object is missing"}});
  expect_does_not_fit("() -> int", "Callable[[Never], int]");
}

TEST(SignatureTests, AnOverloadIsEachOfItsSignatures) {
  const std::string text = certificate(
      "overload[Callable[[int], int], Callable[[str], str]] <: overload[Callable[[str], str], Callable[[int], int]]", "proved",
      "class int at 1:9\nbase int object\nclass str at 1:10\nbase str object\n", R"(step 1 subtype-reflexive Callable[[str], str] <: Callable[[str], str]
step 2 subtype-reflexive Callable[[int], int] <: Callable[[int], int]
step 3 overload-source overload[Callable[[int], int], Callable[[str], str]] <: Callable[[str], str] from 1
step 4 overload-source overload[Callable[[int], int], Callable[[str], str]] <: Callable[[int], int] from 2
step 5 overload-target overload[Callable[[int], int], Callable[[str], str]] <: overload[Callable[[str], str], Callable[[int], int]] from 3 4
conclude 1 by 5
)");
  expect_only_as_it_is(text, {{"from 3 4", "from 4 3", "step 5", "step 4 is not"},
                              {"from 3 4", "from 3", "step 5", "missing"},
                              {"from 2\n", "from 1\n", "step 4", "not about a signature"},
                              {"from 1\n", "from 4\n", "step 3", "no earlier step"}});
}

TEST(SignatureTests, AClassAndAProtocolAreWhatTheirCallIs) {
  expect_only_as_it_is(
      certificate("C <: Callable[[C], object]", "proved", "class C at 1:40\nbase C object\nfinds C __call__ C\nmember C __call__ (x: C) -> C\n",
                  R"(step 1 object-top C <: object
step 2 callable-general (x: C) -> C <: Callable[[C], object] from 1
step 3 nominal-call-to-callable C <: Callable[[C], object] from 2
conclude 1 by 3
)"),
      {{"object] from 2", "object] from 1", "step 3", "step 1 is not"},
       {"finds C __call__ C\n", "", "step 3", "what C finds as __call__"},
       {"member C __call__ (x: C) -> C", "member C __call__: C", "step 3", "no method"}});
  expect_only_as_it_is(
      certificate("Callable[[P], P] <: P", "proved",
                  "class P protocol at 1:30\nbase P object\nrequires P __call__\nfinds P __call__ P\nmember P __call__ (P, /) -> object\n",
                  R"(step 1 object-top P <: object
step 2 callable-general Callable[[P], P] <: Callable[[P], object] from 1
step 3 callback-protocol-callable Callable[[P], P] <: P from 2
conclude 1 by 3
)"),
      {{"requires P __call__\n", "requires P __call__ more\n", "step 3", "more than"},
       {"P from 2", "P from 1", "step 3", "step 1 is not"},
       {"requires P __call__\n", "", "step 3", "what the protocol requires"}});
}

TEST(SignatureTests, SelfIsTheSourceOnBothSides) {
  const std::string text = certificate("C <: P", "proved", R"(class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P copy
finds C copy C
finds P copy P
member C copy () -> C
member P copy () -> Self
)", "step 1 protocol-structural C <: P\nconclude 1 by 1\n");
  expect_only_as_it_is(text, {{"member C copy () -> C", "member C copy () -> object", "step 1", "Callable[[], object] <: Callable[[], C] is missing"},
                              {"member P copy () -> Self", "member P copy () -> P", "step 1", "Callable[[], C] <: Callable[[], P] is missing"}});
}

TEST(SignatureTests, WhatIsNotReadIsItselfAlone) {
  const std::string text = certificate("C <: P", "proved", R"(class int at 1:9
base int object
class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P pair
finds C pair C
finds P pair P
member C pair: opaque["tuple", int]
member P pair: opaque["tuple", int]
)", "step 1 protocol-structural C <: P\nconclude 1 by 1\n");
  expect_only_as_it_is(text, {{"member C pair: opaque[\"tuple\", int]", "member C pair: opaque[\"tuple\", C]", "step 1", "missing"},
                              {"member C pair: opaque[\"tuple\", int]", "member C pair: opaque[\"list\", int]", "step 1", "missing"}});
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
step 1 protocol-structural C <: P from 2
step 2 callable-general Callable[[], C] <: Callable[[], P] from 1
conclude 1 by 1
)");
  expect_only_as_it_is(
      text, {{"member C next () -> C", "member C next () -> object", "step 1", "step 2 is not Callable[[], object] <: Callable[[], P]"}});
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
                {"base D B[Y]", "base D B[object]", "step 1", "Callable[[], object] <: Callable[[], int] is missing"},
                {"base P Q[T]", "base P Q[Never]", "step 1", "Callable[[], int] <: Callable[[], Never] is missing"},
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
