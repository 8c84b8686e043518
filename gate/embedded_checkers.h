#pragma once

#include <span>

#include "cli/embedded_stubs.h"

namespace agverify::gate {

using cli::EmbeddedFile;

/// `gate/checkers.toml` alone.
std::span<const EmbeddedFile> embedded_checkers();

}  // namespace agverify::gate
