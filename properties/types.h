#pragma once

#include <rapidcheck/Gen.h>

#include "properties/draw.h"
#include "properties/world.h"

namespace agverify::properties {

/// How often a construct is chosen where another one could stand. Weights name constructs, never a pair of types.
struct TypeWeights {
  unsigned never = 2, object = 6, none = 8, class_without_arguments = 40;  ///< of leaves
  unsigned class_with_arguments = 80, union_of_types = 20;                 ///< of everything else
  unsigned callable = 0, overload = 0, tuple = 0, type_of = 0;             ///< beside these
  unsigned boolean = 0, literal = 0, empty_tuple = 0, alias = 0;           ///< beside the leaves
  unsigned literal_string = 0;    ///< likewise
  unsigned narrowing = 0;         ///< percent of the signatures whose result is a TypeGuard of what it was
  unsigned unbounded_tuple = 45;  ///< percent of the tuples that have a part of any length
  unsigned plain_signature = 30;  ///< percent of the signatures that `Callable[[..], R]` can say
  unsigned protocol = 50;       ///< percent of the classes with arguments that are protocols, where there are both kinds
  /// Percent of the times that a class stays chosen which has a parameter that no member shows: what values cannot tell
  /// apart, only declarations decide.
  unsigned unshown_parameter = 10;
};

/// A type without variables that is nested exactly `depth` deep; a leaf has depth 1.
model::Type draw_type(Draw& draw, const World& world, std::size_t depth, const TypeWeights& weights = {});
model::Type draw_leaf(Draw& draw, const World& world, const TypeWeights& weights = {});
/// `id` with arguments of which one is nested `depth` deep, and which respect bounds and constraints.
model::Type draw_application(Draw& draw, const World& world, model::ClassId id, std::size_t depth, const TypeWeights& weights = {});

/// The same as a generator, with its shrinks.
rc::Gen<model::Type> types(const World& world, std::size_t depth, const TypeWeights& weights = {});

}  // namespace agverify::properties
