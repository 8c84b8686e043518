#include "properties/matrix.h"

#include <cstdio>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/table_text.h"
#include "properties/tables.h"
#include "properties/universal.h"
#include "properties/values_stub.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;

std::string text(const Discord& discord, const ClassTable& table) {
  return fmt::format("{}\nindex {}; rules: {}, smt: {}, certificate: {} {}", syntax::print(discord.query, table), discord.index,
                     name_of(discord.opinions.rules), name_of(discord.opinions.smt), name_of(discord.opinions.certificate),
                     discord.opinions.rejection);
}

void expect_few_unknowns(const Matrix& matrix, std::uint64_t count) {
  if (count < 1'000) return;  // too few to speak of shares
  EXPECT_LE(matrix.of_rules(Verdict::Unknown) * 100, count);
  EXPECT_LE(matrix.of_solver(Verdict::Unknown) * 100, count);
}

TEST(Matrix, RulesSolverAndCheckerGoTogether) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  for (const std::uint64_t seed : {moved_seed(1), moved_seed(2), moved_seed(3)}) {
    const std::uint64_t count = pairs_a_seed(2'000);
    const Matrix matrix = hear_pairs(trial, world, seed, count, {});
    fmt::print("seed {}, {} pairs of depth {}\n{}", seed, count, Profile{}.depth, text_of(matrix));
    EXPECT_EQ(matrix.discords, 0U) << text(*matrix.first_discord, world.table());
    if (count < 1'000) continue;  // too few to speak of shares
    for (const Verdict verdict : {Verdict::Proved, Verdict::Refuted}) {
      EXPECT_GE(matrix.of_rules(verdict) * 10, count * 3);
      EXPECT_GE(matrix.of_solver(verdict) * 10, count * 3);
    }
    expect_few_unknowns(matrix, count);
  }
}

TEST(Matrix, TheyGoTogetherOverSignatures) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  for (const std::uint64_t seed : {moved_seed(1), moved_seed(2)}) {
    const std::uint64_t count = pairs_a_seed(1'500);
    const Profile profile = signature_profile();
    const Matrix matrix = hear_pairs(trial, world, seed, count, profile);
    fmt::print("seed {}, {} pairs with signatures, of depth {}\n{}", seed, count, profile.depth, text_of(matrix));
    EXPECT_EQ(matrix.discords, 0U) << text(*matrix.first_discord, world.table());
    expect_few_unknowns(matrix, count);
  }
}

void expect_concord(const Profile& profile, std::string_view name, std::uint64_t usual, std::initializer_list<std::uint64_t> seeds) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  for (const std::uint64_t seed : seeds) {
    const std::uint64_t count = pairs_a_seed(usual);
    const Matrix matrix = hear_pairs(trial, world, moved_seed(seed), count, profile);
    fmt::print("seed {}, {} pairs of {}, of depth {}\n{}", moved_seed(seed), count, name, profile.depth, text_of(matrix));
    EXPECT_EQ(matrix.discords, 0U) << text(*matrix.first_discord, world.table());
    expect_few_unknowns(matrix, count);
  }
}

TEST(Matrix, TheyGoTogetherOverTuplesAndLiterals) { expect_concord(tuple_profile(), "tuples and literals", 1'500, {1, 2}); }

TEST(Matrix, TheyGoTogetherOverLiteralStringsAndNarrowing) { expect_concord(special_profile(), "literal strings and narrowing", 1'000, {1, 2}); }

TEST(Matrix, TheyGoTogetherOverExpansions) { expect_concord(expansion_profile(), "tuples to take apart", 1'000, {1, 2}); }

TEST(Matrix, TheyGoTogetherOverEnumsAndNamedTuples) {
  const std::uint64_t tables = pairs_a_seed(1'500) / 50, seed = moved_seed(7);
  Matrix all;
  for (std::uint64_t table = 0; table < tables; ++table) {
    const std::string stub = values_stub(seed, table);
    const auto documentation = documented(stub);
    const World world{documentation->universe.table, documentation->pool};
    Trial trial{world, verified};
    for (const Profile& profile : {tuple_profile(), expansion_profile()}) {
      const Matrix matrix = hear_pairs(trial, world, table, 25, profile);
      EXPECT_EQ(matrix.discords, 0U) << "table " << table << "\n" << stub << text(*matrix.first_discord, world.table());
      all.add_counts(matrix);
    }
  }
  fmt::print("seed {}, {} random sets of enums and named tuples\n{}", seed, tables, text_of(all));
  expect_few_unknowns(all, tables * 50);
}

TEST(Matrix, TheyGoTogetherOverClassObjects) {
  const auto documentation = documented_with_class_objects();
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  for (const std::uint64_t seed : {moved_seed(1), moved_seed(2), moved_seed(3)}) {
    const std::uint64_t count = pairs_a_seed(1'500);
    const Profile profile = class_object_profile();
    const Matrix matrix = hear_pairs(trial, world, seed, count, profile);
    fmt::print("seed {}, {} pairs with class objects, of depth {}\n{}", seed, count, profile.depth, text_of(matrix));
    EXPECT_EQ(matrix.discords, 0U) << text(*matrix.first_discord, world.table());
    expect_few_unknowns(matrix, count);
  }
}

TEST(Matrix, TheyGoTogetherOverAliases) {
  const auto documentation = documented_with_aliases();
  const World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
  for (const std::uint64_t seed : {moved_seed(1), moved_seed(2)}) {
    const std::uint64_t count = pairs_a_seed(1'000);
    const Matrix matrix = hear_pairs(trial, world, seed, count, alias_profile());
    fmt::print("seed {}, {} pairs with recursive aliases, of depth {}\n{}", seed, count, alias_profile().depth, text_of(matrix));
    EXPECT_EQ(matrix.discords, 0U) << text(*matrix.first_discord, world.table());
    expect_few_unknowns(matrix, count);
  }
}

TEST(Matrix, TheyGoTogetherOverRandomTables) {
  const std::uint64_t tables = pairs_a_seed(2'000) / 50;
  const std::uint64_t seed = moved_seed(6);
  Matrix all, with_variables;
  for (std::uint64_t table = 0; table < tables; ++table) {
    TypePool pool;
    const auto [classes, implementations] = random_table_at(seed, table, pool);
    const World world{classes, pool, implementations};
    Trial trial{world, verified};
    const Matrix pairs = hear_pairs(trial, world, table, 50, table_profile());
    const Matrix universal = hear_queries(trial, 20, [&](std::uint64_t index) { return universal_query_at(world, table, index); });
    for (const Matrix* each : {&pairs, &universal})
      EXPECT_EQ(each->discords, 0U) << "table " << table << "\n" << stub_of(classes, first_made(classes)) << text(*each->first_discord, classes);
    all.add_counts(pairs);
    with_variables.add_counts(universal);
  }
  fmt::print("seed {}, {} random tables, pairs of depth 3\n{}queries with variables\n{}", seed, tables, text_of(all), text_of(with_variables));
}

}  // namespace
}  // namespace agverify::properties
