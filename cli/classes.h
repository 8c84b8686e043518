#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Shows the class table, or the named classes of it, with the law of each. \returns 65 for a name that is no class or a law
/// that shows a declared variance to be wrong
input::ExitCode classes(const ClassesOptions& options);

}  // namespace agverify::cli
