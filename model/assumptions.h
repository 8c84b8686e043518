#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace agverify::model {

/// The open questions of the typing spec that can be answered either way. `logic/switches.h` has their names.
enum class Switch : std::uint8_t {
  InferAtObject,
  InferLeavesOut,
  SameProtocol,
  Hashable,
  NoneMember,
  ClassVarOfProtocol,
  OverloadsTogether,
  ParameterMapping,
  PositionalArgs,
  EmptyElement,
  MixedTuples,
  EmptyEnum,
  TypeOfNever,
  CallOfType,
  FloatPromotion,
  LiteralParts,
};

inline constexpr std::size_t switch_count = 16;

/// How each is answered: which of its readings is taken, the first by default.
struct Assumptions {
  std::array<std::uint8_t, switch_count> readings{};

  bool is_default(Switch which) const { return readings[static_cast<std::size_t>(which)] == 0; }
  friend auto operator<=>(const Assumptions&, const Assumptions&) = default;
};

}  // namespace agverify::model
