#pragma once

#include "model/class_table.h"
#include "model/substitution.h"

namespace agverify::model {

/// What the alias stands for at its arguments, one step. Every alias that stands in its own unfolding does so below some
/// constructor (a class, a tuple, a callable), so that unfolding at the top, and in the members of a union, comes to an end.
Type unfolded(const Alias& alias, const ClassTable& table, Substitution& substitution);

/// The type, unfolded until it is no alias: a union may still have some among its members.
Type exposed(Type type, const ClassTable& table, Substitution& substitution);

/// The recursive aliases that stand somewhere inside, each application once; what they unfold to is not looked into.
std::vector<Alias> aliases_inside(Type type);

/// The types whose union the type is, none of them a union or an alias, in order.
std::vector<Type> leaves_of(Type type, const ClassTable& table, Substitution& substitution);

}  // namespace agverify::model
