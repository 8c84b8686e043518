#include "properties/signatures.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "properties/documented.h"
#include "properties/pairs.h"
#include "properties/reduction.h"
#include "solver/rules/decider.h"

namespace agverify::properties {
namespace {

using namespace model;

struct SignaturesTest : testing::Test {
  std::unique_ptr<Documented> documentation = documented(every_construct());
  World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  Profile profile = signature_profile();

  std::string text(const Pair& pair) { return syntax::print(query_of(pair), world.table()); }
};

std::vector<const SignatureShape*> shapes_in(Type type) {
  std::vector<const SignatureShape*> found;
  std::vector<Type> left{type};
  while (!left.empty()) {
    const Type here = left.back();
    left.pop_back();
    if (const Callable* signature = as_callable(here)) found.push_back(signature->shape);
    const auto parts = parts_of(here);
    left.insert(left.end(), parts.begin(), parts.end());
  }
  return found;
}

TEST_F(SignaturesTest, PythonTakesEverySignatureOfAPair) {
  std::set<ParameterKind> kinds;
  for (std::uint64_t index = 0; index < 3'000; ++index) {
    const Pair pair = pair_at(world, 1, index, profile);
    for (Type side : {pair.source, pair.target})
      for (const SignatureShape* shape : shapes_in(side)) {
        EXPECT_TRUE(is_well_formed(*shape)) << text(pair);
        for (const SignatureParameter& each : *shape) kinds.insert(each.kind);
      }
  }
  EXPECT_EQ(kinds.size(), 5U);
}

TEST_F(SignaturesTest, WhatPythonDoesNotTakeIsNotWellFormed) {
  using Kind = ParameterKind;
  EXPECT_FALSE(is_well_formed({{Kind::PositionalOnly, true}, {Kind::Standard, false, "x"}}));
  EXPECT_FALSE(is_well_formed({{Kind::Standard, false, "x"}, {Kind::PositionalOnly}}));
  EXPECT_FALSE(is_well_formed({{Kind::Standard, false, "x"}, {Kind::KeywordOnly, false, "x"}}));
  EXPECT_FALSE(is_well_formed({{Kind::Variadic}, {Kind::Variadic}}));
  EXPECT_TRUE(is_well_formed({{Kind::Standard, true, "x"}, {Kind::Variadic}, {Kind::KeywordOnly, false, "k"}, {Kind::KeywordVariadic}}));
}

TEST_F(SignaturesTest, WhatIsBuiltToHoldIsNeverRefuted) {
  std::map<Verdict, std::uint64_t> verdicts;
  for (std::uint64_t index = 0; index < 6'000; ++index) {
    const Pair pair = pair_at(world, 1, index, profile);
    if (!holds_by_construction(pair.origin)) continue;
    const auto opinion = decider.decide(query_of(pair));
    ++verdicts[opinion.verdict];
    EXPECT_NE(opinion.verdict, Verdict::Refuted) << text(pair) << "\n" << name_of(*opinion.rule);
  }
  EXPECT_GT(verdicts[Verdict::Proved], 1'000U);
}

TEST_F(SignaturesTest, EachVerdictHasItsShare) {
  std::map<Verdict, std::uint64_t> verdicts;
  std::map<std::string, std::uint64_t> reasons;
  constexpr std::uint64_t count = 5'000;
  for (std::uint64_t index = 0; index < count; ++index) {
    const auto opinion = decider.decide(query_of(pair_at(world, 2, index, profile)));
    ++verdicts[opinion.verdict];
    if (opinion.verdict == Verdict::Unknown) ++reasons[opinion.reason];
  }
  EXPECT_GE(verdicts[Verdict::Proved] * 10, count * 3);
  EXPECT_GE(verdicts[Verdict::Refuted] * 10, count * 2);
  EXPECT_LE(verdicts[Verdict::Unknown] * 10, count) << testing::PrintToString(reasons);
}

TEST_F(SignaturesTest, WhatIsPrintedReadsBackAsTheSame) {
  syntax::Reader reader{documentation->universe.scope, world.table(), world.pool()};
  for (std::uint64_t index = 0; index < 2'000; ++index) {
    const Query query = query_of(pair_at(world, 3, index, profile));
    const std::string written = syntax::print(query, world.table());
    const auto read = reader.query(written);
    ASSERT_TRUE(read.has_value()) << written << "\n" << read.error().message;
    EXPECT_EQ(read->source, query.source) << written;
    EXPECT_EQ(read->target, query.target) << written;
  }
}

TEST_F(SignaturesTest, ShrinkingEndsAtSomethingSmall) {
  const auto refuted = [&](const Pair& pair) { return decider.decide(query_of(pair)).verdict == Verdict::Refuted; };
  std::size_t tried = 0;
  for (std::uint64_t index = 0; index < 100; ++index) {
    if (!refuted(pair_at(world, 5, index, profile))) continue;
    ++tried;
    const Pair small = reduced(pair_tree_at(world, 5, index, profile), refuted);
    EXPECT_LE(small.source->depth + small.target->depth, 4U) << text(small);
  }
  EXPECT_GT(tried, 20U);
}

}  // namespace
}  // namespace agverify::properties
