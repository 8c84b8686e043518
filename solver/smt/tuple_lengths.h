#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/type_pool.h"

namespace agverify::solver::smt {

/// The shortest list of elements that the type admits; the only one where no part is unbounded.
std::size_t least_length(const model::Tuple& tuple);

bool admits(const model::Tuple& tuple, std::size_t length);

/// The part that stands at a place of a list of that length, which the type admits.
model::Type part_at(const model::Tuple& tuple, std::size_t length, std::size_t place);

/// The parts of two tuple types that stand at one place in some length of the first, each pair once.
/// \returns nothing when the first has a length that the second does not admit
std::optional<std::vector<std::pair<model::Type, model::Type>>> parts_together(const model::Tuple& first, const model::Tuple& second);

/// The class `tuple` applied to what all elements have in common: the union of the parts.
model::Type sequence_view(model::TypePool& pool, model::ClassId tuple_class, const model::Tuple& tuple);

/// Lengths such that, if any value is in one of the types `inside` and out of what it must be out of, one of these lengths is that
/// of such a value.
/// \param outside the tuple types that the value may have to be out of
/// \param elementwise number of other types that it may have to be out of by an element, at whatever place
std::vector<std::size_t> telling_lengths(std::span<const model::Tuple> inside, std::span<const model::Tuple> outside,
                                         std::size_t elementwise);

}  // namespace agverify::solver::smt
