#pragma once

#include "model/derivation.h"
#include "solver/rules/engine.h"

namespace agverify::solver::rules {

/// Adds the proof below a proved node of the trace, which becomes one more conclusion. Steps are ordered so that only
/// premises about arguments and members may stand later than the step that uses them.
void append_derivation(const Trace& trace, std::uint32_t root, model::Derivation& into);

}  // namespace agverify::solver::rules
