#pragma once

#include "model/substitution.h"
#include "model/value.h"
#include "solver/rules/engine.h"

namespace agverify::solver::rules {

/// Whether a value shows a refutation. Some are by one reading of an open question alone, which values do not keep.
enum class Shown : std::uint8_t { ByValue, ByReading, Not };

/// Builds the value that shows a refuted node of the trace: in its source, not in its target, and true to the laws of its
/// class. Nothing in the trace may have variables; `table` holds the fresh classes too.
/// \param into its values are added to; `root` is set
[[nodiscard]] Shown build_witness(const Trace& trace, std::uint32_t root, const model::ClassTable& table, model::Substitution& substitution,
                   StructuralMatcher& matcher, model::Witness& into);

}  // namespace agverify::solver::rules
