#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/session/session.h"

namespace agverify::cli::pairs {

/// Which pairs a campaign asks about.
struct PairOptions {
  session::StubOptions texts;       ///< of which preludes and assumptions can be given
  std::optional<std::string> file;  ///< with pairs as lines of JSON
  std::vector<std::string> cases;   ///< files and folders of corpus cases whose queries are asked
  std::uint64_t count = 1000, seed = 1;  ///< of pairs that are drawn where neither is given
  std::string profile = "classes";  ///< what those are made of: a name that `profile_named` knows, or `protocols`

  /// Whether drawn pairs speak of random enums and named tuples too.
  bool have_values() const { return profile == "tuples" || profile == "expansions"; }
  /// Whether pairs speak of further classes of their own, and are text.
  bool are_texts() const { return file || !cases.empty() || profile == "protocols" || have_values(); }
};

}  // namespace agverify::cli::pairs
