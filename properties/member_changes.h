#pragma once

#include <functional>
#include <string>

#include "model/class.h"
#include "model/type_pool.h"
#include "properties/draw.h"
#include "properties/world.h"

namespace agverify::properties {

/// The member with other types in it: `to` is given the types of its parameters, its result, or its own.
model::Member with_types(model::Member member, model::TypePool& pool, const std::function<model::Type(model::Type)>& to);

/// Whether what the member says names neither a type parameter nor `Self`, so that its types are types of queries.
bool is_closed(const model::Member& member);

/// A call that fits no more, or more than before: a parameter with another name, one more, one with a default; an attribute
/// that is only read. Every slot stays shown. \param leaf of a parameter more
void misfit(Draw& draw, model::Member& member, model::Type leaf, model::TypePool& pool);

/// A member that serves where this one is asked for: a method that is called in more ways, with more, or gives less; an
/// attribute in the place of a property. \pre it is closed
model::Member serving(Draw& draw, const World& world, model::Member member);

/// A member of the same name of which nothing follows: narrower or wider at one place, of another form, or one that asks for more.
model::Member near(Draw& draw, const World& world, model::Member member);

}  // namespace agverify::properties
