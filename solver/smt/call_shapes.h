#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/type.h"

namespace agverify::solver::smt {

/// An argument list but for its values.
struct CallShape {
  std::size_t positional = 0;
  std::vector<std::string> names;  ///< of the named arguments, in order of the alphabet
  bool is_least = false;           ///< no argument is left out that could be, but for places

  std::size_t size() const { return positional + names.size(); }
};

/// The parameter that receives each argument, positional ones first; nothing where the call fails before the function runs.
std::optional<std::vector<std::uint32_t>> bind(const model::SignatureShape& shape, const CallShape& call);

/// The shapes of calls that the signature binds, enough of them to tell it from the others: where some call of the signature
/// is one that each of the others fails at, whether by its shape, an argument or the result, so is one of these shapes.
/// \returns nothing when there are more than `limit`
std::optional<std::vector<CallShape>> telling_shapes(const model::SignatureShape& shape, std::span<const model::Type> others,
                                                     std::size_t limit);

}  // namespace agverify::solver::smt
