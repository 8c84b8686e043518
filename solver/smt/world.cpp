#include "solver/smt/world.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::solver::smt {

using model::Ancestor;
using model::ClassId;
using model::Nominal;
using model::Type;

void World::set_fresh(std::span<const model::FreshClass> classes) {
  fresh_.clear();
  for (const model::FreshClass& each : classes) {
    const ClassId id{static_cast<std::uint32_t>(table_.size() + fresh_.size())};
    std::vector<Ancestor> found{{id, pool_.nominal(id)}};
    const auto add = [&](ClassId above, Type specialization) {
      if (std::ranges::find(found, above, &Ancestor::class_id) == found.end()) found.push_back({above, specialization});
    };
    for (Type base : each.bases)
      for (const Ancestor& above : ancestors(model::as_nominal(base)->class_id))
        if (above.class_id != table_.well_known.object) add(above.class_id, up_cast(*model::as_nominal(base), above));
    add(table_.well_known.object, pool_.nominal(table_.well_known.object));
    fresh_.push_back(std::move(found));
  }
}

bool World::is_closed(ClassId id) const {
  if (is_fresh(id)) return false;
  return table_[id].is_final || id == table_.well_known.none_type || id == table_.well_known.boolean || is_enumerated(table_[id]);
}

std::vector<Type> World::literals_of(ClassId id) const {
  if (is_fresh(id)) return {};
  if (id == table_.well_known.boolean) return {pool_.literal(id, "True"), pool_.literal(id, "False")};
  std::vector<Type> found;
  if (is_enumerated(table_[id]))
    for (const std::string& each : table_[id].enum_members) found.push_back(pool_.literal(id, each));
  return found;
}

std::vector<Type> World::literals_above(ClassId id) const {
  return derives_from(id, table_.well_known.boolean) ? literals_of(table_.well_known.boolean) : literals_of(id);
}

/// A value of bool is one of its literals whatever it is besides. Of a NewType it is not said which values it has.
World::Below World::literals_below(ClassId id, ClassId below) const {
  if (is_fresh(below) || !derives_from(below, id)) return Below::Apart;
  if (id == table_.well_known.boolean || below == table_.well_known.literal_string) return Below::Shared;
  return std::ranges::any_of(ancestors(below), [&](const Ancestor& each) { return !is_fresh(each.class_id) && table_[each.class_id].is_new_type; })
             ? Below::Open : Below::Apart;
}

bool World::has_element_slot(ClassId id) const {
  if (!table_.well_known.tuple || is_tuple_class(id)) return false;
  const Ancestor* above = ancestor(*table_.well_known.tuple, id);
  if (!above) return false;
  const auto arguments = model::as_nominal(above->specialization)->arguments;
  return arguments.size() == 1 && arguments.front() == pool_.parameter(0);
}

std::vector<Type> World::tuple_bases(const Nominal& nominal) {
  std::vector<Type> found;
  for (const Ancestor& each : ancestors(nominal.class_id))
    if (const model::Class* owner = declared(each.class_id); owner && owner->tuple_base)
      found.push_back(substitution_.parameters(*owner->tuple_base, model::as_nominal(up_cast(nominal, each))->arguments));
  return found;
}

std::span<const Ancestor> World::ancestors(ClassId id) const {
  return is_fresh(id) ? std::span<const Ancestor>{fresh_[index_of(id) - table_.size()]} : table_.ancestors(id);
}

const Ancestor* World::ancestor(ClassId id, ClassId above) const {
  for (const Ancestor& each : ancestors(id))
    if (each.class_id == above) return &each;
  return nullptr;
}

std::optional<model::FoundMember> World::find_member(ClassId id, std::string_view name) const {
  for (const Ancestor& each : ancestors(id)) {
    if (is_fresh(each.class_id)) continue;
    for (const model::Member& member : table_[each.class_id].members)
      if (member.name == name) return model::FoundMember{each.class_id, &member, each.specialization};
  }
  return std::nullopt;
}

Type World::up_cast(const Nominal& from, const Ancestor& above) {
  return substitution_.parameters(above.specialization, from.arguments);
}

World::Meet World::meet(Type first, Type second) {
  const Nominal &one = *model::as_nominal(first), &two = *model::as_nominal(second);
  const auto doubt = [&](ClassId id) {
    return Meet{true, fmt::format("unsupported two applications of {} at once", table_[id].name)};
  };
  if (one.class_id == two.class_id) return doubt(one.class_id);
  if (const Ancestor* above = ancestor(one.class_id, two.class_id))
    return up_cast(one, *above) == second ? Meet{} : doubt(two.class_id);
  if (const Ancestor* above = ancestor(two.class_id, one.class_id))
    return up_cast(two, *above) == first ? Meet{} : doubt(one.class_id);
  return unrelated(one, two);
}

World::Meet World::unrelated(const Nominal& first, const Nominal& second) {
  const ClassId one = first.class_id, two = second.class_id;
  if (is_closed(one) || is_closed(two)) {
    // A closed class may still implement a protocol by its members.
    if (is_protocol(one) || is_protocol(two)) return {true, "structural meet with a final class"};
    return {false, std::nullopt};
  }
  const auto hard_one = disjoint_base(one), hard_two = disjoint_base(two);
  if (hard_one && hard_two && !derives_from(*hard_one, *hard_two) && !derives_from(*hard_two, *hard_one))
    return {true, "unsupported disjoint bases"};
  if (!orders_agree(one, two)) return {true, "unsupported order of bases"};
  if (shares_members(one, two)) return {true, "structural meet of members"};
  if (!ancestors_agree(first, second)) return {true, "unsupported common generic ancestor"};
  return {};
}

std::optional<ClassId> World::disjoint_base(ClassId id) const {
  for (const Ancestor& each : ancestors(id))
    if (!is_fresh(each.class_id) && table_[each.class_id].is_disjoint_base) return each.class_id;
  return std::nullopt;
}

/// Whether a class below both would have to reconcile two members of one name.
bool World::shares_members(ClassId first, ClassId second) const {
  for (const Ancestor& each : ancestors(first)) {
    if (is_fresh(each.class_id) || each.class_id == table_.well_known.object) continue;
    for (const model::Member& member : table_[each.class_id].members) {
      const auto mine = find_member(first, member.name), theirs = find_member(second, member.name);
      if (theirs && theirs->owner != table_.well_known.object && theirs->owner != mine->owner) return true;
    }
  }
  return false;
}

bool World::orders_agree(ClassId first, ClassId second) const {
  std::vector<std::size_t> places;
  const auto theirs = ancestors(second);
  for (const Ancestor& each : ancestors(first)) {
    const auto place = std::ranges::find(theirs, each.class_id, &Ancestor::class_id);
    if (place != theirs.end()) places.push_back(static_cast<std::size_t>(place - theirs.begin()));
  }
  return std::ranges::is_sorted(places);
}

bool World::ancestors_agree(const Nominal& first, const Nominal& second) {
  for (const Ancestor& each : ancestors(first.class_id))
    if (const Ancestor* theirs = ancestor(second.class_id, each.class_id))
      if (up_cast(first, each) != up_cast(second, *theirs)) return false;
  return true;
}

}  // namespace agverify::solver::smt
