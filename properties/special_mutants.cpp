#include "properties/mutants.h"

#include <algorithm>

#include "solver/rules/literal_functions.h"

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

bool is_literal_string(Type type, const RuleContext& context) {
  const Nominal* nominal = as_nominal(type);
  return nominal && nominal->class_id == context.table.well_known.literal_string;
}

RuleSet with_literals(RuleFunction function) {
  RuleSet rules = standard_rules();
  for (auto& entry : rules.deciding)
    if (entry.name == Rule::LiteralBelowType) entry.function = function;
  return rules;
}

RuleSet with_named_values(RuleFunction function) {
  RuleSet rules = standard_rules();
  for (auto& entry : rules.alternatives)
    if (entry.function == solver::rules::named_values_above) entry.function = function;
  return rules;
}

Outcome not_mine(const Goal&, RuleContext&) { return Outcome::NotMine; }

Outcome literals_are_str_alone(const Goal& goal, RuleContext& context) {
  const Outcome outcome = solver::rules::literal_below_type(goal, context);
  if (outcome == Outcome::All) context.premises.back().goal.source = context.pool.nominal(as_literal(goal.source)->class_id);
  return outcome;
}

Outcome every_literal_is_text(const Goal& goal, RuleContext& context) {
  return as_literal(goal.source) && is_literal_string(goal.target, context) ? Outcome::Proved : solver::rules::literal_below_type(goal, context);
}

Outcome literal_string_is_one(const Goal& goal, RuleContext& context) {
  const Literal* target = as_literal(goal.target);
  if (is_literal_string(goal.source, context) && target && target->class_id == context.table.well_known.string) return Outcome::Proved;
  return solver::rules::literal_below_type(goal, context);
}

Outcome str_is_literal_string(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  if (source && source->class_id == context.table.well_known.string && is_literal_string(goal.target, context)) return Outcome::Proved;
  return solver::rules::literal_below_type(goal, context);
}

Outcome narrowing_is_true(const Goal& goal, RuleContext& context) {
  const Outcome outcome = solver::rules::named_values_above(goal, context);
  if (outcome == Outcome::Any) context.premises.back().goal.source = as_union(context.premises.back().goal.source)->members.front();
  return outcome;
}

}  // namespace

std::vector<EngineMutant> special_mutants() {
  return {
      {"literals-are-str-alone", "A literal of str is no LiteralString.", with_literals(literals_are_str_alone)},
      {"every-literal-is-text", "Every literal is a LiteralString.", with_literals(every_literal_is_text)},
      {"literal-string-is-one", "LiteralString is below each literal of str.", with_literals(literal_string_is_one)},
      {"str-is-literal-string", "str is below LiteralString.", with_literals(str_is_literal_string)},
      {"narrowing-is-true", "What narrows answers True alone.", with_named_values(narrowing_is_true)},
      {"narrowing-expansion-lost", "What narrows is not taken for True and False.", with_named_values(not_mine)},
  };
}

}  // namespace agverify::properties
