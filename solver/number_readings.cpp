#include "solver/number_readings.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace agverify::solver {

using namespace model;

namespace {

constexpr std::array of_subtyping{NumberReading::Classes, NumberReading::Everywhere};
constexpr std::array of_assignability{NumberReading::Top, NumberReading::Everywhere};

constexpr std::uint8_t by_union = 1, by_top = 2;  // readings of the switch, in the order of `logic/switches.cpp`

bool is_of_assignability(Relation relation) { return relation == Relation::Assignable || relation == Relation::Consistent; }

const Type* type_of(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member.form)) return &method->callable;
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return &attribute->type;
  if (const auto* property = std::get_if<Property>(&member.form)) return &property->type;
  return nullptr;
}

template <typename Visit>
void each_type(const Query& query, const Visit& visit) {
  visit(query.source);
  visit(query.target);
  for (const Hypothesis& each : query.hypotheses) {
    if (const auto* relation = std::get_if<RelationHypothesis>(&each)) visit(relation->source), visit(relation->target);
    if (const auto* choice = std::get_if<OneOfHypothesis>(&each)) std::ranges::for_each(choice->types, visit);
  }
}

}  // namespace

NumberReadings::NumberReadings(const ClassTable& table, TypePool& pool)
    : table_(table), pool_(pool), promotion_(table.well_known, pool), promoted_(promoted(table, pool)), reached_(table.size()) {
  find_reached();
}

NumberReading NumberReadings::taken(Relation relation) const {
  const std::uint8_t reading = table_.assumed.readings[static_cast<std::size_t>(Switch::FloatPromotion)];
  if (is_of_assignability(relation)) return reading == by_top ? NumberReading::Top : NumberReading::Everywhere;
  return reading == by_union ? NumberReading::Everywhere : NumberReading::Classes;
}

std::span<const NumberReading> NumberReadings::open(Relation relation) {
  return is_of_assignability(relation) ? of_assignability : of_subtyping;
}

Query NumberReadings::read(const Query& query, NumberReading reading) {
  if (reading == NumberReading::Classes) return query;
  Query made = query;
  const auto replace = [&](Type& type) { type = reading == NumberReading::Top ? promotion_.at_top(type) : promotion_.everywhere(type); };
  replace(made.source);
  replace(made.target);
  if (reading == NumberReading::Top) return made;
  for (Hypothesis& each : made.hypotheses) {
    if (auto* relation = std::get_if<RelationHypothesis>(&each)) replace(relation->source), replace(relation->target);
    if (auto* choice = std::get_if<OneOfHypothesis>(&each)) std::ranges::for_each(choice->types, replace);
  }
  return made;
}

bool NumberReadings::concern(const Query& query) const {
  bool found = false;
  each_type(query, [&](Type type) { found = found || names_reached(type); });
  return found;
}

bool NumberReadings::names_reached(Type type) const {
  std::vector<Type> open{type};
  std::unordered_set<Type> seen;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (const Nominal* nominal = as_nominal(next); nominal && index_of(nominal->class_id) < reached_.size() && reached_[index_of(nominal->class_id)])
      return true;
    const auto parts = parts_of(next);
    const Alias* alias = as_alias(next);
    if ((parts.empty() && !alias) || !seen.insert(next).second) continue;
    if (alias && table_[alias->alias_id].body) open.push_back(*table_[alias->alias_id].body);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  return false;
}

/// A question comes from a class to what stands in its bases, to what it gives when it is called, and from a protocol to
/// its members, of which others have theirs by the same name.
bool NumberReadings::is_in_reach(ClassId id) const {
  const Class& definition = table_[id];
  if (std::ranges::any_of(definition.bases, [&](Type base) { return names_reached(base); })) return true;
  if (definition.tuple_base && names_reached(*definition.tuple_base)) return true;
  return std::ranges::any_of(definition.members, [&](const Member& member) {
    if (!definition.is_protocol && member.name != "__call__") return false;
    const Type* type = type_of(member);
    return members_.contains(member.name) || (type && names_reached(*type));
  });
}

void NumberReadings::find_reached() {
  for (const ClassId number : {table_.well_known.floating, table_.well_known.complex_number}) reached_[index_of(number)] = true;
  for (const Class& each : table_.classes)
    for (const Member& member : each.members)
      if (const Type* type = type_of(member); type && names_reached(*type)) members_.insert(member.name);
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (std::uint32_t i = 0; i < reached_.size(); ++i)
      if (!reached_[i] && is_in_reach(ClassId{i})) reached_[i] = has_grown = true;
  }
}

}  // namespace agverify::solver
