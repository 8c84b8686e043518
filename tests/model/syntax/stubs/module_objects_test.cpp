#include "model/syntax/stubs/module_objects.h"

#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

class Modules : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  /// The class of a module as a value, a member a line.
  std::string read(std::string_view text) {
    const auto universe = extend(loaded.universe, {"settings.py", text, {}}, loaded.version, loaded.pool, {"settings"});
    return universe ? testing::shown(*universe, "module_object.settings") : testing::all(universe.error());
  }
};

TEST_F(Modules, FunctionsHaveNoReceiverAndVariablesAreAttributes) {
  EXPECT_EQ(read("from typing import Final\n"
                 "x: int = 1\n"
                 "y: Final[str] = 'y'\n"
                 "def f(a: int, /, *, b: str = '') -> None: a.field = 1\n"
                 "async def g() -> int: ...\n"),
            "final module_object.settings(ModuleType)\n"
            "x: int\n"
            "property y: str\n"
            "f(int, /, *, b: str = ...) -> None\n"
            "g() -> Coroutine[object, Never, int]\n"
            "Final unread: statement");
}

TEST_F(Modules, NamesOfTheModuleMeanWhatTheyMeanInIt) {
  EXPECT_EQ(read("class C: ...\ndef f(c: C) -> C: ...\n"), "final module_object.settings(ModuleType)\nC unread: class of a module\nf(c: C) -> C");
}

TEST_F(Modules, LiteralsAloneTellTheTypeOfAVariable) {
  EXPECT_EQ(read("a = 1\nb = 'b'\nc = b'c'\nd = True\ne = -1\nf = 1 + 2\ng = 'a' 'b'\nh = None\ni = 1.5\nj = 0x1f\nk = 'a' + 'b'\nl = ''\n"),
            "final module_object.settings(ModuleType)\n"
            "a: int\nb: str\nc: bytes\nd: bool\ne unread: missing annotation\nf unread: missing annotation\ng unread: missing annotation\n"
            "h unread: missing annotation\ni unread: missing annotation\nj unread: missing annotation\nk unread: missing annotation\nl: str");
}

TEST_F(Modules, AVariableThatIsSetTwiceHasNoTypeByItsValue) {
  EXPECT_EQ(read("a = 1\na = 2\n"), "final module_object.settings(ModuleType)\na unread: missing annotation");
  EXPECT_EQ(read("a = 1\na += 2\n"), "final module_object.settings(ModuleType)\na unread: missing annotation");
  EXPECT_EQ(read("a = 1\nfor a in 'a': ...\n"), "final module_object.settings(ModuleType)\na unread: missing annotation");
  EXPECT_EQ(read("a = 1\ndef f() -> None:\n    if True:\n        global a, b\n        a = 'a'\n"),
            "final module_object.settings(ModuleType)\na unread: missing annotation\nf() -> None\nb unread: statement");
  EXPECT_EQ(read("try:\n    a = 1\nexcept Exception:\n    a = 'a'\n"), "final module_object.settings(ModuleType)\na unread: missing annotation");
}

TEST_F(Modules, WhatIsImportedDunderOrNotInAllIsUnread) {
  EXPECT_EQ(read("import types as t\n__all__ = ['a', '__version__']\na: int\nb: int\n__version__: str\n"),
            "final module_object.settings(ModuleType)\n"
            "__all__ unread: dunder name of a module\na: int\nb unread: name that __all__ leaves out\n"
            "__version__ unread: dunder name of a module\nt unread: statement");
}

TEST_F(Modules, DecoratorsOfMethodsMakeNoFunction) {
  EXPECT_EQ(read("@property\ndef a(x) -> int: ...\n@staticmethod\ndef b() -> int: ...\n"),
            "final module_object.settings(ModuleType)\na unread: decorator of methods on a function\nb unread: decorator of methods on a function");
}

TEST_F(Modules, NamesThatTheTextDoesNotShowMakeItUnsupported) {
  EXPECT_EQ(read("from typing import *\n"), "final module_object.settings(object) unsupported: module with a wildcard import");
  EXPECT_EQ(read("def __getattr__(name: str) -> int: ...\n"), "final module_object.settings(object) unsupported: module with __getattr__");
}

TEST_F(Modules, AreClassesOnlyWhereTheyAreAskedFor) {
  const auto universe = extend(loaded.universe, {"settings.py", "x: int\n", {}}, loaded.version, loaded.pool, {"other"});
  ASSERT_TRUE(universe);
  EXPECT_EQ(universe->table.size(), loaded.universe.table.size());
  EXPECT_FALSE(universe->scope.find("module_object.settings"));
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
