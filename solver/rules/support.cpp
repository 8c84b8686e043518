#include "solver/rules/support.h"

#include <algorithm>
#include <ranges>

#include "model/alias.h"
#include "model/signature.h"
#include "solver/rules/call_shapes.h"
#include "solver/rules/tuple_functions.h"
#include "solver/rules/tuple_parts.h"
#include "solver/rules/value_store.h"

namespace agverify::solver::rules {

using namespace model;

void Support::complete(Value& value, std::span<const Type> arguments) {
  value_ = &value;
  for (const MemberObservation& each : std::vector<MemberObservation>{value.members}) from_member(each, arguments);
  for (const Ancestor& each : std::views::reverse(table_.ancestors(value.tag))) from_bases(each, arguments);
  if (value.elements) from_elements(arguments);
}

void Support::from_member(const MemberObservation& observation, std::span<const Type> arguments) {
  const auto found = table_.find_member(value_->tag, observation.member);
  at(found->owner, substitution_.parameters(found->owner_specialization, arguments));
  const Type type = type_of(*found->member);
  if (const auto* call = std::get_if<Call>(&observation.shown)) return wish_of(*call, type);
  const auto* gives = std::get_if<Gives>(&observation.shown);
  is_lawful_ &= !type->has_self;
  run(gives ? gives->shown : std::get<RefusesAssigned>(observation.shown).refused, type, gives != nullptr);
}

void Support::wish_of(const Call& call, Type callable) {
  for (Type each : signatures_of(callable)) {
    const Callable& signature = *as_callable(each);
    const auto bound = bound_arguments(call, signature);
    if (!bound) continue;
    const auto outside = std::ranges::find_if(*bound, [&](const auto& argument) { return argument.first && is_out(*argument.first, argument.second); });
    if (outside != bound->end()) {
      run(*outside->first, outside->second, false);
    } else if (call.returned && holds(*call.returned, signature.result())) {
      run(*call.returned, signature.result(), true);
    } else {
      is_lawful_ = false;
    }
  }
}

void Support::from_bases(const Ancestor& ancestor, std::span<const Type> arguments) {
  at(ancestor.class_id, substitution_.parameters(ancestor.specialization, arguments));
  for (Type base : table_[ancestor.class_id].bases) {
    const Nominal* above = as_nominal(base);
    for (const SlotObservation& each : std::vector<SlotObservation>{value_->slots})
      if (each.owner == above->class_id)
        run(each.shown, above->arguments[each.parameter], each.polarity == Polarity::Positive);
  }
}

void Support::from_elements(std::span<const Type> arguments) {
  for (const Ancestor& each : table_.ancestors(value_->tag)) {
    const auto& base = table_[each.class_id].tuple_base;
    if (!base) continue;
    at(each.class_id, substitution_.parameters(each.specialization, arguments));
    const Tuple& tuple = *as_tuple(*base);
    const std::vector<Argument> elements = *value_->elements;
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (elements[i]) run(*elements[i], tuple.parts[part_at(tuple, i, elements.size())], true);
  }
}

void Support::at(ClassId owner, Type specialization) {
  owner_ = owner;
  arguments_ = as_nominal(specialization)->arguments;
}

void Support::run(ValueId value, Type type, bool in) {
  wishes_.push_back({value, type, in});
  while (!wishes_.empty()) {
    const Wish wish{wishes_.back().value, exposed(wishes_.back().type, table_, substitution_), wishes_.back().in};
    wishes_.pop_back();
    if (wish.type->has_parameters) grant(wish);
  }
}

void Support::grant(const Wish& wish) {
  const auto tuple_class = table_.well_known.tuple;
  if (as_parameter(wish.type) && value_->elements && tuple_class && table_.derives_from(*tuple_class, owner_)) {
    // What a tuple shows there are its elements, which are what they are.
    is_lawful_ &= wish.in && std::ranges::find(*value_->elements, Argument{wish.value}) != value_->elements->end();
    return;
  }
  if (const Parameter* parameter = as_parameter(wish.type))
    return add_once(value_->slots, {owner_, parameter->index, wish.in ? Polarity::Positive : Polarity::Negative, wish.value});
  if (const Union* all = as_union(wish.type)) return wish.in ? one_of(wish, *all) : each_of(wish, *all);
  const Value& value = values_[index_of(wish.value)];
  if (as_callable(wish.type) || as_overload(wish.type)) return at_callable(wish, value);
  if (const Tuple* tuple = as_tuple(wish.type)) return at_tuple(wish, value, *tuple);
  const Nominal* type = as_nominal(wish.type);
  if (!type) return;
  const auto parameter = value.elements ? membership_.element_parameter(type->class_id) : std::nullopt;
  if (parameter) return at_elements(wish, value, [&](std::size_t) { return type->arguments[*parameter]; });
  if (table_.derives_from(value.tag, type->class_id)) return at_class(wish, value, *type);
  if (table_[type->class_id].is_protocol) at_protocol(wish, value, *type);
}

void Support::one_of(const Wish& wish, const Union& all) {
  const auto member = std::ranges::find_if(all.members, [&](Type each) { return holds(wish.value, each); });
  if (member != all.members.end()) wishes_.push_back({wish.value, *member, true});
}

void Support::each_of(const Wish& wish, const Union& all) {
  for (Type member : all.members) wishes_.push_back({wish.value, member, false});
}

void Support::at_tuple(const Wish& wish, const Value& value, const Tuple& tuple) {
  if (!value.elements || !has_length(tuple, value.elements->size())) return;
  at_elements(wish, value, [&](std::size_t place) { return tuple.parts[part_at(tuple, place, value.elements->size())]; });
}

template <typename AskedAt>
void Support::at_elements(const Wish& wish, const Value& value, const AskedAt& asked_at) {
  for (std::size_t i = 0; i < value.elements->size(); ++i) {
    const Argument& element = (*value.elements)[i];
    if (element && wish.in) wishes_.push_back({*element, asked_at(i), true});
    if (element && !wish.in && is_out(*element, asked_at(i))) return wishes_.push_back({*element, asked_at(i), false});
  }
}

void Support::at_class(const Wish& wish, const Value& value, const Nominal& type) {
  for (const SlotObservation& each : value.slots) {
    if (each.owner != type.class_id) continue;
    const Type argument = type.arguments[each.parameter];
    const bool positive = each.polarity == Polarity::Positive;
    if (wish.in) {
      wishes_.push_back({each.shown, argument, positive});
    } else if (holds(each.shown, argument) != positive) {
      return wishes_.push_back({each.shown, argument, !positive});
    }
  }
}

void Support::at_protocol(const Wish& wish, const Value& value, const Nominal& type) {
  for (const MemberObservation& each : value.members) {
    const Type there = membership_.member_type(type.class_id, each.member, type.arguments);
    if (const auto* call = std::get_if<Call>(&each.shown)) {
      wish_for_call(wish, *call, there);
      continue;
    }
    const auto* gives = std::get_if<Gives>(&each.shown);
    const ValueId shown = gives ? gives->shown : std::get<RefusesAssigned>(each.shown).refused;
    if (wish.in) {
      wishes_.push_back({shown, there, gives != nullptr});
    } else if (holds(shown, there) != (gives != nullptr)) {
      return wishes_.push_back({shown, there, gives == nullptr});
    }
  }
}

void Support::at_callable(const Wish& wish, const Value& value) {
  for (const MemberObservation& each : value.members)
    if (const auto* call = std::get_if<Call>(&each.shown); call && each.member == "__call__") wish_for_call(wish, *call, wish.type);
}

void Support::wish_for_call(const Wish& wish, const Call& call, Type callable) {
  for (Type each : signatures_of(callable)) {
    const Callable& signature = *as_callable(each);
    const auto bound = bound_arguments(call, signature);
    if (!bound) continue;
    const auto outside = std::ranges::find_if(*bound, [&](const auto& argument) { return argument.first && is_out(*argument.first, argument.second); });
    if (wish.in && outside != bound->end()) {
      wishes_.push_back({*outside->first, outside->second, false});
    } else if (wish.in && call.returned) {
      wishes_.push_back({*call.returned, signature.result(), true});
    } else if (!wish.in && outside == bound->end()) {
      for (const auto& [value, type] : *bound)
        if (value) wishes_.push_back({*value, type, true});
      if (call.returned) wishes_.push_back({*call.returned, signature.result(), false});
    }
  }
}

}  // namespace agverify::solver::rules
