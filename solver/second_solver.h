#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/verdict.h"

namespace agverify::solver {

/// Asks a solver that is not linked in for the verdict of an SMT-LIB script (solver/smt/smt_lib.h): unsat is proved, sat is
/// refuted. Nothing: it is not there, or has no answer in time.
using SecondSolver = std::function<std::optional<model::Verdict>(const std::string& script)>;

}  // namespace agverify::solver
