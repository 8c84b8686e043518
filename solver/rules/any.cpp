#include "solver/rules/any.h"

namespace agverify::solver::rules {

using namespace model;

Outcome any_consistent_with_all(const Goal& goal, RuleContext& context) {
  const bool has_any = is_any(goal.source) || is_any(goal.target);
  return has_any && context.is_assignability ? Outcome::Proved : Outcome::NotMine;
}

}  // namespace agverify::solver::rules
