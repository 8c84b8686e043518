#pragma once

#include "properties/draw.h"
#include "properties/world.h"

namespace agverify::properties {

// How pairs come to have `type[..]` in them. What stands in it is a class, seldom with arguments, or a union of two.

model::Type draw_type_of(Draw& draw, const World& world);
/// A type above it: of more classes, the metaclass, or the union that a union inside comes to.
model::Type type_of_above(Draw& draw, const World& world, model::Type type);
model::Type type_of_below(Draw& draw, const World& world, model::Type type);
/// Another spelling of it.
model::Type type_of_respelled(Draw& draw, const World& world, model::Type type);
/// One like it, or what stands in it.
model::Type type_of_beside(Draw& draw, const World& world, model::Type type);
/// The class objects of a class whose metaclass is the type; nothing where it is no metaclass.
std::optional<model::Type> classes_of_metaclass(Draw& draw, const World& world, model::Type type);

}  // namespace agverify::properties
