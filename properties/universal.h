#pragma once

#include <cstdint>

#include "model/query.h"
#include "properties/pairs.h"

namespace agverify::properties {

/// A query with one or two variables and hypotheses about them, made from near misses: a closed part becomes a variable that is
/// bounded by it, or two applications differ at one parameter and the hypothesis says how. A pure function of seed and index.
model::Query universal_query_at(const World& world, std::uint64_t seed, std::uint64_t index);

}  // namespace agverify::properties
