#pragma once

#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

// The rule functions about literals and about the classes that are the union of their literals. Spec: literal, enums.

/// Literal[v] <: T  if  C <: T, v a value of C               literal#core-behavior
Outcome literal_below_type(const Goal& goal, RuleContext& context);
/// bool <: T  if  Literal[True] | Literal[False] <: T        overload#argument-type-expansion
Outcome bool_expands(const Goal& goal, RuleContext& context);
/// E <: T  if  Literal[E.A] | Literal[E.B] <: T              enums#enum-literal-expansion
Outcome enum_expands(const Goal& goal, RuleContext& context);

/// E <: T, E an enum without members, by the reading that it is the union of none
///                                                           enums#enum-behaviors
Outcome enum_empty(const Goal& goal, RuleContext& context);

/// bool <: X  if  Literal[True] | Literal[False] <: X, the same of an enum; X a variable, or a union with one
///                                                           overload#argument-type-expansion, enums#enum-literal-expansion
Outcome literals_below_variable(const Goal& goal, RuleContext& context);

/// C <: T  if  Literal[True] | Literal[False] <: T, C below bool, T tells these apart
///                                                           narrowing#typeguard, overload#argument-type-expansion
Outcome named_values_above(const Goal& goal, RuleContext& context);

/// TypeIs[S] and TypeGuard[T] are unrelated                  narrowing_typeis.py
Outcome narrowing_apart(const Goal& goal, RuleContext& context);

/// How sure it is that LiteralString is not below a class above str that names literals: what its parts are is open.
model::Basis basis_of_parts(const model::Nominal& source, model::Type target, const model::ClassTable& table);
/// What LiteralString is at a class above str: of str, or by the reading `literal-parts=literal` of LiteralStrings.
model::Type seen_by_its_parts(const model::Nominal& source, model::Type lifted, RuleContext& context);

/// The literals whose union the type is: of bool, and of an enum with members that is no Flag; else none.
std::vector<model::Type> literals_of(model::Type type, const model::ClassTable& table, model::TypePool& pool);

/// Whether the class is a program's own enum that may still be subclassed, no Flag. Spec: enums#enum-behaviors.
bool is_enum_without_members(model::Type type, const model::ClassTable& table);
/// Whether both are literals of one class.
bool is_literal_of(model::Type type, model::Type other);

}  // namespace agverify::solver::rules
