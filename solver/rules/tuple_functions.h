#pragma once

#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

// The rule functions about tuples. Spec: tuples.

/// tuple[A..] <: tuple[B..]  if  every length of the one is one of the other, A <: B at each place
///                                                           tuples#type-compatibility-rules, tuples#unpacked-tuple-form
Outcome tuple_parts(const Goal& goal, RuleContext& context);
/// tuple[A, B] <: T  if  Sequence[A | B] <: T, T a class or a callable type
///                                                           tuples#type-compatibility-rules
Outcome tuple_is_sequence(const Goal& goal, RuleContext& context);
/// C[..] <: T  if  C derives from tuple[A..] <: T, T a tuple type or a class above tuples
///                                                           namedtuples#assignability
Outcome namedtuple_to_tuple(const Goal& goal, RuleContext& context);

/// C[..] <: T | U  if  C derives from tuple[A..] <: T | U     namedtuples#assignability
Outcome namedtuple_to_union(const Goal& goal, RuleContext& context);
/// tuple[A | B] <: T  if  tuple[A] | tuple[B] <: T; tuple[A, ...] <: T  if  tuple[()] | tuple[A, *tuple[A, ...]] <: T
/// On demand: where the target's tuples tell the members apart, or have other lengths.
///                                                           tuples#type-compatibility-rules, tuples#tuple-type-form
Outcome tuple_expands(const Goal& goal, RuleContext& context);

/// tuple[A, Never] <: T, by the reading that a tuple type is empty where an element is; A is any
Outcome tuple_never_element(const Goal& goal, RuleContext& context);
/// tuple[A, *tuple[Never, ...]] <: T  if  tuple[A] <: T, by the same reading
Outcome tuple_never_unbounded(const Goal& goal, RuleContext& context);

/// What a class that derives from a tuple type is as a tuple.
std::optional<model::Type> tuple_base_of(const model::Nominal& type, const model::ClassTable& table, model::Substitution& substitution);

}  // namespace agverify::solver::rules
