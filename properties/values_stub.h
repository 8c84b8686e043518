#pragma once

#include <cstdint>
#include <string>

namespace agverify::properties {

/// Classes of known values, and classes of tuples, as stub text: enums with and without members, with aliases, names that are no
/// members, flags, mixins; named tuples, generic ones, classes below a tuple type. A pure function of seed and index.
/// Spec: enums#defining-members, enums#enum-literal-expansion, namedtuples#defining-named-tuples.
std::string values_stub(std::uint64_t seed, std::uint64_t index);

}  // namespace agverify::properties
