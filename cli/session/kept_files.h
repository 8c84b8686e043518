#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace agverify::cli::session {

/// The files of the user's cache, each under the digest of itself: one that is not as it was written is as good as none. A
/// folder that cannot be written is done without: what cannot be kept is made again next time.
class KeptFiles {
 public:
  /// \param folder where the files are; nothing: none are kept
  explicit KeptFiles(std::optional<std::string> folder) : folder_(std::move(folder)) {}

  std::optional<std::string> find(std::string_view name) const;
  void keep(std::string_view name, std::string_view text);
  /// Removes all but the newest of the files whose names begin so.
  void thin_out(std::string_view prefix, std::size_t most) const;

 private:
  std::optional<std::string> folder_;
};

/// `$XDG_CACHE_HOME/agverify`, else `~/.cache/agverify`; nothing when neither variable is set.
std::optional<std::string> cache_folder();

}  // namespace agverify::cli::session
