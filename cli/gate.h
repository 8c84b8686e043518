#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Asks real checkers about generated pairs, and tells and writes down where their answers differ from the verdicts.
/// \returns 1 where the text of the spec demands another answer; 69 where a named checker answered nothing; 74 for a folder
/// of reports that cannot be written to, before anything is asked
input::ExitCode gate(const GateOptions& options);

}  // namespace agverify::cli
