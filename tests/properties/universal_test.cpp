#include "properties/universal.h"

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;

TEST(Universal, RulesSolverAndCheckerGoTogetherOnQueriesWithVariables) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  const std::uint64_t seed = moved_seed(1);
  const std::uint64_t count = pairs_a_seed(2'000);
  const Matrix matrix = hear_queries(trial, count, [&](std::uint64_t index) { return universal_query_at(world, seed, index); });
  fmt::print("seed {}, {} queries with variables\n{}", seed, count, text_of(matrix));
  ASSERT_EQ(matrix.discords, 0U) << syntax::print(matrix.first_discord->query, world.table()) << "\nrules "
                                 << name_of(matrix.first_discord->opinions.rules) << ", smt " << name_of(matrix.first_discord->opinions.smt)
                                 << " " << matrix.first_discord->opinions.rejection;
  EXPECT_GE(matrix.of_rules(Verdict::Proved) * 5, count);
  EXPECT_GE(matrix.of_rules(Verdict::Refuted) * 5, count);
}

}  // namespace
}  // namespace agverify::properties
