#include "report/breach.h"

#include <algorithm>

namespace agverify::report {

using namespace model;
using solver::rules::StructuralMatch;

namespace {

/// The members of a union, nested ones opened; the type itself when it is none.
std::vector<Type> alternatives(Type type) {
  std::vector<Type> open{type}, found;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    const Union* all = as_union(next);
    if (!all) found.push_back(next);
    if (all) open.insert(open.end(), all->members.rbegin(), all->members.rend());
  }
  return found;
}

}  // namespace

std::vector<Breach> BreachFinder::of(ValueId value, Type target) {
  std::vector<Breach> found;
  for (Type each : alternatives(target)) add(found, value, each);
  return found;
}

void BreachFinder::add(std::vector<Breach>& into, ValueId value, Type target) {
  const Nominal* type = as_nominal(target);
  if (!type) return into.push_back({.kind = Breach::Kind::Empty, .target = target});
  if (table_.derives_from(witness_.values[index_of(value)].tag, type->class_id)) return add_slots(into, value, target);
  if (table_[type->class_id].is_protocol) return add_members(into, value, target);
  into.push_back({.kind = Breach::Kind::Tag, .target = target});
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
}

void BreachFinder::add_members(std::vector<Breach>& into, ValueId value, Type target) {
  const Nominal* type = as_nominal(target);
  const Value& here = witness_.values[index_of(value)];
  const StructuralMatch& match = matcher_.match(here.tag, type->class_id);
  if (match.kind == StructuralMatch::Kind::Impossible)
    return into.push_back({.kind = Breach::Kind::Misfit, .target = target, .member = match.member, .why = match.reason});
  for (const MemberObservation& each : here.members) {
    if (std::ranges::none_of(matcher_.members_of(type->class_id), [&](const FoundMember& found) { return found.member->name == each.member; }))
      continue;
    const auto* gives = std::get_if<Gives>(&each.shown);
    const auto* refused = std::get_if<RefusesArgument>(&each.shown);
    const Type asked = gives ? membership_.given_type(type->class_id, each.member, type->arguments)
                             : membership_.taken_type(type->class_id, each.member, refused->place, type->arguments);
    const ValueId shown = gives ? gives->shown : refused->refused;
    if (breaks(shown, asked, refused != nullptr))
      into.push_back({.kind = Breach::Kind::Member, .target = target, .refuses = refused != nullptr, .shown = shown, .asked = asked,
                      .member = each.member, .place = refused ? refused->place : 0});
  }
}

Type BreachFinder::part_with(ValueId value, Type type) {
  for (Type each : alternatives(type))
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
  const auto* method = std::get_if<Method>(&found->member->form);
  if (breach.refuses && method && breach.place >= as_callable(method->callable)->shape->size()) return std::nullopt;
  const Type there = breach.refuses ? solver::rules::input_of(*found->member, breach.place) : solver::rules::result_of(*found->member);
  const Type here = substitution_.parameters(there, as_nominal(found->owner_specialization)->arguments);
  return substitution_.parameters(here, nominal->arguments);
}

}  // namespace agverify::report
