#include "solver/rules/tuple_functions.h"

#include <algorithm>
#include <unordered_map>

#include "model/alias.h"
#include "solver/rules/literal_functions.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

namespace {

/// Of a longer tuple with a part of any length nothing is split off any more: the goal is then left open.
constexpr std::size_t most_elements = 2'000;

/// How a tuple type is taken apart at one of its parts, or at one of a tuple inside.
class Expansion {
 public:
  Expansion(RuleContext& context) : context_(context), keeps_mixed_whole_(!context.table.assumed.is_default(Switch::MixedTuples)) {}

  /// The types whose union the tuple is; none where the targets do not ask for it.
  std::vector<Type> of(Type source, const std::vector<Type>& targets) {
    std::vector<Level> levels{level(source, targets)};
    while (!levels.empty()) {
      Level& top = levels.back();
      if (const auto end = asks_for_length(top)) return rebuilt(levels, split_off(top, *end), Rule::TupleUnboundedSplit);
      if (top.next == as_tuple(top.tuple)->parts.size()) {
        levels.pop_back();
        continue;
      }
      const std::size_t part = top.next++;
      const Type here = as_tuple(top.tuple)->parts[part];
      if (part == as_tuple(top.tuple)->unbounded || (keeps_mixed_whole_ && is_mixed(levels))) continue;
      const std::vector<Type> wanted = targets_at(top, part);
      if (as_alias(here) && wanted.empty()) continue;
      if (as_alias(here)) return rebuilt(levels, {replaced(top.tuple, part, exposed(here, context_.table, context_.substitution))}, Rule::AliasRecursive);
      if (as_tuple(here)) {
        levels.push_back(level(here, wanted));
      } else if (auto members = members_of(here, wanted); !members.empty()) {
        for (Type& each : members) each = replaced(top.tuple, part, each);
        return rebuilt(levels, members, rule_at_);
      }
    }
    return {};
  }

  Rule rule() const { return rule_; }

 private:
  struct Level {
    Type tuple;
    std::vector<Type> targets;  // tuple types
    std::size_t next = 0;       // part to be looked at; the one before it is where the level below stands
  };

  Level level(Type tuple, const std::vector<Type>& targets) {
    Level made{tuple, {}};
    for (Type each : targets)
      if (const auto asked = asked_of_elements(each); asked && *asked != tuple) made.targets.push_back(*asked);
    return made;
  }

  /// A tuple type itself; for a class above `tuple`, the tuples that are in it.
  std::optional<Type> asked_of_elements(Type target) {
    if (as_tuple(target)) return target;
    const Nominal* nominal = as_nominal(target);
    const Ancestor* above = nominal ? context_.table.ancestor(*context_.table.well_known.tuple, nominal->class_id) : nullptr;
    if (!above) return std::nullopt;
    const auto arguments = as_nominal(above->specialization)->arguments;
    const auto element = std::ranges::find_if(arguments, [](Type each) { return as_parameter(each) != nullptr; });
    if (element == arguments.end()) return std::nullopt;
    return context_.pool.tuple({&nominal->arguments[static_cast<std::size_t>(element - arguments.begin())], 1}, 0);
  }

  /// What the targets have where the part of the source stands, but for the same: of unions the members. Aliases there are left
  /// closed: so no goal is taken apart more often than its target is deep.
  static std::vector<Type> targets_at(const Level& level, std::size_t part) {
    const Tuple& tuple = *as_tuple(level.tuple);
    const Type here = tuple.parts[part];
    const std::size_t length = shortest(tuple);
    const bool is_back = tuple.unbounded && part > *tuple.unbounded;
    std::vector<Type> found;
    for (Type each : level.targets) {
      const Tuple& target = *as_tuple(each);
      if (tuple.unbounded ? !target.unbounded : !has_length(target, length)) continue;
      const Type there = target.parts[part_at(target, is_back ? part - 1 : part, length)];
      if (there != here) add_leaves(there, found);
    }
    return found;
  }

  static void add_leaves(Type type, std::vector<Type>& into) {
    std::vector<Type> open{type};
    while (!open.empty()) {
      const Type next = open.back();
      open.pop_back();
      if (const Union* all = as_union(next)) {
        open.insert(open.end(), all->members.rbegin(), all->members.rend());
      } else {
        into.push_back(next);
      }
    }
  }

  /// The types whose union the part is, where some of the targets' parts tell them apart.
  std::vector<Type> members_of(Type part, const std::vector<Type>& wanted) {
    if (const Union* all = as_union(part)) {
      rule_at_ = Rule::TupleElementUnionExpands;
      return wanted.empty() ? std::vector<Type>{} : std::vector<Type>{all->members.begin(), all->members.end()};
    }
    const auto literals = literals_of(part, context_.table, context_.pool);
    if (literals.empty() || !std::ranges::any_of(wanted, [&](Type each) { return is_literal_of(each, literals.front()) || as_variable(each); })) return {};
    rule_at_ = Rule::TupleElementBoolEnumExpands;
    return literals;
  }

  // --- a part of any length

  /// Where the ends of the source are as long as those of each target, and longer together than each fixed length, a part of the
  /// source meets one part of each target, at every length alike, so that nothing more is told apart.
  enum class End : std::uint8_t { Front, Back };
  static std::optional<End> asks_for_length(const Level& level) {
    const Tuple& tuple = *as_tuple(level.tuple);
    if (!tuple.unbounded || level.next > 0) return std::nullopt;
    const std::size_t front = *tuple.unbounded, back = tuple.parts.size() - 1 - front;
    std::size_t longest = 0, before = 0, after = 0;
    for (Type each : level.targets) {
      const Tuple& target = *as_tuple(each);
      if (!target.unbounded) {
        longest = std::max(longest, target.parts.size() + 1);
      } else {
        before = std::max(before, std::size_t{*target.unbounded});
        after = std::max(after, target.parts.size() - 1 - *target.unbounded);
      }
    }
    if (front + back >= most_elements) return std::nullopt;
    if (front < before || front + back < longest) return End::Front;
    return back < after ? std::optional{End::Back} : std::nullopt;
  }

  std::vector<Type> split_off(const Level& level, End end) {
    const Tuple tuple = *as_tuple(level.tuple);
    const auto at = static_cast<std::ptrdiff_t>(*tuple.unbounded);
    std::vector<Type> without{tuple.parts.begin(), tuple.parts.end()}, with = without;
    without.erase(without.begin() + at);
    with.insert(with.begin() + at, tuple.parts[*tuple.unbounded]);
    return {context_.pool.tuple(without), context_.pool.tuple(with, *tuple.unbounded + (end == End::Front ? 1 : 0))};
  }

  // --- back to the outermost tuple

  Type replaced(Type tuple, std::size_t part, Type by) {
    std::vector<Type> parts{as_tuple(tuple)->parts.begin(), as_tuple(tuple)->parts.end()};
    parts[part] = by;
    return context_.pool.with_parts(tuple, parts);
  }

  std::vector<Type> rebuilt(const std::vector<Level>& levels, std::vector<Type> made, Rule rule) {
    for (std::size_t k = levels.size() - 1; k-- > 0;)
      for (Type& each : made) each = replaced(levels[k].tuple, levels[k].next - 1, each);
    const bool is_whole = rule == Rule::TupleUnboundedSplit || rule == Rule::AliasRecursive;
    rule_ = !is_whole && is_mixed(levels) ? Rule::TupleMixedFixedPartExpands : rule;
    return made;
  }

  static bool is_mixed(const std::vector<Level>& levels) {
    return std::ranges::any_of(levels, [](const Level& each) { return as_tuple(each.tuple)->unbounded.has_value(); });
  }

  RuleContext& context_;
  const bool keeps_mixed_whole_;
  Rule rule_{}, rule_at_{};
};

/// Whether the parts stand on different sides of the parts of any length: that such tuples have values in common follows only from
/// counting elements.
bool meet_by_shifting(const Tuple& source, std::uint32_t given, const Tuple& target, std::uint32_t wanted) {
  if (!source.unbounded || !target.unbounded || wanted == *target.unbounded) return false;
  return given == *source.unbounded || (given < *source.unbounded) != (wanted < *target.unbounded);
}

/// The fixed parts of a tuple type; of a union the members.
std::vector<Type> parts_that_empty(Type type) {
  if (const Union* all = as_union(type)) return {all->members.begin(), all->members.end()};
  const Tuple* tuple = as_tuple(type);
  std::vector<Type> parts;
  for (std::size_t i = 0; tuple && i < tuple->parts.size(); ++i)
    if (i != tuple->unbounded) parts.push_back(tuple->parts[i]);
  return parts;
}

/// Whether the type is Never, a union of such, or a tuple with such a fixed part.
bool holds_nothing(Type type) {
  std::unordered_map<Type, bool> known;
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    const std::vector<Type> parts = parts_that_empty(next);
    const auto missing = std::ranges::find_if(parts, [&](Type each) { return !known.contains(each); });
    if (missing != parts.end()) {
      open.push_back(*missing);
      continue;
    }
    const auto is_known_empty = [&](Type each) { return known.at(each); };
    known[next] = is_never(next) || (as_union(next) ? std::ranges::all_of(parts, is_known_empty) : std::ranges::any_of(parts, is_known_empty));
    open.pop_back();
  }
  return known.at(type);
}

/// The tuple type that is asked of, under the reading that makes it empty where an element is.
const Tuple* as_product(const Goal& goal, const RuleContext& context) {
  return context.table.assumed.is_default(Switch::EmptyElement) ? nullptr : as_tuple(goal.source);
}

}  // namespace

Outcome tuple_never_element(const Goal& goal, RuleContext& context) {
  if (!as_product(goal, context)) return Outcome::NotMine;
  const std::vector<Type> parts = parts_that_empty(goal.source);
  const auto empty = std::ranges::find_if(parts, holds_nothing);
  if (empty == parts.end()) return Outcome::NotMine;
  context.premises.push_back({{*empty, context.pool.never()}, Rule::TupleNeverElement});
  return Outcome::All;
}

Outcome tuple_never_unbounded(const Goal& goal, RuleContext& context) {
  const Tuple* source = as_product(goal, context);
  if (!source || !source->unbounded || !holds_nothing(source->parts[*source->unbounded])) return Outcome::NotMine;
  std::vector<Type> others{source->parts.begin(), source->parts.end()};
  others.erase(others.begin() + *source->unbounded);
  context.premises.push_back({{source->parts[*source->unbounded], context.pool.never()}, Rule::TupleNeverUnbounded});
  context.premises.push_back({{context.pool.tuple(others), goal.target}, Rule::TupleNeverUnbounded});
  return Outcome::All;
}

Outcome tuple_parts(const Goal& goal, RuleContext& context) {
  const Tuple* source = as_tuple(goal.source);
  const Tuple* target = as_tuple(goal.target);
  if (!source || !target) return Outcome::NotMine;
  const bool is_fixed = !source->unbounded && !target->unbounded;
  context.rule = is_fixed ? Rule::TupleElementwise : Rule::TupleMixedRelation;
  const auto pairs = part_pairs(*source, *target);
  if (!pairs) {
    if (source->unbounded && !target->unbounded) context.rule = Rule::TupleUnboundedIsUnion;
    return Outcome::Refuted;
  }
  for (const auto& [given, wanted] : *pairs) {
    const Basis basis = meet_by_shifting(*source, given, *target, wanted) ? Basis::Sets : Basis::Spec;
    context.basis = std::max(context.basis, basis);
    if (source->parts[given] == target->parts[wanted]) continue;
    Premise element{{source->parts[given], target->parts[wanted]}, context.rule, true, {Place::Kind::Element, Polarity::Positive, 0, given, wanted}};
    element.when_it_fails = basis;
    context.premises.push_back(element);
  }
  return Outcome::All;
}

Outcome tuple_is_sequence(const Goal& goal, RuleContext& context) {
  const Tuple* source = as_tuple(goal.source);
  if (!source || !(as_nominal(goal.target) || as_callable(goal.target) || as_overload(goal.target))) return Outcome::NotMine;
  std::vector<Type> elements;
  for (Type each : source->parts)
    if (std::ranges::find(elements, each) == elements.end()) elements.push_back(each);
  const Type sequence = context.pool.nominal(*context.table.well_known.tuple, {context.pool.union_of(elements)});
  context.premises.push_back({{sequence, goal.target}, Rule::TupleIsSequence});
  return Outcome::All;
}

std::optional<Type> tuple_base_of(const Nominal& type, const ClassTable& table, Substitution& substitution) {
  for (const Ancestor& each : table.ancestors(type.class_id)) {
    const auto& base = table[each.class_id].tuple_base;
    if (!base) continue;
    const Type above = substitution.parameters(each.specialization, type.arguments);
    return substitution.parameters(*base, as_nominal(above)->arguments);
  }
  return std::nullopt;
}

Outcome namedtuple_to_tuple(const Goal& goal, RuleContext& context) {
  const Nominal *source = as_nominal(goal.source), *target = as_nominal(goal.target);
  const auto tuple = context.table.well_known.tuple;
  if (!source || !(as_tuple(goal.target) || (target && tuple && context.table.derives_from(*tuple, target->class_id)))) return Outcome::NotMine;
  const auto base = tuple_base_of(*source, context.table, context.substitution);
  if (!base) return Outcome::NotMine;
  context.premises.push_back({{*base, goal.target}, Rule::NamedtupleToTuple});
  return Outcome::All;
}

Outcome namedtuple_to_union(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  if (!source || !as_union(goal.target)) return Outcome::NotMine;
  const auto base = tuple_base_of(*source, context.table, context.substitution);
  if (!base) return Outcome::NotMine;
  context.premises.push_back({{*base, goal.target}, Rule::NamedtupleToTuple});
  return Outcome::Any;
}

Outcome tuple_expands(const Goal& goal, RuleContext& context) {
  if (!as_tuple(goal.source) || !as_union(goal.target)) return Outcome::NotMine;
  std::vector<Type> targets;
  for (Type each : leaves_of(goal.target, context.table, context.substitution))
    if (as_nominal(each) || (as_tuple(each) && !are_apart(goal.source, each))) targets.push_back(each);
  Expansion expansion{context};
  const std::vector<Type> parts = expansion.of(goal.source, targets);
  if (parts.empty()) return Outcome::NotMine;
  context.premises.push_back({{context.pool.union_of(parts), goal.target}, expansion.rule()});
  return Outcome::Any;
}

}  // namespace agverify::solver::rules
