#include "model/snapshot/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/printer.h"

namespace agverify::model::snapshot {
namespace {

using syntax::stubs::SourceText;
using syntax::stubs::Universe;

Universe documented(TypePool& pool) {
  std::vector<SourceText> sources;
  for (const cli::EmbeddedFile& each : cli::embedded_stubs()) sources.push_back({each.path, each.text, std::string(each.digest)});
  sources.push_back({"further.pyi", "from typing import Callable, Generic, Literal, overload, TypeVar\nB = TypeVar('B', bound=int)\nC = TypeVar('C', int, str)\n"
                                    "class Holds(Generic[B, C]):\n    x: Literal[1]\n    y: B | None\n    z: Callable[[int, B], Holds[B, C]]\n"
                                    "    @overload\n    def f(self, a: int, *, key: C = ...) -> B: ...\n"
                                    "    @overload\n    def f(self, a: str, *rest: int, **named: C) -> tuple[B, C]: ...\n    @property\n    def p(self) -> B: ...\n"
                                    "class Uses(Holds[bool, int]): ...\n",
                     "digest"});
  auto universe = syntax::stubs::read_stubs(sources, {3, 13}, pool);
  EXPECT_TRUE(universe) << universe.error().front().message;
  return std::move(*universe);
}

struct Snapshot : testing::Test {
  TypePool pool, fresh;
  const Universe universe = documented(pool);
  const std::string bytes = to_bytes(universe, pool);
};

TEST_F(Snapshot, BringsBackEveryTypeInItsPlace) {
  const auto again = from_bytes(bytes, fresh);
  ASSERT_TRUE(again);
  ASSERT_EQ(fresh.size(), pool.size());
  syntax::Printer here{universe.table}, there{again->table};
  std::vector<TypeParameter> parameters;
  for (int i = 0; i < 8; ++i) parameters.push_back({fmt::format("P{}", i), {}, {}, {}, {}, {}, {}, {}, {}});
  for (std::size_t i = 0; i < pool.size(); ++i) {
    std::string was, is;
    here.append(was, pool.at(i), {}, parameters);
    there.append(is, fresh.at(i), {}, parameters);
    EXPECT_EQ(is, was);
  }
}

TEST_F(Snapshot, OfWhatWasBroughtBackIsTheSame) {
  const auto again = from_bytes(bytes, fresh);
  ASSERT_TRUE(again);
  EXPECT_TRUE(to_bytes(*again, fresh) == bytes);
}

TEST_F(Snapshot, HasTheLinearisationsThatFollow) {
  const auto again = from_bytes(bytes, fresh);
  ASSERT_TRUE(again);
  for (std::uint32_t i = 0; i < universe.table.size(); ++i) {
    const auto was = universe.table.ancestors(ClassId{i}), is = again->table.ancestors(ClassId{i});
    ASSERT_EQ(is.size(), was.size());
    for (std::size_t k = 0; k < was.size(); ++k) {
      EXPECT_EQ(is[k].class_id, was[k].class_id);
      EXPECT_EQ(is[k].specialization->serial, was[k].specialization->serial);
    }
  }
}

TEST_F(Snapshot, NamesMeanTheSame) {
  const auto again = from_bytes(bytes, fresh);
  ASSERT_TRUE(again);
  const auto was = universe.scope.all(), is = again->scope.all();
  ASSERT_EQ(is.size(), was.size());
  for (std::size_t i = 0; i < was.size(); ++i) {
    EXPECT_EQ(is[i].first, was[i].first);
    EXPECT_EQ(is[i].second->index(), was[i].second->index());
  }
  EXPECT_EQ(again->scope.names_in("typing").size(), universe.scope.names_in("typing").size());
}

TEST_F(Snapshot, ThatIsCutOffAnywhereIsNone) {
  for (std::size_t size = 0; size < bytes.size(); size += size < 64 ? 1 : 197) EXPECT_FALSE(from_bytes(std::string_view{bytes}.substr(0, size), fresh)) << size;
  EXPECT_EQ(fresh.size(), 1u) << "what was read of it is gone";
  EXPECT_FALSE(from_bytes(bytes + "x", fresh));
  EXPECT_TRUE(from_bytes(bytes, fresh));
}

}  // namespace
}  // namespace agverify::model::snapshot
