#include "solver/rules/open_emptiness.h"

#include <algorithm>
#include <vector>

namespace agverify::solver::rules {

using namespace model;

namespace {

/// A class of the program's own that is an enum and may be subclassed. Spec: enums#enum-behaviors.
bool is_enum_without_members(ClassId id, const ClassTable& table) {
  const Class& definition = table[id];
  if (!definition.enum_members.empty() || definition.is_flag || definition.qualified_name.starts_with("enum.")) return false;
  return std::ranges::any_of(table.ancestors(id), [&](const Ancestor& above) { return table[above.class_id].qualified_name == "enum.Enum"; });
}

/// The tuple types that a class derives from, whatever its arguments are.
void add_tuple_bases(ClassId id, const ClassTable& table, std::vector<Type>& to) {
  for (const Ancestor& above : table.ancestors(id))
    if (table[above.class_id].tuple_base) to.push_back(*table[above.class_id].tuple_base);
}

bool may_be_empty(Type type, const ClassTable& table) {
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (is_never(next)) return true;
    const Nominal* nominal = as_nominal(next);
    if (nominal && is_enum_without_members(nominal->class_id, table)) return true;
    if (nominal) add_tuple_bases(nominal->class_id, table, open);
    if (const Tuple* tuple = as_tuple(next))
      for (std::uint32_t i = 0; i < tuple->parts.size(); ++i)
        if (i != tuple->unbounded) open.push_back(tuple->parts[i]);
    const Union* all = as_union(next);
    const auto may_count = [&](Type each) {
      const Nominal* member = as_nominal(each);
      return is_never(each) || as_tuple(each) || as_union(each) || (member && is_enum_without_members(member->class_id, table));
    };
    if (all && std::ranges::all_of(all->members, may_count)) open.insert(open.end(), all->members.begin(), all->members.end());
  }
  return false;
}

bool has_tuple(Type target) {
  std::vector<Type> open{target};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (as_tuple(next)) return true;
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.begin(), all->members.end());
  }
  return false;
}

}  // namespace

bool rests_on_open_emptiness(const Goal& goal, const ClassTable& table) {
  if (as_union(goal.source) || is_never(goal.source)) return false;  // its members are asked for
  const Tuple* tuple = as_tuple(goal.source);
  // Without elements in that part it has values in any case.
  if (tuple && tuple->unbounded && may_be_empty(tuple->parts[*tuple->unbounded], table) && has_tuple(goal.target)) return true;
  return may_be_empty(goal.source, table);
}

}  // namespace agverify::solver::rules
