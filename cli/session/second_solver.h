#pragma once

#include <chrono>

#include "solver/second_solver.h"

namespace agverify::cli::session {

/// The program cvc5, when it is in PATH: asked twice, plainly and with finite model finding, since each settles one side only.
solver::SecondSolver cvc5(std::chrono::milliseconds time);

}  // namespace agverify::cli::session
