#pragma once

#include <optional>

#include "properties/draw.h"
#include "properties/types.h"
#include "properties/world.h"

namespace agverify::properties {

/// A recursive alias at leaves. \pre the world has some
model::Type draw_alias(Draw& draw, const World& world, const TypeWeights& weights);

/// What an alias stands for, unfolded until it is none.
model::Type opened(const World& world, model::Type alias);

/// The alias written otherwise: unfolded by a step, or another alias in its place that is known to be the same type.
model::Type alias_respelled(Draw& draw, const World& world, model::Type alias);

/// An alias that unfolds to the type; nothing where there is none.
std::optional<model::Type> alias_of(const World& world, model::Type type);

/// Aliases of every kind: that lead back through each variance, through tuples, signatures and each other, with and without parameters;
/// of those whose names end in `Too` each is the same type as the one without, written otherwise.
std::string_view every_alias();

}  // namespace agverify::properties
