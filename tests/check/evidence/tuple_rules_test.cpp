#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view slice = R"(class int at 1:9
base int object
class bool final at 1:20
base bool int
class str at 1:30
base str object
class Sequence at 1:35
parameter Sequence T covariant
base Sequence object
class tuple at 1:40
parameter tuple T_co covariant
base tuple Sequence[T_co]
)";

constexpr std::string_view enums = R"(class int at 1:9
base int object
class Color enumerated at 1:50
base Color object
members Color RED BLUE
class One enumerated at 1:60
base One object
members One ONLY
class Flags at 1:70
base Flags object
members Flags A B
)";

std::string on(std::string_view lines, std::string_view query, std::string_view steps) {
  // Only the classes that a certificate names may stand in it.
  return certificate(query, "proved", lines, steps);
}

/// Some classes above, each used by a hypothesis-free step of its own would be too long: so those not needed are left out.
std::string without(std::string text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) text = altered(text, part, "");
  return text;
}

constexpr std::string_view bool_lines = "class bool final at 1:20\nbase bool int\n", str_lines = "class str at 1:30\nbase str object\n";

std::string without_str(std::string_view query, std::string_view steps) { return without(on(slice, query, steps), {str_lines}); }
std::string ints(std::string_view query, std::string_view steps) { return without(on(slice, query, steps), {str_lines, bool_lines}); }

TEST(TupleRules, ALiteralIsBelowWhatItsClassIsBelow) {
  const std::string text = certificate("Literal[-3] <: object", "proved", "class int at 1:9\nbase int object\n", R"(step 1 object-top int <: object
step 2 literal-below-type Literal[-3] <: object from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {
                                 {"type Literal[-3] <: object from 1", "type int <: object from 1", "step 2", "no literal"},
                                 {"Literal[-3] <: object from 1", "Literal[-3] <: object", "step 2", "missing"},
                                 {"Literal[-3] <: object from 1", "Literal[-3] <: object from 2", "step 2", "no earlier step"},
                                 {"Literal[-3] <: object from 1", "Literal[-3] <: int from 1", "step 2", "step 1 is not int <: int"},
                                 {"Literal[-3] <: object from 1", "Literal[-4] <: object from 1", "conclude", "not the goal"},
                                 {"Literal[-3] <: object from 1", "Literal[-03] <: object from 1", "step 2", "a number"},
                                 {"Literal[-3] <: object from 1", "Literal[\"a\"] <: object from 1", "step 2", "no class"},
                                 {"Literal[-3] <: object from 1", "Literal[True] <: object from 1", "step 2", "no class"},
                             });
}

TEST(TupleRules, BoolIsItsTwoLiterals) {
  const std::string text = certificate("bool <: object", "proved", "class bool final at 1:9\nbase bool object\n", R"(step 1 object-top Literal[True] | Literal[False] <: object
step 2 bool-expands bool <: object from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {
                                 {"Literal[True] | Literal[False] <:", "Literal[False] | Literal[True] <:", "step 2", "step 1 is not"},
                                 {"Literal[True] | Literal[False] <:", "Literal[True] <:", "step 2", "step 1 is not"},
                                 {"bool-expands bool", "bool-expands object", "step 2", "not bool"},
                                 {"bool-expands", "enum-expands", "step 2", "no enum"},
                                 {"bool <: object from 1", "bool <: object from 2", "step 2", "no earlier step"},
                                 {"bool <: object from 1", "bool <: object from 1 1", "step 2", "too many"},
                             });
}

TEST(TupleRules, AnEnumIsItsMembers) {
  const std::string text = without(certificate("Color <: object", "proved", enums, R"(step 1 object-top Literal[Color.RED] | Literal[Color.BLUE] <: object
step 2 enum-expands Color <: object from 1
conclude 1 by 2
)"), {"class int at 1:9\nbase int object\n"});
  expect_only_as_it_is(text, {
                                 {"members Color RED BLUE", "members Color BLUE RED", "step 2", "step 1 is not"},
                                 {"members Color RED BLUE", "members Color RED BLUE GREEN", "step 2", "step 1 is not"},
                                 {"members Color RED BLUE", "members Color RED", "step 1", "no class"},
                                 {"members Color RED BLUE", "members Color RED RED", "members Color", "named twice"},
                                 {"members Color RED BLUE\n", "", "class Color", "no line names the members"},
                                 {"members Color RED BLUE", "members Color", "members Color", "missing"},
                                 {"members Color RED BLUE\n", "members Color RED BLUE\nmembers Color X\n", "members Color X", "named before"},
                                 {"class Color enumerated", "class Color", "step 2", "no enum"},
                                 {"class Color enumerated", "class Color protocol enumerated", "class Color", "no enum"},
                                 {"class Color enumerated at 1:50", "class Color enumerated fresh", "class Color", "no other flag"},
                                 {"base One object", "base One Color", "base One", "no class derives from Color"},
                                 {"base Flags object", "base Flags One", "base Flags", "no class derives from One"},
                                 {"enum-expands", "bool-expands", "step 2", "not bool"},
                             });
}

TEST(TupleRules, AnEnumOfOneMemberIsThatOne) {
  const std::string text = without(certificate("One <: object", "proved", enums, R"(step 1 object-top Literal[One.ONLY] <: object
step 2 enum-expands One <: object from 1
conclude 1 by 2
)"), {"class int at 1:9\nbase int object\n"});
  expect_only_as_it_is(text, {{"enum-expands One <:", "enum-expands Flags <:", "step 2", "no enum"}});
}

TEST(TupleRules, ElementsOfTuplesGoOneByOne) {
  const std::string text = without_str("tuple[bool, int, tuple[()]] <: tuple[int, int, tuple[()]]", R"(step 1 tuple-elementwise tuple[bool, int, tuple[()]] <: tuple[int, int, tuple[()]] from 2
step 2 nominal-by-subclassing bool <: int
conclude 1 by 1
)");
  expect_only_as_it_is(text, {
                                 {"[int, int, tuple[()]] from 2", "[int, int, tuple[()]]", "step 1", "a premise bool <: int is missing"},
                                 {"[int, int, tuple[()]] from 2", "[int, int, tuple[()]] from 2 2", "step 1", "too many"},
                                 {"[int, int, tuple[()]] from 2", "[int, bool, tuple[()]] from 2 2", "step 1", "step 2 is not int <: bool"},
                                 {"[int, int, tuple[()]] from 2", "[int, int] from 2", "step 1", "a length"},
                                 {"[int, int, tuple[()]] from 2", "[int, int, tuple[()], int] from 2", "step 1", "a length"},
                                 {"[int, int, tuple[()]] from 2", "[int, ...] from 2", "step 1", "unbounded"},
                                 {"[int, int, tuple[()]] from 2", "[int, int, tuple[]] from 2", "step 1", "a name"},
                                 {"step 1 tuple-elementwise", "step 1 tuple-mixed-relation", "step 1", "no side has"},
                                 {"tuple-elementwise tuple[bool, int, tuple[()]]", "tuple-elementwise bool", "step 1", "no tuple"},
                             });
}

TEST(TupleRules, EachLengthOfTheSourceMeetsItsPartsOfTheTarget) {
  const std::string text = without_str("tuple[bool, *tuple[bool, ...], int] <: tuple[*tuple[bool, ...], object]", R"(step 1 tuple-mixed-relation tuple[bool, *tuple[bool, ...], int] <: tuple[*tuple[bool, ...], object] from 2
step 2 object-top int <: object
conclude 1 by 1
)");
  expect_only_as_it_is(text, {
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[*tuple[bool, ...], int] from 2", "step 1", "too many"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[*tuple[int, ...], object] from 2", "step 1", "step 2 is not bool <: int"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[bool, bool, object, *tuple[int, ...]] from 2", "step 1", "a length"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[bool, object] from 2", "step 1", "a length"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[*tuple[bool, ...]] from 2", "step 1", "without `*`"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[*tuple[int, ...], *tuple[int, ...]] from 2", "step 1", "one unbounded part"},
                                 {"<: tuple[*tuple[bool, ...], object] from 2", "<: tuple[*tuple[bool], object] from 2", "step 1", "...]"},
                                 {"step 1 tuple-mixed-relation", "step 1 tuple-elementwise", "step 1", "unbounded part"},
                             });
}

TEST(TupleRules, ATupleIsTheClassTupleAtItsElementsTogether) {
  const std::string text = without(on(slice, "tuple[int, str, int] <: Sequence[int | str]", R"(step 1 variance-covariant Sequence[int | str] <: Sequence[object] from 2
step 2 object-top int | str <: object
step 3 class-upcast tuple<int | str> <: Sequence[object] from 1
step 4 tuple-is-sequence tuple[int, str, int] <: Sequence[object] from 3
conclude 1 by 4
)"), {bool_lines});
  const std::string right = altered(text, "query tuple[int, str, int] <: Sequence[int | str]", "query tuple[int, str, int] <: Sequence[object]");
  expect_rejected(text, line_of(text, "conclude"), "not the goal");
  expect_only_as_it_is(right, {
                                  {"sequence tuple[int, str, int]", "sequence tuple[str, int, int]", "step 4", "step 3 is not tuple<str | int>"},
                                  {"sequence tuple[int, str, int]", "sequence tuple[int]", "step 4", "step 3 is not tuple<int>"},
                                  {"sequence tuple[int, str, int]", "sequence tuple[()]", "step 4", "step 3 is not tuple<Never>"},
                                  {"sequence tuple[int, str, int]", "sequence tuple<int | str>", "step 4", "no tuple"},
                                  {"from 3\n", "from 4\n", "step 4", "no earlier step"},
                                  {"tuple<int | str> <:", "tuple<int, str> <:", "step 3", "takes 1 arguments"},
                                  {"tuple<int | str> <:", "tuple<int | str] <:", "step 3", "`>`"},
                              });
  const std::string empty = ints("tuple[()] <: tuple<Never>", "step 1 subtype-reflexive tuple<Never> <: tuple<Never>\nstep 2 tuple-is-sequence tuple[()] <: tuple<Never> from 1\nconclude 1 by 2\n");
  expect_accepted(without(empty, {"class int at 1:9\nbase int object\n"}));
}

TEST(TupleRules, AnElementThatIsAUnionIsEachOfItsMembersInTurn) {
  const std::string text = without(on(slice, "tuple[int | str, int] <: object", R"(step 1 object-top tuple[int, int] | tuple[str, int] <: object
step 2 tuple-element-union-expands tuple[int | str, int] <: object from 1
conclude 1 by 2
)"), {bool_lines});
  expect_only_as_it_is(text, {
                                 {"tuple[int, int] | tuple[str, int]", "tuple[str, int] | tuple[int, int]", "step 2", "choice 1"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, int] | tuple[str, str]", "step 2", "choice 2"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, int] | tuple[int, int]", "step 2", "choice 2"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, int] | str", "step 2", "choice 2"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, int]", "step 2", "name each choice"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, int] | tuple[str, int] | str", "step 2", "name each choice"},
                                 {"tuple[int, int] | tuple[str, int]", "tuple[int, str] | tuple[str, str]", "step 2", "replace one part"},
                                 {"tuple[int, int] | tuple[str, int]", "str | str", "step 2", "replace one part"},
                                 {"tuple-element-union", "tuple-element-bool-enum", "step 2", "of another kind"},
                                 {"tuple-element-union", "tuple-mixed-fixed-part", "step 2", "no tuple on the way"},
                                 {"<: object from 1", "<: int from 1", "step 2", "another target"},
                                 {"<: object from 1", "<: object from 2", "step 2", "no earlier step"},
                             });
}

TEST(TupleRules, AnElementDeepInsideIsExpanded) {
  const std::string text = without(on(slice, "tuple[str, tuple[int | str, str]] <: object", R"(step 1 object-top tuple[str, tuple[int, str]] | tuple[str, tuple[str, str]] <: object
step 2 tuple-element-union-expands tuple[str, tuple[int | str, str]] <: object from 1
conclude 1 by 2
)"), {bool_lines});
  expect_only_as_it_is(text, {
                                 {"| tuple[str, tuple[str, str]] <:", "| tuple[int, tuple[str, str]] <:", "step 2", "choice 2"},
                                 {"| tuple[str, tuple[str, str]] <:", "| tuple[str, tuple[str, int]] <:", "step 2", "choice 2"},
                             });
}

TEST(TupleRules, AnElementThatIsBoolOrAnEnumIsEachOfItsValues) {
  const std::string text = without_str("tuple[bool] <: object", R"(step 1 object-top tuple[Literal[True]] | tuple[Literal[False]] <: object
step 2 tuple-element-bool-enum-expands tuple[bool] <: object from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {
                                 {"tuple[Literal[True]] | tuple[Literal[False]]", "tuple[Literal[False]] | tuple[Literal[True]]", "step 2", "choice 1"},
                                 {"tuple[Literal[True]] | tuple[Literal[False]]", "tuple[Literal[True]]", "step 2", "name each choice"},
                                 {"tuple-element-bool-enum", "tuple-element-union", "step 2", "of another kind"},
                                 {"expands tuple[bool] <:", "expands tuple[int] <:", "step 2", "name each choice"},
                             });
  const std::string one = certificate("tuple[One, Color] <: object", "proved", enums, R"(step 1 object-top tuple[Literal[One.ONLY], Color] <: object
step 2 tuple-element-bool-enum-expands tuple[One, Color] <: object from 1
conclude 1 by 2
)");
  expect_only_as_it_is(without(one, {"class int at 1:9\nbase int object\n", "class Flags at 1:70\nbase Flags object\nmembers Flags A B\n"}) ,
                       {{"tuple[Literal[One.ONLY], Color] <:", "tuple[One, Literal[Color.RED]] <:", "step 2", "name each choice"},
                        {"tuple[Literal[One.ONLY], Color] <:", "tuple[One, Color] <:", "step 2", "replace one part"}});
}

TEST(TupleRules, AFixedPartBesideAnUnboundedOneIsExpandedByARuleOfItsOwn) {
  const std::string text = without(on(slice, "tuple[int | str, *tuple[int | str, ...]] <: object", R"(step 1 object-top tuple[int, *tuple[int | str, ...]] | tuple[str, *tuple[int | str, ...]] <: object
step 2 tuple-mixed-fixed-part-expands tuple[int | str, *tuple[int | str, ...]] <: object from 1
conclude 1 by 2
)"), {bool_lines});
  expect_only_as_it_is(text, {
                                 {"tuple-mixed-fixed-part", "tuple-element-union", "step 2", "has an unbounded part"},
                                 {"top tuple[int, *tuple[int | str, ...]] | tuple[str, *tuple[int | str, ...]]",
                                  "top tuple[int | str, *tuple[int, ...]] | tuple[int | str, *tuple[str, ...]]", "step 2", "replace one part"},
                             });
}

TEST(TupleRules, NothingInsideAnUnboundedPartIsExpanded) {
  const std::string text = without(on(slice, "tuple[tuple[int | str], ...] <: object", R"(step 1 object-top tuple[tuple[int], ...] | tuple[tuple[str], ...] <: object
step 2 tuple-mixed-fixed-part-expands tuple[tuple[int | str], ...] <: object from 1
conclude 1 by 2
)"), {bool_lines});
  expect_rejected(text, line_of(text, "step 2"), "replace one part");
}

TEST(TupleRules, AnUnboundedPartIsNoneOrOneAndMore) {
  const std::string text = without(on(slice, "tuple[str, *tuple[int, ...], str] <: object", R"(step 1 object-top tuple[str, str] | tuple[str, int, *tuple[int, ...], str] <: object
step 2 tuple-unbounded-split tuple[str, *tuple[int, ...], str] <: object from 1
conclude 1 by 2
)"), {bool_lines});
  expect_only_as_it_is(text, {
                                 {"top tuple[str, str] |", "top tuple[str] |", "step 2", "not about the tuple"},
                                 {"top tuple[str, str] |", "top tuple[str, int, str] |", "step 2", "not about the tuple"},
                                 {"| tuple[str, int, *tuple[int, ...], str] <:", "| tuple[str, *tuple[int, ...], str] <:", "step 2", "not about the tuple"},
                                 {"| tuple[str, int, *tuple[int, ...], str] <:", "| tuple[str, *tuple[int, ...], str, str] <:", "step 2", "not about the tuple"},
                                 {"| tuple[str, int, *tuple[int, ...], str] <:", "| tuple[str, str, *tuple[int, ...], str] <:", "step 2", "not about the tuple"},
                                 {"top tuple[str, str] | tuple[str, int, *tuple[int, ...], str]", "top tuple[str, int, *tuple[int, ...], str] | tuple[str, str]", "step 2", "not about the tuple"},
                                 {"top tuple[str, str] |", "top tuple[str, str] | str |", "step 2", "split one part"},
                             });
  expect_accepted(ints("tuple[tuple[int, ...]] <: object", R"(step 1 object-top tuple[tuple[()]] | tuple[tuple[int, *tuple[int, ...]]] <: object
step 2 tuple-unbounded-split tuple[tuple[int, ...]] <: object from 1
conclude 1 by 2
)"));
  expect_accepted(ints("tuple[int, ...] <: object", R"(step 1 object-top tuple[()] | tuple[*tuple[int, ...], int] <: object
step 2 tuple-unbounded-split tuple[int, ...] <: object from 1
conclude 1 by 2
)"));
  const std::string inside = ints("tuple[tuple[int, ...], ...] <: object", R"(step 1 object-top tuple[tuple[()], ...] | tuple[tuple[int, *tuple[int, ...]], ...] <: object
step 2 tuple-unbounded-split tuple[tuple[int, ...], ...] <: object from 1
conclude 1 by 2
)");
  expect_rejected(inside, line_of(inside, "step 2"), "split one part");
}

constexpr std::string_view points = R"(class Pair at 1:80
parameter Pair A covariant
base Pair tuple<A | int>
tuple Pair tuple[A, int]
class Sub at 1:90
base Sub Pair[str]
)";

TEST(TupleRules, ANamedTupleIsTheTupleOfItsFields) {
  const std::string text = without(certificate("Sub <: tuple[str, int]", "proved", std::string(slice) + std::string(points), R"(step 1 subtype-reflexive tuple[str, int] <: tuple[str, int]
step 2 namedtuple-to-tuple Sub <: tuple[str, int] from 1
conclude 1 by 2
)"), {bool_lines});
  expect_only_as_it_is(text, {
                                 {"tuple Pair tuple[A, int]\n", "", "step 2", "not about a tuple"},
                                 {"tuple Pair tuple[A, int]", "tuple Pair tuple[int, A]", "tuple Pair", "no base is the class tuple"},
                                 {"tuple Pair tuple[A, int]", "tuple Pair tuple[A, int, A, *tuple[int, ...]]", "step 2", "not about a tuple"},
                                 {"tuple Pair tuple[A, int]", "tuple Pair tuple<A | int>", "tuple Pair", "no tuple type"},
                                 {"tuple Pair tuple[A, int]", "tuple Pair tuple[A, int]\ntuple Pair tuple[A, int, int]", "tuple Pair tuple[A, int, int]", "named before"},
                                 {"base Pair tuple<A | int>", "base Pair tuple<A>", "tuple Pair", "no base is the class tuple"},
                                 {"base Pair tuple<A | int>", "base Pair object", "tuple Pair", "no base is the class tuple"},
                                 {"base Sub Pair[str]", "base Sub Pair[int]", "step 2", "not about a tuple"},
                                 {"namedtuple-to-tuple Sub <:", "namedtuple-to-tuple Pair[int] <:", "step 2", "not about a tuple"},
                                 {"namedtuple-to-tuple Sub <:", "namedtuple-to-tuple tuple[str, int] <:", "step 2", "no class"},
                                 {"namedtuple-to-tuple Sub <: tuple[str, int]", "namedtuple-to-tuple Sub <: object", "step 2", "another target"},
                                 {"parameter tuple T_co covariant", "parameter tuple T_co invariant", "class tuple", "one covariant parameter"},
                             });
}

}  // namespace
}  // namespace agverify::check
