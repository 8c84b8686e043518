#include "model/class_objects.h"

#include <vector>

namespace agverify::model {
namespace {

std::optional<std::string> unread_leaf(Type type, const ClassTable& table) {
  if (as_callable(type) || as_overload(type)) return "a callable type";
  if (as_tuple(type)) return "a tuple type";
  if (as_literal(type)) return "a literal";
  if (as_type_of(type)) return "type[..]";
  if (as_alias(type)) return "a recursive alias";
  if (const Opaque* opaque = as_opaque(type)) return *opaque->construct;
  if (is_self(type)) return "Self";
  const Nominal* nominal = as_nominal(type);
  if (nominal && nominal->class_id == table.well_known.literal_string) return "LiteralString";
  if (nominal && table[nominal->class_id].class_object_of) return "a class object";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> unread_in_type_of(Type inner, const ClassTable& table) {
  std::vector<Type> open{inner};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (const Union* all = as_union(next)) {
      open.insert(open.end(), all->members.begin(), all->members.end());
    } else if (auto why = unread_leaf(next, table)) {
      return why;
    }
  }
  return std::nullopt;
}

}  // namespace agverify::model
