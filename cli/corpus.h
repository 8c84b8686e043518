#pragma once

#include "cli/command_line.h"

namespace agverify::cli {

/// Runs self-describing cases through both deciders and the certificate check; what differs from what a case says is
/// printed with its place. \returns 1 when something differs
input::ExitCode corpus(const CorpusOptions& options);

}  // namespace agverify::cli
