#include "properties/laws.h"

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/table_text.h"
#include "properties/tables.h"
#include "solver/rules/decider.h"

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
