#include "cli/session/typeshed_reading.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/session/reader_digest.h"
#include "digest/sha256.h"
#include "model/snapshot/snapshot.h"
#include "model/syntax/stubs/asked_names.h"

namespace agverify::cli::session {

using namespace model;
using model::syntax::ParseError;
using model::syntax::stubs::Library;
using model::syntax::stubs::PythonVersion;
using model::syntax::stubs::SourceText;
using model::syntax::stubs::Universe;

namespace {

constexpr std::string_view file_prefix = "typeshed-";
/// Tables that are kept, each of some hundred kilobytes; a whole library has some megabytes.
constexpr std::size_t most_tables = 64;

Lookup lookup(std::string_view module, const std::optional<SourceText>& found) {
  return found ? Lookup{std::string(module), std::string(found->path), found->digest} : Lookup{std::string(module), {}, {}};
}

}  // namespace

/// A library that is needed after a table of a run before holds the same files in the same order as it did there.
Library& TypeshedReading::library(PythonVersion version) {
  std::unique_ptr<Library>& made = libraries_[version];
  if (made) return *made;
  std::vector<Lookup>& lookups = lookups_[version];
  const std::vector<Lookup> before = std::exchange(lookups, {});
  made = std::make_unique<Library>(
      [this, version, &lookups](std::string_view module) {
        auto found = typeshed_.find(module, version);
        lookups.push_back(lookup(module, found));
        return found;
      },
      version);
  for (const Lookup& each : before) made->find(each.module);
  return *made;
}

const std::vector<std::string>& TypeshedReading::modules(PythonVersion version) {
  const auto [found, is_new] = modules_.try_emplace(version);
  if (is_new && reads_all_) found->second = typeshed_.modules(version);
  return found->second;
}

// What is asked --------------------------------------------------------------------------------------------------------------

void TypeshedReading::want(const std::vector<std::string>& names, PythonVersion version) {
  for (const std::string& each : names)
    if (!wanted_.contains(each) && library(version).offers(each)) wanted_.insert(each);
}

std::vector<std::string> TypeshedReading::names_asked() {
  std::vector<std::string> names;
  for (Asked& each : std::exchange(asked_, {})) {
    if (each.prelude) std::ranges::move(syntax::stubs::names_asked_by_prelude(each.text, library(*each.prelude)), std::back_inserter(names));
    else names.push_back(std::move(each.text));
  }
  return names;
}

bool TypeshedReading::look(PythonVersion version, const Assumptions& assumed, std::span<const std::string_view> preludes) {
  if (std::exchange(is_fresh_, false) && is_of_one_version(version)) {
    First first{{}, version, assumed};
    first.name = std::string(file_prefix) + digest::sha256(key(first, preludes));
    first_ = std::move(first);
    if (restore(*first_)) return true;
  }
  const std::size_t before = wanted_.size();
  const std::vector<std::string> names = names_asked();
  if (looked_.insert(version).second)
    for (const std::string_view each : preludes) want(syntax::stubs::names_asked_by_prelude(each, library(version)), version);
  want(names, version);
  return wanted_.size() > before;
}

// Reading --------------------------------------------------------------------------------------------------------------------

tl::expected<Universe, std::vector<ParseError>> TypeshedReading::read(PythonVersion version, const Assumptions& assumed, TypePool& pool) {
  const bool is_first = this->is_first(version, assumed, pool);
  const std::optional<First> first = std::exchange(first_, std::nullopt);
  const std::optional<std::string> restored = std::exchange(restored_, std::nullopt);
  if (is_first && restored)
    if (auto universe = snapshot::from_bytes(*restored, pool)) return std::move(*universe);
  const std::vector<std::string> names(wanted_.begin(), wanted_.end());
  auto universe = syntax::stubs::read_reached(library(version), names, modules(version), pool, assumed);
  if (is_first && universe) {
    kept_.keep(first->name, to_bytes(KeptTable{lookups_[version], modules(version), names, snapshot::to_bytes(*universe, pool)}));
    kept_.thin_out(file_prefix, most_tables);
  }
  return universe;
}

/// The serials of types follow from what was in the pool before.
bool TypeshedReading::is_first(PythonVersion version, const Assumptions& assumed, const TypePool& pool) const {
  return first_ && first_->version == version && first_->assumed == assumed && pool.size() == 1;
}

// The table of a run before ---------------------------------------------------------------------------------------------------

bool TypeshedReading::is_of_one_version(PythonVersion version) const {
  return std::ranges::all_of(asked_, [&](const Asked& each) { return !each.prelude || *each.prelude == version; });
}

/// Everything but the texts of the typeshed that the first table follows from. Its folder only keeps two of them apart.
std::string TypeshedReading::key(const First& first, std::span<const std::string_view> preludes) const {
  std::string text = fmt::format("reader {}\nfolder {}\npython {}.{}\nassumed {}\nall {}\n", reader_digest(), digest::sha256(typeshed_.folder()),
                                 first.version.major, first.version.minor, fmt::join(first.assumed.readings, " "), reads_all_);
  for (const std::string_view each : preludes) text += fmt::format("prelude of the run {}\n", digest::sha256(each));
  for (const Asked& each : asked_) text += fmt::format("{} {}\n", each.prelude ? "prelude" : "name", digest::sha256(each.text));
  return text;
}

bool TypeshedReading::restore(const First& first) {
  const auto bytes = kept_.find(first.name);
  auto table = bytes ? from_bytes(*bytes) : std::nullopt;
  if (!table || !is_unchanged(*table, first.version)) return false;
  asked_.clear();
  wanted_ = {table->wanted.begin(), table->wanted.end()};
  lookups_[first.version] = std::move(table->lookups);
  looked_.insert(first.version);
  restored_ = std::move(table->universe);
  return true;
}

bool TypeshedReading::is_unchanged(const KeptTable& table, PythonVersion version) {
  return table.modules == modules(version) &&
         std::ranges::all_of(table.lookups, [&](const Lookup& each) { return lookup(each.module, typeshed_.find(each.module, version)) == each; });
}

}  // namespace agverify::cli::session
