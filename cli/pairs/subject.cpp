#include "cli/pairs/subject.h"

#include "cli/input/files.h"
#include "cli/session/ask.h"
#include "cli/session/version.h"

namespace agverify::cli::pairs {

using namespace input;
using namespace session;

Subject::Subject(std::unique_ptr<Session> session, Hierarchy& hierarchy, std::string stub, std::size_t own_files, std::size_t group)
    : session_(std::move(session)), hierarchy_(hierarchy), stub_(std::move(stub)),
      own_{stub_, static_cast<std::uint32_t>(hierarchy.universe.table.files.size() - own_files)},
      world_(hierarchy.universe.table, session_->pool()), rules_(hierarchy.universe.table, hierarchy.slots, session_->pool()),
      questions_(world_, rules_, group, own_) {}

tl::expected<std::unique_ptr<Subject>, Failure> Subject::open(const StubOptions& stubs, const GroupText& text, std::size_t group,
                                                              const std::vector<std::string>& files) {
  StubOptions own = stubs;
  own.assumed = text.assumed;
  auto session = Session::open(session_options(own, solver::Deciders::Both, 2000, true));
  if (!session) return tl::unexpected(session.error());
  for (const PairText& each : text.pairs) (*session)->ask_for(each.source + " <: " + each.target);
  const auto hierarchy = (*session)->hierarchy(own.version, text.prelude);
  if (!hierarchy) return tl::unexpected(hierarchy.error());
  std::string stub;
  for (const std::string& each : files) (stub += each) += '\n';
  stub += text.prelude;
  Hierarchy& found = **hierarchy;
  return std::unique_ptr<Subject>{new Subject(std::move(*session), found, std::move(stub), files.size() + (text.prelude.empty() ? 0 : 1), group)};
}

tl::expected<model::Type, Failure> Subject::type(const std::string& text, const PairText& pair) {
  auto type = hierarchy_.reader.annotation(text, {});
  if (type) return *type;
  model::syntax::ParseError error = type.error();
  error.file = pair.file, error.line = pair.line;
  return tl::unexpected(Failure{ExitCode::BadInput, {error}});
}

tl::expected<Subject::ReadPair, Failure> Subject::read(const PairText& text) {
  std::vector<model::Type> types;
  std::vector<model::syntax::BoundObligation> obligations;
  for (const std::string& each : {text.source, text.target}) {
    const auto read = type(each, text);
    if (!read && read.error().unsupported()) return ReadPair{std::nullopt, unsupported_reason(*read.error().unsupported())};
    if (!read) return tl::unexpected(read.error());
    types.push_back(*read);
    const auto noted = hierarchy_.reader.obligations();
    obligations.insert(obligations.end(), noted.begin(), noted.end());
  }
  const properties::Pair pair{types[0], types[1], properties::Origin::Unrelated};
  BoundCheck::Outcome outcome = hierarchy_.bounds.in_query(obligations, properties::query_of(pair));
  if (!outcome.outside) return ReadPair{outcome.unknown.empty() ? std::optional{pair} : std::nullopt, std::move(outcome.unknown)};
  outcome.outside->file = text.file, outcome.outside->line = text.line;
  return tl::unexpected(Failure{ExitCode::BadInput, {std::move(*outcome.outside)}});
}

report::GateSetting Subject::setting() const {
  return {hierarchy_.universe.table, hierarchy_.slots, session_->pool(), hierarchy_.digest, hierarchy_.version, version(), own_};
}

}  // namespace agverify::cli::pairs
