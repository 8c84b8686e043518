#pragma once

#include <optional>

#include "properties/draw.h"
#include "properties/types.h"
#include "properties/world.h"

namespace agverify::properties {

/// Where a step leads: to a type above, to one below, or to another spelling of the same set of values.
enum class Course { Up, Down, Same };

/// One small step at one place of the type, so that how the result stands to it follows from how it was made: never
/// asked, never filtered. The steps are those that the spec's rules state: a base, a subclass, a protocol whose members
/// are there, a union's member more or less, an argument by its parameter's variance; where weights have tuples or literals also a tuple's
/// parts, and what is the union of its literals; where they have aliases also what these unfold to.
/// \param weights of the types that a step puts in
model::Type step(Draw& draw, const World& world, model::Type type, Course course, const TypeWeights& weights = {});

/// Several steps.
model::Type steps(Draw& draw, const World& world, model::Type type, Course course, std::size_t count, const TypeWeights& weights = {});

/// One callable type inside, changed so that nothing follows of how the result stands to the type; nothing where none stands.
std::optional<model::Type> swapped_signature(Draw& draw, const World& world, model::Type type);

/// One tuple type, literal, or class of literals inside, changed so; the type itself where none stands.
model::Type swapped_tuple(Draw& draw, const World& world, model::Type type, const TypeWeights& weights);

/// Another `type[..]`, or what stands in it, in the place of one; the same type where there is none.
model::Type swapped_type_of(Draw& draw, const World& world, model::Type type);
/// Something else at one leaf: how the result stands to the type is open.
model::Type swapped_leaf(Draw& draw, const World& world, model::Type type, const TypeWeights& weights = {});

}  // namespace agverify::properties
