#include "cli/library.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>

#include <fmt/format.h>

#include "cli/input/files.h"
#include "cli/session/ask.h"
#include "cli/session/laws.h"
#include "cli/terminal.h"
#include "model/syntax/stubs/special_classes.h"
#include "report/library_laws.h"
#include "report/library_text.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;

/// The most memory that the program has had so far; 0 where the system does not say.
double megabytes() {
  const auto status = read_file("/proc/self/status");
  const std::size_t at = status ? status->find("VmHWM:") : std::string::npos;
  return at == std::string::npos ? 0 : std::strtod(status->c_str() + at + 6, nullptr) / 1024;
}

std::string counts(Hierarchy& hierarchy) {
  const syntax::stubs::Universe& universe = hierarchy.universe;
  std::vector<syntax::ParseError> complaints = universe.complaints;
  std::ranges::copy(hierarchy.bounds.in_table(universe.obligations), std::back_inserter(complaints));
  return report::library_text({universe.table, universe.table.files.size(), complaints});
}

std::string laws(const Hierarchy& hierarchy, TypePool& pool) {
  const ClassTable& table = hierarchy.universe.table;
  LawCache cache{cache_folder()};
  Laws known{hierarchy, pool, cache};
  report::LibraryLaws report{table};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    if (!known.has_law(ClassId{i}) || syntax::stubs::is_special_class(table, ClassId{i})) continue;
    show_progress(fmt::format("{} of {} classes: {}", i, table.size(), table[ClassId{i}].qualified_name));
    report.add(ClassId{i}, known.of(ClassId{i}));
  }
  show_progress({});
  return report.text();
}

}  // namespace

ExitCode library(const ClassesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  SessionOptions wanted = session_options(options.texts, options.laws ? solver::Deciders::Both : solver::Deciders::Rules, 0, false);
  wanted.reads_all = true;
  const auto session = Session::open(std::move(wanted));
  const auto hierarchy = session ? (*session)->hierarchy() : tl::unexpected(session.error());
  if (!hierarchy) {
    print_error(hierarchy.error().text());
    return hierarchy.error().code;
  }
  print(options.laws ? laws(**hierarchy, (*session)->pool()) : counts(**hierarchy));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (options.timing) print(fmt::format("\ntook {:.2f} s, {:.0f} MB\n", took.count(), megabytes()));
  return ExitCode::Success;
}

}  // namespace agverify::cli
