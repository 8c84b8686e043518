#pragma once

#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

// The rule functions about callable types. Spec: callables.

/// Whether it is not known that a callable lacks a member of this name beside `__call__`: every object has it, or functions do.
bool callable_may_have(const model::ClassTable& table, std::string_view name);

/// The rule by which no source of this form serves in a reading that values do not keep: one parameter may not reach two, or
/// what is taken by place asks for `*args`. Spec: callables#assignability-rules-for-callables, #args-parameters.
std::optional<logic::Rule> fails_by_reading(const model::Callable& source, const model::Callable& target, const model::Assumptions& assumed);

/// S <: overload[A, B]  if  S <: A, S <: B
Outcome overload_target(const Goal& goal, RuleContext& context);
/// C[..] <: (..) -> R  if  its `__call__` is
Outcome nominal_call_to_callable(const Goal& goal, RuleContext& context);
/// (..) -> R <: P[..]  if  `__call__` is all that P asks for, and (..) -> R is a subtype of it
Outcome callback_protocol_callable(const Goal& goal, RuleContext& context);
/// (S..) -> Q <: (T..) -> R  if  every call fits, T <: S where an argument passes, Q <: R
Outcome callable_general(const Goal& goal, RuleContext& context);
/// A goal about a type that is not read, or about Self, is left open.
Outcome not_read(const Goal& goal, RuleContext& context);

/// overload[A, B] <: T  if  A <: T; or if B <: T
Outcome overload_source(const Goal& goal, RuleContext& context);

}  // namespace agverify::solver::rules
