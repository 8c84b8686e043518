#include "properties/mutants.h"

namespace agverify::properties {
namespace {

using namespace model;
using logic::Rule;
using solver::rules::Goal;
using solver::rules::Outcome;
using solver::rules::Premise;
using solver::rules::RuleContext;
using solver::rules::RuleFunction;
using solver::rules::RuleSet;
using solver::rules::standard_rules;

RuleFunction right(Rule rule) {
  for (const auto& entry : standard_rules().deciding)
    if (entry.name == rule) return entry.function;
  return nullptr;
}

RuleSet with(Rule rule, RuleFunction function) {
  RuleSet rules = standard_rules();
  for (auto& entry : rules.deciding)
    if (entry.name == rule) entry.function = function;
  return rules;
}

Outcome not_mine(const Goal&, RuleContext&) { return Outcome::NotMine; }

Outcome contravariant(const Goal& goal, RuleContext& context) {
  const Outcome outcome = right(Rule::TypeCovariant)(goal, context);
  if (outcome == Outcome::All) std::swap(context.premises.back().goal.source, context.premises.back().goal.target);
  return outcome;
}

Outcome invariant(const Goal& goal, RuleContext& context) {
  const Outcome outcome = right(Rule::TypeCovariant)(goal, context);
  if (outcome != Outcome::All) return outcome;
  Premise back = context.premises.back();
  std::swap(back.goal.source, back.goal.target);
  context.premises.push_back(back);
  return outcome;
}

bool is_of_union(const Goal& goal) { return as_type_of(goal.source) && as_union(as_type_of(goal.source)->inner()); }

Outcome not_distributed(const Goal& goal, RuleContext& context) {
  return is_of_union(goal) ? Outcome::NotMine : right(Rule::TypeDistributes)(goal, context);
}

Outcome first_member_alone(const Goal& goal, RuleContext& context) {
  const Outcome outcome = right(Rule::TypeDistributes)(goal, context);
  if (outcome == Outcome::All && is_of_union(goal)) context.premises.back().goal.source = as_union(context.premises.back().goal.source)->members.front();
  return outcome;
}

/// Every metaclass is taken for `type`.
Outcome without_metaclass(const Goal& goal, RuleContext& context) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::TypeDistributes)(goal, context);
  if (outcome != Outcome::All || context.premises.size() == before || context.rule != Rule::TypeBelowMetaclass) return outcome;
  context.premises.back().goal.source = context.pool.nominal(*context.table.well_known.type);
  return outcome;
}

/// type[C] <: M  where M is any metaclass.
Outcome every_metaclass(const Goal& goal, RuleContext& context) {
  const Nominal* target = as_nominal(goal.target);
  if (as_type_of(goal.source) && target && context.table.derives_from(target->class_id, *context.table.well_known.type)) return Outcome::Proved;
  return right(Rule::TypeDistributes)(goal, context);
}

/// M <: type[C]  where M is the metaclass of C.
Outcome metaclass_is_its_class(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const TypeOf* target = as_type_of(goal.target);
  const Nominal* of = target ? as_nominal(target->inner()) : nullptr;
  if (source && of && context.table.metaclass_of(of->class_id) == source->class_id) return Outcome::Proved;
  return right(Rule::TypeOfClass)(goal, context);
}

/// C <: type[C]
Outcome instance_for_class(const Goal& goal, RuleContext& context) {
  const TypeOf* target = as_type_of(goal.target);
  return target && goal.source == target->inner() ? Outcome::Proved : right(Rule::TypeOfClass)(goal, context);
}

}  // namespace

std::vector<EngineMutant> class_object_mutants() {
  return {
      {"type-contravariant", "type[A] is below type[B] where B is below A.", with(Rule::TypeCovariant, contravariant)},
      {"type-invariant", "type[A] is below type[B] where A and B are equivalent.", with(Rule::TypeCovariant, invariant)},
      {"type-covariance-lost", "type[A] is below itself alone.", with(Rule::TypeCovariant, not_mine)},
      {"distribution-lost", "type[A | B] is no union.", with(Rule::TypeDistributes, not_distributed)},
      {"distribution-to-first", "type[A | B] is type[A].", with(Rule::TypeDistributes, first_member_alone)},
      {"metaclass-ignored", "The class of every class object is type.", with(Rule::TypeDistributes, without_metaclass)},
      {"every-metaclass", "A class object is an instance of every metaclass.", with(Rule::TypeDistributes, every_metaclass)},
      {"metaclass-is-its-class", "An instance of a metaclass is of each class that has it.", with(Rule::TypeOfClass, metaclass_is_its_class)},
      {"instance-for-class", "An instance is its class object.", with(Rule::TypeOfClass, instance_for_class)},
      {"metaclass-lost", "An instance of a metaclass is no class object.", with(Rule::TypeOfClass, not_mine)},
  };
}

}  // namespace agverify::properties
