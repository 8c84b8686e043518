#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Answers questions as text on standard output, or as JSON lines.
input::ExitCode prove(const ProveOptions& options);

}  // namespace agverify::cli
