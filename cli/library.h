#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Reads every module of a typeshed and says how many there are of what, or what the law of each generic class came to.
input::ExitCode library(const ClassesOptions& options);

}  // namespace agverify::cli
