#pragma once

#include <algorithm>

namespace agverify::cli::input {

/// What the program says to whoever called it. Numbers from 64 on are those of sysexits.h.
enum class ExitCode : int {
  Success = 0,        ///< all proved
  Refuted = 1,
  Unknown = 2,
  Usage = 64,
  BadInput = 65,
  MissingInput = 66,
  Unavailable = 69,   ///< a solver or checker is missing or died
  Internal = 70,      ///< the deciders disagree, or a certificate is not accepted
  InputOutput = 74,
};

/// The code of two things together: an error goes before a verdict, the highest of several errors before the others;
/// refuted goes before unknown, unknown before proved.
constexpr ExitCode worse(ExitCode left, ExitCode right) {
  if (left >= ExitCode::Usage || right >= ExitCode::Usage) return std::max(left, right);
  if (left == ExitCode::Success) return right;
  if (right == ExitCode::Success) return left;
  return std::min(left, right);
}

}  // namespace agverify::cli::input
