#include "properties/tables.h"

#include <gtest/gtest.h>

#include "model/slots.h"
#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/pairs.h"
#include "properties/table_text.h"
#include "properties/universal.h"
#include "solver/rules/decider.h"
#include "solver/rules/expansive.h"
#include "solver/smt/decide.h"

namespace agverify::properties {
namespace {

using namespace model;

TEST(Tables, ATableIsAFunctionOfSeedAndIndex) {
  TypePool one, other;
  for (std::uint64_t index = 0; index < 50; ++index) {
    const ClassTable left = table_at(3, index, one), right = table_at(3, index, other);
    EXPECT_EQ(stub_of(left, first_made(left)), stub_of(right, first_made(right)));
  }
}

TEST(Tables, MembersShowJustTheDeclaredVariances) {
  std::size_t parameters = 0;
  for (std::uint64_t index = 0; index < 300; ++index) {
    TypePool pool;
    const ClassTable table = table_at(1, index, pool);
    const Slots slots = least_slots(table);
    for (std::size_t i = index_of(first_made(table)); i < table.size(); ++i)
      for (std::size_t k = 0; k < slots[i].size(); ++k, ++parameters)
        EXPECT_EQ(slots[i][k].variance(), table.classes[i].parameters[k].declared_variance)
            << table.classes[i].name << " in\n" << stub_of(table, first_made(table));
  }
  EXPECT_GT(parameters, 1'000U);
}

TEST(Tables, NoneIsExpansive) {
  for (std::uint64_t index = 0; index < 300; ++index) {
    TypePool pool;
    EXPECT_EQ(solver::rules::expansive_cycle(table_at(1, index, pool)), std::nullopt);
  }
}

/// Written as a stub and read back, a table gives the same verdicts.
TEST(Tables, AreWhatTheirStubsSay) {
  for (std::uint64_t index = 0; index < 40; ++index) {
    TypePool pool;
    const ClassTable table = table_at(2, index, pool);
    const std::string stub = stub_of(table, first_made(table));
    const auto read = documented(stub);
    EXPECT_EQ(stub_of(read->universe.table, first_made(read->universe.table)), stub);
  }
}

/// Pairs, and every fourth time a query with variables.
Query query_at(const World& world, std::uint64_t seed, std::uint64_t index) {
  return index % 4 == 3 ? universal_query_at(world, seed, index) : query_of(pair_at(world, seed, index));
}

template <typename Before, typename After>
void expect_same_verdicts(const World& world, const ClassTable& extended, std::uint64_t seed, std::uint64_t count, Before before, After after) {
  for (std::uint64_t index = 0; index < count; ++index) {
    const Query query = query_at(world, seed, index);
    EXPECT_EQ(before(query), after(query))
        << syntax::print(query, extended) << "\n" << stub_of(extended, ClassId{static_cast<std::uint32_t>(extended.size() - 1)});
  }
}

void expect_same_of_rules(const World& world, const ClassTable& extended, std::uint64_t seed, std::uint64_t count) {
  const Slots slots = least_slots(extended);
  solver::rules::Decider before{world.table(), world.slots(), world.pool()}, after{extended, slots, world.pool()};
  expect_same_verdicts(world, extended, seed, count, [&](const Query& query) { return before.decide(query).verdict; },
                       [&](const Query& query) { return after.decide(query).verdict; });
}

/// The solver's world of values has a fresh class wherever one could matter, so a class more is none more.
void expect_same_of_solver(const World& world, const ClassTable& extended, std::uint64_t seed, std::uint64_t count) {
  const Slots slots = least_slots(extended);
  solver::smt::ClassLaws old_laws{world.table(), world.pool(), world.slots()}, new_laws{extended, world.pool(), slots};
  solver::smt::Decider before{world.table(), world.pool(), world.slots(), old_laws}, after{extended, world.pool(), slots, new_laws};
  expect_same_verdicts(world, extended, seed, count, [&](const Query& query) { return before.decide(query).verdict; },
                       [&](const Query& query) { return after.decide(query).verdict; });
}

TEST(Tables, AnotherClassChangesNoVerdict) {
  for (std::uint64_t index = 0; index < 60; ++index) {
    TypePool pool;
    const ClassTable table = table_at(4, index, pool);
    const World world{table, pool};
    Draw draw{4, index, 9};
    const ClassTable extended = with_another_class(table, draw, pool);
    expect_same_of_rules(world, extended, index, 60);
    if (index < 15) expect_same_of_solver(world, extended, index, 40);
  }
}

TEST(Tables, AnotherClassBesideTheHierarchyChangesNoVerdict) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  for (std::uint64_t index = 0; index < 20; ++index) {
    Draw draw{5, index, 9};
    const ClassTable extended = with_another_class(world.table(), draw, world.pool());
    expect_same_of_rules(world, extended, index, 60);
    if (index < 2) expect_same_of_solver(world, extended, index, 60);
  }
}

}  // namespace
}  // namespace agverify::properties
