#include "solver/rules/value_store.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/alias.h"
#include "solver/rules/literal_functions.h"
#include "solver/rules/tuple_functions.h"

namespace agverify::solver::rules {

using namespace model;

namespace {

std::string text_of(const Arguments& arguments) {
  std::string text = "(";
  for (const Argument& each : arguments.positional) text += each ? "." : "-";
  for (std::size_t i = 0; i < arguments.names.size(); ++i) text += fmt::format("{}{}", arguments.named[i] ? "," : "-", arguments.names[i]);
  return text + ")";
}

std::string text_of(const MemberObservation& observation) {
  std::string text = fmt::format(" {}{}", observation.member, observation.shown.index());
  if (const auto* call = std::get_if<Call>(&observation.shown)) text += text_of(call->arguments) + (call->returned ? ">" : "");
  each_value(observation, [&](ValueId id) { text += fmt::format(",{}", index_of(id)); });
  return text;
}

}  // namespace

void add_observations(Value& value, const Value& other) {
  for (const SlotObservation& each : other.slots) add_once(value.slots, each);
  for (const MemberObservation& each : other.members) add_once(value.members, each);
  for (ValueId each : other.instances) add_once(value.instances, each);
}

ValueId ValueStore::keep(Value value) {
  std::ranges::sort(value.slots, {}, [](const SlotObservation& each) {
    return std::tuple{each.owner, each.parameter, each.polarity, each.shown};
  });
  std::string text = fmt::format("{}", index_of(value.tag));
  for (const SlotObservation& each : value.slots)
    text += fmt::format(" {}.{}{}{}", index_of(each.owner), each.parameter, sign_of(each.polarity), index_of(each.shown));
  std::vector<std::string> members;
  for (const MemberObservation& each : value.members) members.push_back(text_of(each));
  if (value.is_callable) text += "()";
  std::ranges::sort(members);
  text += fmt::format("{}", fmt::join(members, ""));
  if (value.elements) {
    text += " (";
    for (const Argument& each : *value.elements) text += each ? fmt::format("{},", index_of(*each)) : "-,";
  }
  if (value.class_object) text += fmt::format(" of {}", index_of(*value.class_object));
  std::ranges::sort(value.instances);
  for (ValueId each : value.instances) text += fmt::format(" i{}", index_of(each));
  if (value.literal) (text += " = ") += *value.literal;
  const auto [entry, is_new] = known_.try_emplace(std::move(text), ValueId{static_cast<std::uint32_t>(values_.size())});
  if (is_new) values_.push_back(std::move(value));
  return entry->second;
}

std::optional<std::string> ValueStore::first_literal(ClassId id) const {
  if (index_of(id) < table_.size() && table_.derives_from(id, table_.well_known.boolean)) return "True";
  if (index_of(id) < table_.size() && is_enumerated(table_[id])) return table_[id].enum_members.front();
  return std::nullopt;
}

/// A tuple type, and a class that derives from one, have elements.
std::optional<Type> ValueStore::tuple_behind(Type type) const {
  if (as_tuple(type)) return type;
  const Nominal* nominal = as_nominal(type);
  return nominal ? tuple_base_of(*nominal, table_, substitution_) : std::nullopt;
}

std::optional<ValueId> ValueStore::inhabitant(Type type) {
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    if (inhabitants_.contains(next)) {
      open.pop_back();
    } else if (waiting_.insert(next); !wait_for_parts(next, open)) {
      inhabitants_.emplace(next, made_of(next));
      open.pop_back();
    }
  }
  return inhabitants_.at(type);
}

/// Puts on top what the value is made of, but for what waits for this one: an alias leads back there. \returns whether anything was
/// missing
bool ValueStore::wait_for_parts(Type type, std::vector<Type>& open) const {
  if (const Alias* alias = as_alias(type)) {
    const Type body = unfolded(*alias, table_, substitution_);
    const bool is_missing = !inhabitants_.contains(body) && !waiting_.contains(body);
    if (is_missing) open.push_back(body);
    return is_missing;
  }
  const auto tuple = tuple_behind(type);
  if (as_type_of(type)) return false;
  const auto parts = tuple ? as_tuple(*tuple)->parts : as_union(type) ? as_union(type)->members : std::span<const Type>{};
  const std::size_t before = open.size();
  for (Type each : parts)
    if (!inhabitants_.contains(each) && !waiting_.contains(each)) open.push_back(each);
  return open.size() > before;
}

std::optional<ValueId> ValueStore::made_of(Type type) {
  if (const Alias* alias = as_alias(type)) {
    const auto found = inhabitants_.find(unfolded(*alias, table_, substitution_));
    return found == inhabitants_.end() ? std::nullopt : found->second;
  }
  if (as_callable(type) || as_overload(type)) return keep({table_.well_known.object, {}, {}, true});
  if (const Literal* literal = as_literal(type)) {
    Value made{literal->class_id, {}, {}};
    made.literal = *literal->value;
    return keep(std::move(made));
  }
  if (const Tuple* tuple = as_tuple(type)) {
    Value made{*table_.well_known.tuple, {}, {}};
    made.elements = elements_of(*tuple);
    return keep(std::move(made));
  }
  if (const Union* all = as_union(type)) {
    for (Type each : all->members)
      if (const auto found = inhabitants_.find(each); found != inhabitants_.end() && found->second) return found->second;
    return std::nullopt;
  }
  if (const TypeOf* objects = as_type_of(type)) return class_object_in(objects->inner());
  const Nominal* nominal = as_nominal(type);
  const bool is_empty = !table_.assumed.is_default(Switch::EmptyEnum) && is_enum_without_members(type, table_);
  return nominal && !is_empty ? instance_of(*nominal) : std::nullopt;
}

/// Of the first class that stands there.
std::optional<ValueId> ValueStore::class_object_in(Type inner) {
  std::vector<Type> open{inner};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.rbegin(), all->members.rend());
    if (const Nominal* of = as_nominal(next)) return keep(class_object(of->class_id));
  }
  return std::nullopt;
}

Value ValueStore::class_object(ClassId of) const {
  Value made{table_.metaclass_of(of), {}, {}};
  made.class_object = of;
  return made;
}

std::optional<ValueId> ValueStore::instance_of(const Nominal& type) {
  if (table_[type.class_id].is_protocol && table_[type.class_id].is_final) return std::nullopt;
  Value made{type.class_id, {}, {}};
  made.literal = first_literal(type.class_id);
  if (const auto tuple = tuple_base_of(type, table_, substitution_)) made.elements = elements_of(*as_tuple(*tuple));
  if (complete_) complete_(made, type.arguments);
  return keep(std::move(made));
}

/// The shortest one; an element of which no value is known has none.
std::vector<Argument> ValueStore::elements_of(const Tuple& tuple) const {
  std::vector<Argument> made;
  for (std::size_t i = 0; i < tuple.parts.size(); ++i)
    if (i != tuple.unbounded) {
      const auto found = inhabitants_.find(tuple.parts[i]);  // none where an alias leads back to it
      made.push_back(found == inhabitants_.end() ? Argument{} : found->second);
    }
  return made;
}

std::optional<ValueId> ValueStore::merged(ValueId first, ValueId second) {
  std::unordered_map<std::uint64_t, std::optional<ValueId>> done;
  const auto key = [](ValueId one, ValueId two) { return std::uint64_t{index_of(one)} << 32 | index_of(two); };
  std::vector<std::pair<ValueId, ValueId>> open{{first, second}};
  while (!open.empty()) {
    const auto [one, two] = open.back();
    const Value left = (*this)[one], right = (*this)[two];
    const bool is_possible = left.tag == right.tag && left.is_callable == right.is_callable && left.class_object == right.class_object &&
                             (!left.literal || !right.literal || left.literal == right.literal) &&
                             left.elements.has_value() == right.elements.has_value() &&
                             (!left.elements || left.elements->size() == right.elements->size());
    if (one == two || !is_possible) {
      done.emplace(key(one, two), one == two ? std::optional{one} : std::nullopt);
      open.pop_back();
      continue;
    }
    const std::size_t before = open.size();
    for (std::size_t i = 0; left.elements && i < left.elements->size(); ++i)
      if ((*left.elements)[i] && (*right.elements)[i] && !done.contains(key(*(*left.elements)[i], *(*right.elements)[i])))
        open.emplace_back(*(*left.elements)[i], *(*right.elements)[i]);
    if (open.size() > before) continue;
    Value made = left;
    add_observations(made, right);
    if (!made.literal) made.literal = right.literal;
    bool is_made = true;
    for (std::size_t i = 0; left.elements && i < left.elements->size(); ++i) {
      const Argument &here = (*left.elements)[i], &there = (*right.elements)[i];
      if (here && there) {
        (*made.elements)[i] = done.at(key(*here, *there));
        is_made &= (*made.elements)[i].has_value();
      } else if (there) {
        (*made.elements)[i] = there;
      }
    }
    done.emplace(key(one, two), is_made ? std::optional{keep(std::move(made))} : std::nullopt);
    open.pop_back();
  }
  return done.at(key(first, second));
}

namespace {

template <typename Visit>
void each_shown(Value& value, const Visit& visit) {
  for (SlotObservation& each : value.slots) visit(each.shown);
  for (MemberObservation& each : value.members) each_value(each, visit);
  for (ValueId& each : value.instances) visit(each);
  if (value.elements)
    for (Argument& each : *value.elements)
      if (each) visit(*each);
}

}  // namespace

/// What a value shows comes before it, so one pass in order replaces all.
std::vector<MemberObservation> ValueStore::replaced(std::vector<MemberObservation> members, std::unordered_map<std::uint32_t, ValueId>& others) {
  if (others.empty() || members.empty()) return members;
  const auto replace = [&](ValueId& id) {
    const auto found = others.find(index_of(id));
    if (found == others.end()) return false;
    id = found->second;
    return true;
  };
  const std::size_t count = values_.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    Value copy = values_[i];
    bool is_other = false;
    each_shown(copy, [&](ValueId& id) { is_other |= replace(id); });
    if (is_other && !others.contains(i)) others.emplace(i, keep(std::move(copy)));
  }
  for (MemberObservation& each : members) each_value(each, replace);
  return members;
}

}  // namespace agverify::solver::rules
