#include "model/python/spelling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/small_table.h"

namespace agverify::model::python {
namespace {

using Kind = ParameterKind;

struct SpellingTest : testing::Test, SmallTable {
  Type signature(const SignatureShape& shape, std::initializer_list<Type> parts) {
    return pool.callable(shape, std::span<const Type>{parts.begin(), parts.size()});
  }
};

TEST_F(SpellingTest, WhatAnAnnotationWritesNeedsNoDefinition) {
  const std::vector<Type> taken{type(integer)};
  const Probe probe = spelled(pool.callable(taken, type(text)), either({type(integer), type(text)}), table);
  EXPECT_EQ(probe.source, "Callable[[int], str]");
  EXPECT_EQ(probe.target, "int | str");
  EXPECT_TRUE(probe.definitions.empty());
}

TEST_F(SpellingTest, SignatureOfEveryKindIsTheCallOfAProtocol) {
  const Type every = signature({{Kind::PositionalOnly}, {Kind::Standard, true, "x"}, {Kind::Variadic}, {Kind::KeywordOnly, false, "k"}, {Kind::KeywordVariadic}},
                               {type(integer), type(text), type(integer), type(boolean), type(text), type(none)});
  const Probe probe = spelled(type(integer), every, table);
  EXPECT_EQ(probe.target, "{0}");
  EXPECT_THAT(probe.definitions, testing::ElementsAre(
      "    def __call__(self, a0: int, /, x: str = ..., *args: int, k: bool, **kwargs: str) -> None: ...\n"));
}

TEST_F(SpellingTest, NameThatNoCallerSeesIsNoneOfTheOthers) {
  const Probe probe = spelled(type(integer), signature({{Kind::PositionalOnly}, {Kind::Standard, false, "a0"}}, {type(integer), type(text), type(none)}), table);
  EXPECT_THAT(probe.definitions, testing::ElementsAre("    def __call__(self, a0_: int, /, a0: str) -> None: ...\n"));
}

TEST_F(SpellingTest, OverloadIsOneProtocolAndItsPartsMayNeedOthers) {
  const Type inner = signature({{Kind::KeywordOnly, true, "k"}}, {type(integer), type(text)});
  const Type one = signature({{Kind::PositionalOnly}}, {inner, type(integer)}), other = signature({}, {inner});
  const Probe probe = spelled(pool.overload(std::vector<Type>{one, other}), inner, table);
  EXPECT_EQ(probe.source, "{1}");
  EXPECT_EQ(probe.target, "{0}");
  EXPECT_THAT(probe.definitions, testing::ElementsAre("    def __call__(self, *, k: int = ...) -> str: ...\n",
                                                      "    @overload\n    def __call__(self, a0: {0}, /) -> int: ...\n"
                                                      "    @overload\n    def __call__(self) -> {0}: ...\n"));
}

TEST_F(SpellingTest, TuplesOfEveryForm) {
  const std::vector<Type> one{type(integer)}, two{type(integer), type(text)};
  const Type named = signature({{Kind::KeywordOnly, true, "k"}}, {pool.tuple(two, 1), pool.tuple({})});
  const Probe probe = spelled(pool.tuple(std::vector{pool.tuple({}), pool.tuple(one, 0), pool.tuple(two, 0)}), named, table);
  EXPECT_EQ(probe.source, "tuple[tuple[()], tuple[int, ...], tuple[*tuple[int, ...], str]]");
  EXPECT_THAT(probe.definitions, testing::ElementsAre("    def __call__(self, *, k: tuple[int, *tuple[str, ...]] = ...) -> tuple[()]: ...\n"));
}

TEST_F(SpellingTest, LiteralsAreImportedAndKeepTheirBraces) {
  const Probe probe = spelled(pool.literal(text, R"("{0}\"")"), either({pool.literal(integer, "-3"), pool.literal(boolean, "True")}), table);
  EXPECT_EQ(minimal_program(table, probe),
            "from typing import Literal\n\n\n"
            "def probe(value: Literal[\"\\x7b0\\x7d\\\"\"], target: Literal[-3] | Literal[True]) -> None:\n    target = value\n");
  EXPECT_NE(probe_module({}, std::vector{probe}, {}).text.find("from typing import Literal\n"), std::string::npos);
}

TEST_F(SpellingTest, MinimalProgramDefinesItsProtocols) {
  const Type named = signature({{Kind::Standard, false, "x"}}, {type(integer), type(text)});
  EXPECT_EQ(minimal_program(table, spelled(named, type(object), table)),
            "from __future__ import annotations\nfrom typing import Callable, Protocol, overload\n\n\n"
            "class Calls0(Protocol):\n    def __call__(self, x: int) -> str: ...\n\n\n"
            "def probe(value: Calls0, target: object) -> None:\n    target = value\n");
}

TEST_F(SpellingTest, LinesOfDefinitionsBelongToTheirProbe) {
  const Type named = signature({{Kind::Standard, false, "x"}}, {type(integer), type(text)});
  const std::vector<Probe> probes{spelled(named, named, table)};
  const ProbeModule module = probe_module({}, probes, {});
  EXPECT_EQ(module.lines.size(), static_cast<std::size_t>(std::ranges::count(module.text, '\n')));
  const auto line = static_cast<std::size_t>(std::ranges::count(module.text.substr(0, module.text.find("__call__")), '\n'));
  ASSERT_TRUE(module.lines[line].has_value());
  EXPECT_EQ(module.lines[line]->line, ProbeLine::Source);
}

}  // namespace
}  // namespace agverify::model::python
