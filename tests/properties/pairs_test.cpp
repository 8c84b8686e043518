#include "properties/pairs.h"

#include <map>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "properties/documented.h"
#include "properties/reduction.h"
#include "properties/universal.h"
#include "solver/rules/decider.h"

namespace agverify::properties {
namespace {

using namespace model;

struct PairsTest : testing::Test {
  std::unique_ptr<Documented> documentation = documented(every_construct());
  World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};

  std::string text(const Pair& pair) { return syntax::print(query_of(pair), world.table()); }
};

TEST_F(PairsTest, APairIsAFunctionOfSeedAndIndex) {
  const auto again = documented(every_construct());
  const World other{again->universe.table, again->pool};
  for (std::uint64_t index = 0; index < 300; ++index)
    EXPECT_EQ(text(pair_at(world, 7, index)), syntax::print(query_of(pair_at(other, 7, index)), other.table()));
  EXPECT_NE(text(pair_at(world, 7, 0)), text(pair_at(world, 8, 0)));
}

TEST_F(PairsTest, WhatIsBuiltToHoldIsProved) {
  std::map<Verdict, std::uint64_t> verdicts;
  for (std::uint64_t index = 0; index < 8'000; ++index) {
    const Pair pair = pair_at(world, 1, index);
    if (!holds_by_construction(pair.origin)) continue;
    const auto opinion = decider.decide(query_of(pair));
    ++verdicts[opinion.verdict];
    EXPECT_NE(opinion.verdict, Verdict::Refuted) << text(pair) << "\n" << name_of(*opinion.rule);
  }
  EXPECT_GT(verdicts[Verdict::Proved], 2'000U);
}

TEST(TuplePairs, WhatIsBuiltToHoldIsProved) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  for (const Profile& profile : {tuple_profile(), expansion_profile()}) {
    std::map<Origin, std::map<Verdict, std::uint64_t>> verdicts;
    for (std::uint64_t index = 0; index < 4'000; ++index) {
      const Pair pair = pair_at(world, 1, index, profile);
      const Verdict verdict = decider.decide(query_of(pair)).verdict;
      ++verdicts[pair.origin][verdict];
      if (!holds_by_construction(pair.origin)) continue;
      EXPECT_EQ(verdict, Verdict::Proved) << syntax::print(query_of(pair), world.table());
      if (pair.origin != Origin::Respelled) continue;
      const Pair back{pair.target, pair.source, pair.origin};
      EXPECT_EQ(decider.decide(query_of(back)).verdict, Verdict::Proved) << syntax::print(query_of(back), world.table());
    }
    EXPECT_GT(verdicts[Origin::Respelled][Verdict::Proved], 500U);
    EXPECT_GT(verdicts[Origin::Wrong][Verdict::Refuted], 500U);
  }
}

TEST_F(PairsTest, EachVerdictHasItsShareAndFewAreUnknown) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    std::map<Verdict, std::uint64_t> verdicts;
    std::map<std::string, std::uint64_t> reasons;
    constexpr std::uint64_t count = 5'000;
    for (std::uint64_t index = 0; index < count; ++index) {
      const auto opinion = decider.decide(query_of(pair_at(world, seed, index)));
      ++verdicts[opinion.verdict];
      if (opinion.verdict == Verdict::Unknown) ++reasons[opinion.reason];
    }
    EXPECT_GE(verdicts[Verdict::Proved] * 10, count * 3);
    EXPECT_GE(verdicts[Verdict::Refuted] * 10, count * 3);
    EXPECT_LE(verdicts[Verdict::Unknown] * 100, count) << testing::PrintToString(reasons);
  }
}

TEST_F(PairsTest, ShrinkingEndsAtSomethingSmall) {
  const auto refuted = [&](const Pair& pair) { return decider.decide(query_of(pair)).verdict == Verdict::Refuted; };
  std::size_t tried = 0;
  for (std::uint64_t index = 0; index < 200; ++index) {
    if (!refuted(pair_at(world, 5, index))) continue;
    ++tried;
    const Pair small = reduced(pair_tree_at(world, 5, index), refuted);
    EXPECT_TRUE(refuted(small));
    EXPECT_LE(small.source->depth + small.target->depth, 3U) << text(small);
  }
  EXPECT_GT(tried, 50U);
}

TEST_F(PairsTest, WhatIsPrintedReadsBackAsTheSame) {
  syntax::Reader reader{documentation->universe.scope, world.table(), world.pool()};
  for (std::uint64_t index = 0; index < 3'000; ++index) {
    const Query query = index % 3 == 0 ? universal_query_at(world, 2, index) : query_of(pair_at(world, 2, index));
    const std::string written = syntax::print(query, world.table());
    const auto read = reader.query(written);
    ASSERT_TRUE(read.has_value()) << written << "\n" << read.error().message;
    EXPECT_EQ(read->source, query.source) << written;
    EXPECT_EQ(read->target, query.target) << written;
    EXPECT_EQ(read->relation, query.relation) << written;
    EXPECT_EQ(syntax::print(*read, world.table()), written);
  }
}

TEST_F(PairsTest, TypesHaveTheDepthAskedFor) {
  for (std::size_t depth = 1; depth <= 6; ++depth)
    for (std::uint64_t index = 0; index < 100; ++index) {
      Draw draw{3, index};
      EXPECT_EQ(draw_type(draw, world, depth)->depth, depth);
    }
}

}  // namespace
}  // namespace agverify::properties
