#include "solver/smt/alternatives.h"

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

}  // namespace agverify::solver::smt
