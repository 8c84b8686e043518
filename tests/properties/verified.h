#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "check/certificate.h"
#include "properties/matrix.h"

namespace agverify::properties {

/// The independent checker, as the deciders call it.
inline std::optional<std::string> verified(std::string_view certificate) {
  const auto statement = check::verify(certificate);
  if (statement) return std::nullopt;
  return fmt::format("line {}: {}\n{}", statement.error().line, statement.error().message, certificate);
}

/// How much a long test does: `AGVERIFY_PAIRS`, pairs a seed, where the environment has it.
inline std::uint64_t pairs_a_seed(std::uint64_t usual) {
  const char* wanted = std::getenv("AGVERIFY_PAIRS");
  return wanted ? std::strtoull(wanted, nullptr, 10) : usual;
}

/// Where a long test begins: `AGVERIFY_SEED` moves its seeds, so that another night draws something else.
inline std::uint64_t moved_seed(std::uint64_t usual) {
  const char* by = std::getenv("AGVERIFY_SEED");
  return usual + (by ? std::strtoull(by, nullptr, 10) : 0);
}

}  // namespace agverify::properties
