#include "solver/rules/literal_functions.h"

#include <algorithm>

#include "model/alias.h"

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

namespace {

bool is_literal_string(Type type, const ClassTable& table) {
  const Nominal* nominal = as_nominal(type);
  return nominal && nominal->class_id == table.well_known.literal_string;
}

/// Whether literals of the class name values of a class below str: whether those are LiteralStrings is open.
bool is_below_text(ClassId id, const ClassTable& table) {
  const auto text = table.well_known.string;
  return text && id != *text && table.derives_from(id, *text);
}

enum class Told : std::uint8_t { Nothing, ByVariable, ByLiteral };

/// Whether the target tells literals of the class apart, or a variable of the query may.
Told told_apart(Type target, Type literal, const RuleContext& context) {
  Told told = Told::Nothing;
  std::vector<Type> open{target};
  while (!open.empty()) {
    const Type next = exposed(open.back(), context.table, context.substitution);
    open.pop_back();
    if (is_literal_of(next, literal) || (is_literal_string(next, context.table) && is_below_text(as_literal(literal)->class_id, context.table)))
      return Told::ByLiteral;
    if (as_variable(next) && context.hypotheses) told = Told::ByVariable;
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.begin(), all->members.end());
  }
  return told;
}

bool is_bool(Type type, const ClassTable& table) {
  const Nominal* nominal = as_nominal(type);
  return nominal && nominal->class_id == table.well_known.boolean;
}

bool expands(const Goal& goal, Told told, RuleContext& context) {
  const std::vector<Type> literals = literals_of(goal.source, context.table, context.pool);
  if (literals.empty() || told_apart(goal.target, literals.front(), context) != told) return false;
  const Rule rule = is_bool(goal.source, context.table) ? Rule::BoolExpands : Rule::EnumExpands;
  context.premises.push_back({{context.pool.union_of(literals), goal.target}, rule});
  return true;
}

bool names_a_literal(Type type, const ClassTable& table) {
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (as_literal(next) || as_alias(next) || is_literal_string(next, table)) return true;  // an alias may lead to one
    const auto parts = parts_of(next);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  return false;
}

/// Whether the type asks what iteration and indexing of a text give more precisely than its class tells: whether they do for a literal
/// is open.
bool may_be_seen_as_its_parts(const Literal& source, Type target, const ClassTable& table) {
  const Nominal* asked = as_nominal(target);
  const auto is_text = [&](std::optional<ClassId> text) { return text && table.derives_from(source.class_id, *text); };
  const bool asks_of_parts = asked && !asked->arguments.empty() && (table[asked->class_id].is_protocol || table.derives_from(source.class_id, asked->class_id));
  const bool is_empty_text = *source.value == "\"\"" || *source.value == "b\"\"";
  return asks_of_parts && (is_empty_text || names_a_literal(target, table)) && (is_text(table.well_known.string) || is_text(table.well_known.bytes));
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

bool is_enum_without_members(Type type, const ClassTable& table) {
  const Nominal* nominal = as_nominal(type);
  if (!nominal) return false;
  const Class& definition = table[nominal->class_id];
  if (!definition.enum_members.empty() || definition.is_flag || definition.qualified_name.starts_with("enum.")) return false;
  return std::ranges::any_of(table.ancestors(nominal->class_id), [&](const Ancestor& above) { return table[above.class_id].qualified_name == "enum.Enum"; });
}

bool is_literal_of(Type type, Type other) {
  const Literal* one = as_literal(type);
  const Literal* two = as_literal(other);
  return one && two && one->class_id == two->class_id;
}

Outcome literal_below_type(const Goal& goal, RuleContext& context) {
  const Literal* source = as_literal(goal.source);
  if (!source || as_union(goal.target) || as_variable(goal.target) || is_never(goal.target)) return Outcome::NotMine;
  if (const Literal* target = as_literal(goal.target)) {
    context.rule = Rule::LiteralEqual;
    // That a member of an enum which is also a str is another value than that str, no text says.
    const bool is_member = !context.table[source->class_id].enum_members.empty();
    if (is_member && source->class_id != target->class_id && context.table.derives_from(source->class_id, target->class_id)) context.basis = Basis::Sets;
    return Outcome::Refuted;
  }
  const WellKnown& known = context.table.well_known;
  const bool is_text = known.literal_string && source->class_id == *known.string;
  const bool is_below = known.literal_string && is_below_text(source->class_id, context.table);
  const bool asks_for_literal = is_literal_string(goal.target, context.table), takes_parts = !context.table.assumed.is_default(Switch::LiteralParts);
  if (is_below && asks_for_literal) context.basis = Basis::Open;
  if (is_below && asks_for_literal && !takes_parts) return Outcome::Refuted;
  const bool as_literal_string = (is_text && (asks_for_literal || takes_parts)) || (is_below && asks_for_literal);
  Premise below{{context.pool.nominal(as_literal_string ? *known.literal_string : source->class_id), goal.target}, Rule::LiteralBelowType};
  if (may_be_seen_as_its_parts(*source, goal.target, context.table)) below.when_it_fails = Basis::Open;
  context.premises.push_back(below);
  return Outcome::All;
}

Outcome bool_expands(const Goal& goal, RuleContext& context) {
  return is_bool(goal.source, context.table) && expands(goal, Told::ByLiteral, context) ? Outcome::All : Outcome::NotMine;
}

Outcome enum_expands(const Goal& goal, RuleContext& context) {
  return !is_bool(goal.source, context.table) && expands(goal, Told::ByLiteral, context) ? Outcome::All : Outcome::NotMine;
}

Outcome enum_empty(const Goal& goal, RuleContext& context) {
  const bool is_never = !context.table.assumed.is_default(Switch::EmptyEnum) && is_enum_without_members(goal.source, context.table);
  return is_never ? Outcome::Proved : Outcome::NotMine;
}

/// C <: T  if  Literal[True] | Literal[False] <: T, C below bool    narrowing#typeguard
Outcome named_values_above(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  if (!source) return Outcome::NotMine;
  for (const Ancestor& above : context.table.ancestors(source->class_id)) {
    const Type seen = context.pool.nominal(above.class_id);
    if (above.class_id == source->class_id || !is_bool(seen, context.table)) continue;
    const std::vector<Type> literals = literals_of(seen, context.table, context.pool);
    if (told_apart(goal.target, literals.front(), context) == Told::Nothing) return Outcome::NotMine;
    context.premises.push_back({{context.pool.union_of(literals), goal.target}, Rule::BoolExpands});
    return Outcome::Any;
  }
  return Outcome::NotMine;
}

/// Only the conformance suite says so.
Outcome narrowing_apart(const Goal& goal, RuleContext& context) {
  const Nominal *source = as_nominal(goal.source), *target = as_nominal(goal.target);
  const WellKnown& known = context.table.well_known;
  const auto are = [&](std::optional<ClassId> one, std::optional<ClassId> other) { return source->class_id == one && target->class_id == other; };
  if (!source || !target || !(are(known.type_is, known.type_guard) || are(known.type_guard, known.type_is))) return Outcome::NotMine;
  context.basis = Basis::Suite;
  return Outcome::Refuted;
}

Basis basis_of_parts(const Nominal& source, Type target, const ClassTable& table) {
  return source.class_id == table.well_known.literal_string && names_a_literal(target, table) ? Basis::Open : Basis::Spec;
}

Type seen_by_its_parts(const Nominal& source, Type lifted, RuleContext& context) {
  const WellKnown& known = context.table.well_known;
  if (source.class_id != known.literal_string || context.table.assumed.is_default(Switch::LiteralParts)) return lifted;
  const Type text = context.pool.nominal(*known.string), part = context.pool.nominal(*known.literal_string);
  std::vector<Type> parts;
  for (Type each : parts_of(lifted)) parts.push_back(each == text ? part : each);
  return context.pool.with_parts(lifted, parts);
}

Outcome literals_below_variable(const Goal& goal, RuleContext& context) {
  return expands(goal, Told::ByVariable, context) ? Outcome::Any : Outcome::NotMine;
}

}  // namespace agverify::solver::rules
