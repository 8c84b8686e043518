#pragma once

#include <cstdint>
#include <string_view>

namespace agverify::model {

enum class Verdict : std::uint8_t { Proved, Refuted, Unknown };

/// Where a verdict's weakest step comes from, strongest first: the spec's text, the conformance suite alone, "types are
/// sets of values" alone, or a question that the spec leaves open or answers two ways.
enum class Basis : std::uint8_t { Spec, Suite, Sets, Open };

/// Whether the spec demands the step or permits it.
enum class Strength : std::uint8_t { Must, May };

/// The half of an equivalence that failed.
enum class Direction : std::uint8_t { SourceToTarget, TargetToSource };

constexpr std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Proved: return "proved";
    case Verdict::Refuted: return "refuted";
    case Verdict::Unknown: return "unknown";
  }
  return "";
}

constexpr std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::Spec: return "spec";
    case Basis::Suite: return "suite";
    case Basis::Sets: return "sets";
    case Basis::Open: return "open";
  }
  return "";
}

constexpr std::string_view name_of(Strength strength) { return strength == Strength::Must ? "must" : "may"; }

constexpr std::string_view name_of(Direction direction) {
  return direction == Direction::SourceToTarget ? "source_to_target" : "target_to_source";
}

}  // namespace agverify::model
