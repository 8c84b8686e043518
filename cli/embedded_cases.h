#pragma once

#include <span>

#include "cli/embedded_stubs.h"

namespace agverify::cli {

/// The cases of `corpus/cases/`, in the order of their paths.
std::span<const EmbeddedFile> embedded_cases();

}  // namespace agverify::cli
