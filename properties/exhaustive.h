#pragma once

#include <span>
#include <vector>

#include "properties/world.h"

namespace agverify::properties {

/// Every closed type up to this depth over some classes, `Never` and `object`: applications with every argument, unions of
/// every two different types in either order. Grows fast: meant for depth 2 and few classes.
/// \param classes by id; those with parameters are applied
std::vector<model::Type> every_type(const World& world, std::span<const model::ClassId> classes, std::size_t depth);

}  // namespace agverify::properties
