#pragma once

#include <optional>
#include <string>

#include "model/class_table.h"

namespace agverify::solver::rules {

/// A cycle of type parameters along which inheritance or members nest a parameter ever deeper, as text
/// (`C.T -> N.Z -> C.T`); nothing when the table has none, and every search without a cycle ends.
/// Source: Kennedy and Pierce, "On Decidability of Nominal Subtyping with Variance" (FOOL 2007), section 4: an expansive
/// edge inside a strongly connected component of the parameter graph over every subterm of every base.
std::optional<std::string> expansive_cycle(const model::ClassTable& table);

/// Turns "limit .." into "expansive: .." where the table explains the limit.
void explain_limit(std::string& reason, const model::ClassTable& table);

}  // namespace agverify::solver::rules
