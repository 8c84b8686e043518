#include "solver/rules/instances.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::solver::rules {
namespace {

using namespace model;

/// Choices of candidates, of which most fail at once at a question that is known already.
constexpr std::size_t most_attempts = 200'000;

template <typename Element>
void add_once(std::vector<Element>& list, const Element& element) {
  if (std::ranges::find(list, element) == list.end()) list.push_back(element);
}

/// Whether a class can be a base beside others, `lowest` being the lowest disjoint base among those; updates it.
/// Spec: directives#disjoint-base
bool joins(const ClassTable& table, std::optional<ClassId>& lowest, ClassId id) {
  const auto above = table.ancestors(id);  // lower ones first
  const auto found = std::ranges::find_if(above, [&](const Ancestor& each) { return table[each.class_id].is_disjoint_base; });
  if (found == above.end() || (lowest && table.derives_from(*lowest, found->class_id))) return true;
  if (lowest && !table.derives_from(found->class_id, *lowest)) return false;
  lowest = found->class_id;
  return true;
}

std::vector<std::uint32_t> variables_of(Type type) {
  std::vector<std::uint32_t> found;
  std::vector<Type> left{type};
  while (!left.empty()) {
    const Type next = left.back();
    left.pop_back();
    if (const Variable* variable = as_variable(next)) add_once(found, variable->index);
    if (next->has_variables)
      for (Type part : parts_of(next)) left.push_back(part);
  }
  return found;
}

}  // namespace

InstanceSearch::InstanceSearch(const Query& query, ClassTable& table, TypePool& pool, Substitution& substitution, FreshClasses fresh)
    : query_(query), table_(table), table_size_(table.size()), pool_(pool), substitution_(substitution), upper_(query.variables.size()) {
  collect_bounds();
  add_fresh_classes(fresh);
}

InstanceSearch::~InstanceSearch() {
  table_.classes.erase(table_.classes.begin() + static_cast<std::ptrdiff_t>(table_size_), table_.classes.end());
  static_cast<void>(table_.linearise(pool_, ClassId{static_cast<std::uint32_t>(table_size_)}));
}

/// X <: A gives A to X; X <: Y gives X what Y has; repeated until nothing changes.
void InstanceSearch::collect_bounds() {
  const auto pass = [&](Type source, Type target) {
    const Variable* below = as_variable(source);
    if (!below) return;
    if (const Nominal* bound = as_nominal(target); bound && !target->has_variables) add_once(upper_[below->index], target);
    if (const Variable* above = as_variable(target))
      for (Type bound : std::vector<Type>{upper_[above->index]}) add_once(upper_[below->index], bound);
  };
  for (std::size_t round = 0; round <= query_.variables.size(); ++round)
    for (const Hypothesis& each : query_.hypotheses)
      if (const auto* relation = std::get_if<RelationHypothesis>(&each)) {
        pass(relation->source, relation->target);
        if (relation->relation == Relation::Equivalent) pass(relation->target, relation->source);
      }
}

void InstanceSearch::add_fresh_classes(FreshClasses wanted) {
  for (std::uint32_t i = 0; i < query_.variables.size(); ++i) add_below_bounds(i, wanted);
  if (wanted == FreshClasses::Meets) return;
  for (const std::string& variable : query_.variables) add_class(fmt::format("Fresh{}", variable), {});
}

/// `class AB(A, B)` for a variable below A and below B: the world may hold it, unless a bound is final.
void InstanceSearch::add_below_bounds(std::uint32_t variable, FreshClasses wanted) {
  std::vector<Type> bases;
  for (Type bound : upper_[variable]) {
    const auto is_above_another = [&](Type other) {
      return other != bound && table_.derives_from(as_nominal(other)->class_id, as_nominal(bound)->class_id);
    };
    if (!std::ranges::any_of(upper_[variable], is_above_another)) bases.push_back(bound);
  }
  if (bases.empty() || (bases.size() == 1 && wanted == FreshClasses::Meets)) return;
  std::string name;
  std::optional<ClassId> lowest;
  for (Type base : bases) {
    const Class& definition = table_[as_nominal(base)->class_id];
    if (definition.is_final || definition.is_new_type) return;
    if (!joins(table_, lowest, as_nominal(base)->class_id)) {
      obstacle_ = "unsupported disjoint bases";
      return;
    }
    name += definition.name;
  }
  add_class(bases.size() == 1 ? "Sub" + name : name, bases);
}

ClassId InstanceSearch::add_class(std::string name, std::vector<Type> bases) {
  const auto taken = [&](const std::string& tried) {
    return std::ranges::any_of(table_.classes, [&](const Class& each) { return each.name == tried; });
  };
  std::string unused = name;
  for (int i = 1; taken(unused); ++i) unused = fmt::format("{}{}", name, i);
  Class made;
  made.name = made.qualified_name = unused;
  made.bases = bases.empty() ? std::vector<Type>{pool_.nominal(table_.well_known.object)} : bases;
  const ClassId id{static_cast<std::uint32_t>(table_.size())};
  table_.classes.push_back(std::move(made));
  if (table_.linearise(pool_, id)) {
    table_.classes.pop_back();
    static_cast<void>(table_.linearise(pool_, id));
    return table_.well_known.object;
  }
  fresh_.push_back({unused, bases});
  return id;
}

void InstanceSearch::collect_candidates(const std::vector<std::pair<Type, Type>>& goals) {
  const WellKnown& known = table_.well_known;
  for (ClassId id : {known.integer, known.boolean, known.object}) add_once(candidates_, pool_.nominal(id));
  add_once(candidates_, pool_.never());
  for (std::size_t i = table_.size() - fresh_.size(); i < table_.size(); ++i)
    add_once(candidates_, pool_.nominal(ClassId{static_cast<std::uint32_t>(i)}));
  for (const auto& [source, target] : goals) add_parts(source), add_parts(target);
  for (const Hypothesis& each : query_.hypotheses) {
    if (const auto* relation = std::get_if<RelationHypothesis>(&each)) add_parts(relation->source), add_parts(relation->target);
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&each))
      for (Type type : one_of->types) add_parts(type);
  }
  for (Type each : candidates_) variables_.push_back(variables_of(each));
}

void InstanceSearch::add_parts(Type type) {
  std::vector<Type> left{type};
  while (!left.empty()) {
    const Type next = left.back();
    left.pop_back();
    if (!as_variable(next)) add_once(candidates_, next);
    for (Type part : parts_of(next)) left.push_back(part);
  }
}

std::optional<Instance> InstanceSearch::run(const std::vector<std::pair<Type, Type>>& goals, const Holds& holds) {
  collect_candidates(goals);
  std::vector<std::size_t> choice(query_.variables.size(), 0);
  std::vector<Type> types;
  for (std::size_t attempt = 0; attempt < most_attempts; ++attempt) {
    if (resolve(choice, types) && fits(types, goals, holds)) return Instance{fresh_, types};
    std::size_t digit = 0;
    while (digit < choice.size() && ++choice[digit] == candidates_.size()) choice[digit++] = 0;
    if (digit == choice.size()) return std::nullopt;
  }
  was_cut_ = true;
  return std::nullopt;
}

/// Candidates may speak of other variables, whose types are put in. \returns false when that goes in a circle
bool InstanceSearch::resolve(const std::vector<std::size_t>& choice, std::vector<Type>& types) {
  types.assign(choice.size(), pool_.never());
  std::vector<bool> done(choice.size());
  for (std::size_t left = choice.size(), before = left + 1; left > 0;) {
    if (left == before) return false;
    before = left;
    for (std::size_t i = 0; i < choice.size(); ++i) {
      if (done[i] || !std::ranges::all_of(variables_[choice[i]], [&](std::uint32_t each) { return done[each]; })) continue;
      types[i] = substitution_.variables(candidates_[choice[i]], types);
      done[i] = true;
      --left;
    }
  }
  return true;
}

/// The goal comes first: it speaks of the fewest variables, and of most instances it is true.
bool InstanceSearch::fits(const std::vector<Type>& types, const std::vector<std::pair<Type, Type>>& goals, const Holds& holds) {
  const auto fails = [&](const auto& goal) { return holds_at(goal.first, goal.second, types, holds) == false; };
  return std::ranges::any_of(goals, fails) &&
         std::ranges::all_of(query_.hypotheses, [&](const Hypothesis& each) { return hypothesis_holds(each, types, holds); });
}

std::optional<bool> InstanceSearch::holds_at(Type source, Type target, const std::vector<Type>& types, const Holds& holds) {
  const Type below = substitution_.variables(source, types), above = substitution_.variables(target, types);
  const auto [known, is_new] = known_.try_emplace((std::uint64_t{below->serial} << 32) | above->serial);
  if (is_new) known->second = holds(below, above);
  return known->second;
}

bool InstanceSearch::hypothesis_holds(const Hypothesis& hypothesis, const std::vector<Type>& types, const Holds& holds) {
  if (const auto* one_of = std::get_if<OneOfHypothesis>(&hypothesis))
    return std::ranges::any_of(one_of->types, [&](Type type) { return substitution_.variables(type, types) == types[one_of->variable]; });
  const auto& relation = std::get<RelationHypothesis>(hypothesis);
  if (holds_at(relation.source, relation.target, types, holds) != true) return false;
  return relation.relation != Relation::Equivalent || holds_at(relation.target, relation.source, types, holds) == true;
}

}  // namespace agverify::solver::rules
