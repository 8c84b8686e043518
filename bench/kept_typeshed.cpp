// What a run saves by what the run before it kept of a typeshed: from opening the folder to the class table, nothing kept
// (cold) against all kept (warm). The time is the processor's for the warm one; `cold/warm` says how many times as much the other takes.
// The typeshed is AGVERIFY_TYPESHED, or else our own stubs laid out as one.
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include <benchmark/benchmark.h>

#include "cli/embedded_stubs.h"
#include "cli/session/ask.h"

namespace agverify::cli::session {
namespace {

namespace fs = std::filesystem;

/// A folder for the cache and, where none is named, for the typeshed; gone with this.
class Place {
 public:
  Place() : folder_(fs::temp_directory_path() / "agverify_bench_typeshed") {
    fs::remove_all(folder_);
    setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
    if (const char* named = std::getenv("AGVERIFY_TYPESHED")) typeshed = named;
    else lay_out(folder_ / "typeshed");
  }
  ~Place() { fs::remove_all(folder_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  void forget() const { fs::remove_all(folder_ / "cache"); }
  std::string typeshed;

 private:
  void lay_out(const fs::path& folder) {
    for (const EmbeddedFile& each : embedded_stubs()) {
      const fs::path path = folder / each.path;
      fs::create_directories(path.parent_path());
      std::ofstream{path} << each.text;
    }
    std::ofstream{folder / "VERSIONS"} << "builtins: 3.0-\ncollections: 3.0-\ntypes: 3.0-\ntyping: 3.5-\n";
    typeshed = folder.string();
  }

  fs::path folder_;
};

/// Seconds of processor time until the table is there; nothing when there is none.
std::optional<double> read(const Place& place, bool reads_all) {
  const std::clock_t start = std::clock();
  SessionOptions options = session_options({}, solver::Deciders::Rules, 0, false);
  options.texts.typeshed = place.typeshed;
  options.reads_all = reads_all;
  const auto session = Session::open(std::move(options));
  if (!session) return std::nullopt;
  (*session)->ask_for("AsyncGenerator[bool, object] <: AsyncIterator[int]");
  if (!(*session)->hierarchy()) return std::nullopt;
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void compare(benchmark::State& state, bool reads_all) {
  const Place place;
  double cold_seconds = 0, warm_seconds = 0;
  for (auto _ : state) {
    place.forget();
    const auto cold = read(place, reads_all), warm = read(place, reads_all);
    if (!cold || !warm) return state.SkipWithError("no table");
    cold_seconds += *cold;
    warm_seconds += *warm;
    state.SetIterationTime(*warm);
  }
  state.counters["cold/warm"] = cold_seconds / warm_seconds;
}

void what_a_query_needs(benchmark::State& state) { compare(state, false); }
BENCHMARK(what_a_query_needs)->UseManualTime()->Iterations(20)->Unit(benchmark::kMillisecond);

void whole_library(benchmark::State& state) { compare(state, true); }
BENCHMARK(whole_library)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agverify::cli::session
