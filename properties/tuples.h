#pragma once

#include <optional>

#include "properties/types.h"

namespace agverify::properties {

/// A tuple type above this one, or below it, by one change of its form: a part taken for one of any length, parts gathered into
/// one of any length, the tuple as a sequence; a part of any length left out, or counted. How it stands follows from the change.
/// \param tuple a `Tuple`. \param weights of the types that are put in
/// \returns nothing where the change that was drawn is none of this type
std::optional<model::Type> tuple_above(Draw& draw, const World& world, model::Type tuple, const TypeWeights& weights);
std::optional<model::Type> tuple_below(Draw& draw, const World& world, model::Type tuple);

/// The same set of values, written otherwise: a tuple taken apart at a part that is a union, or a class of few values, or of any
/// length; an element beside a part of any length of the same put behind it; bool, or an enum, as the union of its literals.
/// \returns nothing where nothing of this can be done
std::optional<model::Type> tuple_respelled(Draw& draw, const World& world, model::Type type);

/// Whether `tuple_beside` has something to change.
bool can_be_swapped(model::Type type, const World& world);
/// A type like this one but for one change of which nothing follows: an element more or less, one of any length fixed or the other
/// way, two elements in each other's place; a literal of another value, or its class; a class by one of its values.
/// \pre can_be_swapped
model::Type tuple_beside(Draw& draw, const World& world, model::Type type, const TypeWeights& weights);

}  // namespace agverify::properties
