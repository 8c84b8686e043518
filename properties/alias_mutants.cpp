#include <algorithm>

#include "model/alias.h"
#include "properties/mutants.h"

namespace agverify::properties {
namespace {

using namespace model;
using logic::Rule;
using solver::rules::Goal;
using solver::rules::Outcome;
using solver::rules::RuleContext;
using solver::rules::RuleFunction;
using solver::rules::RuleSet;
using solver::rules::standard_rules;

RuleSet with(RuleFunction function) {
  RuleSet rules = standard_rules();
  std::ranges::find(rules.deciding, Rule::AliasRecursive, &solver::rules::RuleEntry<RuleFunction>::name)->function = function;
  return rules;
}

Outcome below(Type source, Type target, RuleContext& context) {
  context.premises.push_back({{source, target}, Rule::AliasRecursive});
  return Outcome::All;
}

Type in_full(Type type, RuleContext& context) { return exposed(type, context.table, context.substitution); }

Type first_member(Type type) { return as_union(type) ? as_union(type)->members.front() : type; }

Outcome lost(const Goal&, RuleContext&) { return Outcome::NotMine; }

Outcome source_alone(const Goal& goal, RuleContext& context) {
  return as_alias(goal.source) ? below(in_full(goal.source, context), goal.target, context) : Outcome::NotMine;
}

Outcome target_alone(const Goal& goal, RuleContext& context) {
  return as_alias(goal.target) ? below(goal.source, in_full(goal.target, context), context) : Outcome::NotMine;
}

Outcome first_of_source(const Goal& goal, RuleContext& context) {
  if (!as_alias(goal.source) && !as_alias(goal.target)) return Outcome::NotMine;
  return below(as_alias(goal.source) ? first_member(in_full(goal.source, context)) : goal.source, in_full(goal.target, context), context);
}

Outcome first_of_target(const Goal& goal, RuleContext& context) {
  if (!as_alias(goal.source) && !as_alias(goal.target)) return Outcome::NotMine;
  return below(in_full(goal.source, context), as_alias(goal.target) ? first_member(in_full(goal.target, context)) : goal.target, context);
}

/// An alias as if its arguments were all the same.
Outcome by_name_alone(const Goal& goal, RuleContext& context) {
  const Alias *source = as_alias(goal.source), *target = as_alias(goal.target);
  if (source && target && source->alias_id == target->alias_id) return Outcome::Proved;
  return source || target ? below(in_full(goal.source, context), in_full(goal.target, context), context) : Outcome::NotMine;
}

/// Two aliases by their names, as classes are.
Outcome as_classes(const Goal& goal, RuleContext& context) {
  const Alias *source = as_alias(goal.source), *target = as_alias(goal.target);
  if (source && target && source->alias_id != target->alias_id) return context.rule = Rule::AliasRecursive, Outcome::Refuted;
  return source || target ? below(in_full(goal.source, context), in_full(goal.target, context), context) : Outcome::NotMine;
}

bool never(bool) { return false; }

RuleSet inductive() {
  RuleSet rules = standard_rules();
  rules.cycle = never;
  return rules;
}

}  // namespace

std::vector<EngineMutant> alias_mutants() {
  return {
      {"alias-lost", "A recursive alias is below nothing but itself and object.", with(lost)},
      {"alias-of-source-alone", "An alias on the right is not unfolded.", with(source_alone)},
      {"alias-of-target-alone", "An alias on the left is not unfolded.", with(target_alone)},
      {"alias-source-first", "An alias on the left is taken for the first member of what it unfolds to.", with(first_of_source)},
      {"alias-target-first", "An alias on the right is taken for the first member of what it unfolds to.", with(first_of_target)},
      {"alias-by-name", "The arguments of an alias are not looked at.", with(by_name_alone)},
      {"alias-as-class", "Two aliases of different names are unrelated.", with(as_classes)},
      {"alias-inductive", "A question that comes back to itself is false.", inductive()},
  };
}

}  // namespace agverify::properties
