#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/type.h"

namespace agverify::solver::rules {

/// A part of one tuple type and a part of another that stand at one place in some length.
struct PartPair {
  std::uint32_t source, target;
};

/// The pairs for every length that the source can have, in order; nothing where the target does not have each of these lengths.
/// Linear in their number. Spec: tuples#type-compatibility-rules, tuples#unpacked-tuple-form.
std::optional<std::vector<PartPair>> part_pairs(const model::Tuple& source, const model::Tuple& target);

/// The shortest length that the type has.
std::size_t shortest(const model::Tuple& tuple);
bool has_length(const model::Tuple& tuple, std::size_t length);
/// The part that stands at the place when there are so many elements, a length that the type has.
std::uint32_t part_at(const model::Tuple& tuple, std::size_t place, std::size_t length);

/// Whether no value is in both, seen without asking: other literals, other lengths, or another literal at one place.
bool are_apart(model::Type source, model::Type target);

}  // namespace agverify::solver::rules
