#pragma once

#include <vector>

#include "properties/world.h"

namespace agverify::properties {

/// Types that are simpler than this one, the simplest first: a part of it, a union with a member fewer, a leaf that stands
/// earlier in the table, each at the whole or at one place inside. A chain of them ends.
std::vector<model::Type> smaller_types(model::Type type, const World& world);

/// The same list of types with one of them made simpler.
std::vector<std::vector<model::Type>> smaller_lists(const std::vector<model::Type>& types, const World& world);

struct TypePair {
  model::Type source, target;
};

/// Pairs that are simpler on both sides at once, where either side alone could not become simpler without another verdict:
/// a part that stands on both sides made simpler wherever it stands; what stands at one place of both, the place of a class
/// taken by its arguments at one index, the place of a union by the union without the members at one index.
std::vector<TypePair> smaller_together(const TypePair& pair, const World& world);

}  // namespace agverify::properties
