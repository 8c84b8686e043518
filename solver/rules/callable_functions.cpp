#include "solver/rules/callable_functions.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "logic/rule_table.h"
#include "model/signature.h"
#include "solver/rules/signatures.h"

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

namespace {

/// What a function has beside `__call__`; whether every callable does is not said.
/// Source: Python language reference, 3.2.8 (callable types).
constexpr std::array<std::string_view, 18> names_of_functions{
    "__annotations__", "__builtins__", "__closure__", "__code__", "__defaults__", "__dict__", "__doc__", "__ge__", "__get__", "__globals__", "__gt__",
    "__kwdefaults__", "__le__", "__lt__", "__module__", "__name__", "__qualname__", "__type_params__"};

bool is_callable(Type type) { return as_callable(type) || as_overload(type); }

Outcome unknown(std::string reason, RuleContext& context) {
  context.reason = std::move(reason);
  return Outcome::Unknown;
}

Outcome refuted(Rule rule, RuleContext& context, Basis basis = Basis::Spec) {
  context.rule = rule;
  context.basis = std::max(context.basis, basis);
  return Outcome::Refuted;
}

Type type_of(const FoundMember& found, const Nominal& at, Type self, RuleContext& context) {
  const Type declared = std::get<Method>(found.member->form).callable;
  const Type inherited = context.substitution.parameters(declared, as_nominal(found.owner_specialization)->arguments);
  return context.substitution.self(context.substitution.parameters(inherited, at.arguments), self);
}

/// How sure a refutation is by the calls that the target admits, and by what they return. No call can be made with an argument
/// of type Never: that the rest of it counts is one of two readings (rule `callable-empty-parameter`).
struct WhenItFails {
  Basis by_call = Basis::Spec, by_result = Basis::Spec;
};

WhenItFails when_it_fails(const Callable& target) {
  WhenItFails found;
  for (std::size_t i = 0; i < target.shape->size(); ++i) {
    if (!is_empty(target.parts[i])) continue;
    found.by_call = Basis::Open;
    if (is_required((*target.shape)[i])) found.by_result = Basis::Open;
  }
  return found;
}

const std::string* construct_in(Type type) {
  const Opaque* opaque = as_opaque(type);
  return opaque ? opaque->construct : nullptr;
}

}  // namespace

bool callable_may_have(const ClassTable& table, std::string_view name) {
  return std::ranges::find(names_of_functions, name) != names_of_functions.end() || table.find_member(table.well_known.object, name);
}

std::optional<Rule> fails_by_reading(const Callable& source, const Callable& target, const Assumptions& assumed) {
  const bool by_place = std::ranges::find(*target.shape, ParameterKind::PositionalOnly, &SignatureParameter::kind) != target.shape->end();
  if (!assumed.is_default(Switch::PositionalArgs) && by_place && !find_kind(*source.shape, ParameterKind::Variadic)) return Rule::ParamArgsAbsorbs;
  if (!assumed.is_default(Switch::ParameterMapping) && fit(*source.shape, *target.shape).reaches_two) return Rule::ParamStandard;
  return std::nullopt;
}

Outcome overload_target(const Goal& goal, RuleContext& context) {
  const Overload* target = as_overload(goal.target);
  if (!target || as_variable(goal.source)) return Outcome::NotMine;
  for (Type each : target->signatures) context.premises.push_back({{goal.source, each}, Rule::OverloadTarget});
  return Outcome::All;
}

Outcome nominal_call_to_callable(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  if (!source || !as_callable(goal.target)) return Outcome::NotMine;
  const auto found = context.table.find_member(source->class_id, "__call__");
  if (!found) return refuted(Rule::CallableIsCallable, context);
  if (const auto* unread = std::get_if<Unread>(&found->member->form)) return unknown("unsupported " + unread->construct + " (member __call__)", context);
  if (!std::holds_alternative<Method>(found->member->form)) return unknown("unsupported attribute __call__", context);
  context.premises.push_back({{type_of(*found, *source, goal.source, context), goal.target}, Rule::NominalCallToCallable, false, {Place::Kind::CallMethod}});
  return Outcome::All;
}

Outcome callback_protocol_callable(const Goal& goal, RuleContext& context) {
  const Nominal* target = as_nominal(goal.target);
  if (!target || !is_callable(goal.source)) return Outcome::NotMine;
  if (!context.table[target->class_id].is_protocol) return refuted(Rule::NominalBySubclassing, context);
  const auto& members = context.matcher.members_of(target->class_id);
  const FoundMember* open = nullptr;
  for (const FoundMember& each : members) {
    if (each.member->name == "__call__") continue;
    if (!callable_may_have(context.table, each.member->name)) return refuted(Rule::ProtocolStructural, context);
    open = &each;
  }
  if (open) return unknown(fmt::format("unsupported {} of a callable", open->member->name), context);
  if (members.empty()) return Outcome::Proved;
  const Member& call = *members.front().member;
  if (!std::holds_alternative<Method>(call.form)) return unknown("unsupported attribute __call__", context);
  context.premises.push_back({{goal.source, type_of(members.front(), *target, goal.source, context)}, Rule::CallbackProtocolCallable});
  return Outcome::All;
}

Outcome callable_general(const Goal& goal, RuleContext& context) {
  const Callable* source = as_callable(goal.source);
  const Callable* target = as_callable(goal.target);
  if (!source || !target) return Outcome::NotMine;
  const SignatureFit found = fit(*source->shape, *target->shape);
  const auto& [by_call, by_result] = when_it_fails(*target);
  if (found.failure) return refuted(found.failure->rule, context, std::max(by_call, found.failure->basis));
  if (found.reaches_two && context.table.assumed.is_default(Switch::ParameterMapping)) return unknown("structural: one parameter reaches two", context);
  if (const auto rule = fails_by_reading(*source, *target, context.table.assumed)) return refuted(*rule, context, Basis::Open);
  context.rule = Rule::CallableGeneral;
  for (const SignatureFit::Pair& each : found.pairs) {
    const Type taken = target->parts[each.target], given = source->parts[each.source];
    if (taken == given) continue;
    const Place place{Place::Kind::Argument, Polarity::Negative, static_cast<std::uint16_t>(each.target)};
    context.premises.push_back({{taken, given}, each.rule, true, place, 0, std::max(by_call, logic::basis_of(each.rule))});
  }
  if (source->result() != target->result())
    context.premises.push_back({{source->result(), target->result()}, Rule::CallableReturnCovariant, true, {Place::Kind::Result}, 0, by_result});
  return Outcome::All;
}

Outcome not_read(const Goal& goal, RuleContext& context) {
  for (Type each : {goal.source, goal.target}) {
    if (const std::string* construct = construct_in(each)) return unknown("unsupported " + *construct, context);
    if (is_self(each)) return unknown("structural: Self", context);
  }
  return Outcome::NotMine;
}

Outcome overload_source(const Goal& goal, RuleContext& context) {
  const Overload* source = as_overload(goal.source);
  if (!source || !as_callable(goal.target)) return Outcome::NotMine;
  for (Type each : source->signatures) context.premises.push_back({{each, goal.target}, Rule::OverloadSource});
  return Outcome::Any;
}

}  // namespace agverify::solver::rules
