#include "cli/classes.h"

#include <fmt/format.h>

#include "cli/input/files.h"
#include "cli/library.h"
#include "cli/session/ask.h"
#include "cli/session/laws.h"
#include "cli/terminal.h"
#include "model/syntax/stubs/special_classes.h"
#include "report/class_text.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;

tl::expected<std::vector<ClassId>, Failure> wanted(const ClassesOptions& options, const model::syntax::stubs::Universe& universe) {
  std::vector<ClassId> found;
  if (options.names.empty())
    for (std::uint32_t i = 0; i < universe.table.size(); ++i)
      if (!model::syntax::stubs::is_special_class(universe.table, ClassId{i})) found.push_back(ClassId{i});
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

}  // namespace

ExitCode classes(const ClassesOptions& options) {
  if (options.counts) return library(options);
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
