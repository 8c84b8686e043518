#include "cli/session/law_cache.h"

#include "digest/sha256.h"
#include "solver/smt/law_text.h"

namespace agverify::cli::session {

std::optional<model::ClassLaw> LawCache::find(std::string_view key) {
  const std::string name = digest::sha256(key);
  if (const auto known = known_.find(name); known != known_.end()) return known->second;
  const auto text = files_.find(name);
  if (!text) return std::nullopt;
  auto law = solver::smt::from_text(*text);
  if (law) known_.emplace(name, *law);
  return law;
}

void LawCache::keep(std::string_view key, const model::ClassLaw& law) {
  const std::string name = digest::sha256(key);
  known_.insert_or_assign(name, law);
  files_.keep(name, solver::smt::to_text(law));
}

solver::LawStore LawCache::store() {
  return {[this](std::string_view key) { return find(key); },
          [this](std::string_view key, const model::ClassLaw& law) { keep(key, law); }};
}

}  // namespace agverify::cli::session
