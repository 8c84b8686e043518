#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"

namespace agverify::cli::input {

/// A rule of the typing spec that cases are owed for: a question that holds by it and one that fails by it.
struct LedgerRule {
  std::string id, tier;
  std::string anchor;  ///< where the spec, or a file of the conformance suite, has it
  bool owes_holding = true, owes_failing = true;
  std::string reason;  ///< why a row is not owed; empty: both are
  std::uint32_t line = 0;
};

/// \returns the rules of a ledger in order, or the first line that is not understood. docs/corpus.md has the format.
tl::expected<std::vector<LedgerRule>, Failure> read_ledger(const std::string& file, std::string_view text);

}  // namespace agverify::cli::input
