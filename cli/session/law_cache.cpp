#include "cli/session/law_cache.h"

#include <fmt/format.h>

#include "cli/input/files.h"
#include "digest/sha256.h"
#include "solver/smt/law_text.h"

namespace agverify::cli::session {

using namespace input;
namespace {

/// The text of a law under the digest of itself.
std::string sealed(const std::string& text) { return fmt::format("{}\n{}", digest::sha256(text), text); }

std::optional<model::ClassLaw> opened(std::string_view file) {
  const std::size_t end = file.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view text = file.substr(end + 1);
  if (digest::sha256(text) != file.substr(0, end)) return std::nullopt;
  return solver::smt::from_text(text);
}

}  // namespace

std::optional<model::ClassLaw> LawCache::find(std::string_view key) {
  const std::string name = digest::sha256(key);
  if (const auto known = known_.find(name); known != known_.end()) return known->second;
  if (!folder_) return std::nullopt;
  const auto file = read_file(fmt::format("{}/{}", *folder_, name));
  if (!file) return std::nullopt;
  const auto law = opened(*file);
  if (law) known_.emplace(name, *law);
  return law;
}

void LawCache::keep(std::string_view key, const model::ClassLaw& law) {
  const std::string name = digest::sha256(key);
  known_.insert_or_assign(name, law);
  if (!folder_) return;
  // What cannot be kept is proved again next time.
  if (!make_folder(*folder_) || !write_file(fmt::format("{}/{}", *folder_, name), sealed(solver::smt::to_text(law)))) folder_.reset();
}

solver::LawStore LawCache::store() {
  return {[this](std::string_view key) { return find(key); },
          [this](std::string_view key, const model::ClassLaw& law) { keep(key, law); }};
}

std::optional<std::string> cache_folder() {
  if (const auto cache = environment("XDG_CACHE_HOME")) return *cache + "/agverify";
  if (const auto home = environment("HOME")) return *home + "/.cache/agverify";
  return std::nullopt;
}

}  // namespace agverify::cli::session
