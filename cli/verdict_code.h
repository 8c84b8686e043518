#pragma once

#include "cli/exit_code.h"
#include "model/verdict.h"

namespace agverify::cli {

constexpr ExitCode code_of(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::Proved: return ExitCode::Success;
    case model::Verdict::Refuted: return ExitCode::Refuted;
    case model::Verdict::Unknown: return ExitCode::Unknown;
  }
  return ExitCode::Internal;
}

}  // namespace agverify::cli
