#include "model/python/probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::python {
namespace {

using testing::HasSubstr;

ClassTable table_of(std::span<const syntax::stubs::SourceText> sources) {
  TypePool pool;
  auto universe = syntax::stubs::read_stubs(sources, {}, pool);
  return universe ? std::move(universe->table) : ClassTable{};
}

ClassTable small_table() {
  const std::string_view builtins = "class object: ...\nclass int: ...\nclass bool(int): ...\nclass float: ...\nclass complex: ...\n";
  const std::vector<syntax::stubs::SourceText> sources{{"builtins.pyi", builtins, ""},
                                              {"types.pyi", "class NoneType: ...\nclass Frame: ...\n", ""},
                                              {"one.pyi", "class Twin: ...\nclass Only: ...\n", ""},
                                              {"two.pyi", "class Twin: ...\n", ""}};
  return table_of(sources);
}

TEST(Probe, PreludeImportsWhatThePrinterWrites) {
  EXPECT_EQ(prelude(small_table()).imports,
            "from __future__ import annotations\nimport one\nimport two\nfrom one import Only\nfrom types import Frame\n"
            "from typing import Never\n");
}

TEST(Probe, EachLineOfAModuleSaysWhatItStandsFor) {
  const Canaries canaries{{{"bool", "int"}}, {{"int", "str"}}};
  const std::vector<Probe> probes{{"S", "T"}};
  const ProbeModule module = probe_module({"import x\n"}, probes, canaries);
  EXPECT_EQ(module.lines.size(), static_cast<std::size_t>(std::ranges::count(module.text, '\n')));
  EXPECT_THAT(module.text, HasSubstr("\ndef probe_0(\n    value: S,\n    target: T,\n) -> None:\n    target = value\n"));

  std::vector<std::string> written;
  std::size_t begin = 0;
  for (const auto& place : module.lines) {
    const std::size_t end = module.text.find('\n', begin);
    if (place && !place->is_canary) written.push_back(module.text.substr(begin, end - begin));
    begin = end + 1;
  }
  EXPECT_EQ(written, (std::vector<std::string>{"    value: S,", "    target: T,", "    target = value"}));
}

TEST(Probe, CanariesStandFirstAndLastAndAreCountedOn) {
  const Canaries canaries{{{"bool", "int"}}, {{"int", "str"}}};
  const ProbeModule module = probe_module({}, std::vector<Probe>{{"S", "T"}}, canaries);
  std::vector<std::size_t> order;
  for (const auto& place : module.lines)
    if (place && place->line == ProbeLine::Assignment) order.push_back(place->is_canary ? place->probe : 99);
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 99, 2, 3}));
}

TEST(Probe, MinimalProgramImportsOnlyWhatItUses) {
  EXPECT_EQ(minimal_program(small_table(), {"one.Twin | None", "Frame"}),
            "import one\nfrom types import Frame\n\n\ndef probe(value: one.Twin | None, target: Frame) -> None:\n    target = value\n");
  EXPECT_EQ(minimal_program(small_table(), {"int", "bool"}), "def probe(value: int, target: bool) -> None:\n    target = value\n");
}

/// The small table with a stub that has a second `Only`.
struct WithOwnClasses : testing::Test {
  static constexpr std::string_view stub = "class Only: ...\nclass Mine(Only):\n    x: int  # Any\n";
  TypePool pool;
  ClassTable table;
  OwnClasses own;

  WithOwnClasses() {
    const std::vector<syntax::stubs::SourceText> sources{{"builtins.pyi", "class object: ...\nclass int: ...\nclass bool(int): ...\nclass float: ...\nclass complex: ...\n", ""},
                                                         {"types.pyi", "class NoneType: ...\n", ""},
                                                         {"one.pyi", "class Only: ...\n", ""},
                                                         {"own.pyi", stub, ""}};
    auto universe = syntax::stubs::read_stubs(sources, {}, pool);
    EXPECT_TRUE(universe.has_value()) << (universe ? "" : universe.error().front().message);
    if (universe) table = std::move(universe->table);
    own = {stub, 3};
  }
};

TEST_F(WithOwnClasses, ModuleDeclaresThemAfterItsImportsAndImportsNone) {
  const Prelude made = prelude(table, own);
  EXPECT_EQ(made.imports, "from __future__ import annotations\nimport one\nfrom typing import Never\n");
  EXPECT_EQ(made.declarations, stub);
  const ProbeModule module = probe_module(made, std::vector<Probe>{{"Mine", "Only"}}, {});
  EXPECT_EQ(module.declarations_begin, 4U);
  EXPECT_EQ(module.declarations_end, 7U);
  EXPECT_THAT(module.text, HasSubstr("from typing import Any\nclass Only: ...\nclass Mine(Only):\n    x: int  # Any\n\ndef probe_0("));
}

TEST_F(WithOwnClasses, AreWrittenWithoutTheirModule) {
  EXPECT_EQ(in_own_words("own.Only | one.Only | Mine", table, own), "Only | one.Only | Mine");
}

TEST_F(WithOwnClasses, MinimalProgramDeclaresWhatItNeeds) {
  EXPECT_EQ(minimal_program(table, {"Only", "one.Only"}, own),
            "from __future__ import annotations\nimport one\n\n\nclass Only: ...\n\n\n"
            "def probe(value: Only, target: one.Only) -> None:\n    target = value\n");
}

}  // namespace
}  // namespace agverify::model::python
