#include "solver/rules/instances.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "solver/rules/decider.h"
#include "tests/solver/world.h"

namespace agverify::solver::rules {
namespace {

using model::ClassTable;
using model::Query;
using model::Substitution;
using model::Type;
using tests::World;

TEST(InstanceSearch, LeavesTheTableAsItWas) {
  World world;
  ClassTable table = world.table();
  const Query query = world.query("forall X. X <: Iterator[int], X <: list[int] |- X <: str");
  Substitution substitution{world.pool};
  {
    const InstanceSearch search{query, table, world.pool, substitution, InstanceSearch::FreshClasses::All};
    EXPECT_EQ(table.size(), world.table().size() + 2);
  }
  EXPECT_EQ(table.size(), world.table().size());
  EXPECT_FALSE(table.linearise(world.pool, model::ClassId{static_cast<std::uint32_t>(table.size())}));
}

TEST(InstanceSearch, AsksEachQuestionOnceAndTheGoalFirst) {
  World world;
  ClassTable table = world.table();
  const Query query = world.query("forall A, B, C. dict[A, list[B]] <: dict[A, C] |- A <: B");
  Substitution substitution{world.pool};
  InstanceSearch search{query, table, world.pool, substitution, InstanceSearch::FreshClasses::All};
  std::set<std::pair<std::uint32_t, std::uint32_t>> asked;
  const auto holds = [&](Type source, Type target) -> std::optional<bool> {
    EXPECT_TRUE(asked.emplace(source->serial, target->serial).second);
    EXPECT_FALSE(model::as_nominal(source) && table[model::as_nominal(source)->class_id].name == "dict" && source != target)
        << "a hypothesis was asked where the goal holds";
    return true;
  };
  EXPECT_FALSE(search.run({{query.source, query.target}}, holds));
  EXPECT_FALSE(search.was_cut());
}

TEST(InstanceSearch, EndsUnderManyVariables) {
  World world;
  Decider decider{world.table(), world.slots, world.pool};
  const auto opinion = decider.decide(world.query("forall A, B, C, D, E, F. int <: A | str, B <: C, D <: E, E <: F |- int <: A"));
  EXPECT_EQ(opinion.verdict, model::Verdict::Unknown);
  EXPECT_TRUE(opinion.reason.starts_with("limit: too many instances to try each; structural: ")) << opinion.reason;
}

/// A candidate such as `dict[A, C]` may not stand for A: put into itself it would grow for ever.
TEST(InstanceSearch, TakesNoTypeThatSpeaksOfItself) {
  World world;
  ClassTable table = world.table();
  const Query query = world.query("forall A, B, C. dict[A, list[B]] <: dict[B, C], dict[B, C] <: dict[C, A] |- A <: B");
  Substitution substitution{world.pool};
  InstanceSearch search{query, table, world.pool, substitution, InstanceSearch::FreshClasses::Meets};
  std::uint32_t deepest = 0;
  const auto holds = [&](Type source, Type target) -> std::optional<bool> {
    deepest = std::max(deepest, std::uint32_t{std::max(source->depth, target->depth)});
    return source == target;
  };
  EXPECT_FALSE(search.run({{query.source, query.target}}, holds));
  EXPECT_LT(deepest, 10U);
}

}  // namespace
}  // namespace agverify::solver::rules
