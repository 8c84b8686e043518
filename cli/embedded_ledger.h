#pragma once

#include <span>

#include "cli/embedded_stubs.h"

namespace agverify::cli {

/// `corpus/rules.ledger`, alone.
std::span<const EmbeddedFile> embedded_ledger();

}  // namespace agverify::cli
