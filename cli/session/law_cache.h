#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cli/session/kept_files.h"
#include "solver/judge.h"

namespace agverify::cli::session {

/// Proved class laws, kept in files named by the digest of what each law rests on.
class LawCache {
 public:
  /// \param folder where the files are; nothing: laws are kept for this run alone
  explicit LawCache(std::optional<std::string> folder) : files_(std::move(folder)) {}

  std::optional<model::ClassLaw> find(std::string_view key);
  void keep(std::string_view key, const model::ClassLaw& law);

  /// \pre the cache outlives whoever uses the store
  solver::LawStore store();

 private:
  KeptFiles files_;
  std::map<std::string, model::ClassLaw> known_;  // by digest
};

}  // namespace agverify::cli::session
