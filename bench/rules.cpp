// How fast the rules decide near misses of depth 3 over the documented hierarchy: without evidence, with it, and with the
// text of the certificate. Items are pairs.
#include <benchmark/benchmark.h>

#include "properties/documented.h"
#include "properties/pairs.h"
#include "solver/certificate.h"
#include "solver/rules/decider.h"

namespace agverify {
namespace {

constexpr std::uint64_t seed = 1;

/// Pairs that were drawn before the clock runs, and the decider.
struct Ground {
  std::unique_ptr<properties::Documented> documentation = properties::documented();
  properties::World world{documentation->universe.table, documentation->pool};
  std::vector<model::Query> queries;
  solver::rules::Decider decider{world.table(), world.slots(), world.pool()};
  std::size_t next = 0;

  explicit Ground(std::size_t depth, properties::Profile profile = {}) {
    profile.depth = depth;
    constexpr std::uint64_t count = 4'096;
    for (std::uint64_t index = 0; index < count; ++index)
      queries.push_back(properties::query_of(properties::pair_at(world, seed, index, profile)));
    for (const model::Query& query : queries) static_cast<void>(decider.find(query));  // what is remembered is there
  }

  const model::Query& query() { return queries[next++ % queries.size()]; }
};

void decide(benchmark::State& state) {
  Ground ground{static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(ground.decider.decide(ground.query()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide)->Arg(3)->Arg(4)->Arg(8);

void decide_expansions(benchmark::State& state) {
  Ground ground{static_cast<std::size_t>(state.range(0)), properties::expansion_profile()};
  for (auto _ : state) benchmark::DoNotOptimize(ground.decider.decide(ground.query()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_expansions)->Arg(3)->Arg(4);

void find(benchmark::State& state) {
  Ground ground{static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(ground.decider.find(ground.query()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find)->Arg(3)->Arg(8);

void find_and_write(benchmark::State& state) {
  Ground ground{static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) {
    const model::Query& query = ground.query();
    const solver::rules::Finding finding = ground.decider.find(query);
    if (finding.opinion.verdict == model::Verdict::Unknown) continue;
    benchmark::DoNotOptimize(solver::write_certificate(query, finding.evidence, ground.world.table(), ground.world.pool()));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find_and_write)->Arg(3);

void draw_pair(benchmark::State& state) {
  Ground ground{3};
  properties::Profile profile;
  profile.depth = 3;
  std::uint64_t index = 0;
  for (auto _ : state) benchmark::DoNotOptimize(properties::pair_at(ground.world, seed, index++, profile));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(draw_pair)->Iterations(20'000);

}  // namespace
}  // namespace agverify
