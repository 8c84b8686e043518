#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view ints = "class int at 1:9\nbase int object\n";
constexpr std::string_view strs = "class str at 1:10\nbase str object\n";
constexpr std::string_view bools = "class bool final at 1:11\nbase bool int\n";
constexpr std::string_view tuples = R"(class Iterable protocol at 1:20
parameter Iterable E covariant
base Iterable object
class Sequence at 1:30
parameter Sequence S covariant
base Sequence Iterable[S]
class tuple at 1:40
parameter tuple T covariant
base tuple Sequence[T]
)";
constexpr std::string_view colors = "class Color final enumerated at 1:50\nbase Color object\nmembers Color RED BLUE\n";

std::string refuted(std::string_view query, std::initializer_list<std::string_view> slice, std::string_view values) {
  std::string lines;
  for (const std::string_view each : slice) lines += each;
  return certificate(query, "refuted", lines, values);
}

TEST(LiteralValues, SayWhichValueOfTheirClassTheyAre) {
  const std::string text = refuted("int <: Literal[3]", {ints}, "value 1 int = -3\nrefute 1\n");
  expect_only_as_it_is(text, {
                                 {"int = -3", "int = 3", "refute", "out of the target"},
                                 {"int = -3", "int = -0", "value 1", "a number"},
                                 {"int = -3", "int = 03", "value 1", "a number"},
                                 {"int = -3", "int = True", "value 1", "no such value"},
                                 {"int = -3", "int = \"3\"", "value 1", "no such value"},
                                 {"int = -3", "object = 3", "value 1", "no such value"},
                                 {"int = -3", "int = ", "value 1", "a name"},
                                 {"int = -3", "int -3", "value 1", "left over"},
                                 {"int = -3", "int (1) = -3", "value 1", "left over"},
                                 {"int <: Literal[3]", "Literal[4] <: Literal[3]", "refute", "in the source"},
                             });
  expect_accepted(altered(text, "int = -3", "int"));  // of a further subclass, which no literal names
  expect_accepted(altered(altered(text, "int = -3", "int = 4"), "int <: Literal[3]", "Literal[4] <: Literal[3]"));
  const std::string unnamed = altered(altered(text, "int = -3", "int"), "int <: Literal[3]", "Literal[4] <: Literal[3]");
  expect_rejected(unnamed, line_of(unnamed, "refute"), "in the source");
}

TEST(LiteralValues, OfBoolAndEnumsAlwaysSayWhichTheyAre) {
  expect_only_as_it_is(refuted("bool <: Literal[True]", {ints, bools}, "value 1 bool = False\nrefute 1\n"),
                       {{"bool = False", "bool = True", "refute", "out of the target"},
                        {"bool = False", "bool", "value 1", "says which one"},
                        {"bool = False", "bool = 0", "value 1", "no such value"},
                        {"bool = False", "int = False", "value 1", "no such value"}});
  expect_only_as_it_is(refuted("Color <: Literal[Color.RED]", {colors}, "value 1 Color = BLUE\nrefute 1\n"),
                       {{"Color = BLUE", "Color = RED", "refute", "out of the target"},
                        {"Color = BLUE", "Color", "value 1", "says which one"},
                        {"Color = BLUE", "Color = GREEN", "value 1", "no such value"},
                        {"Color = BLUE", "Color = Color.BLUE", "value 1", "no such value"},
                        {"RED BLUE", "RED", "value 1", "no such value"}});
  expect_accepted(refuted("Color <: Literal[Color.RED]", {"class Color at 1:50\nbase Color object\nmembers Color RED\n"}, "value 1 Color\nrefute 1\n"));
}

TEST(LiteralValues, AreInTheirClassAndOutOfEqualOnesOfOtherClasses) {
  expect_accepted(refuted("Literal[True] <: Literal[1]", {ints, bools}, "value 1 bool = True\nrefute 1\n"));
  const std::string text = refuted("Literal[1] <: str", {ints, strs}, "value 1 int = 1\nrefute 1\n");
  expect_only_as_it_is(text, {{"<: str", "<: int", "refute", "out of the target"}, {"<: str", "<: Literal[1] | str", "refute", "out of the target"}});
}

// What stands in a string is nothing but a string, wherever it is.
TEST(LiteralValues, StringsHoldAnything) {
  for (const std::string& value : std::initializer_list<std::string>{
           R"("")", R"(" |- ")", R"("a, b) -> c")", R"("(((")", R"("]")", R"("\"")", R"("\\")", R"("\\\" |- ")", R"("\x00\x0a\x7f")", "\"\xc3\xa9\"", R"(" from 1 by 2")",
           R"("= 3")", R"("$0 | <: int")", R"("'")"}) {
    expect_accepted(refuted("Literal[" + value + "] <: Literal[\"other\"]", {strs}, "value 1 str = " + value + "\nrefute 1\n"));
    const std::string same = refuted("Literal[" + value + "] <: Literal[" + value + "]", {strs}, "value 1 str = " + value + "\nrefute 1\n");
    expect_rejected(same, line_of(same, "refute 1"), "out of the target");
    expect_accepted(certificate("forall X. X <: Literal[" + value + "] |- X <: object", "proved", strs,
                                "step 1 object-top Literal[" + value + "] <: object\nstep 2 typevar-bound X <: object by 1 from 1\nconclude 1 by 2\n"));
    const std::string signature = "(x: Literal[" + value + "]) -> object";
    expect_accepted(certificate(signature + " <: " + signature, "proved", strs, "step 1 subtype-reflexive " + signature + " <: " + signature + "\nconclude 1 by 1\n"));
  }
}

TEST(LiteralValues, HaveOneSpelling) {
  for (const std::string value : {R"("\n")", R"("\x0A")", R"("\x41")", R"("\x80")", R"("\')", R"("a)", R"("\)", R"('a')", R"(u"a")", R"("\x0")", R"("\xg0")", "0x3", "1_000", "+1", "00", "-", "", "3.0", "true"}) {
    const std::string text = refuted("Literal[" + value + "] <: int", {ints, strs}, "value 1 str\nrefute 1\n");
    const auto statement = verify(text);
    ASSERT_FALSE(statement) << value;
    EXPECT_EQ(statement.error().line, 2u) << value;
  }
  const std::string bytes = "class bytes at 1:12\nbase bytes object\n";
  expect_accepted(refuted(R"(Literal[b"\xff\x80\x00\"a"] <: int)", {ints, bytes}, "value 1 bytes = b\"\\xff\\x80\\x00\\\"a\"\nrefute 1\n"));
  const std::string raw = refuted("Literal[b\"\xc3\xa9\"] <: int", {ints, bytes}, "value 1 bytes\nrefute 1\n");
  expect_rejected(raw, 2, "`\"`");
}

TEST(TupleValues, AreInATupleTypeOfTheirLength) {
  const std::string text = refuted("tuple[int, object] <: tuple[int, int]", {ints, tuples}, R"(value 1 int
value 2 object
value 3 tuple (1, 2)
refute 3
)");
  expect_only_as_it_is(text, {
                                 {"(1, 2)", "(2, 1)", "refute", "in the source"},
                                 {"(1, 2)", "(1, 2, 2)", "refute", "in the source"},
                                 {"(1, 2)", "(1)", "refute", "in the source"},
                                 {"(1, 2)", "()", "refute", "in the source"},
                                 {"(1, 2)", "(1, -)", "refute", "out of the target"},
                                 {"(1, 2)", "(1, 1)", "refute", "out of the target"},
                                 {"(1, 2)", "(1, 3)", "value 3", "no earlier value"},
                                 {"(1, 2)", "(1, 0)", "value 3", "no earlier value"},
                                 {"(1, 2)", "(1,2)", "value 3", "`, `"},
                                 {" (1, 2)", "", "value 3", "` (`"},
                                 {"(1, 2)", "(1, 2) = 3", "value 3", "no such value"},
                                 {"tuple (1, 2)", "int (1, 2)", "value 3", "left over"},
                                 {"tuple (1, 2)", "callable (1, 2)", "value 3", "left over"},
                                 {"tuple (1, 2)\n", "tuple (1, 2)\nshows 3 tuple.T hands 2\n", "shows 3", "are its elements"},
                                 {"tuple (1, 2)\n", "tuple (1, 2)\nshows 3 Iterable.E hands 2\n", "shows 3", "are its elements"},
                                 {"<: tuple[int, int]", "<: tuple[int, object]", "refute", "out of the target"},
                             });
  expect_accepted(refuted("tuple[int, object] <: tuple[int, int]", {ints, tuples}, "value 1 object\nvalue 2 tuple (-, 1)\nrefute 2\n"));
  for (const std::string target : {"tuple[int]", "tuple[int, int, int]", "tuple[()]", "tuple[int, object, *tuple[int, ...], int]", "tuple[int, ...]", "tuple[*tuple[object, ...], int]", "int", "Literal[3]"})
    expect_accepted(altered(text, "<: tuple[int, int]", "<: " + target));
  for (const std::string target : {"tuple[object, ...]", "tuple[int, object, *tuple[Never, ...]]", "tuple[int, *tuple[object, ...]]", "tuple[*tuple[int, ...], object]", "tuple<object>", "Sequence[object]"}) {
    const std::string other = altered(text, "<: tuple[int, int]", "<: " + target);
    expect_rejected(other, line_of(other, "refute"), "out of the target");
  }
}

TEST(TupleValues, AnElementThatIsOneIsUsed) {
  const std::string text = refuted("tuple[int] <: tuple[()]", {ints, tuples}, "value 1 int\nvalue 2 tuple (1)\nrefute 2\n");
  const std::string renamed = refuted("int <: tuple[()]", {ints, "class builtins.tuple at 1:40\nbase builtins.tuple object\n"}, "value 1 int\nrefute 1\n");
  expect_rejected(renamed, line_of(renamed, "class builtins.tuple"), "called so alone");
  expect_only_as_it_is(text, {{"tuple (1)", "tuple (-)", "value 1", "not used"}, {"refute 2", "refute 1", "refute", "in the source"}});
}

TEST(TupleValues, ShowTheirElementsAsSequences) {
  const std::string text = refuted("tuple[int, object] <: Iterable[int]", {ints, tuples}, R"(value 1 int
value 2 object
value 3 tuple (1, 2)
refute 3
)");
  expect_only_as_it_is(text, {{"(1, 2)", "(1, 1)", "refute", "out of the target"},
                              {"(1, 2)", "(1, -)", "refute", "out of the target"},
                              {"<: Iterable[int]", "<: Iterable[object]", "refute", "out of the target"},
                              {"base tuple Sequence[T]", "base tuple Sequence[object]", "refute", "out of the target"},
                              {"parameter Iterable E covariant", "parameter Iterable E bivariant", "refute", "out of the target"}});
  const auto statement = verify(text);
  ASSERT_TRUE(statement);
  EXPECT_THAT(statement->text, testing::HasSubstr("no member of tuple narrows what its bases say it shows as Iterable"));
  expect_accepted(refuted("Iterable[int] <: Never", {ints, tuples}, "value 1 int\nvalue 2 tuple (1, -)\nrefute 2\n"));
  const std::string not_in = refuted("Iterable[int] <: Never", {ints, tuples}, "value 1 object\nvalue 2 tuple (1, -)\nrefute 2\n");
  expect_rejected(not_in, line_of(not_in, "refute"), "in the source");
}

TEST(TupleValues, AreTheSameWhenTheirElementsAndLiteralsAre) {
  constexpr std::string_view box = "class Box at 1:60\nparameter Box B covariant\nbase Box Sequence[B]\n";
  const std::string text = refuted("Box[tuple[int]] <: Never", {ints, tuples, box}, R"(value 1 int = 1
value 2 int = 1
value 3 tuple (1)
value 4 tuple (2)
value 5 Box
shows 5 Box.B hands 3
shows 5 Sequence.S hands 4
refute 5
)");
  // The law asks that what is shown at Sequence is one of those shown at Box.
  const std::string unused = text;
  expect_rejected(unused, line_of(unused, "shows 5 Sequence"), "not used");
  const std::string wanted = altered(text, "Box[tuple[int]] <: Never", "Box[tuple[int]] <: Sequence[Never]");
  expect_only_as_it_is(wanted, {{"value 2 int = 1", "value 2 int = 2", "shows 5 Sequence", "does not let"},
                                {"value 2 int = 1", "value 2 int", "shows 5 Sequence", "does not let"},
                                {"value 4 tuple (2)", "value 4 tuple (2, 2)", "shows 5 Sequence", "does not let"},
                                {"value 4 tuple (2)", "value 4 tuple (2, -)", "shows 5 Sequence", "does not let"}});
}

constexpr std::string_view pair = R"(class Pair at 1:80
parameter Pair A covariant
base Pair tuple<A | int>
tuple Pair tuple[A, int]
)";

TEST(TupleValues, KeepTheLawOfATupleBase) {
  const std::string text = refuted("Pair[object] <: tuple[int, int]", {ints, tuples, pair}, R"(value 1 object
value 2 int
value 3 Pair (1, 2)
shows 3 Pair.A hands 1
refute 3
)");
  expect_only_as_it_is(text, {{"Pair (1, 2)", "Pair (1, 1)", "value 3", "this element 2"},
                              {"Pair (1, 2)", "Pair (1, 2, 2)", "value 3", "another length"},
                              {"Pair (1, 2)", "Pair ()", "value 3", "another length"},
                              {"shows 3 Pair.A hands 1\n", "", "value 3", "this element 1"},
                              {"Pair[object] <:", "Pair[int] <:", "refute", "in the source"},
                              {"base Pair tuple<A | int>\ntuple Pair tuple[A, int]", "base Pair tuple<A | int>\ntuple Pair tuple[int, A]", "tuple Pair", "no base"}});
}

TEST(TupleValues, KeepTheLawOfABaseWithoutATupleType) {
  const std::string text = refuted("Ints <: tuple[()]", {ints, tuples, "class Ints at 1:80\nbase Ints tuple<int>\n"}, R"(value 1 int
value 2 Ints (1)
refute 2
)");
  expect_only_as_it_is(text, {{"value 1 int", "value 1 object", "value 2", "Ints does not let its values have this element 1"}, {"Ints (1)", "Ints ()", "refute", "out of the target"}});
}

TEST(TupleValues, AreNotKnownToBeInAProtocolByTheirMembersOnceTheyHaveElements) {
  constexpr std::string_view sized = R"(class Sized protocol at 1:70
base Sized object
requires Sized size
finds Sized size Sized
finds tuple size tuple
member Sized size: int
member tuple size: int
)";
  const std::string text = refuted("Sized <: Never", {ints, tuples, sized}, "value 1 tuple ()\nrefute 1\n");
  expect_only_as_it_is(text, {{"tuple ()", "tuple (-)", "refute", "in the source"}});
  constexpr std::string_view missing = "class Other protocol at 1:70\nbase Other object\nrequires Other size\nmissing tuple size\n";
  expect_accepted(refuted("tuple[int] <: Other", {ints, tuples, missing}, "value 1 int\nvalue 2 tuple (1)\nrefute 2\n"));
}

TEST(TupleValues, TheStatementTellsTupleBasesAndMembers) {
  const auto statement = verify(refuted("Pair[Literal[Color.RED]] <: tuple[int, *tuple[Literal[\"a | \\\"b\"], ...], int]", {ints, strs, tuples, pair, colors}, R"(value 1 int
value 2 Color = RED
value 3 Pair (2, 1)
shows 3 Pair.A hands 2
refute 3
)"));
  ASSERT_TRUE(statement) << statement.error().line << statement.error().message;
  EXPECT_THAT(statement->text, testing::AllOf(testing::HasSubstr("  class Pair[A covariant](tuple<A | int>) at builtins.pyi:80\n"), testing::HasSubstr("  Pair derives from tuple[A, int]\n"),
                                              testing::HasSubstr("  Color has the members RED, BLUE and no other values\n")));
}

TEST(TupleValues, TypesArePrintedAsTheyAreWritten) {
  for (const std::string type : {"tuple[()]", "tuple[int]", "tuple[int, ...]", "tuple[int, *tuple[int | tuple[()], ...], tuple[int, ...]]", "tuple[*tuple[int, ...], int]", "Literal[Color.RED]", "Literal[-3]", "tuple[Literal[\"]\"]]", "tuple<int | tuple[int]>"}) {
    const std::string named = certificate("object <: " + type, "proved", std::string(ints) + std::string(strs) + std::string(tuples) + std::string(colors), "step 1 union-left-all object | object <: " + type + "\nconclude 1 by 1\n");
    expect_rejected(named, line_of(named, "step 1"), "a premise object <: " + type + " is missing");
  }
}

}  // namespace
}  // namespace agverify::check
