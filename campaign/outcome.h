#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace agverify::campaign {

/// What a checker made of one question. The last four are no answers: none of them counts as a rejection.
enum class Outcome : std::uint8_t {
  Accept,
  Reject,
  Unsupported,  ///< an annotation itself was rejected
  Crash,        ///< it died, or exited with a code that it has no right to
  Timeout,
  Missing,      ///< it is not there, or its answer is no evidence (a canary failed)
};

inline constexpr std::array<Outcome, 6> outcomes{Outcome::Accept, Outcome::Reject, Outcome::Unsupported,
                                                 Outcome::Crash,  Outcome::Timeout, Outcome::Missing};

constexpr std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Accept: return "accept";
    case Outcome::Reject: return "reject";
    case Outcome::Unsupported: return "unsupported";
    case Outcome::Crash: return "crash";
    case Outcome::Timeout: return "timeout";
    case Outcome::Missing: return "missing";
  }
  return "";
}

constexpr bool is_answer(Outcome outcome) { return outcome == Outcome::Accept || outcome == Outcome::Reject; }

}  // namespace agverify::campaign
