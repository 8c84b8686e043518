#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/types/type.h"

namespace agverify::check {

/// The parameter that each argument of a call reaches, positional ones first; nothing when the call fails.
/// Source: Python language reference, 6.3.4 (calls).
std::optional<std::vector<std::size_t>> reach(const Shape& shape, std::size_t positional, std::span<const std::string> names);

/// How one signature takes the calls of another: which of its parameters each one's argument can reach, in order.
/// Nothing when some call does not fit, or when one parameter reaches two that are not `*args` and `**kwargs`.
/// Spec: callables#parameter-kinds, #args-parameters, #kwargs-parameters, #default-argument-values.
struct Reached {
  std::size_t wanted = 0, given = 0;
  friend auto operator<=>(const Reached&, const Reached&) = default;
};
std::optional<std::vector<Reached>> fit(const Shape& given, const Shape& wanted);

}  // namespace agverify::check
