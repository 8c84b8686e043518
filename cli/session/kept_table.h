#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agverify::cli::session {

/// A module that was looked for in a typeshed; without a path there is none.
struct Lookup {
  std::string module, path, digest;
  friend bool operator==(const Lookup&, const Lookup&) = default;
};

/// A table as it is kept: what must be the same for it to be used, and what was read.
struct KeptTable {
  std::vector<Lookup> lookups;      ///< in the order of asking
  std::vector<std::string> modules;  ///< all there are, where every one was read
  std::vector<std::string> wanted;  ///< the names that were asked for and that there are
  std::string universe;             ///< by `model::snapshot`
};

std::string to_bytes(const KeptTable& table);
std::optional<KeptTable> from_bytes(std::string_view bytes);

}  // namespace agverify::cli::session
