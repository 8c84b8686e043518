#pragma once

#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

// The rules about `type[..]`. Spec: special-types#type.

/// type[Never] <: T  where it is taken to be empty
Outcome type_never(const Goal& goal, RuleContext& context);
/// type[A] <: type[B]  if  A <: B
Outcome type_covariant(const Goal& goal, RuleContext& context);
/// C <: type[T]  where C is a class object, or the class of class objects
Outcome class_below_type_of(const Goal& goal, RuleContext& context);
/// type[A | B] <: T  if  type[A] <: T, type[B] <: T; else by the metaclass, or by how the class is called
Outcome type_of_below(const Goal& goal, RuleContext& context);
/// type[X] <: T  if  type[A] <: T, assumed X <: A
Outcome type_of_bound(const Goal& goal, RuleContext& context);

}  // namespace agverify::solver::rules
