#include "properties/mutants.h"

#include <algorithm>

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
  const RuleSet& rules = standard_rules();
  for (const auto* list : {&rules.deciding, &rules.alternatives})
    for (const auto& entry : *list)
      if (entry.name == rule) return entry.function;
  return nullptr;
}

RuleSet with(Rule rule, RuleFunction function) {
  RuleSet rules = standard_rules();
  for (auto* list : {&rules.deciding, &rules.alternatives})
    for (auto& entry : *list)
      if (entry.name == rule) entry.function = function;
  return rules;
}

Outcome not_mine(const Goal&, RuleContext&) { return Outcome::NotMine; }

// --- taking apart

/// The premise of a rule that takes a type apart, some of its members left out.
template <typename Keep>
Outcome expanded_with(Rule rule, const Goal& goal, RuleContext& context, const Keep& keep) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(rule)(goal, context);
  if (context.premises.size() == before) return outcome;
  Premise& premise = context.premises.back();
  if (const Union* all = as_union(premise.goal.source)) premise.goal.source = keep(premise.rule, *all, context.pool);
  return outcome;
}

Type first_of(const Union& all, TypePool&) { return all.members.front(); }

Outcome expansion_without_last(const Goal& goal, RuleContext& context) {
  return expanded_with(Rule::TupleElementUnionExpands, goal, context, [](Rule rule, const Union& all, TypePool& pool) {
    const std::size_t kept = rule == Rule::TupleUnboundedSplit ? all.members.size() : all.members.size() - 1;
    return pool.union_of(all.members.first(kept));
  });
}

Outcome split_without_empty(const Goal& goal, RuleContext& context) {
  return expanded_with(Rule::TupleElementUnionExpands, goal, context, [](Rule rule, const Union& all, TypePool& pool) {
    return rule == Rule::TupleUnboundedSplit ? all.members.back() : pool.union_of(all.members);
  });
}

Outcome split_into_empty(const Goal& goal, RuleContext& context) {
  return expanded_with(Rule::TupleElementUnionExpands, goal, context, [](Rule rule, const Union& all, TypePool& pool) {
    return rule == Rule::TupleUnboundedSplit ? all.members.front() : pool.union_of(all.members);
  });
}

Outcome bool_is_true(const Goal& goal, RuleContext& context) {
  return expanded_with(Rule::BoolExpands, goal, context, [](Rule, const Union& all, TypePool& pool) { return first_of(all, pool); });
}

Outcome enum_is_its_first(const Goal& goal, RuleContext& context) {
  return expanded_with(Rule::EnumExpands, goal, context, [](Rule, const Union& all, TypePool& pool) { return first_of(all, pool); });
}

// --- literals

/// Python's `0 == False`, which says nothing of types.
std::string_view as_number(const std::string& value) {
  if (value == "False") return "0";
  return value == "True" ? "1" : std::string_view{value};
}

Outcome literals_by_value(const Goal& goal, RuleContext& context) {
  const Literal *source = as_literal(goal.source), *target = as_literal(goal.target);
  if (source && target && as_number(*source->value) == as_number(*target->value)) return Outcome::Proved;
  return right(Rule::LiteralBelowType)(goal, context);
}

Outcome literals_by_class(const Goal& goal, RuleContext& context) {
  const Literal *source = as_literal(goal.source), *target = as_literal(goal.target);
  if (source && target && source->class_id == target->class_id) return Outcome::Proved;
  return right(Rule::LiteralBelowType)(goal, context);
}

// --- parts

/// The rule over another source.
Outcome parts_of_another(const Goal& goal, RuleContext& context, std::span<const Type> parts, std::optional<std::uint32_t> unbounded) {
  return right(Rule::TupleElementwise)({context.pool.tuple(parts, unbounded), goal.target}, context);
}

/// What is one element too long is compared all the same.
Outcome length_off_by_one(const Goal& goal, RuleContext& context) {
  const Tuple *source = as_tuple(goal.source), *target = as_tuple(goal.target);
  if (!source || !target || source->unbounded || target->unbounded || source->parts.size() != target->parts.size() + 1)
    return right(Rule::TupleElementwise)(goal, context);
  return parts_of_another(goal, context, source->parts.first(target->parts.size()), std::nullopt);
}

/// tuple[T, ...] <: tuple[U]  if  T <: U
Outcome any_length_is_one(const Goal& goal, RuleContext& context) {
  const Tuple *source = as_tuple(goal.source), *target = as_tuple(goal.target);
  if (!source || !target || !source->unbounded || target->unbounded) return right(Rule::TupleElementwise)(goal, context);
  return parts_of_another(goal, context, source->parts, std::nullopt);
}

template <typename Keep>
Outcome pairs_with(const Goal& goal, RuleContext& context, const Keep& keep) {
  const std::size_t before = context.premises.size();
  const Outcome outcome = right(Rule::TupleElementwise)(goal, context);
  std::vector<Premise> kept;
  for (std::size_t i = before; i < context.premises.size(); ++i)
    if (keep(context.premises[i], i - before, context.premises.size() - before)) kept.push_back(context.premises[i]);
  context.premises.resize(before, {goal, Rule::TupleElementwise});
  context.premises.insert(context.premises.end(), kept.begin(), kept.end());
  return outcome;
}

Outcome last_pair_lost(const Goal& goal, RuleContext& context) {
  return pairs_with(goal, context, [](const Premise&, std::size_t at, std::size_t count) { return at + 1 < count; });
}

/// A part of any length is held against none of the parts that it can reach beside the other of any length.
Outcome same_places_alone(const Goal& goal, RuleContext& context) {
  return pairs_with(goal, context, [](const Premise& each, std::size_t, std::size_t) { return each.place.member == each.place.wanted; });
}

Outcome sequence_of_first(const Goal& goal, RuleContext& context) {
  const Tuple* source = as_tuple(goal.source);
  if (!source || source->parts.size() < 2) return right(Rule::TupleIsSequence)(goal, context);
  return right(Rule::TupleIsSequence)({context.pool.tuple(source->parts.first(1)), goal.target}, context);
}

/// Of an invariant parameter only source below target is asked, where both are tuples.
void tuples_invariant_forth(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  standard_rules().parameters[static_cast<std::size_t>(Variance::Invariant)].function(source, target, parameter, context);
  if (as_tuple(source) && as_tuple(target)) context.premises.pop_back();
}

RuleSet with_invariant(solver::rules::ParameterFunction function) {
  RuleSet rules = standard_rules();
  rules.parameters[static_cast<std::size_t>(Variance::Invariant)].function = function;
  return rules;
}

}  // namespace

std::vector<EngineMutant> tuple_mutants() {
  return {
      {"expansion-without-last", "A tuple taken apart loses its last member.", with(Rule::TupleElementUnionExpands, expansion_without_last)},
      {"split-without-empty", "A part of any length has one element at least when it is split.",
       with(Rule::TupleElementUnionExpands, split_without_empty)},
      {"split-into-empty", "A part of any length is empty when it is split.", with(Rule::TupleElementUnionExpands, split_into_empty)},
      {"expansion-lost", "No tuple is taken apart.", with(Rule::TupleElementUnionExpands, not_mine)},
      {"bool-is-true", "bool is taken for Literal[True].", with(Rule::BoolExpands, bool_is_true)},
      {"bool-expansion-lost", "bool is not taken for its literals.", with(Rule::BoolExpands, not_mine)},
      {"enum-is-its-first", "An enum is taken for its first member.", with(Rule::EnumExpands, enum_is_its_first)},
      {"literals-by-value", "Literal[0] is below Literal[False].", with(Rule::LiteralBelowType, literals_by_value)},
      {"literals-by-class", "Literals of one class are below one another.", with(Rule::LiteralBelowType, literals_by_class)},
      {"length-off-by-one", "A tuple may be one element too long.", with(Rule::TupleElementwise, length_off_by_one)},
      {"any-length-is-one", "tuple[T, ...] is below tuple[T].", with(Rule::TupleElementwise, any_length_is_one)},
      {"last-pair-lost", "The last pair of elements is not compared.", with(Rule::TupleElementwise, last_pair_lost)},
      {"same-places-alone", "A part is compared with the one at its own index alone.", with(Rule::TupleElementwise, same_places_alone)},
      {"sequence-of-first", "As a sequence a tuple hands out its first element alone.", with(Rule::TupleIsSequence, sequence_of_first)},
      {"tuples-invariant-forth", "Under an invariant parameter tuples are compared one way.", with_invariant(tuples_invariant_forth)},
      {"namedtuple-lost", "A class that derives from a tuple type is no tuple.", with(Rule::NamedtupleToTuple, not_mine)},
  };
}

}  // namespace agverify::properties
