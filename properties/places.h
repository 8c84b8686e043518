#pragma once

#include <cstdint>
#include <vector>

#include "model/class_table.h"
#include "model/variance.h"

namespace agverify::properties {

/// A part of a type: where it stands, and how the whole changes when it grows.
struct PlaceInType {
  std::vector<std::uint32_t> path;  ///< indices of parts, from the whole downwards
  model::Type type;
  model::Variance variance;         ///< Covariant for the whole itself
  bool bounded = false;             ///< an argument whose parameter has a bound or constraints, or a part of one
  /// The parameter with a bound or constraints whose argument stands here.
  const model::TypeParameter* restriction = nullptr;
  bool in_overload = false;         ///< one of its signatures
};

/// Whether not every type can be its argument.
inline bool is_restricted(const model::TypeParameter& parameter) {
  return parameter.upper_bound.has_value() || !parameter.constraints.empty();
}

/// Every part of a type, the whole first, but for the signatures of an overload and what stands in `type[..]`: little else can stand
/// in their places.
std::vector<PlaceInType> places_in(model::Type type, const model::ClassTable& table);

/// The type with another one at the end of the path.
model::Type with_part(model::Type type, const std::vector<std::uint32_t>& path, model::Type part, model::TypePool& pool);

/// How a place changes the whole when the place lies inside another one.
model::Variance inside(model::Variance outer, model::Variance inner);

}  // namespace agverify::properties
