#include <benchmark/benchmark.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "model/syntax/stubs/stub_reader.h"

// Text to model and back: one annotation, one query, the printer, and the whole hierarchy.

namespace agverify::model::syntax::stubs {
namespace {

Universe load(TypePool& pool) {
  std::vector<SourceText> sources;
  for (const cli::EmbeddedFile& each : cli::embedded_stubs()) sources.push_back({each.path, each.text, {}});
  return std::move(*read_stubs(sources, {3, 13}, pool));
}

constexpr std::string_view annotation = "AsyncGenerator[dict[str, int] | None, Sequence[bool]]";
constexpr std::string_view query = "AsyncGenerator[dict[str, int] | None, object] <: AsyncIterator[Mapping[str, int] | None]";

void read_annotation(benchmark::State& state) {
  TypePool pool;
  const Universe universe = load(pool);
  Reader reader{universe.scope, universe.table, pool};
  for (auto _ : state) benchmark::DoNotOptimize(reader.annotation(annotation));
}
BENCHMARK(read_annotation);

void read_query(benchmark::State& state) {
  TypePool pool;
  const Universe universe = load(pool);
  Reader reader{universe.scope, universe.table, pool};
  for (auto _ : state) benchmark::DoNotOptimize(reader.query(query));
}
BENCHMARK(read_query);

void print_query(benchmark::State& state) {
  TypePool pool;
  const Universe universe = load(pool);
  const Query made = *read_query(query, universe.scope, universe.table, pool);
  Printer printer{universe.table};
  std::string out;
  for (auto _ : state) {
    out.clear();
    printer.append(out, made);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(print_query);

void load_hierarchy(benchmark::State& state) {
  for (auto _ : state) {
    TypePool pool;
    benchmark::DoNotOptimize(load(pool));
  }
}
BENCHMARK(load_hierarchy)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agverify::model::syntax::stubs
