#pragma once

#include "check/steps.h"

namespace agverify::check {

/// What the inversions of this certificate take for granted beside the named laws: that what the first class shows at
/// the second, a protocol above it, is what its base says (no member of it narrows that).
using Narrowing = std::vector<std::pair<ClassId, ClassId>>;

/// Reads what follows `hypothesis ` in `hypothesis N S <: T inverts M`, tests it and adds it.
bool read_inversion(Cursor& cursor, const TypeScope& scope, Replacement& as_meant, Proof& proof, Narrowing& narrowing);

}  // namespace agverify::check
