#include "properties/mutants.h"

#include <algorithm>

namespace agverify::properties {
namespace {

using namespace model;
using logic::Rule;
using solver::rules::Goal;
using solver::rules::Outcome;
using solver::rules::ParameterFunction;
using solver::rules::Place;
using solver::rules::Premise;
using solver::rules::RuleContext;
using solver::rules::RuleFunction;
using solver::rules::RuleSet;
using solver::rules::standard_rules;

// --- wrong rule functions

RuleFunction right(Rule rule) {
  RuleFunction found = nullptr;
  for (const auto& entry : standard_rules().deciding)
    if (entry.name == rule) found = entry.function;
  return found;
}

ParameterFunction right(Variance variance) { return standard_rules().parameters[static_cast<std::size_t>(variance)].function; }

Outcome not_mine(const Goal&, RuleContext&) { return Outcome::NotMine; }
void nothing(Type, Type, std::uint16_t, RuleContext&) {}
bool always(bool) { return true; }
bool never(bool) { return false; }

/// Of an invariant parameter's two premises only the first, or only the second.
void invariant_forth(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  right(Variance::Invariant)(source, target, parameter, context);
  context.premises.pop_back();
}

void invariant_back(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  right(Variance::Invariant)(source, target, parameter, context);
  context.premises.erase(context.premises.end() - 2);
}

/// Arguments go to the base by their places, whatever the base says.
Outcome upcast_by_place(const Goal& goal, RuleContext& context) {
  const Nominal *source = as_nominal(goal.source), *target = as_nominal(goal.target);
  if (!source || !target || !context.table.ancestor(source->class_id, target->class_id)) return Outcome::NotMine;
  std::vector<Type> arguments{source->arguments.begin(), source->arguments.end()};
  arguments.resize(target->arguments.size(), context.pool.never());
  context.premises.push_back({{context.pool.nominal(target->class_id, arguments), goal.target}, Rule::ClassUpcast});
  return Outcome::All;
}

Outcome union_left_any(const Goal& goal, RuleContext& context) {
  return right(Rule::UnionLeftAll)(goal, context) == Outcome::All ? Outcome::Any : Outcome::NotMine;
}

Outcome union_left_first(const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::UnionLeftAll)(goal, context);
  if (outcome == Outcome::All) context.premises.resize(before + 1, context.premises[before]);
  return outcome;
}

/// S <: A | B  if  S <: A, S <: B
Outcome union_right_all(const Goal& goal, RuleContext& context) {
  const Union* target = as_union(goal.target);
  if (!target) return Outcome::NotMine;
  for (Type member : target->members) context.premises.push_back({{goal.source, member}, Rule::UnionMemberBelow});
  return Outcome::All;
}

Outcome union_right_first(const Goal& goal, RuleContext& context) {
  if (const Union* target = as_union(goal.target))
    context.premises.push_back({{goal.source, target->members.front()}, Rule::UnionMemberBelow});
  return Outcome::Any;
}

/// A protocol's premises without those of one kind.
Outcome protocol_without(Place::Kind kind, const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::ProtocolStructural)(goal, context);
  const auto first = context.premises.begin() + static_cast<std::ptrdiff_t>(before);
  const auto last = std::remove_if(first, context.premises.end(), [&](const Premise& each) { return each.place.kind == kind; });
  context.premises.resize(static_cast<std::size_t>(last - context.premises.begin()), {goal, Rule::ProtocolStructural});
  return outcome;
}

Outcome protocol_without_results(const Goal& goal, RuleContext& context) {
  return protocol_without(Place::Kind::Gives, goal, context);
}

Outcome protocol_without_parameters(const Goal& goal, RuleContext& context) {
  return protocol_without(Place::Kind::Refuses, goal, context);
}

/// Methods' parameters compared in the direction of results.
Outcome protocol_parameters_covariant(const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::ProtocolStructural)(goal, context);
  for (std::size_t i = before; i < context.premises.size(); ++i)
    if (context.premises[i].place.kind == Place::Kind::Refuses) std::swap(context.premises[i].goal.source, context.premises[i].goal.target);
  return outcome;
}

Outcome protocol_by_name_alone(const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::ProtocolStructural)(goal, context);
  context.premises.resize(before, {goal, Rule::ProtocolStructural});
  return outcome;
}

/// A class is below each class that derives from it.
Outcome subclassing_turned(const Goal& goal, RuleContext& context) {
  const Nominal *source = as_nominal(goal.source), *target = as_nominal(goal.target);
  if (!source || !target || !source->arguments.empty() || !target->arguments.empty()) return Outcome::NotMine;
  return context.table.derives_from(target->class_id, source->class_id) ? Outcome::Proved : Outcome::NotMine;
}

// --- wrong rule functions about signatures

/// The premises of the general rule, each kept, turned round or left out.
template <typename Keep>
Outcome callable_with(const Goal& goal, RuleContext& context, const Keep& keep) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::CallableGeneral)(goal, context);
  std::vector<Premise> kept;
  for (std::size_t i = before; i < context.premises.size(); ++i) keep(context.premises[i], kept);
  context.premises.resize(before, {goal, Rule::CallableGeneral});
  context.premises.insert(context.premises.end(), kept.begin(), kept.end());
  return outcome;
}

bool is_argument(const Premise& premise) { return premise.place.kind == Place::Kind::Argument; }

Outcome callable_without_parameters(const Goal& goal, RuleContext& context) {
  return callable_with(goal, context, [](const Premise& each, std::vector<Premise>& kept) {
    if (!is_argument(each)) kept.push_back(each);
  });
}

Outcome callable_without_result(const Goal& goal, RuleContext& context) {
  return callable_with(goal, context, [](const Premise& each, std::vector<Premise>& kept) {
    if (is_argument(each)) kept.push_back(each);
  });
}

Outcome callable_parameters_covariant(const Goal& goal, RuleContext& context) {
  return callable_with(goal, context, [](Premise each, std::vector<Premise>& kept) {
    if (is_argument(each)) std::swap(each.goal.source, each.goal.target);
    kept.push_back(each);
  });
}

Outcome callable_first_argument(const Goal& goal, RuleContext& context) {
  return callable_with(goal, context, [](const Premise& each, std::vector<Premise>& kept) {
    if (!is_argument(each) || std::ranges::none_of(kept, is_argument)) kept.push_back(each);
  });
}

/// Whatever calls the target admits.
Outcome callable_without_calls(const Goal& goal, RuleContext& context) {
  const Outcome outcome = right(Rule::CallableGeneral)(goal, context);
  return outcome == Outcome::Refuted ? Outcome::All : outcome;
}

/// The general rule over another target: what the change leaves out of its parameters is not asked.
template <typename Change>
Outcome callable_to(const Goal& goal, RuleContext& context, const Change& change) {
  const Callable* target = as_callable(goal.target);
  if (!target) return Outcome::NotMine;
  SignatureShape shape;
  std::vector<Type> parts;
  for (std::size_t k = 0; k < target->shape->size(); ++k) {
    SignatureParameter parameter = (*target->shape)[k];
    if (!change(parameter)) continue;
    shape.push_back(parameter);
    parts.push_back(target->parts[k]);
  }
  parts.push_back(target->result());
  return right(Rule::CallableGeneral)({goal.source, context.pool.callable(shape, parts)}, context);
}

Outcome callable_without_names(const Goal& goal, RuleContext& context) {
  return callable_to(goal, context, [](SignatureParameter& each) {
    if (each.kind == ParameterKind::Standard) each = {ParameterKind::PositionalOnly, each.has_default, {}};
    return true;
  });
}

Outcome callable_without_defaults(const Goal& goal, RuleContext& context) {
  return callable_to(goal, context, [](SignatureParameter& each) { return each.has_default = false, true; });
}

Outcome callable_without_args(const Goal& goal, RuleContext& context) {
  return callable_to(goal, context, [](const SignatureParameter& each) { return each.kind != ParameterKind::Variadic; });
}

Outcome callable_without_kwargs(const Goal& goal, RuleContext& context) {
  return callable_to(goal, context, [](const SignatureParameter& each) { return each.kind != ParameterKind::KeywordVariadic; });
}

Outcome callable_without_keyword_only(const Goal& goal, RuleContext& context) {
  return callable_to(goal, context, [](const SignatureParameter& each) { return each.kind != ParameterKind::KeywordOnly; });
}

Outcome overload_target_first(const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::OverloadTarget)(goal, context);
  if (outcome == Outcome::All) context.premises.resize(before + 1, context.premises[before]);
  return outcome;
}

// --- where they go

RuleSet with(Rule rule, RuleFunction function) {
  RuleSet rules = standard_rules();
  for (auto& entry : rules.deciding)
    if (entry.function == right(rule)) entry.function = function;
  return rules;
}

RuleSet with_alternative(RuleFunction function) {
  RuleSet rules = standard_rules();
  rules.alternatives.front().function = function;
  return rules;
}

/// A union on the right is decided before anything but the bounds and the union on the left is tried.
RuleSet with_union_right(RuleFunction function) {
  RuleSet rules = with_alternative(not_mine);
  const auto behind = std::ranges::find(rules.deciding, right(Rule::UnionLeftAll), &solver::rules::RuleEntry<RuleFunction>::function);
  rules.deciding.insert(behind + 1, {Rule::UnionMemberBelow, function});
  return rules;
}

RuleSet with(Variance variance, ParameterFunction function) {
  RuleSet rules = standard_rules();
  rules.parameters[static_cast<std::size_t>(variance)].function = function;
  return rules;
}

RuleSet with_cycle(solver::rules::CycleFunction function) {
  RuleSet rules = standard_rules();
  rules.cycle = function;
  return rules;
}

// --- wrong tables

/// A changed copy, linearised again; nothing when the class is not there.
template <typename Change>
auto changing(std::string_view name, Change change) {
  return [=](const ClassTable& table, TypePool& pool) -> std::optional<ClassTable> {
    ClassTable copy = table;
    const auto found = std::ranges::find(copy.classes, name, [](const Class& each) { return std::string_view{each.name}; });
    if (found == copy.classes.end()) return std::nullopt;
    change(*found, pool);
    static_cast<void>(copy.linearise(pool, ClassId{0}));
    return copy;
  };
}

auto flag(std::string_view name, std::size_t parameter, Variance variance) {
  return changing(name, [=](Class& changed, TypePool&) { changed.parameters[parameter].declared_variance = variance; });
}

}  // namespace

std::vector<EngineMutant> engine_mutants() {
  return {
      {"invariant-forth-only", "Of an invariant parameter only source below target is asked.", with(Variance::Invariant, invariant_forth)},
      {"invariant-back-only", "Of an invariant parameter only target below source is asked.", with(Variance::Invariant, invariant_back)},
      {"invariant-ignored", "An invariant parameter is not looked at.", with(Variance::Invariant, nothing)},
      {"covariant-turned", "A covariant parameter is taken contravariantly.", with(Variance::Covariant, right(Variance::Contravariant))},
      {"contravariant-turned", "A contravariant parameter is taken covariantly.", with(Variance::Contravariant, right(Variance::Covariant))},
      {"covariant-invariant", "A covariant parameter is taken as invariant.", with(Variance::Covariant, right(Variance::Invariant))},
      {"contravariant-ignored", "A contravariant parameter is not looked at.", with(Variance::Contravariant, nothing)},
      {"upcast-by-place", "An up-cast hands arguments on by their places.", with(Rule::ClassUpcast, upcast_by_place)},
      {"upcast-lost", "A class with arguments is below none of its bases.", with(Rule::ClassUpcast, not_mine)},
      {"subclassing-turned", "A base is below its subclass.", with(Rule::NominalBySubclassing, subclassing_turned)},
      {"union-left-any", "A union is below what one of its members is below.", with(Rule::UnionLeftAll, union_left_any)},
      {"union-left-first", "Of a union on the left only the first member counts.", with(Rule::UnionLeftAll, union_left_first)},
      {"union-right-all", "A type is below a union when it is below all its members.", with_union_right(union_right_all)},
      {"union-right-first", "Of a union on the right only the first member counts.", with_alternative(union_right_first)},
      {"cycle-always", "A question that comes back to itself is true, whatever lies between.", with_cycle(always)},
      {"cycle-never", "A question that comes back to itself is false.", with_cycle(never)},
      {"never-bottom-lost", "Never is below itself and object alone.", with(Rule::NeverBottom, not_mine)},
      {"object-top-lost", "What is no class, a variable, is not below object.", with(Rule::ObjectTop, not_mine)},
      {"protocol-without-results", "What a protocol's members give is not looked at.", with(Rule::ProtocolStructural, protocol_without_results)},
      {"protocol-without-parameters", "What a protocol's members take is not looked at.", with(Rule::ProtocolStructural, protocol_without_parameters)},
      {"protocol-parameters-covariant", "Parameters of methods are compared as results are.", with(Rule::ProtocolStructural, protocol_parameters_covariant)},
      {"protocol-by-name", "A protocol asks for the names of its members alone.", with(Rule::ProtocolStructural, protocol_by_name_alone)},
      {"protocol-lost", "A protocol is a class like any other.", with(Rule::ProtocolStructural, not_mine)},
  };
}

std::vector<EngineMutant> signature_mutants() {
  return {
      {"callable-without-parameters", "Types of parameters are not looked at.", with(Rule::CallableGeneral, callable_without_parameters)},
      {"callable-without-result", "The result is not looked at.", with(Rule::CallableGeneral, callable_without_result)},
      {"callable-parameters-covariant", "Parameters are compared as results are.", with(Rule::CallableGeneral, callable_parameters_covariant)},
      {"callable-first-argument", "Only one argument is compared.", with(Rule::CallableGeneral, callable_first_argument)},
      {"callable-without-calls", "Whether calls fit is not looked at.", with(Rule::CallableGeneral, callable_without_calls)},
      {"callable-without-names", "Names of parameters that have a place are not looked at.", with(Rule::CallableGeneral, callable_without_names)},
      {"callable-without-defaults", "Every call is taken to give every argument.", with(Rule::CallableGeneral, callable_without_defaults)},
      {"callable-without-args", "No call is taken to give more arguments by place.", with(Rule::CallableGeneral, callable_without_args)},
      {"callable-without-kwargs", "No call is taken to give more arguments by name.", with(Rule::CallableGeneral, callable_without_kwargs)},
      {"callable-without-keyword-only", "Parameters given by name alone are not looked at.", with(Rule::CallableGeneral, callable_without_keyword_only)},
      {"overload-target-first", "Of an overload on the right only the first signature counts.", with(Rule::OverloadTarget, overload_target_first)},
      {"call-lost", "No instance can be called.", with(Rule::NominalCallToCallable, not_mine)},
      {"callback-lost", "A callable implements no protocol.", with(Rule::CallbackProtocolCallable, not_mine)},
  };
}

std::vector<TableMutant> table_mutants() {
  return {
      {"yield-type-contravariant", "AsyncGenerator's YieldType is declared contravariant.", flag("AsyncGenerator", 0, Variance::Contravariant)},
      {"send-type-covariant", "AsyncGenerator's SendType is declared covariant.", flag("AsyncGenerator", 1, Variance::Covariant)},
      {"send-type-invariant", "AsyncGenerator's SendType is declared invariant.", flag("AsyncGenerator", 1, Variance::Invariant)},
      {"list-covariant", "list is declared covariant.", flag("list", 0, Variance::Covariant)},
      {"return-type-contravariant", "Generator's ReturnType is declared contravariant.", flag("Generator", 2, Variance::Contravariant)},
      {"base-argument-swapped", "AsyncGenerator iterates over its SendType.",
       changing("AsyncGenerator",
                [](Class& changed, TypePool& pool) {
                  changed.bases.front() = pool.nominal(as_nominal(changed.bases.front())->class_id, {pool.parameter(1)});
                })},
      {"sync-base-argument-swapped", "Generator iterates over its ReturnType.",
       changing("Generator",
                [](Class& changed, TypePool& pool) {
                  changed.bases.front() = pool.nominal(as_nominal(changed.bases.front())->class_id, {pool.parameter(2)});
                })},
      {"default-changed", "SendType's default is Never.",
       changing("AsyncGenerator",
                [](Class& changed, TypePool& pool) { changed.parameters[1].default_type = pool.never(); })},
  };
}

}  // namespace agverify::properties
