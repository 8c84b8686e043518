#include "model/syntax/stubs/enum_reader.h"

#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

class Enums : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  /// `RED BLUE | AMBER = BLUE`, after "flag " of a Flag; why the class is not read instead.
  std::string read(const std::string& prelude, std::string_view name = "C", std::string_view path = "prelude.py") {
    const std::string text = "import enum\nfrom enum import *\n" + prelude;
    const auto universe = extend(loaded.universe, {path, text, {}}, loaded.version, loaded.pool);
    if (!universe) return testing::all(universe.error());
    const Class& found = universe->table[*universe->table.find("prelude." + std::string(name))];
    if (found.unsupported) return *found.unsupported;
    std::string shown = found.is_flag ? "flag " : "";
    for (const std::string& each : found.enum_members) shown += each + " ";
    for (const auto& [alias, member] : found.enum_aliases) shown += "| " + alias + " = " + member + " ";
    if (found.is_final != !found.enum_members.empty()) shown += "and final or not ";
    return shown.substr(0, shown.empty() ? 0 : shown.size() - 1);
  }
};

TEST_F(Enums, AssignmentsAreMembersAndBareAnnotationsAreNone) {
  EXPECT_EQ(read("class C(Enum):\n    genus: str\n    CAT = 1\n    DOG = 'dog'\n    BIRD = (1, 'x')\n    FISH = None\n"), "CAT DOG BIRD FISH");
}

TEST_F(Enums, BasesByAnyNameMakeAnEnum) {
  EXPECT_EQ(read("from enum import Enum as E\nclass C(E):\n    A = 1\n"), "A");
  EXPECT_EQ(read("class B(enum.Enum):\n    def f(self) -> int: ...\nclass C(B):\n    A = 1\n"), "A");
  EXPECT_EQ(read("class C(D):\n    A = 1\nclass D(Enum): ...\n"), "A");
  EXPECT_EQ(read("class Enum: ...\nclass C(Enum):\n    A: int = 1\n"), "");
}

TEST_F(Enums, FunctionsDescriptorsClassesAndReservedNamesAreNoMembers) {
  EXPECT_EQ(read("def identity(x): return x\n"
                 "class C(Enum):\n"
                 "    _ignore_ = 'TMP OTHER'\n"
                 "    __private = 1\n"
                 "    _C__private = 1\n"
                 "    __order__ = 'A'\n"
                 "    TMP = compute()\n"
                 "    A = 1\n"
                 "    _B = 2\n"
                 "    convert = lambda x: x\n"
                 "    transform = identity\n"
                 "    again = method\n"
                 "    def method(self) -> int: ...\n"
                 "    @property\n"
                 "    def p(self) -> int: ...\n"
                 "    class Nested: ...\n"),
            "A _B");
}

TEST_F(Enums, MemberAndNonmemberDecide) {
  EXPECT_EQ(read("class C(Enum):\n    a = member(1)\n    b = nonmember(2)\n    c = enum.member(3)\n    @member\n    def d(self) -> None: ...\n    @nonmember\n    def e(self) -> None: ...\n"),
            "a c d");
}

TEST_F(Enums, EqualValuesAreOneMember) {
  EXPECT_EQ(read("class C(Enum):\n    A = 1\n    B = 2\n    C = B\n    D = 1\n    E = C\n"), "A B | C = B | D = A | E = B");
  EXPECT_EQ(read("class C(Enum):\n    A = 1\n    B = True\n    C = 1.0\n    D = 0x1\n    E = '1'\n    F = b'1'\n    G = 1.5\n"), "A E F G | B = A | C = A | D = A");
  EXPECT_EQ(read("class C(Enum):\n    A = (1, 'a')\n    B = (True, \"a\")\n    C = (1,)\n    D = (1)\n"), "A C D | B = A");
  EXPECT_EQ(read("class C(Enum):\n    A = 'a' 'b'\n    B = 'ab'\n    C = '\\x61b'\n"), "A | B = A | C = A");
  EXPECT_EQ(read("class C(Enum):\n    A = object()\n    B = object()\n"), "A B");
}

TEST_F(Enums, AutoCountsOn) {
  EXPECT_EQ(read("class C(Enum):\n    A = auto()\n    B = enum.auto()\n    C = 2\n    D = auto()\n    E = 3\n"), "A B D | C = B | E = D");
  EXPECT_EQ(read("class C(Enum):\n    A = 5\n    B = 2\n    C = auto()\n"), "value of the enum member C");
  EXPECT_EQ(read("class C(Enum):\n    A = 'a'\n    B = auto()\n"), "value of the enum member B");
  EXPECT_EQ(read("class C(StrEnum):\n    A = 'b'\n    B = auto()\n    C = auto()\n"), "A C | B = A");
  EXPECT_EQ(read("class C(Enum):\n    @staticmethod\n    def _generate_next_value_(name, start, count, last_values): return 1\n    A = auto()\n    B = auto()\n"),
            "value of the enum member A");
}

TEST_F(Enums, FlagsCountInPowersOfTwo) {
  EXPECT_EQ(read("class C(Flag):\n    A = auto()\n    B = auto()\n    AB = A | B\n    C = auto()\n    D = 1 << 2\n    E = 3\n"), "flag A B AB C | D = C | E = AB");
  EXPECT_EQ(read("class C(IntFlag):\n    NONE = 0\n    A = auto()\n    B = 1\n"), "flag NONE A | B = A");
  EXPECT_EQ(read("class C(Flag):\n    A = -1\n"), "value of the enum member A");
}

TEST_F(Enums, AMixinTakesValuesOfItsOwnClassAlone) {
  EXPECT_EQ(read("class C(str, Enum):\n    A = 'a'\n    B = 'b'\n"), "A B");
  EXPECT_EQ(read("class C(IntEnum):\n    A = 1\n    B = True\n"), "A | B = A");
  EXPECT_EQ(read("class C(int, Enum):\n    A = 1\n    B = '1'\n"), "value of the enum member B");
  EXPECT_EQ(read("class Mix:\n    def f(self) -> int: ...\nclass C(Mix, Enum):\n    A = 1\n    B = 2\n"), "A B");
  EXPECT_EQ(read("class C(Enum):\n    def __new__(cls, value): ...\n    A = 1\n    B = 2\n"), "value of the enum member B");
}

TEST_F(Enums, WhatIsNotKnownToBeAValueIsNotRead) {
  for (const char* value : {"compute()", "OTHER", "x.y", "list[int]", "int", "[1]", "1 if x else 2", "~1", "(1, 2)[0]", "'a' + 'b'", "f'a'", "1j", "(1 << 2) | 1", "1 << 2 << 3", "1 + 2 | 4"})
    EXPECT_EQ(read(std::string("class C(Enum):\n    A = ") + value + "\n"), "value of the enum member A") << value;
  EXPECT_EQ(read("class C(Enum):\n    A: int = 1\n"), "value of the enum member A");
  EXPECT_EQ(read("class C(Enum):\n    A, B = 1, 2\n"), "value of the enum member B");
  EXPECT_EQ(read("class C(Enum):\n    A = B = 1\n"), "value of the enum member A");
  EXPECT_EQ(read("class C(Enum):\n    A = 1\n    A = 2\n"), "value of the enum member A");
  EXPECT_EQ(read("class C(Enum):\n    @member\n    class A: ...\n"), "value of the enum member A");
  EXPECT_EQ(read("class C(Enum):\n    _ignore_ = names\n    A = 1\n"), "_ignore_");
}

TEST_F(Enums, StubsLeaveValuesOut) {
  const std::string prelude = "class C(Enum):\n    A = ...\n    B = ...\n";
  EXPECT_EQ(read(prelude, "C", "prelude.pyi"), "A B");
  EXPECT_EQ(read(prelude), "value of the enum member B");
}

TEST_F(Enums, OneWithMembersHasNoSubclass) {
  EXPECT_EQ(loaded.errors("from enum import Enum\nclass C(Enum):\n    A = 1\nclass D(C): ...\n"), "prelude.py:4:9: `C` is final and cannot be a base");
  EXPECT_EQ(loaded.errors("from enum import Enum\nclass C(Enum): ...\nclass D(C):\n    A = 1\n"), "no error");
}

TEST_F(Enums, LiteralsNameMembersWhereverTypesStand) {
  const auto universe = loaded.with("from enum import Enum\nfrom typing import Literal\nL = Literal[C.B, C.A]\nclass C(Enum):\n    A = 1\n    B = 1\nclass D(list[Literal[C.A]]): ...\n");
  ASSERT_TRUE(universe);
  const auto read_type = [&](std::string_view text) {
    const auto type = read_annotation(text, universe->scope, universe->table, loaded.pool);
    return type ? print(*type, universe->table) : describe(type.error());
  };
  EXPECT_EQ(read_type("L"), "Literal[C.A] | Literal[C.A]");
  EXPECT_EQ(read_type("Literal[C.B]"), "Literal[C.A]");
  EXPECT_EQ(read_type("Literal[C.D]"), "1:9: `C.D` is no value that a literal may name");
}

TEST_F(Enums, TheFunctionalFormDefinesAClass) {
  using Names = std::vector<std::string>;
  const auto universe = loaded.with(
      "import enum\nfrom enum import Enum, Flag\nA = Enum('A', 'X Y')\nB = Flag('B', ['X', 'Y'], module=__name__)\nC = enum.IntEnum(\"C\", \"X, Y\")\n"
      "D = Enum('D', 'X', 'Y')\n");
  ASSERT_TRUE(universe);
  for (const char* name : {"A", "B", "C", "D"}) EXPECT_EQ(universe->table[*universe->table.find(std::string{"prelude."} + name)].enum_members, (Names{"X", "Y"})) << name;
  EXPECT_TRUE(universe->table[*universe->table.find("prelude.B")].is_flag);
}

TEST_F(Enums, AFunctionalFormThatSaysLessIsNamedAsNotRead) {
  const auto universe = loaded.with(
      "from enum import Enum, Flag as Bits\nC = Enum('C', names)\nD = Bits('D', ['A'])\nE = Enum('Other', 'A')\nF = Enum('F', {'A': 1})\nG = Enum('G', 'A', start=2)\n");
  ASSERT_TRUE(universe);
  for (const auto& [text, construct] : {std::pair{"C", "functional form of Enum"}, {"Literal[D.A]", "functional form of Flag"}, {"E", "functional form of Enum"},
                                        {"F", "functional form of Enum"}, {"G", "functional form of Enum"}}) {
    const auto type = read_annotation(text, universe->scope, universe->table, loaded.pool);
    ASSERT_FALSE(type) << text;
    EXPECT_EQ(type.error().construct, construct);
  }
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
