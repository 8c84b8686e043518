#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace agverify::model::syntax::stubs {

/// What Python evaluates a constant to, as far as it matters which of them are equal.
struct Constant {
  enum class Kind : std::uint8_t { Whole, Float, Text, Bytes, Other } kind = Kind::Other;
  std::string key;                            ///< of equal values the same: `1`, `True` and `1.0` have one
  std::optional<std::int64_t> whole = {};     ///< where it is a small one
};

Constant whole_constant(std::int64_t value);

/// Evaluates numbers, texts, `True`, `False`, `None`, tuples of those, and one operation repeated between whole numbers, as `1 << 3`
/// or `READ | WRITE`.
/// \param named what a name stands for
/// \returns nothing for any other text
std::optional<Constant> constant_in(std::string_view text, const std::function<std::optional<Constant>(std::string_view)>& named);

}  // namespace agverify::model::syntax::stubs
