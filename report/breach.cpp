#include "report/breach.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/alias.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::report {

using namespace model;
using solver::rules::StructuralMatch;
using solver::rules::has_length;
using solver::rules::part_at;

std::vector<Breach> BreachFinder::of(ValueId value, Type target) {
  std::vector<Breach> found;
  for (Type each : leaves_of(target, table_, substitution_)) add(found, value, each);
  return found;
}

void BreachFinder::add(std::vector<Breach>& into, ValueId value, Type target) {
  if (as_callable(target) || as_overload(target)) return add_callable(into, value, target);
  if (as_tuple(target)) return add_elements(into, value, target);
  if (as_literal(target) || as_type_of(target)) return into.push_back({.kind = Breach::Kind::Other, .target = target});
  const Nominal* type = as_nominal(target);
  if (!type) return into.push_back({.kind = Breach::Kind::Empty, .target = target});
  const ClassId tag = witness_.values[index_of(value)].tag;
  if (table_.derives_from(tag, type->class_id) && !matcher_.goes_by_members(tag, type->class_id)) return add_slots(into, value, target);
  if (table_[type->class_id].is_protocol) return add_members(into, value, target);
  into.push_back({.kind = Breach::Kind::Tag, .target = target, .owner = type->class_id});
}

void BreachFinder::add_elements(std::vector<Breach>& into, ValueId value, Type target) {
  const auto& elements = witness_.values[index_of(value)].elements;
  if (!elements) return into.push_back({.kind = Breach::Kind::Tag, .target = target, .owner = *table_.well_known.tuple});
  if (!has_length(*as_tuple(target), elements->size())) return into.push_back({.kind = Breach::Kind::Length, .target = target});
  for (std::uint32_t i = 0; i < elements->size(); ++i) {
    const auto asked = element_at(target, value, i);
    if ((*elements)[i] && breaks(*(*elements)[i], *asked, false))
      return into.push_back({.kind = Breach::Kind::Element, .target = target, .shown = *(*elements)[i], .asked = asked, .parameter = i});
  }
}

std::optional<Type> BreachFinder::element_at(Type type, ValueId value, std::uint32_t place) const {
  const Tuple* tuple = as_tuple(type);
  const auto& elements = witness_.values[index_of(value)].elements;
  if (!tuple || !elements || !has_length(*tuple, elements->size())) return std::nullopt;
  return tuple->parts[part_at(*tuple, place, elements->size())];
}

/// A value handed out breaks a type by being surely out of it, a refused one by being in it.
bool BreachFinder::breaks(ValueId shown, Type asked, bool refuses) {
  return refuses ? membership_.in(shown, asked) : membership_.out(shown, asked);
}

void BreachFinder::add_slots(std::vector<Breach>& into, ValueId value, Type target) {
  const Nominal* type = as_nominal(target);
  for (const SlotObservation& each : witness_.values[index_of(value)].slots) {
    if (each.owner != type->class_id) continue;
    const Type asked = type->arguments[each.parameter];
    const bool refuses = each.polarity == Polarity::Negative;
    if (!breaks(each.shown, asked, refuses)) continue;
    into.push_back({.kind = Breach::Kind::Slot, .target = target, .refuses = refuses, .shown = each.shown, .asked = asked,
                    .owner = each.owner, .parameter = each.parameter});
  }
  const auto& elements = witness_.values[index_of(value)].elements;
  const auto parameter = elements ? membership_.element_parameter(type->class_id) : std::nullopt;
  for (std::size_t i = 0; parameter && i < elements->size(); ++i)
    if ((*elements)[i] && breaks(*(*elements)[i], type->arguments[*parameter], false))
      return into.push_back({.kind = Breach::Kind::Slot, .target = target, .shown = *(*elements)[i], .asked = type->arguments[*parameter],
                             .owner = type->class_id, .parameter = *parameter});
}

void BreachFinder::add_members(std::vector<Breach>& into, ValueId value, Type target) {
  const Nominal* type = as_nominal(target);
  const Value& here = witness_.values[index_of(value)];
  const StructuralMatch& match = matcher_.match(here.tag, type->class_id);
  if (match.kind == StructuralMatch::Kind::Impossible && !(here.is_callable && match.member == "__call__"))
    return into.push_back({.kind = Breach::Kind::Misfit, .target = target, .member = match.member, .why = match.reason});
  for (const MemberObservation& each : here.members) {
    if (std::ranges::none_of(matcher_.members_of(type->class_id), [&](const FoundMember& found) { return found.member->name == each.member; }))
      continue;
    const Type asked = membership_.member_type(type->class_id, each.member, type->arguments);
    if (const auto* call = std::get_if<Call>(&each.shown)) {
      add_call(into, value, target, each.member, *call, asked);
      continue;
    }
    const auto* gives = std::get_if<Gives>(&each.shown);
    const ValueId shown = gives ? gives->shown : std::get<RefusesAssigned>(each.shown).refused;
    if (breaks(shown, asked, !gives))
      into.push_back({.kind = Breach::Kind::Member, .target = target, .refuses = !gives, .shown = shown, .asked = asked, .member = each.member});
  }
}

void BreachFinder::add_callable(std::vector<Breach>& into, ValueId value, Type target) {
  const Value& here = witness_.values[index_of(value)];
  if (!here.is_callable && !table_.find_member(here.tag, "__call__"))
    return into.push_back({.kind = Breach::Kind::Misfit, .target = target, .member = "__call__", .why = "it has no such member"});
  for (const MemberObservation& each : here.members)
    if (const auto* call = std::get_if<Call>(&each.shown); call && each.member == "__call__") add_call(into, value, target, each.member, *call, target);
}

/// What is returned is out of the result; or of the arguments that are refused, the one that the value's own class does not take.
void BreachFinder::add_call(std::vector<Breach>& into, ValueId value, Type target, const std::string& member, const Call& call, Type callable) {
  for (Type each : signatures_of(callable)) {
    const Callable& signature = *as_callable(each);
    const auto bound = solver::rules::bound_arguments(call, signature);
    if (!bound || !std::ranges::all_of(*bound, [&](const auto& argument) { return !argument.first || membership_.in(*argument.first, argument.second); })) continue;
    Breach made{.kind = Breach::Kind::Member, .target = target, .refuses = !call.returned, .member = member};
    if (call.returned && breaks(*call.returned, signature.result(), false)) {
      made.shown = *call.returned;
      made.asked = signature.result();
      into.push_back(std::move(made));
    } else if (const auto at = call.returned ? std::nullopt : argument_not_taken(value, member, call); at && (*bound)[*at].first) {
      made.shown = *(*bound)[*at].first;
      made.asked = (*bound)[*at].second;
      made.argument = *at;
      into.push_back(std::move(made));
    } else if (!call.returned) {
      into.push_back({.kind = Breach::Kind::Misfit, .target = target, .member = member, .refuses_call = text_of(call)});
    }
  }
}

/// Among the arguments of a call that fails, the first that the class of the value does not take; of one argument that one.
std::optional<std::size_t> BreachFinder::argument_not_taken(ValueId value, const std::string& member, const Call& call) {
  const Value& here = witness_.values[index_of(value)];
  const std::size_t count = call.arguments.positional.size() + call.arguments.named.size();
  const auto found = here.is_callable ? std::nullopt : table_.find_member(here.tag, member);
  const auto* method = found ? std::get_if<Method>(&found->member->form) : nullptr;
  if (!method) return count == 1 ? std::optional<std::size_t>{0} : std::nullopt;
  const auto bound = solver::rules::bound_arguments(call, *as_callable(signatures_of(method->callable).front()));
  for (std::size_t i = 0; bound && i < bound->size(); ++i)
    if ((*bound)[i].first && membership_.out(*(*bound)[i].first, (*bound)[i].second, solver::rules::Environment{value, found->owner})) return i;
  return std::nullopt;
}

std::string BreachFinder::text_of(const Call& call) {
  const std::size_t places = call.arguments.positional.size();
  if (places == 0 && call.arguments.names.empty()) return "no arguments";
  std::string text = places == 0 ? "" : fmt::format("{} positional argument{}", places, places == 1 ? "" : "s");
  for (const std::string& each : call.arguments.names) text += fmt::format("{}`{}`", text.empty() ? "" : " and ", each);
  return text;
}

Type BreachFinder::part_with(ValueId value, Type type) {
  for (Type each : leaves_of(type, table_, substitution_))
    if (in(value, each)) return each;
  return type;
}

std::optional<Type> BreachFinder::argument_at(Type type, ClassId owner, std::uint32_t parameter) {
  const Nominal* nominal = as_nominal(type);
  if (!nominal) return std::nullopt;
  const Ancestor* above = table_.ancestor(nominal->class_id, owner);
  if (!above) return std::nullopt;
  return substitution_.parameters(as_nominal(above->specialization)->arguments[parameter], nominal->arguments);
}

std::optional<Type> BreachFinder::member_at(Type type, const Breach& breach) {
  const Nominal* nominal = as_nominal(type);
  const auto found = nominal ? table_.find_member(nominal->class_id, breach.member) : std::nullopt;
  if (!found || std::holds_alternative<Unread>(found->member->form)) return std::nullopt;
  const Type type_there = solver::rules::type_of(*found->member);
  const Callable* signature = as_callable(type_there);
  if (as_overload(type_there)) return std::nullopt;
  if (breach.refuses && signature && breach.argument >= signature->shape->size()) return std::nullopt;
  const Type there = !signature ? type_there : breach.refuses ? signature->parts[breach.argument] : signature->result();
  const Type here = substitution_.parameters(there, as_nominal(found->owner_specialization)->arguments);
  return substitution_.parameters(here, nominal->arguments);
}

}  // namespace agverify::report
