#pragma once

#include "cli/input/exit_code.h"
#include "model/verdict.h"

namespace agverify::cli {

constexpr input::ExitCode code_of(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::Proved: return input::ExitCode::Success;
    case model::Verdict::Refuted: return input::ExitCode::Refuted;
    case model::Verdict::Unknown: return input::ExitCode::Unknown;
  }
  return input::ExitCode::Internal;
}

}  // namespace agverify::cli
