#include "cli/classes.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>

#include <fmt/format.h>

#include "cli/input/files.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"
#include "report/class_text.h"
#include "report/library_text.h"
#include "solver/smt/class_laws.h"
#include "solver/smt/law_text.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;

/// The laws of one table: those that are kept, and the others proved and kept.
class Laws {
 public:
  Laws(const Hierarchy& hierarchy, TypePool& pool, LawCache& cache)
      : table_(hierarchy.universe.table), pool_(pool), cache_(cache), laws_(table_, pool, hierarchy.slots) {
    for (std::uint32_t i = 0; i < table_.size(); ++i)
      if (has_law(ClassId{i}))
        if (auto known = cache_.find(key(ClassId{i}))) laws_.add(ClassId{i}, std::move(*known));
  }

  bool has_law(ClassId id) const { return !table_[id].parameters.empty(); }

  const ClassLaw& of(ClassId id) {
    const ClassLaw& law = laws_.of(id);
    for (; kept_ < laws_.proved_here().size(); ++kept_) {
      const ClassId proved = laws_.proved_here()[kept_];
      cache_.keep(key(proved), laws_.of(proved));
    }
    return law;
  }

 private:
  std::string key(ClassId id) { return solver::smt::law_key(table_, pool_, id); }

  const ClassTable& table_;
  TypePool& pool_;
  LawCache& cache_;
  solver::smt::ClassLaws laws_;
  std::size_t kept_ = 0;
};

tl::expected<std::vector<ClassId>, Failure> wanted(const ClassesOptions& options, const model::syntax::stubs::Universe& universe) {
  std::vector<ClassId> found;
  if (options.names.empty())
    for (std::uint32_t i = 0; i < universe.table.size(); ++i) found.push_back(ClassId{i});
  for (const std::string& name : options.names) {
    const model::syntax::Symbol* symbol = universe.scope.find(name);
    const ClassId* id = symbol ? std::get_if<ClassId>(symbol) : nullptr;
    if (!id) {
      const auto close = symbol ? std::nullopt : universe.scope.suggest(name);
      return tl::unexpected(failure(ExitCode::BadInput, close ? fmt::format("there is no class `{}`; did you mean `{}`?", name, *close)
                                                              : fmt::format("there is no class `{}`", name)));
    }
    found.push_back(*id);
  }
  return found;
}

ExitCode tell(const Failure& failure) {
  print_error(failure.text());
  return failure.code;
}

/// The most memory that the program has had so far; 0 where the system does not say.
double megabytes() {
  const auto status = read_file("/proc/self/status");
  const std::size_t at = status ? status->find("VmHWM:") : std::string::npos;
  return at == std::string::npos ? 0 : std::strtod(status->c_str() + at + 6, nullptr) / 1024;
}

ExitCode count_all(const ClassesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  SessionOptions wanted = session_options(options.texts, solver::Deciders::Rules, 0, false);
  wanted.reads_all = true;
  const auto session = Session::open(std::move(wanted));
  if (!session) return tell(session.error());
  const auto hierarchy = (*session)->hierarchy();
  if (!hierarchy) return tell(hierarchy.error());
  const model::syntax::stubs::Universe& universe = (*hierarchy)->universe;
  std::vector<model::syntax::ParseError> complaints = universe.complaints;
  std::ranges::copy((*hierarchy)->bounds.in_table(universe.obligations), std::back_inserter(complaints));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const bool timing = options.timing;
  print(report::library_text({universe.table, universe.table.files.size(), complaints, timing ? took.count() : 0, timing ? megabytes() : 0}));
  return ExitCode::Success;
}

}  // namespace

ExitCode classes(const ClassesOptions& options) {
  if (options.counts) return count_all(options);
  const auto session = Session::open(session_options(options.texts, solver::Deciders::Both, 0, false));
  if (!session) return tell(session.error());
  for (const std::string& each : options.names) (*session)->ask_for(each);
  const auto hierarchy = (*session)->hierarchy();
  if (!hierarchy) return tell(hierarchy.error());
  const auto ids = wanted(options, (*hierarchy)->universe);
  if (!ids) return tell(ids.error());
  LawCache cache{cache_folder()};
  Laws laws{**hierarchy, (*session)->pool(), cache};
  report::ClassListing listing{(*hierarchy)->universe.table};
  ExitCode code = ExitCode::Success;
  for (const ClassId id : *ids) {
    const ClassLaw* law = laws.has_law(id) ? &laws.of(id) : nullptr;
    if (law && law->status == ClassLaw::Status::WrongFlag) code = ExitCode::BadInput;
    print(listing.text({id, law}) + "\n");
  }
  print(listing.summary());
  return code;
}

}  // namespace agverify::cli
