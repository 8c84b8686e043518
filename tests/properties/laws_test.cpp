#include "properties/laws.h"

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/pairs.h"
#include "properties/places.h"
#include "properties/table_text.h"
#include "properties/tables.h"
#include "solver/rules/decider.h"
#include "solver/smt/decide.h"
#include "tests/properties/seeded_check.h"

namespace agverify::properties {
namespace {

using namespace model;

std::string text(const std::vector<Type>& types, const World& world) {
  std::string out;
  for (Type each : types) out += syntax::print(each, world.table()) + "  ";
  return out;
}

Ask by_rules(solver::rules::Decider& decider) {
  return [&decider](const Query& query) { return decider.decide(query).verdict; };
}

TEST(Laws, HoldOfTheRulesOverTheDocumentedHierarchy) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  const Ask ask = by_rules(decider);
  for (const Law& law : laws()) {
    const LawReport report = try_law(law, {world, ask}, 1, 2'000);
    EXPECT_EQ(report.failed, 0U) << law.name << ": " << law.sentence << "\n" << text(report.counterexample, world);
    EXPECT_GT(report.met, 0U) << law.name << " never met its premise";
  }
}

TEST(Laws, HoldOverTuplesAndLiterals) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  solver::smt::ClassLaws class_laws{world.table(), world.pool(), world.slots()};
  solver::smt::Decider solver{world.table(), world.pool(), world.slots(), class_laws};
  const Ask rules = by_rules(decider), smt = [&](const Query& query) { return solver.decide(query).verdict; };
  for (const auto& some : {laws(), tuple_laws()})
    for (const Law& law : some)
      for (const auto& [ask, count] : {std::pair{rules, std::uint64_t{1'000}}, std::pair{smt, std::uint64_t{30}}}) {
        const LawReport report = try_law(law, {world, ask}, 5, count, 0, tuple_profile().types);
        EXPECT_EQ(report.failed, 0U) << law.name << ": " << law.sentence << "\n" << text(report.counterexample, world);
        EXPECT_GT(report.met, 0U) << law.name << " never met its premise";
      }
}

TEST(Laws, HoldOfTheSolverOverTheDocumentedHierarchy) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  solver::smt::ClassLaws class_laws{world.table(), world.pool(), world.slots()};
  solver::smt::Decider decider{world.table(), world.pool(), world.slots(), class_laws};
  const Ask ask = [&](const Query& query) { return decider.decide(query).verdict; };
  for (const Law& law : laws()) {
    const LawReport report = try_law(law, {world, ask}, 3, 40);
    EXPECT_EQ(report.failed, 0U) << law.name << ": " << law.sentence << "\n" << text(report.counterexample, world);
    EXPECT_GT(report.met, 0U) << law.name << " never met its premise";
  }
}

TEST(Laws, HoldOfWhatRapidCheckDraws) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  const auto verdict = [&](Type source, Type target) { return decider.decide({{}, {}, Relation::Subtype, source, target}).verdict; };
  EXPECT_EQ(seeded_check(1, 500, [&] {
    const Type type = *types(world, 4);
    RC_ASSERT(verdict(type, type) == Verdict::Proved);
  }), "");
  EXPECT_EQ(seeded_check(1, 500, [&] {
    const Pair pair = *pairs(world);
    RC_PRE(holds_by_construction(pair.origin));
    RC_ASSERT(verdict(pair.source, pair.target) != Verdict::Refuted);
  }), "");
}

TEST(Laws, AFailureThatRapidCheckFindsIsShrunk) {
  const auto documentation = documented();
  const World world{documentation->universe.table, documentation->pool};
  std::string smallest;
  const std::string failure = seeded_check(1, 500, [&] {
    const Type type = *types(world, 4);
    const bool has_union = std::ranges::any_of(places_in(type, world.table()), [](const PlaceInType& each) { return as_union(each.type); });
    if (has_union) smallest = syntax::print(type, world.table());
    RC_ASSERT(!has_union);
  });
  EXPECT_NE(failure, "");
  EXPECT_EQ(smallest, "int | int");
}

TEST(Laws, HoldOfTheRulesOverRandomTables) {
  std::map<std::string_view, std::uint64_t> met;
  for (std::uint64_t table = 0; table < 60; ++table) {
    TypePool pool;
    const ClassTable classes = table_at(1, table, pool);
    const World world{classes, pool};
    solver::rules::Decider decider{classes, world.slots(), pool};
    const Ask ask = by_rules(decider);
    for (const Law& law : laws()) {
      const LawReport report = try_law(law, {world, ask}, table, 100);
      met[law.name] += report.met;
      EXPECT_EQ(report.failed, 0U) << stub_of(classes, first_made(classes)) << "table " << table << ", " << law.name << ": " << law.sentence << "\n"
                                   << text(report.counterexample, world);
    }
  }
  for (const char* name : {"covariant", "contravariant", "invariant", "below-its-bases", "transitive"})
    EXPECT_GT(met[name], 100U) << name << " hardly met its premise";
}

TEST(Laws, ALawThatNeverMeetsItsPremiseSaysSo) {
  TypePool pool;
  const ClassTable classes = table_at(1, 0, pool);
  const World world{classes, pool};
  const Ask never_answers = [](const Query&) { return Verdict::Unknown; };
  EXPECT_EQ(try_law(law_named("transitive"), {world, never_answers}, 1, 50).met, 0U);
}

}  // namespace
}  // namespace agverify::properties
