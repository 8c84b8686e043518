#include "model/alias.h"

#include <cassert>
#include <unordered_set>

namespace agverify::model {

Type unfolded(const Alias& alias, const ClassTable& table, Substitution& substitution) {
  assert(table[alias.alias_id].body);
  return substitution.parameters(*table[alias.alias_id].body, alias.arguments);
}

Type exposed(Type type, const ClassTable& table, Substitution& substitution) {
  while (const Alias* alias = as_alias(type)) type = unfolded(*alias, table, substitution);
  return type;
}

std::vector<Alias> aliases_inside(Type type) {
  std::vector<Type> open{type};
  std::vector<Alias> found;
  std::unordered_set<Type> seen;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (!next->has_alias || !seen.insert(next).second) continue;
    if (const Alias* alias = as_alias(next)) found.push_back(*alias);
    open.insert(open.end(), parts_of(next).begin(), parts_of(next).end());
  }
  return found;
}

std::vector<Type> leaves_of(Type type, const ClassTable& table, Substitution& substitution) {
  std::vector<Type> open{type}, found;
  std::unordered_set<Type> seen;
  while (!open.empty()) {
    const Type next = exposed(open.back(), table, substitution);
    open.pop_back();
    if (const Union* all = as_union(next)) {
      if (seen.insert(next).second) open.insert(open.end(), all->members.rbegin(), all->members.rend());
    } else {
      found.push_back(next);
    }
  }
  return found;
}

}  // namespace agverify::model
