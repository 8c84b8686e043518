#include "solver/rules/class_object_functions.h"

#include <algorithm>

#include "model/class_objects.h"

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

namespace {

constexpr Place at_instance{Place::Kind::Instance};

Outcome unknown_because(std::string reason, RuleContext& context) {
  context.reason = std::move(reason);
  return Outcome::Unknown;
}

/// Whether something stands in `type[..]` that no question may have there: an instance of a variable may put it there.
bool is_unread(Type type, RuleContext& context) {
  const TypeOf* objects = as_type_of(type);
  const auto why = objects ? unread_in_type_of(objects->inner(), context.table) : std::nullopt;
  if (why) context.reason = "unsupported type[..] of " + *why;
  return why.has_value();
}

bool may_be_object(Type inner, const RuleContext& context) {
  std::vector<Type> open{inner};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    const Nominal* nominal = as_nominal(next);
    if (as_variable(next) || (nominal && nominal->class_id == context.table.well_known.object)) return true;
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.begin(), all->members.end());
  }
  return false;
}

/// Every class derives from object: what says no more of a class than that it is one is below type[T] if object <: T.
Outcome any_class_below(Type inner, RuleContext& context) {
  context.rule = Rule::TypeObjectAllClasses;
  context.premises.push_back({{context.pool.nominal(context.table.well_known.object), inner}, context.rule, true, at_instance});
  return Outcome::All;
}

Outcome fails_as(Rule rule, RuleContext& context) {
  context.rule = rule;
  return Outcome::Refuted;
}

bool asks_for_call_alone(ClassId protocol, RuleContext& context) {
  const auto& members = context.matcher.members_of(protocol);
  return members.size() == 1 && members.front().member->name == "__call__";
}

/// Whether the class has a member of the protocol by itself: what access on its class object gives then is not read. What `hash(C)`
/// calls is that of the metaclass. Source: Python language reference, 3.3.12 (special method lookup).
bool has_a_member(ClassId id, ClassId protocol, RuleContext& context) {
  return std::ranges::any_of(context.matcher.members_of(protocol), [&](const FoundMember& each) {
    const auto found = context.table.find_member(id, each.member->name);
    return found && found->owner != context.table.well_known.object && each.member->name != "__hash__";
  });
}

/// Whether neither the class nor its metaclass has some member of the protocol.
bool lacks_a_member(ClassId id, ClassId metaclass, ClassId protocol, RuleContext& context) {
  return std::ranges::any_of(context.matcher.members_of(protocol), [&](const FoundMember& each) {
    return !context.table.find_member(id, each.member->name) && !context.table.find_member(metaclass, each.member->name);
  });
}

/// type[C] <: (..) -> R  if  the class object of C, called as its constructor is, is
///                                                           constructors#constructor-calls-for-type-t
Outcome by_constructor(const Nominal& called, Type target, RuleContext& context) {
  context.rule = Rule::TypeValueToCallable;
  const auto object = context.table.class_object_of(called.class_id);
  if (!object) return unknown_because("unsupported constructor of " + context.table[called.class_id].name, context);
  if (const auto& why = context.table[*object].unsupported) return unknown_because("unsupported " + *why, context);
  if (!context.table.assumed.is_default(Switch::CallOfType) && !context.table[called.class_id].is_final) return Outcome::Refuted;
  context.premises.push_back({{context.pool.nominal(*object, called.arguments), target}, context.rule});
  return Outcome::All;
}

Outcome below_protocol(Type inner, ClassId metaclass, const Goal& goal, RuleContext& context) {
  const ClassId protocol = as_nominal(goal.target)->class_id;
  const Nominal* of = as_nominal(inner);
  if (of && asks_for_call_alone(protocol, context)) return by_constructor(*of, goal.target, context);
  if (!of) return Outcome::NotMine;
  if (const std::string unread = context.table.unread_metaclass_of(of->class_id); !unread.empty())
    return unknown_because("unsupported metaclass " + unread, context);
  if (lacks_a_member(of->class_id, metaclass, protocol, context)) return fails_as(Rule::TypeBelowMetaclass, context);
  if (has_a_member(of->class_id, protocol, context)) return unknown_because("structural: attributes of a class object", context);
  context.premises.push_back({{context.pool.nominal(metaclass), goal.target}, Rule::TypeBelowMetaclass});
  context.rule = Rule::TypeBelowMetaclass;
  return Outcome::All;
}

/// type[C] <: T  if  M <: T, M the metaclass of C            constructors#metaclass-call-method
Outcome below_class(Type inner, const Goal& goal, RuleContext& context) {
  const ClassTable& table = context.table;
  const ClassId above = as_nominal(goal.target)->class_id;
  const Nominal* of = as_nominal(inner);
  const ClassId metaclass = of ? table.metaclass_of(of->class_id) : *table.well_known.type;
  if (table.derives_from(metaclass, above)) {
    context.rule = Rule::TypeBelowMetaclass;
    context.premises.push_back({{context.pool.nominal(metaclass), goal.target}, context.rule});
    return Outcome::All;
  }
  if (is_never(inner)) return unknown_because("unsupported type[Never]", context);
  if (table[above].is_protocol) return below_protocol(inner, metaclass, goal, context);
  if (!of) return Outcome::NotMine;
  const bool is_only_one = table[of->class_id].is_final && table[of->class_id].parameters.empty();
  context.rule = Rule::TypeOfClass;
  if (table[above].class_object_of == of->class_id && is_only_one) return Outcome::Proved;
  return fails_as(table.derives_from(above, *table.well_known.type) && !table[above].class_object_of ? Rule::TypeBelowMetaclass : Rule::TypeOfClass, context);
}

}  // namespace

Outcome type_never(const Goal& goal, RuleContext& context) {
  const TypeOf* source = as_type_of(goal.source);
  const bool is_empty_one = source && is_empty(source->inner()) && !context.table.assumed.is_default(Switch::TypeOfNever);
  return is_empty_one ? Outcome::Proved : Outcome::NotMine;
}

Outcome type_covariant(const Goal& goal, RuleContext& context) {
  const TypeOf *source = as_type_of(goal.source), *target = as_type_of(goal.target);
  if (!source || !target) return Outcome::NotMine;
  if (is_unread(goal.source, context) || is_unread(goal.target, context)) return Outcome::Unknown;
  const bool names_never = is_empty(source->inner()) || is_empty(target->inner());
  if (names_never) context.basis = Basis::Open;
  Premise below{{source->inner(), target->inner()}, Rule::TypeCovariant, true, at_instance};
  if (names_never) below.when_it_fails = Basis::Open;
  context.premises.push_back(below);
  return Outcome::All;
}

Outcome class_below_type_of(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const TypeOf* target = as_type_of(goal.target);
  if (!source || !target) return Outcome::NotMine;
  if (is_unread(goal.target, context)) return Outcome::Unknown;
  const ClassTable& table = context.table;
  const auto of = table[source->class_id].class_object_of;
  if (of && table[*of].is_protocol) return may_be_object(target->inner(), context) ? any_class_below(target->inner(), context) : fails_as(Rule::TypeOfProtocol, context);
  if (of) {
    context.premises.push_back({{context.pool.nominal(*of, source->arguments), target->inner()}, Rule::TypeOfClass, true, at_instance});
    return Outcome::All;
  }
  return table.derives_from(source->class_id, *table.well_known.type) ? any_class_below(target->inner(), context) : Outcome::Refuted;
}

Outcome type_of_below(const Goal& goal, RuleContext& context) {
  const TypeOf* source = as_type_of(goal.source);
  if (!source) return Outcome::NotMine;
  if (is_unread(goal.source, context)) return Outcome::Unknown;
  if (const Union* all = as_union(source->inner())) {
    std::vector<Type> each;
    for (Type member : all->members) each.push_back(context.pool.type_of(member));
    context.rule = Rule::TypeDistributes;
    context.premises.push_back({{context.pool.union_of(each), goal.target}, context.rule});
    return Outcome::All;
  }
  if (as_nominal(goal.target)) return below_class(source->inner(), goal, context);
  const bool is_never_inside = is_never(source->inner());
  if (is_never_inside && !as_union(goal.target)) return unknown_because("unsupported type[Never]", context);
  const Nominal* of = as_nominal(source->inner());
  if (of && (as_callable(goal.target) || as_overload(goal.target))) return by_constructor(*of, goal.target, context);
  return of && (as_tuple(goal.target) || as_literal(goal.target)) ? fails_as(Rule::TypeOfClass, context) : Outcome::NotMine;
}

Outcome type_of_bound(const Goal& goal, RuleContext& context) {
  const TypeOf* source = as_type_of(goal.source);
  const Variable* inside = source ? as_variable(source->inner()) : nullptr;
  if (!inside || !context.hypotheses) return Outcome::NotMine;
  for (const VariableBound& bound : context.hypotheses->upper[inside->index])
    context.premises.push_back({{context.pool.type_of(bound.type), goal.target}, Rule::TypeOfBound, false, {}, bound.hypothesis});
  return Outcome::Any;
}

}  // namespace agverify::solver::rules
