#include "solver/rules/literal_functions.h"

#include <algorithm>

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

namespace {

/// Whether the target tells literals of the class apart, or a variable of the query may.
bool tells_apart(Type target, Type literal, const RuleContext& context) {
  std::vector<Type> open{target};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (is_literal_of(next, literal) || (as_variable(next) && context.hypotheses)) return true;
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.begin(), all->members.end());
  }
  return false;
}

Outcome expands(const Goal& goal, Rule rule, RuleContext& context) {
  const std::vector<Type> literals = literals_of(goal.source, context.table, context.pool);
  if (literals.empty() || !tells_apart(goal.target, literals.front(), context)) return Outcome::NotMine;
  context.premises.push_back({{context.pool.union_of(literals), goal.target}, rule});
  return Outcome::All;
}

bool is_bool(Type type, const ClassTable& table) {
  const Nominal* nominal = as_nominal(type);
  return nominal && nominal->class_id == table.well_known.boolean;
}

}  // namespace

std::vector<Type> literals_of(Type type, const ClassTable& table, TypePool& pool) {
  const Nominal* nominal = as_nominal(type);
  if (!nominal) return {};
  if (is_bool(type, table)) return {pool.literal(nominal->class_id, "True"), pool.literal(nominal->class_id, "False")};
  const Class& definition = table[nominal->class_id];
  std::vector<Type> found;
  if (is_enumerated(definition))
    for (const std::string& each : definition.enum_members) found.push_back(pool.literal(nominal->class_id, each));
  return found;
}

bool is_literal_of(Type type, Type other) {
  const Literal* one = as_literal(type);
  const Literal* two = as_literal(other);
  return one && two && one->class_id == two->class_id;
}

Outcome literal_below_type(const Goal& goal, RuleContext& context) {
  const Literal* source = as_literal(goal.source);
  if (!source || as_union(goal.target) || as_variable(goal.target) || is_never(goal.target)) return Outcome::NotMine;
  if (as_literal(goal.target)) {
    context.rule = Rule::LiteralEqual;
    return Outcome::Refuted;
  }
  context.premises.push_back({{context.pool.nominal(source->class_id), goal.target}, Rule::LiteralBelowType});
  return Outcome::All;
}

Outcome bool_expands(const Goal& goal, RuleContext& context) {
  return is_bool(goal.source, context.table) ? expands(goal, Rule::BoolExpands, context) : Outcome::NotMine;
}

Outcome enum_expands(const Goal& goal, RuleContext& context) {
  return is_bool(goal.source, context.table) ? Outcome::NotMine : expands(goal, Rule::EnumExpands, context);
}

}  // namespace agverify::solver::rules
