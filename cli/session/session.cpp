#include "cli/session/session.h"

#include <algorithm>
#include <utility>

#include "cli/input/files.h"
#include "model/syntax/stubs/asked_names.h"
#include "model/syntax/stubs/class_objects.h"
#include "model/syntax/stubs/module_objects.h"

namespace agverify::cli::session {

using namespace input;

using namespace model;
using model::syntax::ParseError;
using model::syntax::stubs::class_object_prefix;
using model::syntax::stubs::module_object_prefix;
using model::syntax::stubs::PythonVersion;
using model::syntax::stubs::Universe;

namespace {

/// Tables that are kept; one more, and all are read again when they are needed.
constexpr std::size_t most_hierarchies = 32;
/// Types that deciders may leave in the pool before everything is made anew.
constexpr std::size_t most_types = 2'000'000;

}  // namespace

Hierarchy::Hierarchy(Universe read, std::string stubs_digest, PythonVersion python, TypePool& pool, const solver::JudgeOptions& options)
    : universe(std::move(read)),
      slots(least_slots(universe.table)),
      digest(std::move(stubs_digest)),
      version(python),
      reader(universe.scope, universe.table, pool),
      judge(universe.table, slots, pool, options),
      bounds(universe.table, slots, pool) {}

Session::Session(SessionOptions options) : options_(std::move(options)), laws_(cache_folder()), empty_(pool_.mark()), mark_(empty_) {
  options_.judge.laws = laws_.store();
}

tl::expected<std::unique_ptr<Session>, Failure> Session::open(SessionOptions options) {
  std::unique_ptr<Session> session{new Session(std::move(options))};
  if (session->options_.texts.typeshed) {
    auto typeshed = Typeshed::open(*session->options_.texts.typeshed);
    if (!typeshed) return tl::unexpected(typeshed.error());
    session->typeshed_.emplace(std::move(*typeshed), session->options_.reads_all);
  } else if (session->options_.texts.stubs) {
    auto stubs = stubs_in(*session->options_.texts.stubs);
    if (!stubs) return tl::unexpected(stubs.error());
    session->stubs_ = std::move(*stubs);
  } else {
    session->stubs_ = built_in_stubs();
  }
  for (const std::string& path : session->options_.texts.preludes) {
    auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    session->preludes_.push_back(prelude_of(path, std::move(*text)));
  }
  return session;
}

void Session::assume(const Assumptions& assumed) {
  if (options_.texts.assumed == assumed) return;
  options_.texts.assumed = assumed;
  usual_ = nullptr;
}

void Session::ask_for(std::string_view question) {
  const auto names_one = [&](std::string_view prefix) { return question.find(prefix) != std::string_view::npos; };
  const bool asks_types = names_one("type[") || names_one("Type[");  // `type[C]` is called as C is
  if (!typeshed_ && !asks_types && !names_one(class_object_prefix) && !names_one(module_object_prefix)) return;
  for (std::string& each : syntax::stubs::names_asked_by_question(question)) {
    const bool is_object = each.starts_with(class_object_prefix);
    if (is_object) each.erase(0, class_object_prefix.size());
    if ((is_object || asks_types) && objects_.insert(each).second) start_over();
    if (each.starts_with(module_object_prefix) && modules_.insert(each.substr(module_object_prefix.size())).second) start_over();
    if (typeshed_) typeshed_->ask(std::move(each));
  }
}

void Session::ask_for_prelude(PythonVersion version, std::string_view prelude) {
  if (typeshed_ && !prelude.empty()) typeshed_->ask_prelude(version, prelude);
}

/// A table that lacks one of the names is read again.
void Session::look(PythonVersion version, std::string_view prelude) {
  if (!typeshed_) return;
  ask_for_prelude(version, prelude);
  std::vector<std::string_view> preludes;
  for (const Stubs& each : preludes_) preludes.push_back(each.sources.front().text);
  if (typeshed_->look(version, options_.texts.assumed, preludes)) start_over();
}

tl::expected<Universe, std::vector<ParseError>> Session::read(PythonVersion version) {
  if (!typeshed_) return syntax::stubs::read_stubs(stubs_.sources, version, pool_, options_.texts.assumed, modules_);
  auto universe = typeshed_->read(version, options_.texts.assumed, pool_);
  if (!universe) return universe;
  stubs_.sources.clear();
  for (const SourceFile& each : universe->table.files) stubs_.sources.push_back({each.path, {}, each.digest});
  return universe;
}

tl::expected<Hierarchy*, Failure> Session::hierarchy(PythonVersion version, std::string_view prelude) {
  look(version, prelude);
  const bool is_usual = prelude.empty() && version == options_.texts.version;
  if (is_usual && usual_) return usual_;
  const std::tuple key{version, options_.texts.assumed, std::string(prelude)};
  if (const auto found = loaded_.find(key); found != loaded_.end()) return found->second.get();
  if (loaded_.size() + 2 > most_hierarchies) start_over();
  auto made = prelude.empty() ? load(version) : extended(version, prelude);
  if (!made) {
    drop_types();
    return tl::unexpected(made.error());
  }
  mark_ = pool_.mark();
  Hierarchy* const hierarchy = loaded_.emplace(key, std::move(*made)).first->second.get();
  if (is_usual) usual_ = hierarchy;
  return hierarchy;
}

tl::expected<std::unique_ptr<Hierarchy>, Failure> Session::load(PythonVersion version) {
  drop_types();
  auto universe = read(version);
  std::vector<const Stubs*> all{&stubs_};
  for (const Stubs& prelude : preludes_) {
    if (!universe) break;
    const std::vector<syntax::BoundObligation> before = universe->obligations;
    universe = syntax::stubs::extend(*universe, prelude.sources.front(), version, pool_, modules_);
    if (universe) universe->obligations.insert(universe->obligations.begin(), before.begin(), before.end());
    all.push_back(&prelude);
  }
  return complete(std::move(universe), all, version);
}

tl::expected<std::unique_ptr<Hierarchy>, Failure> Session::extended(PythonVersion version, std::string_view prelude) {
  const auto base = hierarchy(version, {});
  if (!base) return tl::unexpected(base.error());
  drop_types();
  const Stubs further = prelude_of("prelude", std::string(prelude));
  std::vector<const Stubs*> all{&stubs_};
  for (const Stubs& each : preludes_) all.push_back(&each);
  all.push_back(&further);
  return complete(syntax::stubs::extend((*base)->universe, further.sources.front(), version, pool_, modules_), all, version);
}

tl::expected<std::unique_ptr<Hierarchy>, Failure> Session::complete(tl::expected<Universe, std::vector<ParseError>> universe,
                                                                    const std::vector<const Stubs*>& all, PythonVersion version) {
  if (!universe) return tl::unexpected(Failure{ExitCode::BadInput, universe.error()});
  syntax::stubs::add_class_objects(*universe, objects_, stubs_.sources.size(), pool_);
  std::vector<syntax::BoundObligation> obligations = std::move(universe->obligations);
  // What a typeshed takes for granted is not ours to mend; it stays with the table, for who lists it.
  const auto ours = std::ranges::stable_partition(obligations, [&](const auto& each) { return each.location.file < files_of_typeshed(); });
  universe->obligations.assign(obligations.begin(), ours.begin());
  obligations.erase(obligations.begin(), ours.begin());
  auto made = std::make_unique<Hierarchy>(std::move(*universe), digest_of(all), version, pool_, options_.judge);
  auto outside = made->bounds.in_table(obligations);
  if (!outside.empty()) return tl::unexpected(Failure{ExitCode::BadInput, std::move(outside)});
  return made;
}

std::size_t Session::files_of_typeshed() const { return typeshed_ ? stubs_.sources.size() : 0; }

void Session::forget_query() {
  drop_types();
  if (pool_.size() > most_types) start_over();
}

/// A solver keeps types of its own among those of queries: with one nothing can be dropped alone.
void Session::drop_types() {
  if (options_.judge.deciders == solver::Deciders::Rules) pool_.roll_back(mark_);
}

void Session::start_over() {
  loaded_.clear();
  usual_ = nullptr;
  pool_.roll_back(empty_);
  mark_ = empty_;
}

}  // namespace agverify::cli::session
