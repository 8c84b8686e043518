#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Lists the rules, each with what solvers say of its sequent. \returns 70 when one of them is not as it must be, 2 when one
/// has no answer
input::ExitCode rules(const RulesOptions& options);

}  // namespace agverify::cli
