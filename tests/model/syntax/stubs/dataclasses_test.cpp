#include "model/syntax/stubs/dataclasses.h"

#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

class Dataclasses : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  tl::expected<Universe, std::vector<ParseError>> with(const std::string& body) {
    return loaded.with("import dataclasses as d\nfrom dataclasses import KW_ONLY, InitVar, dataclass, field\nfrom typing import ClassVar, Final, Protocol\nyes = True\n" + body);
  }

  /// The class C with its members.
  std::string members(const std::string& body) {
    const auto universe = with(body);
    return universe ? testing::shown(*universe, "prelude.C") : testing::all(universe.error());
  }

  /// The constructor of the class C.
  std::string constructor(const std::string& body) {
    const auto universe = with(body);
    if (!universe) return testing::all(universe.error());
    const Class& found = universe->table[*universe->table.find("prelude.C")];
    return found.constructors.empty() ? "none" : testing::shown(*universe, found, found.constructors.front());
  }
};

TEST_F(Dataclasses, FieldsAreAttributesAndOnlyReadWhereItIsFrozen) {
  EXPECT_EQ(members("@dataclass\nclass C:\n    x: int\n    y: Final[int] = 1\n    n: ClassVar[int] = 0\n    i: InitVar[str]\n"),
            "C(object)\nx: int\nproperty y: int\nclass n: int\ni unread: InitVar\n__hash__: None\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
  EXPECT_EQ(members("@dataclass(frozen=True)\nclass C:\n    x: int\n    n: ClassVar[int] = 0\n"),
            "C(object)\nproperty x: int\nclass n: int\n__hash__() -> int\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
  EXPECT_EQ(members("@dataclass(frozen=yes)\nclass C:\n    x: int\n"),
            "C(object)\nx unread: dataclass\n__hash__ unread: dataclass\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
}

TEST_F(Dataclasses, OptionsSayWhetherThereIsAHash) {
  const std::string body = "class C:\n    x: int\n";
  EXPECT_EQ(members("@dataclass(eq=False)\n" + body), "C(object)\nx: int\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
  EXPECT_EQ(members("@dataclass(unsafe_hash=True)\n" + body), "C(object)\nx: int\n__hash__() -> int\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
  EXPECT_EQ(members("@dataclass(**yes)\n" + body).substr(0, 40), "C(object)\nx unread: dataclass\n__hash__ u");
  EXPECT_EQ(members("@dataclass\nclass C:\n    def __hash__(self) -> int: ...\n"), "C(object)\n__hash__() -> int\n__dataclass_fields__ unread: dataclass\n__replace__ unread: dataclass");
}

TEST_F(Dataclasses, AnOrderTakesTheClassItself) {
  const std::string text = members("@d.dataclass(order=True)\nclass C:\n    def __lt__(self, other: object) -> bool: ...\n");
  EXPECT_EQ(text, "C(object)\n__lt__(other: object) -> bool\n__hash__: None\n__dataclass_fields__ unread: dataclass\n"
                  "__le__(other: C) -> bool\n__gt__(other: C) -> bool\n__ge__(other: C) -> bool\n__replace__ unread: dataclass");
}

TEST_F(Dataclasses, ConstructorsTakeFieldsInOrder) {
  EXPECT_EQ(constructor("@dataclass\nclass C:\n    x: int\n    i: InitVar[str]\n    n: ClassVar[int] = 0\n    z: list[int] = field(default_factory=list)\n"),
            "__init__(x: int, i: str, z: list[int] = ...) -> None");
  EXPECT_EQ(constructor("@dataclass\nclass C:\n    x: int = d.field(kw_only=True)\n    _: KW_ONLY\n    y: int\n    z: int = field(kw_only=False)\n"),
            "__init__(z: int, *, x: int, y: int) -> None");
  EXPECT_EQ(constructor("@dataclass(kw_only=True)\nclass C:\n    x: int = field(init=False)\n    _y: int = field(default=1)\n"),
            "__init__(*, _y: int = ...) -> None");
}

TEST_F(Dataclasses, ConstructorsTakeFieldsOfBasesFirst) {
  const std::string base = "@dataclass\nclass B[T]:\n    x: T\n    y: str = ''\n";
  EXPECT_EQ(constructor(base + "class M(B[int]):\n    no: int\n@dataclass\nclass C(M):\n    z: int = 0\n    y: int = 1\n"),
            "__init__(x: int, y: int = ..., z: int = ...) -> None");
  EXPECT_EQ(constructor(base + "@dataclass(init=False)\nclass C(B[int]):\n    z: int\n"), "none");
  EXPECT_EQ(constructor(base + "class C(B[int]):\n    z: int\n"), "none");
}

TEST_F(Dataclasses, OwnConstructorsStay) {
  EXPECT_EQ(constructor("@dataclass\nclass C:\n    x: int\n    def __init__(self) -> None: ...\n"), "__init__() -> None");
}

TEST_F(Dataclasses, WhatIsNotKnownOfAFieldMakesTheConstructorUnread) {
  const auto unread = [&](const std::string& body) { return constructor("@dataclass\nclass C:\n" + body); };
  EXPECT_EQ(unread("    x: int = field(init=yes)\n"), "__init__ unread: field's description");
  EXPECT_EQ(unread("    x: int = field(**yes)\n"), "__init__ unread: field's description");
  EXPECT_EQ(unread("    x: int\n    x = 1\n"), "__init__ unread: field that is bound again");
  EXPECT_EQ(unread("    __x: int\n"), "__init__ unread: parameter with a mangled name");
  EXPECT_EQ(unread("    x: int = 1\n    y: int\n"), "__init__ unread: parameters that Python refuses");
  EXPECT_EQ(unread("    if yes:\n        x: int\n"), "__init__ unread: condition");
  EXPECT_EQ(unread("    x: ClassVar\n    y: Final = 1\n"), "__init__ unread: Final");
  EXPECT_EQ(constructor("class D:\n    def __set__(self, a: object, b: int) -> None: ...\n@dataclass\nclass C:\n    x: D\n"),
            "__init__ unread: descriptor in the place of a field");
  EXPECT_EQ(constructor("@dataclass\nclass B:\n    x: int = 1\n@dataclass\nclass C(B):\n    x: int\n"), "__init__ unread: field that may have the default of a base");
  EXPECT_EQ(constructor("@dataclass(init=yes)\nclass C:\n    x: int\n"), "__init__ unread: dataclass");
}

TEST_F(Dataclasses, ABaseOfAnotherFileMakesTheConstructorUnread) {
  const auto first = extend(loaded.universe, {"first.py", "from dataclasses import dataclass\n@dataclass\nclass B:\n    x: int\n", {}}, loaded.version, loaded.pool);
  ASSERT_TRUE(first);
  const auto both = extend(*first, {"prelude.py", "from dataclasses import dataclass\n@dataclass\nclass C(B):\n    y: int\n", {}}, loaded.version, loaded.pool);
  ASSERT_TRUE(both);
  const Class& found = both->table[*both->table.find("prelude.C")];
  EXPECT_EQ(testing::shown(*both, found, found.constructors.front()), "__init__ unread: dataclass of another file");
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
