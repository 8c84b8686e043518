#pragma once

#include <optional>

#include "properties/draw.h"
#include "properties/world.h"

namespace agverify::properties {

/// Parameters of every kind, few of each; names out of a short list, so that two signatures often share some.
/// \param plain percent of the times that all are positional-only and required, as `Callable[[..], R]` has them
model::SignatureShape draw_shape(Draw& draw, unsigned plain);

/// Whether Python takes it: kinds in order, at most one `*args` and one `**kwargs`, no name twice, and no positional
/// parameter without a default after one with one. Spec: callables#parameter-kinds.
bool is_well_formed(const model::SignatureShape& shape);

/// A callable type above this one, or below it, by one change of the parameters' kinds and defaults, of one parameter more or
/// less, or of an overload's signatures: how it stands follows from the change. Types of parameters and the result stay.
/// \param callable a `Callable` or an `Overload`
/// \returns nothing where the change that was drawn is none of this type
std::optional<model::Type> signature_above(Draw& draw, const World& world, model::Type callable);
std::optional<model::Type> signature_below(Draw& draw, const World& world, model::Type callable);

/// A callable type like this one but for one change of which nothing follows: a parameter renamed, dropped, added, of another
/// kind, with or without its default; an overload's signatures in another order, or one less.
model::Type signature_beside(Draw& draw, const World& world, model::Type callable);

}  // namespace agverify::properties
