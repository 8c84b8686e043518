#pragma once

#include <vector>

#include "properties/world.h"

namespace agverify::properties {

/// Types that are simpler than this one, the simplest first: a part of it, a union with a member fewer, a leaf that stands
/// earlier in the table, each at the whole or at one place inside. A chain of them ends.
std::vector<model::Type> smaller_types(model::Type type, const World& world);

/// The same list of types with one of them made simpler.
std::vector<std::vector<model::Type>> smaller_lists(const std::vector<model::Type>& types, const World& world);

}  // namespace agverify::properties
