#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

// The hierarchy in small, with a class that closes the parameter of its base.
constexpr std::string_view slice = R"(class int at 1:9
base int object
class AsyncIterator protocol at 1:20
parameter AsyncIterator T covariant
base AsyncIterator object
class AsyncGenerator at 1:30
parameter AsyncGenerator Y covariant
parameter AsyncGenerator S contravariant
base AsyncGenerator AsyncIterator[Y]
)";

TEST(Refutations, WhatIsHandedOutAndNotInTheArgumentRefutes) {
  expect_only_as_it_is(
      certificate("AsyncGenerator[object, int] <: AsyncIterator[int]", "refuted", slice, R"(value 1 object
value 2 AsyncGenerator
shows 2 AsyncGenerator.Y hands 1
shows 2 AsyncIterator.T hands 1
refute 2
)"),
      {
          {"value 1 object", "value 1 int", "refute 2", "out of the target"},
          {"shows 2 AsyncIterator.T hands 1\n", "", "refute 2", "out of the target"},
          {"shows 2 AsyncGenerator.Y hands 1\n", "", "shows 2 AsyncIterator.T", "AsyncGenerator does not let"},
          {"AsyncIterator.T hands 1", "AsyncIterator.T refuses 1", "AsyncIterator.T ref",
           "covariant parameter does not"},
          {"AsyncGenerator.Y hands 1", "AsyncGenerator.S hands 1", "AsyncGenerator.S",
           "contravariant parameter does not"},
          {"AsyncGenerator.Y hands 1", "AsyncGenerator.Z hands 1", "AsyncGenerator.Z", "no such parameter"},
          {"AsyncGenerator.Y hands 1", "AsyncGenerator.Y hands 2", "AsyncGenerator.Y", "no earlier value"},
          {"AsyncGenerator.Y hands 1", "AsyncGenerator.Y hands 0", "AsyncGenerator.Y", "no earlier value"},
          {"shows 2 AsyncGenerator.Y", "shows 1 AsyncGenerator.Y", "shows 1", "not about the value above"},
          {"value 2 AsyncGenerator", "value 2 AsyncIterator", "AsyncGenerator.Y", "no class from the value's upwards"},
          {"refute 2", "refute 1", "refute 1", "in the source"},
          {"refute 2", "refute 3", "refute 3", "no such value"},
          {"refute 2\n", "", "shows 2 AsyncIterator", "refute"},
          {"refute 2\n", "refute 2\nstep 1 never-bottom Never <: int\n", "step 1", "no place"},
      });
}

TEST(Refutations, WhatIsRefusedThoughAskedForRefutes) {
  expect_only_as_it_is(
      certificate("AsyncGenerator[int, int] <: AsyncGenerator[int, object]", "refuted", slice, R"(value 1 object
value 2 AsyncGenerator
shows 2 AsyncGenerator.S refuses 1
refute 2
)"),
      {{"value 1 object", "value 1 int", "refute", "in the source"},
       {"<: AsyncGenerator[int, object]", "<: AsyncGenerator[int, int]", "refute", "out of the target"},
       {"S contravariant", "S covariant", "shows 2", "covariant parameter does not"}});
}

TEST(Refutations, EveryValueAndEverythingShownIsUsed) {
  const std::string text = certificate("AsyncGenerator[int, int] <: int", "refuted", slice, R"(value 1 AsyncGenerator
refute 1
)");
  expect_accepted(text);
  const std::string more =
      altered(text, "value 1 AsyncGenerator\nrefute 1", "value 1 int\nvalue 2 AsyncGenerator\nrefute 2");
  expect_rejected(more, line_of(more, "value 1"), "not used");
  const std::string upper = altered(text, "value 1 AsyncGenerator\nrefute 1", R"(value 1 int
value 2 AsyncGenerator
shows 2 AsyncGenerator.Y hands 1
shows 2 AsyncIterator.T hands 1
refute 2)");
  expect_rejected(upper, line_of(upper, "shows 2 AsyncIterator"), "not used");
}

// class str(Sequence[str]): a str hands out strings as a Sequence.
TEST(Refutations, AValueKeepsTheLawsOfItsBases) {
  const std::string text = certificate("str <: Sequence[int]", "refuted", R"(class int at 1:9
base int object
class Sequence at 1:20
parameter Sequence T covariant
base Sequence object
class str at 1:30
base str Sequence[str]
value 1 str
value 2 str
shows 2 Sequence.T hands 1
refute 2
)");
  expect_only_as_it_is(text,
                       {{"value 1 str", "value 1 int", "shows 2", "str does not let its values show this at Sequence"},
                        {"base str Sequence[str]", "base str object", "shows 2", "no class from the value's upwards"},
                        {"query str <: Sequence[int]", "query str <: Sequence[str]", "refute", "out of the target"}});
}

TEST(Refutations, AParameterPassedToABaseInsideATypeTakesWhatTheValueShows) {
  const std::string text = certificate("D[object] <: B[B[int]]", "refuted", R"(class int at 1:9
base int object
class B at 1:20
parameter B T covariant
base B object
class D at 1:21
parameter D U covariant
base D B[B[U]]
value 1 object
value 2 B
shows 2 B.T hands 1
value 3 D
shows 3 D.U hands 1
shows 3 B.T hands 2
refute 3
)");
  expect_only_as_it_is(text, {{"shows 3 D.U hands 1\n", "", "shows 3 B.T", "D does not let"},
                              {"D[object]", "D[int]", "refute", "in the source"},
                              {"shows 3 B.T hands 2", "shows 3 B.T hands 1", "shows 3 B.T", "D does not let"}});
}

TEST(Refutations, AnInvariantParameterFailsEitherWay) {
  constexpr std::string_view cell = R"(class int at 1:9
base int object
class Cell at 1:20
parameter Cell T invariant
base Cell object
)";
  expect_accepted(certificate("Cell[object] <: Cell[int]", "refuted", cell, R"(value 1 object
value 2 Cell
shows 2 Cell.T hands 1
refute 2
)"));
  expect_only_as_it_is(certificate("Cell[int] <: Cell[object]", "refuted", cell, R"(value 1 object
value 2 Cell
shows 2 Cell.T refuses 1
refute 2
)"),
                       {{"refuses 1", "hands 1", "refute", "in the source"}});
}

TEST(Refutations, UnionsAreLeftOnEverySide) {
  const std::string text = certificate("int | str <: int | None", "refuted", R"(class int at 1:9
base int object
class str at 1:10
base str object
class NoneType at 1:11
base NoneType object
value 1 str
refute 1
)");
  expect_only_as_it_is(text, {{"value 1 str", "value 1 int", "refute", "out of the target"},
                              {"value 1 str", "value 1 NoneType", "refute", "in the source"},
                              {"value 1 str", "value 1 object", "refute", "in the source"}});
}

TEST(Refutations, TheDirectionNamesTheHalfThatFails) {
  const std::string text = certificate("int == object", "refuted\ndirection target_to_source", R"(class int at 1:9
base int object
value 1 object
refute 1
)");
  expect_only_as_it_is(text, {{"target_to_source", "source_to_target", "refute", "in the source"},
                              {"direction target_to_source\n", "", "verdict", "direction is missing"},
                              {"int == object", "int <: object", "direction", "says nothing"},
                              {"int == object", "int ~> object", "direction", "says nothing"}});
}

constexpr std::string_view meets = R"(class A at 1:2
base A object
class B at 1:3
base B object
class AB fresh
base AB A
base AB B
instance X = AB
step 1 nominal-by-subclassing AB <: A
step 2 nominal-by-subclassing AB <: B
conclude hypothesis 1 by 1
conclude hypothesis 2 by 2
value 1 AB
refute 1
)";

TEST(Refutations, TwoBoundsMeetInAFreshClass) {
  expect_only_as_it_is(
      certificate("forall X. X <: A, X <: B |- X <: Never", "refuted", meets),
      {
          {"class A at", "class A final at", "base AB A", "final"},
          {"class AB fresh", "class AB fresh at 1:9", "class AB", "left over"},
          {"class AB fresh", "class AB final fresh", "class AB", "no other flag"},
          {"class AB fresh", "class AB fresh\nparameter AB T covariant", "parameter AB", "no parameters"},
          {"class AB fresh", "class AB fresh\nmember AB m () -> A", "member AB", "no members"},
          {"class A at 1:2\nbase A object", "class A at 1:2\nbase A AB", "base A AB", "derives from no fresh one"},
          {"base AB A\nbase AB B\n", "", "class AB", "no base"},
          {"base AB B", "base AB object", "step 2", "not above"},
          {"base AB A\nbase AB B", "base AB B\nbase AB B", "class AB", "no method resolution order"},
          {"conclude hypothesis 2 by 2\n", "", "value 1", "conclude hypothesis 2"},
          {"hypothesis 2 by 2", "hypothesis 2 by 1", "conclude hypothesis 2", "not the hypothesis"},
          {"instance X = AB", "instance X = A", "conclude hypothesis 1", "not the hypothesis"},
          {"instance X = AB\n", "", "step 1", "instance X"},
          {"instance X = AB", "instance Y = AB", "instance", "`X = `"},
          {"instance X = AB", "instance X = X", "instance", "not known"},
          {"value 1 AB", "value 1 A", "refute", "in the source"},
          {"step 2 nom", "step 3 nom", "step 3", "out of sequence"},
      });
}

TEST(Refutations, AFinalBaseOrNoneHasNoFreshClass) {
  const std::string text = certificate("forall X. X <: None |- X <: Never", "refuted", R"(class NoneType at 1:2
base NoneType object
class N fresh
base N NoneType
instance X = N
step 1 nominal-by-subclassing N <: None
conclude hypothesis 1 by 1
value 1 N
refute 1
)");
  expect_rejected(text, line_of(text, "base N NoneType"), "final");
}

TEST(Refutations, AListedVariableIsOneOfItsTypes) {
  const std::string text = certificate("forall X. X in (int, str) |- X <: int", "refuted", R"(class int at 1:9
base int object
class str at 1:10
base str object
let $0 str
instance X = $0
value 1 str
refute 1
)");
  expect_only_as_it_is(text, {{"instance X = $0\n", "instance X = int | $0\n", "instance", "none of the types"},
                              {"let $0 str", "let $0 X", "instance", "no variables"},
                              {"let $0 str", "let $1 str", "let", "out of sequence"},
                              {"let $0 str\n", "let $0 str\nlet $0 int\n", "let $0 int", "out of sequence"},
                              {"let $0 str\n", "let $0 str\nlet $1 int\n", "let $1", "not used"}});
}

constexpr std::string_view sized = R"(class int at 1:9
base int object
class str at 1:10
base str object
class P protocol at 1:20
base P object
class C at 1:30
base C object
)";

TEST(Refutations, AMissingMemberRefutes) {
  expect_only_as_it_is(certificate("C <: P", "refuted", sized.substr(sized.find("class P")), R"(requires P size
missing C size
value 1 C
refute 1
)"),
                       {{"missing C size", "missing C other", "refute", "out of the target"},
                        {"missing C size\n", "missing C size\nmissing C other\n", "missing C other", "not used"},
                        {"missing C size\n", "missing C size\nmember C size () -> C\n", "missing C", "C has the name"},
                        {"requires P size", "requires P", "refute", "out of the target"},
                        {"base C object", "base C P", "missing C", "P has the name"}});
}

TEST(Refutations, AResultOfAnotherTypeRefutes) {
  expect_only_as_it_is(
      certificate("C <: P", "refuted", sized, R"(requires P size
finds C size C
finds P size P
member C size () -> str
member P size () -> int
value 1 str
value 2 C
shows 2 member size () returns 1
refute 2
)"),
      {{"member C size () -> str", "member C size () -> int", "shows 2", "member of C does not let"},
       {"member P size () -> int", "member P size () -> str", "refute", "out of the target"},
       {"member P size () -> int", "member P size (a: Never) -> int", "refute", "out of the target"},
       {"value 1 str", "value 1 int", "shows 2", "does not let"},
       {"shows 2 member size () returns 1\n", "", "refute", "out of the target"},
       {"shows 2 member size () returns 1", "shows 2 member sise () returns 1", "shows 2", "where the member is found"},
       {"shows 2 member size () returns 1", "shows 2 member size gives 1", "shows 2", "does not let"},
       {"shows 2 member size () returns 1", "shows 2 member size (2) returns 1", "shows 2", "no earlier value"},
       {"shows 2 member size () returns 1", "shows 2 member size (1) returns 1", "refute", "out of the target"},
       {"shows 2 member size () returns 1", "shows 2 member size () refuses", "shows 2", "does not let"}});
}

TEST(Refutations, ARefusedArgumentRefutes) {
  expect_only_as_it_is(
      certificate("C <: P", "refuted", sized, R"(requires P put
finds C put C
finds P put P
member C put (a: int, b: int) -> int
member P put (a: int, b: str) -> int
value 1 int
value 2 str
value 3 C
shows 3 member put (1, b=2) refuses
refute 3
)"),
      {{"(1, b=2)", "(1, 1)", "shows 3", "does not let"},
       {"(1, b=2)", "(2, 2)", "refute", "out of the target"},
       {"(1, b=2)", "(1, c=2)", "refute", "out of the target"},
       {"(1, b=2)", "(1, b=2, c=2)", "refute", "out of the target"},
       {"(1, b=2)", "(1, b=2, a=1)", "shows 3", "alphabet"},
       {"(1, b=2)", "(b=2, 1)", "shows 3", "come first"},
       {"(1, b=2)", "(1, b=3)", "shows 3", "no earlier value"},
       {"member C put (a: int, b: int)", "member C put (a: int, b: str)", "shows 3", "does not let"},
       {"member P put (a: int, b: str)", "member P put (a: int, b: int)", "refute", "out of the target"},
       {"member P put (a: int, b: str)", "member P put (a: Never, b: str)", "refute", "out of the target"}});
}

TEST(Refutations, ACallThatDoesNotFitRefutes) {
  expect_only_as_it_is(
      certificate("C <: P", "refuted", sized.substr(0, sized.find("class str")), sized.substr(sized.find("class P")))
          .append(R"(requires P put
finds C put C
finds P put P
member C put (a: int, b: int) -> int
member P put (a: int) -> int
value 1 int
value 2 C
shows 2 member put (1) refuses
refute 2
)"),
      {{"member P put (a: int)", "member P put (a: int, b: int)", "refute", "out of the target"},
       {"member C put (a: int, b: int)", "member C put (a: int, b: int = ...)", "shows 2", "does not let"},
       {"member P put (a: int)", "member P put (a: Never)", "refute", "out of the target"}});
}

constexpr std::string_view int_and_str = "class int at 1:9\nbase int object\nclass str at 1:10\nbase str object\n";

TEST(Refutations, ACallableShowsWhatItsCallsComeTo) {
  expect_only_as_it_is(certificate("Callable[[int], int | str] <: Callable[[int], int]", "refuted", int_and_str, R"(value 1 int
value 2 str
value 3 callable
shows 3 member __call__ (1) returns 2
refute 3
)"),
                       {{"(1) returns 2", "(1) returns 1", "refute", "out of the target"},
                        {"(1) returns 2", "(2) returns 2", "refute", "out of the target"},
                        {"(1) returns 2", "(1) refuses", "refute", "in the source"},
                        {"member __call__ (1)", "member call (1)", "shows 3", "no member but"},
                        {"value 3 callable", "value 3 int", "shows 3", "where the member is found"}});
}

TEST(Refutations, ACallableIsNoInstanceOfAClassAndHasNoOtherMember) {
  expect_accepted(certificate("Callable[[], int] <: int", "refuted", "class int at 1:9\nbase int object\n", "value 1 callable\nrefute 1\n"));
  expect_only_as_it_is(certificate("Callable[[], object] <: P", "refuted", R"(class P protocol at 1:20
base P object
requires P close
value 1 callable
refute 1
)"),
                       {{"requires P close", "requires P", "refute", "out of the target"},
                        {"requires P close", "requires P __hash__", "refute", "out of the target"},
                        {"requires P close", "requires P __call__", "refute", "out of the target"}});
  const std::string top = certificate("Callable[[], object] <: object", "refuted", "value 1 callable\nrefute 1\n");
  expect_rejected(top, line_of(top, "refute 1"), "out of the target");
}

TEST(Refutations, WhatAnOverloadShowsKeepsEachSignature) {
  expect_only_as_it_is(
      certificate("overload[Callable[[int], int], Callable[[str], str]] <: Callable[[int | str], int]", "refuted", int_and_str, R"(value 1 str
value 2 callable
shows 2 member __call__ (1) returns 1
refute 2
)"),
      {{"(1) returns 1", "(1) refuses", "refute", "in the source"},
       {"overload[Callable[[int], int], Callable[[str], str]]", "overload[Callable[[str], int], Callable[[str], str]]", "refute", "in the source"}});
}

constexpr std::string_view callback = R"(class P protocol at 1:20
base P object
requires P __call__
finds P __call__ P
member P __call__ (key: int, *, more: str = ...) -> int
)";

TEST(Refutations, ACallableIsInAndOutOfACallbackProtocolAsItsCallsSay) {
  expect_only_as_it_is(certificate("(key: int, *, more: str = ...) -> object <: P", "refuted", int_and_str, std::string(callback) + R"(value 1 int
value 2 str
value 3 callable
shows 3 member __call__ (1, more=2) returns 2
refute 3
)"),
                       {{"(1, more=2) returns 2", "(1, more=2) returns 1", "refute", "out of the target"},
                        {"(1, more=2) returns 2", "(1, 2) returns 2", "refute", "out of the target"},
                        {"(1, more=2) returns 2", "(key=1, key=1) returns 2", "shows 3", "names come once"},
                        {"(1, more=2) returns 2", "(more=2, 1) returns 2", "shows 3", "without a name come first"},
                        {"(1, more=2) returns 2", "(1, more=3) returns 2", "shows 3", "no earlier value"},
                        {"(1, more=2) returns 2", "(1, more=2) gives 2", "shows 3", "returns"},
                        {"(1, more=2) returns 2", "(1, more=2) refuses", "refute", "in the source"},
                        {"requires P __call__\n", "", "refute", "out of the target"}});
  expect_only_as_it_is(certificate("P <: Callable[[int], str]", "refuted", int_and_str, std::string(callback) + R"(value 1 int
value 2 callable
shows 2 member __call__ (1) returns 1
refute 2
)"),
                       {{"(1) returns 1", "(1) refuses", "refute", "in the source"},
                        {"requires P __call__\n", "requires P __call__ __name__\n", "refute", "in the source"},
                        {"value 2 callable", "value 2 int", "shows 2", "where the member is found"}});
}

TEST(Refutations, TheLawOfAClassAsksEachSignatureOfAnOverload) {
  expect_only_as_it_is(certificate("C <: Callable[[int], int]", "refuted", int_and_str, R"(class C at 1:30
base C object
finds C __call__ C
member C __call__ overload[(key: int) -> int | str, (key: str) -> str]
value 1 int
value 2 str
value 3 C
shows 3 member __call__ (1) returns 2
refute 3
)"),
                       {{"(key: int) -> int | str", "(key: int) -> int", "shows 3", "does not let its values show this"},
                        {"(key: str) -> str", "(key: str | int) -> int", "shows 3", "does not let its values show this"},
                        {"(1) returns 2", "(1) refuses", "shows 3", "does not let its values show this"},
                        {"(1) returns 2", "(2) returns 2", "refute", "out of the target"},
                        {"(key: int) -> int | str", "(key: int) -> opaque[\"type\", str]", "shows 3", "does not let its values show this"},
                        {"(key: int) -> int | str", "(key: int) -> Self", "shows 3", "does not let its values show this"}});
}

TEST(Refutations, AFinalClassTakesTheCallsThatItDeclares) {
  const std::string text = certificate("C <: Callable[[int], int]", "refuted", int_and_str, R"(class C final at 1:30
base C object
finds C __call__ C
member C __call__ (key: int) -> str
value 1 int
value 2 str
value 3 C
shows 3 member __call__ (1) returns 2
refute 3
)");
  expect_accepted(text);
  const std::string turned = altered(text, "C <: Callable[[int], int]", "C | Callable[[int, int], str] <: Callable[[int], int] | int");
  expect_accepted(turned);
  const std::string as_callable = altered(text, "C <: Callable[[int], int]", "Callable[[int, int], str] <: Callable[[int], int]");
  expect_rejected(as_callable, line_of(as_callable, "refute"), "in the source");
  expect_accepted(altered(as_callable, "class C final", "class C"));
}

TEST(Refutations, AnArgumentWithoutAValueIsInEveryType) {
  const std::string text = certificate("(int, Never, /) -> str <: (int, Never, /) -> int", "refuted", int_and_str, R"(value 1 int
value 2 str
value 3 callable
shows 3 member __call__ (1, -) returns 2
refute 3
)");
  expect_only_as_it_is(text, {{"(1, -) returns 2", "(1, 2) returns 2", "refute", "out of the target"},
                              {"(1, -) returns 2", "(1, -) returns 1", "refute", "in the source"},
                              {"(1, -) returns 2", "(1, -) refuses", "refute", "in the source"},
                              {"(1, -) returns 2", "(1, x=-) returns 2", "refute", "out of the target"},
                              {"(1, -) returns 2", "(1, -) returns -", "shows 3", "number"}});
  EXPECT_NE(verify(text)->text.find("assumed:\n  a call counts though an argument of type Never has no value\n"), std::string::npos);
}

TEST(Refutations, NoCallIsRefusedForAnArgumentWithoutAValue) {
  const std::string text = certificate("(Never, /) -> int <: (object, /) -> int", "refuted", "class int at 1:9\nbase int object\n", R"(value 1 object
value 2 callable
shows 2 member __call__ (1) refuses
refute 2
)");
  expect_only_as_it_is(text, {{"(1) refuses", "(-) refuses", "refute", "in the source"}});
}

TEST(Refutations, WhatIsNotCalledIsOutOfEveryCallableType) {
  expect_only_as_it_is(certificate("int <: Callable[[Never], object]", "refuted", "class int at 1:9\nbase int object\nmissing int __call__\n", "value 1 int\nrefute 1\n"),
                       {{"missing int __call__\n", "", "refute", "out of the target"}});
}

TEST(Refutations, SelfInAProtocolIsAtMostTheProtocol) {
  expect_only_as_it_is(certificate("C <: P", "refuted", R"(class int at 1:9
base int object
class P protocol at 1:20
base P object
class C at 1:30
base C object
requires P copy
finds C copy C
finds P copy P
member C copy () -> int
member P copy () -> Self
missing int copy
value 1 int
value 2 C
shows 2 member copy () returns 1
refute 2
)"),
                       {{"missing int copy\n", "finds int copy int\nmember int copy () -> int\n", "refute", "out of the target"},
                        {"member P copy () -> Self", "member P copy (x: Self) -> Self", "refute", "out of the target"}});
}

TEST(Refutations, AttributesAreReadAndWritten) {
  const std::string read = certificate("C <: P", "refuted", sized, R"(requires P at
finds C at C
finds P at P
member C at: int | str
member P at: int
value 1 str
value 2 C
shows 2 member at gives 1
refute 2
)");
  expect_only_as_it_is(read, {{"member P at: int", "member P at: str | int", "refute", "out of the target"}});
  expect_only_as_it_is(certificate("C <: P", "refuted", sized, R"(requires P at
finds C at C
finds P at P
member C at: int
member P at: int | str
value 1 str
value 2 C
shows 2 member at refuses 1
refute 2
)"),
                       {{"member P at: int | str", "member P at property -> int | str", "refute", "out of the target"},
                        {"member C at: int", "member C at property -> int", "shows 2", "does not let"}});
}

std::string kinds(std::string_view given, std::string_view wanted) {
  std::string lines =
      "class C at 1:30\nbase C object\nclass P protocol at 1:20\nbase P object\nrequires P m\nfinds C m C\nfinds P m "
      "P\nmember C m";
  lines.append(given).append("\nmember P m").append(wanted).append("\nvalue 1 C\nrefute 1\n");
  return certificate("C <: P", "refuted", lines);
}

void expect_not_refuted(const std::string& text) {
  expect_rejected(text, line_of(text, "refute 1"), "out of the target");
}

TEST(Refutations, WrongKindsRefuteOnlyWhereNoValueCouldServe) {
  expect_accepted(kinds(" () -> C", ": C"));
  expect_accepted(kinds(" () -> C", " settable property -> object"));
  expect_accepted(kinds(" () -> C", " property -> C | Never"));
  expect_not_refuted(kinds(" () -> C", " property -> object"));  // a bound method is an object
  expect_not_refuted(kinds(" () -> C", " property -> C | P"));   // and may be in a protocol
  expect_accepted(kinds(" classvar: C", ": C"));
  expect_accepted(kinds(": C", " classvar: C"));
  expect_not_refuted(kinds(" classvar: C", " property -> C"));
  expect_not_refuted(kinds(" classvar: C", " classvar: C"));
  expect_not_refuted(kinds(" () -> C", " classvar: C"));  // a function of the class might be meant
  expect_accepted(kinds(" property -> C", ": C"));
  expect_not_refuted(kinds(": C", " property -> C"));
  expect_not_refuted(kinds(": C", " () -> C"));  // a C might be called
}

TEST(Refutations, DataForAMethodRefutesWhenWhatItGivesCannotBeCalled) {
  const std::string text =
      certificate("C <: P", "refuted", sized.substr(0, sized.find("class str")), sized.substr(sized.find("class P")))
          .append(R"(requires P m
finds C m C
finds P m P
member C m property -> int
member P m () -> int
missing int __call__
value 1 int
value 2 C
shows 2 member m gives 1
refute 2
)");
  expect_only_as_it_is(text, {{"missing int __call__\n", "", "refute", "out of the target"}});
}

// Q has what P has, so Q <: P[int] by members. A value of D that hands out an object at P says nothing about its
// members.
TEST(Refutations, WhatIsShownAtParametersSaysNothingOfMembers) {
  const std::string text = certificate("Q <: P[int]", "refuted", R"(class int at 1:9
base int object
class P protocol at 1:20
parameter P T covariant
base P object
class Q protocol at 1:30
base Q object
requires Q get
finds P get P
finds Q get Q
member P get () -> T
member Q get () -> int
value 1 object
value 2 P
shows 2 P.T hands 1
refute 2
)");
  expect_rejected(text, line_of(text, "refute 2"), "in the source");
}

// AI[int] <: Q[int] by members, Q being AI again. A value of AG that gives an object by its own member shows nothing at
// AI.
TEST(Refutations, AMemberFoundBelowAClassMayBeAMemberOfTheClass) {
  const std::string text = certificate("AI[int] <: Q", "refuted", R"(class int at 1:9
base int object
class AI at 1:20
parameter AI T covariant
base AI object
class AG at 1:30
parameter AG Y covariant
base AG AI[Y]
class Q protocol at 1:40
base Q object
requires Q get
finds AG get AG
finds Q get Q
member Q get () -> int
member AG get () -> Y
value 1 object
value 2 AG
shows 2 AG.Y hands 1
shows 2 member get () returns 1
refute 2
)");
  expect_rejected(text, line_of(text, "refute 2"), "in the source");
}

TEST(Refutations, WhatIsShownAtAProtocolAboveIsTakenForGrantedAndSaid) {
  const auto statement =
      verify(certificate("AsyncGenerator[object, int] <: AsyncIterator[int]", "refuted", slice, R"(value 1 object
value 2 AsyncGenerator
shows 2 AsyncGenerator.Y hands 1
shows 2 AsyncIterator.T hands 1
refute 2
)"));
  ASSERT_TRUE(statement);
  EXPECT_THAT(statement->text,
              testing::HasSubstr("no member of AsyncGenerator narrows what its bases say it shows as AsyncIterator"));
}

TEST(Refutations, AFinalProtocolHasNoValue) {
  const std::string text =
      certificate("P <: Never", "refuted", "class P protocol final at 1:2\nbase P object\nvalue 1 P\nrefute 1\n");
  expect_rejected(text, line_of(text, "value 1"), "final");
}

TEST(Refutations, ValuesAreTheSameWhenTheyShowTheSame) {
  // D hands 3 at its parameter and 1 at B: the same value, an object, under two numbers.
  const std::string text = certificate("D[object] <: B[int]", "refuted", R"(class int at 1:9
base int object
class B at 1:20
parameter B T covariant
base B object
class D at 1:21
parameter D U covariant
base D B[U]
value 1 object
value 2 object
value 3 D
shows 3 D.U hands 1
shows 3 B.T hands 2
refute 3
)");
  expect_only_as_it_is(text, {{"value 2 object", "value 2 int", "shows 3 B.T", "D does not let"},
                              {"shows 3 B.T hands 2\n", "shows 3 B.T hands 2\nshows 3 B.T hands 1\n",
                               "shows 3 B.T hands 1", "shown before"}});
}

}  // namespace
}  // namespace agverify::check
