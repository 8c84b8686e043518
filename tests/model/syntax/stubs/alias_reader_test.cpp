#include <gtest/gtest.h>

#include "model/syntax/reader.h"
#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

using testing::all;

class Aliases : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  /// What the alias is read as in a question after the prelude; the errors of either.
  std::string read(std::string_view prelude, std::string_view question) {
    const auto universe = loaded.with(prelude);
    if (!universe) return all(universe.error());
    const auto type = read_annotation(question, universe->scope, universe->table, loaded.pool);
    return type ? print(*type, universe->table) : fmt::format("{} ({})", type.error().message, type.error().construct);
  }
  std::string errors(std::string_view prelude) {
    const auto universe = loaded.with(prelude);
    return universe ? "" : all(universe.error());
  }
};

TEST_F(Aliases, ParametersAreTypeVariablesInTheirOrder) {
  const std::string_view prelude =
      "from typing import Annotated, Literal, TypeAlias\nfrom typing_extensions import TypeAliasType\n"
      "T = TypeVar('T')\nS = TypeVar('S')\nD = TypeVar('D', default=int)\n"
      "Pair = dict[S, T]\nQuoted: TypeAlias = 'dict[S, T]'\ntype Header[A, B] = dict[B, A]\n"
      "Called = TypeAliasType('Called', dict[S, T], type_params=(T, S))\nOne = dict[T, T]\nText = Literal['T'] | list[S]\n"
      "Noted = Annotated[list[S], T]\nDefaulted = dict[str, D]\n";
  EXPECT_EQ(read(prelude, "Pair[int, str]"), "dict[int, str]");
  EXPECT_EQ(read(prelude, "Quoted[int, str]"), "dict[int, str]");
  EXPECT_EQ(read(prelude, "Header[int, str]"), "dict[str, int]");
  EXPECT_EQ(read(prelude, "Called[int, str]"), "dict[str, int]");
  EXPECT_EQ(read(prelude, "One[int]"), "dict[int, int]");
  EXPECT_EQ(read(prelude, "Text[int]"), "Literal[\"T\"] | list[int]");
  EXPECT_EQ(read(prelude, "Noted[int]"), "list[int]");
  EXPECT_EQ(read(prelude, "Defaulted"), "dict[str, int]");
  EXPECT_EQ(read(prelude, "Pair[int]"), "`Pair` takes 2 type arguments, not 1 ()");
  EXPECT_EQ(read(prelude, "Pair"), "`Pair` without type arguments has `Any` in their place, which is not supported (Any)");
}

TEST_F(Aliases, ARecursiveOneKeepsItsName) {
  const std::string_view prelude =
      "T = TypeVar('T')\nJ = int | list['J']\ntype A[X] = X | B[X]\ntype B[X] = list[A[X]]\nOld = list['Old[T]'] | T\nUses = dict[str, J]\n";
  EXPECT_EQ(read(prelude, "J"), "J");
  EXPECT_EQ(read(prelude, "B[int]"), "B[int]");
  EXPECT_EQ(read(prelude, "Old[str]"), "Old[str]");
  EXPECT_EQ(read(prelude, "Uses"), "dict[str, J]");
  EXPECT_EQ(read(prelude, "J[int]"), "the alias `J` takes no type arguments ()");
}

TEST_F(Aliases, WhatNoUnfoldingGetsPastIsWrong) {
  const std::string itself = ": the alias `X` stands for itself: unfolding it leads to `X` again with nothing around it";
  EXPECT_EQ(errors("type X = X\n"), "prelude.py:1:6" + itself);
  EXPECT_EQ(errors("type X = int | X\n"), "prelude.py:1:6" + itself);
  EXPECT_EQ(errors("class C: ...\nX = int | list['X'] | Union['X', None]\n"), "prelude.py:2:1" + itself);
  EXPECT_EQ(errors("type Shows[T] = T | list[Shows[T]]\ntype X = Shows[X]\n"), "prelude.py:2:6" + itself);
  EXPECT_EQ(errors("type Hides[T] = int | list[Hides[T]] | list[T]\ntype X = Hides[X]\n"), "");
  EXPECT_EQ(errors("from typing import TypeAlias\nX: TypeAlias = X\n"), "prelude.py:2:1: the alias `X` stands for itself");
  EXPECT_EQ(errors("type X = int\ntype X = str\n"), "prelude.py:2:6: the alias `X` is defined twice");
  EXPECT_EQ(errors("type X = lst[int]\n"), "prelude.py:1:10: nothing defines `lst`; did you mean `list`?");
}

TEST_F(Aliases, WhatIsNotReadIsLeftOpenByName) {
  const std::string_view prelude = "type Grows[T] = T | list[Grows[list[T]]]\ntype Rests = list[Grows[int]]\ntype Gradual = list[Any]\ntype P[**Q] = int\n";
  EXPECT_EQ(read(prelude, "Grows[int]"), "the alias `Grows` rests on `recursive alias whose arguments grow`, which is not supported (recursive alias whose arguments grow)");
  EXPECT_EQ(read(prelude, "Rests"), "the alias `Rests` rests on `recursive alias whose arguments grow`, which is not supported (recursive alias whose arguments grow)");
  EXPECT_EQ(read(prelude, "Gradual"), "the alias `Gradual` rests on `Any`, which is not supported (Any)");
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
