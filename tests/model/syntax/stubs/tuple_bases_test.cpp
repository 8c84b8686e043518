#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

class TupleBases : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  /// The tuple type that `C` derives from, with its bases and members; why it is not read instead.
  std::string read(const std::string& prelude) {
    const auto universe = loaded.with("from typing import *\n" + prelude);
    if (!universe) return testing::all(universe.error());
    const Class& found = universe->table[*universe->table.find("prelude.C")];
    if (found.unsupported) return *found.unsupported;
    std::string shown = found.tuple_base ? print(*found.tuple_base, universe->table, {}, found.parameters) + ": " : "none: ";
    return shown + testing::shown(*universe, "prelude.C");
  }
};

TEST_F(TupleBases, AClassMayDeriveFromATupleType) {
  EXPECT_EQ(read("class C(tuple[int, str, int]): ...\n"), "tuple[int, str, int]: C(tuple<int | str>)");
  EXPECT_EQ(read("class C(tuple[int, ...]): ...\n"), "tuple[int, ...]: C(tuple<int>)");
  EXPECT_EQ(read("class C(tuple[()]): ...\n"), "tuple[()]: C(tuple<Never>)");
  EXPECT_EQ(read("Pair = Tuple[int, str]\nclass C(Pair): ...\n"), "tuple[int, str]: C(tuple<int | str>)");
  EXPECT_EQ(read("T = TypeVar('T')\nclass C(tuple[T, int], Generic[T]): ...\n"), "tuple[T, int]: C[T](tuple<T | int>)");
  EXPECT_EQ(read("class C(B): ...\nclass B(tuple[int]): ...\n"), "none: C(B)");
}

TEST_F(TupleBases, FieldsOfANamedTupleAreItsElementsAndReadOnly) {
  const std::string made = "\n_make unread: NamedTuple\n_asdict unread: NamedTuple\n_replace unread: NamedTuple\n_fields unread: NamedTuple\n"
                           "_field_defaults unread: NamedTuple\n__getnewargs__ unread: NamedTuple\n__replace__ unread: NamedTuple";
  EXPECT_EQ(read("class C(NamedTuple):\n    x: int\n    label: str = ''\n    def f(self) -> int: ...\n    count_of = 3\n"),
            "tuple[int, str]: C(tuple<int | str>)\nproperty x: int\nproperty label: str\nf() -> int\ncount_of unread: missing annotation" + made);
  EXPECT_EQ(read("T = TypeVar('T')\nclass C(NamedTuple, Generic[T]):\n    x: T\n"), "tuple[T]: C[T](tuple<T>)\nproperty x: T" + made);
  EXPECT_EQ(read("class C[T](NamedTuple):\n    x: T\n"), "tuple[T]: C[+T](tuple<T>)\nproperty x: T" + made);
  EXPECT_EQ(read("class B(NamedTuple):\n    x: int\nclass C(B):\n    y: int\n"), "none: C(B)\ny: int");
}

TEST_F(TupleBases, WhatIsNotReadIsNamed) {
  EXPECT_EQ(read("class C(tuple): ...\n"), "tuple");
  EXPECT_EQ(read("class C(tuple[Any, int]): ...\n"), "Any");
  EXPECT_EQ(read("class C(NamedTuple):\n    x: Any\n"), "Any");
  EXPECT_EQ(read("class C(NamedTuple, Sized):\n    x: int\n"), "NamedTuple");
  EXPECT_EQ(read("class C(NamedTuple):\n    x: int\n    if unknown:\n        y: int\n"), "NamedTuple");
  EXPECT_EQ(read("class C(NamedTuple):\n    next: 'C | None'\n"), "recursive tuple");
  EXPECT_EQ(read("class B(NamedTuple):\n    c: list['C']\nclass C(tuple[B]): ...\n"), "recursive tuple");
  EXPECT_EQ(read("class A(tuple[int, str]): ...\nclass B(tuple[str, int]): ...\nclass C(A, B): ...\n"), "two tuple bases");
  EXPECT_EQ(read("from enum import Enum\nclass C(tuple[int, str], Enum):\n    A = (1, 'a')\n    B = (2, 'b')\n"), "value of the enum member B");
}

TEST_F(TupleBases, TheFunctionalFormDefinesAClass) {
  const auto universe = loaded.with("import typing\nfrom typing import NamedTuple\nC = NamedTuple('C', [('x', int), (\"y\", 'C2')])\nC2 = typing.NamedTuple('C2', ())\n");
  ASSERT_TRUE(universe);
  const auto text_of = [&](const char* name) { return print(*universe->table[*universe->table.find(name)].tuple_base, universe->table); };
  EXPECT_EQ(text_of("prelude.C"), "tuple[int, C2]");
  EXPECT_EQ(text_of("prelude.C2"), "tuple[()]");
}

TEST_F(TupleBases, AFunctionalFormThatSaysLessIsNamedAsNotRead) {
  const auto universe = loaded.with(
      "from typing import NamedTuple\nfrom collections import namedtuple\nC = NamedTuple('C', [('x', int, 1)])\nD = namedtuple('D', 'x')\nE = NamedTuple('F', [])\n");
  ASSERT_TRUE(universe);
  for (const auto& [text, construct] : {std::pair{"C", "functional form of NamedTuple"}, {"D", "functional form of namedtuple"}, {"E", "functional form of NamedTuple"}}) {
    const auto type = read_annotation(text, universe->scope, universe->table, loaded.pool);
    ASSERT_FALSE(type) << text;
    EXPECT_EQ(type.error().construct, construct);
  }
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
