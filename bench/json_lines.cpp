// From JSON text to verdict: `agverify prove --jsonl FILE --decider rules` inside this process, on near misses of depth 3.
// Items are lines.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <benchmark/benchmark.h>

#include "cli/json_lines.h"
#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "properties/pairs.h"

namespace agverify {
namespace {

constexpr std::uint64_t seed = 1, lines = 50'000;

std::string written(const std::filesystem::path& path) {
  const auto documentation = properties::documented();
  const properties::World world{documentation->universe.table, documentation->pool};
  properties::Profile profile;
  profile.depth = 3;
  std::ofstream out{path};
  for (std::uint64_t index = 0; index < lines; ++index) {
    const properties::Pair pair = properties::pair_at(world, seed, index, profile);
    out << "{\"id\": " << index << ", \"relation\": \"subtype\", \"source\": \"" << model::syntax::print(pair.source, world.table()) << "\", \"target\": \""
        << model::syntax::print(pair.target, world.table()) << "\"}\n";
  }
  return path.string();
}

/// What the program prints goes nowhere while this lives.
class Muted {
 public:
  Muted() : kept_(dup(STDOUT_FILENO)), nowhere_(std::fopen("/dev/null", "w")) { point_to(fileno(nowhere_)); }
  ~Muted() {
    point_to(kept_);
    close(kept_);
    std::fclose(nowhere_);
  }
  Muted(const Muted&) = delete;
  Muted& operator=(const Muted&) = delete;

 private:
  static void point_to(int file) {
    std::fflush(stdout);
    dup2(file, STDOUT_FILENO);
  }
  int kept_;
  std::FILE* nowhere_;
};

void json_lines(benchmark::State& state) {
  cli::ProveOptions options;
  options.jsonl = written(std::filesystem::temp_directory_path() / "agverify_bench.jsonl");
  options.deciders = solver::Deciders::Rules;
  cli::input::ExitCode code{};
  for (auto _ : state) {
    const Muted muted;
    code = cli::prove_json_lines(options);
  }
  if (code >= cli::input::ExitCode::Usage) state.SkipWithError("not every line was answered");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines));

}
BENCHMARK(json_lines)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agverify
