#pragma once

#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

// Any inside the class table, in a member or a base; in a query it is not read yet. Spec: special-types#any.
// Under `~>` it is taken pointwise: whatever it meets, each time anew. Under `<:` what depends on it is left open, as such a
// class is not fully static there.

/// Any ~> T;  S ~> Any                                       special-types#any, concepts#consistency
Outcome any_consistent_with_all(const Goal& goal, RuleContext& context);

}  // namespace agverify::solver::rules
