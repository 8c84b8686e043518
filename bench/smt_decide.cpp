#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "cli/embedded_stubs.h"
#include "model/syntax/stubs/stub_reader.h"
#include "solver/smt/decide.h"

// Pairs of depth 3 over the hierarchy, near misses of each other, decided by Z3; and the laws of all its classes.

namespace agverify {
namespace {

using model::ClassId;
using model::Type;

struct Hierarchy {
  model::TypePool pool;
  model::syntax::stubs::Universe universe;
  model::Slots slots;

  Hierarchy() {
    std::vector<model::syntax::stubs::SourceText> stubs;
    for (const auto& file : cli::embedded_stubs()) stubs.push_back({file.path, file.text, ""});
    universe = std::move(*model::syntax::stubs::read_stubs(stubs, {}, pool));
    slots = model::least_slots(universe.table);
  }
};

struct Pairs {
  Hierarchy& hierarchy;
  std::mt19937 random{1};

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random()) % limit; }
  Type type(int depth) {
    const auto& known = hierarchy.universe.table.well_known;
    if (depth == 1 || below(6) == 0) return hierarchy.pool.nominal(below(2) ? known.integer : below(2) ? known.boolean : known.object);
    if (below(6) == 0) return hierarchy.pool.union_of({type(depth - 1), type(depth - 1)});
    const ClassId id{below(static_cast<std::uint32_t>(hierarchy.universe.table.size()))};
    std::vector<Type> arguments;
    for (std::size_t i = 0; i < hierarchy.universe.table[id].parameters.size(); ++i) arguments.push_back(type(depth - 1));
    return arguments.empty() ? type(depth - 1) : hierarchy.pool.nominal(id, arguments);
  }
  Type near(Type type, int depth) {
    const auto* nominal = model::as_nominal(type);
    if (!nominal || depth == 0 || nominal->arguments.empty()) return this->type(1);
    std::vector<Type> changed(nominal->arguments.begin(), nominal->arguments.end());
    for (Type& each : changed)
      if (below(2)) each = near(each, depth - 1);
    return hierarchy.pool.nominal(nominal->class_id, changed);
  }
};

std::vector<model::Query> queries(Hierarchy& hierarchy, int depth) {
  Pairs pairs{hierarchy};
  std::vector<model::Query> made;
  while (made.size() < 2000) {
    const Type source = pairs.type(depth);
    if (source->depth != static_cast<std::uint32_t>(depth)) continue;
    made.push_back({{}, {}, model::Relation::Subtype, source, pairs.near(source, depth)});
  }
  return made;
}

void decide_pairs(benchmark::State& state) {
  Hierarchy hierarchy;
  solver::smt::ClassLaws laws{hierarchy.universe.table, hierarchy.pool, hierarchy.slots};
  for (std::uint32_t i = 0; i < hierarchy.universe.table.size(); ++i) laws.of(ClassId{i});
  solver::smt::Decider decider{hierarchy.universe.table, hierarchy.pool, hierarchy.slots, laws};
  const auto asked = queries(hierarchy, static_cast<int>(state.range(0)));
  std::size_t at = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decider.decide(asked[at++ % asked.size()]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_pairs)->Arg(3)->Arg(5)->Arg(8)->Unit(benchmark::kMicrosecond);

void prove_all_laws(benchmark::State& state) {
  Hierarchy hierarchy;
  for (auto _ : state) {
    solver::smt::ClassLaws laws{hierarchy.universe.table, hierarchy.pool, hierarchy.slots};
    for (std::uint32_t i = 0; i < hierarchy.universe.table.size(); ++i) laws.of(ClassId{i});
  }
}
BENCHMARK(prove_all_laws)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agverify
