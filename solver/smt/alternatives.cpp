#include "solver/smt/alternatives.h"

#include <algorithm>
#include <optional>

#include "solver/smt/tuple_lengths.h"

namespace agverify::solver::smt {

using model::Type;

std::vector<Type> alternatives(Type type) {
  std::vector<Type> open{type}, found;
  while (!open.empty()) {
    const Type each = open.back();
    open.pop_back();
    if (const auto* joined = model::as_union(each)) {
      open.insert(open.end(), joined->members.rbegin(), joined->members.rend());
    } else if (!model::is_never(each)) {
      found.push_back(each);
    }
  }
  return found;
}

namespace {

bool is_callable(Type type) { return model::as_callable(type) || model::as_overload(type); }

/// The class itself, that of the value of a literal, or `tuple`.
std::optional<model::ClassId> class_of(const model::ClassTable& table, Type type) {
  if (const auto* nominal = model::as_nominal(type)) return nominal->class_id;
  if (const auto* literal = model::as_literal(type)) return literal->class_id;
  return model::as_tuple(type) ? table.well_known.tuple : std::nullopt;
}

bool are_of_other_lengths(Type one, Type other) {
  const auto *first = model::as_tuple(one), *second = model::as_tuple(other);
  if (!first || !second || (first->unbounded && second->unbounded)) return false;
  return first->unbounded ? !admits(*first, second->parts.size()) : !admits(*second, first->parts.size());
}

}  // namespace

bool surely_inhabited(Type type) {
  return std::ranges::any_of(alternatives(type), [](Type each) {
    return model::as_nominal(each) || is_callable(each) || model::as_tuple(each) || model::as_literal(each) || (model::as_type_of(each) && model::as_nominal(model::as_type_of(each)->inner()));
  });
}

bool surely_outside(const model::ClassTable& table, Type chosen, Type other) {
  const auto* literal = model::as_literal(chosen);
  const auto tag = class_of(table, chosen);
  if (!tag && !is_callable(chosen)) return false;
  return std::ranges::all_of(alternatives(other), [&](Type each) {
    if (are_of_other_lengths(chosen, each)) return true;
    if (const auto* beside = model::as_literal(each)) return tag != beside->class_id || (literal && *literal->value != *beside->value);
    const auto beside = class_of(table, each);
    if (!beside || table[*beside].is_protocol || *beside == table.well_known.object) return false;
    return !tag || !table.derives_from(*tag, *beside);
  });
}

}  // namespace agverify::solver::smt
