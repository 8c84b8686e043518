#include "solver/smt/alternatives.h"

#include <algorithm>

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

}  // namespace

bool surely_inhabited(Type type) {
  return std::ranges::any_of(alternatives(type), [](Type each) {
    return model::as_nominal(each) || is_callable(each) || model::as_tuple(each) || model::as_literal(each);
  });
}

bool surely_outside(const model::ClassTable& table, Type chosen, Type other) {
  const auto* nominal = model::as_nominal(chosen);
  if (!nominal && !is_callable(chosen)) return false;
  return std::ranges::all_of(alternatives(other), [&](Type each) {
    const auto* beside = model::as_nominal(each);
    if (!beside || table[beside->class_id].is_protocol || beside->class_id == table.well_known.object) return false;
    return !nominal || !table.derives_from(nominal->class_id, beside->class_id);
  });
}

}  // namespace agverify::solver::smt
