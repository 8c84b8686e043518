#include "properties/class_objects.h"

#include <algorithm>

namespace agverify::properties {
namespace {

using namespace model;

Type some_class(Draw& draw, const World& world) {
  if (draw.chance(6)) return world.object();
  if (!world.generics().empty() && draw.chance(15)) {
    const ClassId id = draw.one_of(world.generics());
    std::vector<Type> arguments;
    for (const TypeParameter& each : world.table()[id].parameters)
      arguments.push_back(each.upper_bound || !each.constraints.empty() ? draw.one_of(world.fitting(each)) : draw.one_of(world.leaves()));
    return world.pool().nominal(id, arguments);
  }
  return draw.one_of(world.leaves());
}

std::vector<Type> members_of(Type inner) {
  if (const Union* all = as_union(inner)) return {all->members.begin(), all->members.end()};
  return {inner};
}

/// A class directly above, or a further one beside it.
Type inner_above(Draw& draw, const World& world, Type inner) {
  std::vector<Type> members = members_of(inner);
  Type& member = draw.one_of(members);
  const Nominal* nominal = as_nominal(member);
  const auto above = nominal ? world.above(nominal->class_id) : std::span<const DirectlyAbove>{};
  if (!above.empty() && draw.chance(60)) {
    member = Substitution{world.pool()}.parameters(draw.one_of(above).above, nominal->arguments);
  } else if (draw.chance(25)) {
    member = world.object();
  } else {
    members.push_back(some_class(draw, world));
  }
  return world.pool().union_of(members);
}

/// A member fewer, or a class directly below.
Type inner_below(Draw& draw, const World& world, Type inner) {
  std::vector<Type> members = members_of(inner);
  if (members.size() > 1 && draw.chance(50)) {
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(draw.below(members.size())));
    return world.pool().union_of(members);
  }
  Type& member = draw.one_of(members);
  if (member == world.object()) return some_class(draw, world);
  std::vector<Type> found;
  if (const Nominal* nominal = as_nominal(member); nominal && nominal->arguments.empty())
    for (const DirectlyAbove& each : world.below(nominal->class_id))
      if (each.above == member && world.table()[each.class_id].parameters.empty()) found.push_back(world.pool().nominal(each.class_id));
  if (!found.empty()) member = draw.one_of(found);
  return world.pool().union_of(members);
}

Type distributed(const World& world, const Union& all) {
  std::vector<Type> members;
  for (Type each : all.members) members.push_back(world.pool().type_of(each));
  return world.pool().union_of(members);
}

}  // namespace

Type draw_type_of(Draw& draw, const World& world) {
  const Type first = some_class(draw, world);
  if (draw.chance(75)) return world.pool().type_of(first);
  return world.pool().type_of(world.pool().union_of({first, some_class(draw, world)}));
}

Type type_of_above(Draw& draw, const World& world, Type type) {
  const Type inner = as_type_of(type)->inner();
  const Nominal* of = as_nominal(inner);
  if (const Union* all = as_union(inner); all && draw.chance(40)) return distributed(world, *all);
  if (of && draw.chance(30))
    if (const ClassId metaclass = world.table().metaclass_of(of->class_id); metaclass != world.table().well_known.type) return world.pool().nominal(metaclass);
  return world.pool().type_of(inner_above(draw, world, inner));
}

Type type_of_below(Draw& draw, const World& world, Type type) { return world.pool().type_of(inner_below(draw, world, as_type_of(type)->inner())); }

Type type_of_respelled(Draw& draw, const World& world, Type type) {
  const Type inner = as_type_of(type)->inner();
  std::vector<Type> members = members_of(inner);
  if (members.size() > 1 && draw.chance(50)) return distributed(world, *as_union(inner));
  members.push_back(draw.one_of(members));
  std::ranges::rotate(members, members.begin() + 1);
  return world.pool().type_of(world.pool().union_of(members));
}

Type type_of_beside(Draw& draw, const World& world, Type type) {
  switch (draw.weighted({12, 29, 29, 30})) {
    case 0: return as_type_of(type)->inner();
    case 1: return type_of_below(draw, world, type);
    case 2: return type_of_above(draw, world, type);
    default: return draw_type_of(draw, world);
  }
}

std::optional<Type> classes_of_metaclass(Draw& draw, const World& world, Type type) {
  const Nominal* nominal = as_nominal(type);
  const ClassTable& table = world.table();
  if (!nominal || !table.well_known.type || !table.derives_from(nominal->class_id, *table.well_known.type)) return std::nullopt;
  std::vector<Type> found;
  for (Type each : world.leaves())
    if (table.derives_from(table.metaclass_of(as_nominal(each)->class_id), nominal->class_id)) found.push_back(world.pool().type_of(each));
  return found.empty() ? std::nullopt : std::optional{draw.one_of(found)};
}

}  // namespace agverify::properties
