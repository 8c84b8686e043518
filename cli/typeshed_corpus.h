#pragma once

#include <span>
#include <string>

#include "cli/input/corpus_case.h"
#include "cli/input/exit_code.h"

namespace agverify::cli {

/// Asks every query of the cases by a typeshed too, and prints each whose verdict is not the described one, with the cause.
/// \returns 0 when each difference has a cause, 1 when one has none, 65 or 66 when the folder is no typeshed
input::ExitCode corpus_by_typeshed(std::span<const input::CorpusCase> cases, const std::string& typeshed, unsigned milliseconds);

}  // namespace agverify::cli
