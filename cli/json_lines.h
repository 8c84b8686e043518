#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Answers `--jsonl`: one JSON object a line in, one out, in order. A line that cannot be read is answered by its error.
/// An answer is written before the program waits for the next line.
input::ExitCode prove_json_lines(const ProveOptions& options);

}  // namespace agverify::cli
