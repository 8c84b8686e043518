#include "model/syntax/reader.h"

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "tests/model/syntax/small_world.h"

namespace agverify::model::syntax {
namespace {

class AnnotationReader : public ::testing::Test {
 protected:
  Type read(std::string_view text) {
    const auto type = reader.annotation(text, variables);
    EXPECT_TRUE(type.has_value()) << text << ": " << (type ? "" : describe(type.error()));
    return type ? *type : world.pool.never();
  }

  /// The error as one line, its kind left out.
  std::string refused(std::string_view text) {
    const auto type = reader.annotation(text, variables);
    return type ? "read as " + print(*type, world.table, variables) : describe(type.error());
  }

  ParseError error(std::string_view text) {
    const auto type = reader.annotation(text, variables);
    return type ? ParseError{} : type.error();
  }

  testing::SmallWorld world;
  std::vector<std::string> variables;
  Reader reader{world.scope, world.table, world.pool};
  Type integer = world.of(world.integer), string = world.of(world.string), none = world.of(world.none);
};

TEST_F(AnnotationReader, KeepsUnionsAsTheyAreWritten) {
  EXPECT_EQ(read("int | str | None"), world.join({integer, string, none}));
  EXPECT_EQ(read("(int | str) | None"), world.join({world.join({integer, string}), none}));
  EXPECT_NE(read("int | str"), read("str | int"));
  EXPECT_EQ(read("((int))"), integer);
}

TEST_F(AnnotationReader, ReadsUnionsInEverySpelling) {
  EXPECT_EQ(read("Union[int, str]"), read("int | str"));
  EXPECT_EQ(read("Union[int, str,]"), read("int | str"));
  EXPECT_EQ(read("Union[int]"), integer);
  EXPECT_EQ(read("Optional[int]"), read("int | None"));
  EXPECT_EQ(read("Optional[int | str]"), read("(int | str) | None"));
  EXPECT_EQ(read("\"int | str\""), read("int | str"));
  EXPECT_EQ(read("'int' | \"list['str']\""), read("int | list[str]"));
}

TEST_F(AnnotationReader, ReadsNamesDottedAndSpecial) {
  EXPECT_EQ(read("builtins.int"), integer);
  EXPECT_EQ(read("NoReturn"), world.pool.never());
  EXPECT_EQ(read("Ints"), world.of(world.list, {integer}));
  EXPECT_EQ(read(" list [\n int # comment ]\n ] "), world.of(world.list, {integer}));
}

TEST_F(AnnotationReader, LocalNamesHideTheScope) {
  variables = {"X", "str"};
  EXPECT_EQ(read("list[X | str]"), world.of(world.list, {world.join({world.pool.variable(0), world.pool.variable(1)})}));
}

TEST_F(AnnotationReader, MissingArgumentsTakeTheirDefaults) {
  EXPECT_EQ(read("Pair[str]"), world.of(world.pair, {string, integer}));
  EXPECT_EQ(read("Both"), world.of(world.both, {integer, world.of(world.list, {integer})}));
  EXPECT_EQ(read("Both[str]"), world.of(world.both, {string, world.of(world.list, {string})}));
}

TEST_F(AnnotationReader, ABareClassWithoutAllDefaultsIsAny) {
  EXPECT_EQ(error("int | Pair").kind, ParseError::Kind::Unsupported);
  EXPECT_EQ(error("int | Pair").construct, "Any");
  EXPECT_EQ(error("int | Pair").column, 7u);
}

TEST_F(AnnotationReader, NamesTheConstructThatItDoesNotRead) {
  EXPECT_EQ(error("list[Literal]").construct, "Literal");
  EXPECT_EQ(refused("list[Literal]"), "1:6: `Literal` is not supported");
}

TEST_F(AnnotationReader, SuggestsTheClosestNameForAnUnknownOne) {
  EXPECT_EQ(refused("int | lsit[str]"), "1:7: nothing defines `lsit`; did you mean `list`?");
  EXPECT_EQ(refused("Nothingness"), "1:1: nothing defines `Nothingness`");
  EXPECT_EQ(error("lsit").kind, ParseError::Kind::UnknownName);
}

TEST_F(AnnotationReader, CountsArgumentsAndSaysHowManyAreWanted) {
  EXPECT_EQ(refused("list[int, str]"), "1:1: `list` takes 1 type argument, not 2");
  EXPECT_EQ(refused("int | Pair[int, int, int]"), "1:7: `Pair` takes 1 to 2 type arguments, not 3");
  EXPECT_EQ(refused("int[str]"), "1:1: `int` takes no type arguments");
  EXPECT_EQ(refused("Optional[int, str]"), "1:1: `Optional` takes 1 type argument, not 2");
  EXPECT_EQ(refused("Union"), "1:1: `Union` needs type arguments");
  EXPECT_EQ(refused("Never[int]"), "1:1: `Never` takes no type arguments");
  EXPECT_EQ(refused("Ints[int]"), "1:1: the alias `Ints` takes no type arguments");
}

TEST_F(AnnotationReader, PlacesSyntaxErrorsAtTheirToken) {
  EXPECT_EQ(refused(""), "1:1: a type is expected here, not the end");
  EXPECT_EQ(refused("int |"), "1:6: a type is expected here, not the end");
  EXPECT_EQ(refused("list[int"), "1:9: `|`, `,` or `]` is expected here, not the end");
  EXPECT_EQ(refused("list[]"), "1:6: a type is expected here, not `]`");
  EXPECT_EQ(refused("(int]"), "1:5: `|` or `)` is expected here, not `]`");
  EXPECT_EQ(refused("int str"), "1:5: the end is expected here, not `str`");
  EXPECT_EQ(refused("list[\n  int,\n  3]"), "3:3: a type is expected here, not `3`");
  EXPECT_EQ(refused("\"int"), "1:5: `|` or `\"` is expected here, not the end");
  EXPECT_EQ(refused("'\xc3\xa9'"), "1:2: nothing defines `\xc3\xa9`");
  EXPECT_EQ(refused("int | \xe2\x82\xac | ("), "1:7: nothing defines `\xe2\x82\xac`");
}

TEST_F(AnnotationReader, NestingCostsNoStack) {
  constexpr std::size_t depth = 20'000;
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += "list[";
  text += "int" + std::string(depth, ']');
  const Type deep = read(text);
  EXPECT_EQ(deep->depth, depth + 1);
  EXPECT_EQ(print(deep, world.table), text);
}

TEST_F(AnnotationReader, NestingPastTheLimitIsAnErrorOfItsOwn) {
  EXPECT_EQ(error(std::string(1'000'001, '(')).kind, ParseError::Kind::Limit);
}

TEST_F(AnnotationReader, UnpackedTupleIsItsElements) {
  EXPECT_EQ(read("Callable[[*tuple[int, str]], None]"), read("Callable[[int, str], None]"));
  EXPECT_EQ(read("Callable[[int, Unpack[tuple[str, *tuple[int, ...]]]], None]"), read("(int, str, /, *args: int) -> None"));
  EXPECT_EQ(read("(int, /, *args: *tuple[str | int,], k: int) -> None"), read("(int, str | int, /, *, k: int) -> None"));
  EXPECT_EQ(read("(x: int, *args: *tuple[()]) -> None"), read("(x: int) -> None"));
  EXPECT_EQ(refused("Callable[[*tuple[int, str, ...]], None]"), "1:28: a type is expected here, not `.`");
  EXPECT_EQ(refused("Callable[[*tuple[int] | int], None]"), "1:23: an unpacked tuple is no member of a union");
  for (const char* text : {"Callable[[*tuple[int, ...], int], None]", "(x: int, *args: *tuple[int]) -> None", "Callable[[*list[int]], None]"})
    EXPECT_EQ(error(text).construct, "Unpack") << text;
}

TEST_F(AnnotationReader, UnpackedTuplesNestWithoutStack) {
  std::string text = "Callable[[";
  for (int i = 0; i < 100'000; ++i) text += "*tuple[int, ";
  text += "*tuple[()]" + std::string(100'000, ']') + "], None]";
  EXPECT_EQ(as_callable(read(text))->shape->size(), 100'000u);
}

TEST_F(AnnotationReader, NotesWhatAnApplicationTakesForGranted) {
  const Type type = read("list[Number[str]]");
  EXPECT_EQ(type, world.of(world.list, {world.of(world.number, {string})}));
  ASSERT_EQ(reader.obligations().size(), 1u);
  const BoundObligation& noted = reader.obligations().front();
  EXPECT_EQ(noted.argument, string);
  EXPECT_EQ(noted.upper_bound, integer);
  EXPECT_EQ(noted.location.column, 13u);
  EXPECT_EQ(noted.subject, "argument 1 of Number");
  read("int");
  EXPECT_TRUE(reader.obligations().empty());
}

class QueryText : public AnnotationReader {
 protected:
  std::string round_trip(std::string_view text) {
    const auto query = reader.query(text);
    return query ? print(*query, world.table) : describe(query.error());
  }
};

TEST_F(QueryText, ReadsEveryRelation) {
  for (const std::string_view text : {"int <: str", "int ~> str", "int == str", "int ~ str", "int | None <: (int | str) | list[int]"})
    EXPECT_EQ(round_trip(text), text);
  EXPECT_EQ(reader.query("int~>str")->relation, Relation::Assignable);
  EXPECT_EQ(reader.query("int~str")->relation, Relation::Consistent);
}

TEST_F(QueryText, ReadsVariablesAndHypotheses) {
  for (const std::string_view text : {
           "forall X. list[X] <: object",
           "forall X, Y. X <: Y |- list[X] == list[Y]",
           "forall X. int <: X, X == str, X in (int, str | None) |- X <: X",
           "forall A, B. Pair[A, int] <: Pair[B, int] |- A <: B",
           "Pair[int, int] <: Pair[str, int], int == str |- int <: str",
       })
    EXPECT_EQ(round_trip(text), text);
  EXPECT_EQ(round_trip("forall X. |- list[X] <: object"), "forall X. list[X] <: object");
  EXPECT_EQ(round_trip("|- int <: int"), "int <: int");
  EXPECT_EQ(round_trip("forall X. X<:int|-X<:int"), "forall X. X <: int |- X <: int");
}

TEST_F(QueryText, PlacesItsErrors) {
  EXPECT_EQ(round_trip("int"), "1:4: a relation (`<:`, `~>`, `==` or `~`) is expected here, not the end");
  EXPECT_EQ(round_trip("int <: str str"), "1:12: `,` or `|-` is expected here, not `str`");
  EXPECT_EQ(round_trip("int <: str,"), "1:12: a type is expected here, not the end");
  EXPECT_EQ(round_trip("int <: X"), "1:8: nothing defines `X`");
  EXPECT_EQ(round_trip("forall X X <: X"), "1:10: `,` or `.` is expected after a variable, not `X`");
  EXPECT_EQ(round_trip("forall X, X. |- X <: X"), "1:11: `X` is declared twice");
  EXPECT_EQ(round_trip("forall int. |- int <: int"), "1:8: `int` has a meaning of its own and cannot be a variable");
  EXPECT_EQ(round_trip("forall X. X <: int, X <: str"), "1:29: `|-` and a conclusion are expected after the hypotheses");
  EXPECT_EQ(round_trip("forall X. X in (int, str)"), "1:13: `in` can only be a hypothesis, before `|-`");
  EXPECT_EQ(round_trip("int in (int, str) |- int <: int"), "1:1: only a variable can stand before `in`");
  EXPECT_EQ(round_trip("forall X. X in (int) |- X <: int"), "1:13: `in` needs at least two types");
  EXPECT_EQ(round_trip("forall X. X in (int, str), X in (int, str) |- X <: int"), "1:28: `X` has its list of types already");
  EXPECT_EQ(round_trip("forall X. X[int] <: int"), "1:11: `X` takes no type arguments");
  EXPECT_EQ(round_trip("forall X. X <: int |- X <: int,"), "1:31: the end is expected here, not `,`");
  EXPECT_EQ(round_trip(""), "1:1: a type is expected here, not the end");
}

TEST_F(QueryText, HypothesesAboutMaterializationsAreUnsupported) {
  const auto query = reader.query("forall X. X ~> int |- X <: int");
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().kind, ParseError::Kind::Unsupported);
  EXPECT_EQ(query.error().column, 13u);
}

TEST(PrinterNames, AreQualifiedWhereTwoClassesShareOne) {
  testing::SmallWorld world;
  Class twin;
  twin.name = "int";
  twin.qualified_name = "other.int";
  world.table.classes.push_back(twin);
  EXPECT_EQ(print(world.of(world.list, {world.of(world.integer)}), world.table), "list[small.int]");
}

}  // namespace
}  // namespace agverify::model::syntax
