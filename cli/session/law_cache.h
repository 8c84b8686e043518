#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "solver/judge.h"

namespace agverify::cli::session {

/// Proved class laws, kept in files named by the digest of what each law rests on. A file that is not as it was written is
/// as good as none, a folder that cannot be written too: the law is proved again.
class LawCache {
 public:
  /// \param folder where the files are; nothing: laws are kept for this run alone
  explicit LawCache(std::optional<std::string> folder) : folder_(std::move(folder)) {}

  std::optional<model::ClassLaw> find(std::string_view key);
  void keep(std::string_view key, const model::ClassLaw& law);

  /// \pre the cache outlives whoever uses the store
  solver::LawStore store();

 private:
  std::optional<std::string> folder_;
  std::map<std::string, model::ClassLaw> known_;  // by digest
};

/// `$XDG_CACHE_HOME/agverify`, else `~/.cache/agverify`; nothing when neither variable is set.
std::optional<std::string> cache_folder();

}  // namespace agverify::cli::session
