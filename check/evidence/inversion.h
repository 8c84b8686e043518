#pragma once

#include "check/evidence/steps.h"

namespace agverify::check {

/// Reads what follows `hypothesis ` in `hypothesis N S <: T inverts M`, tests it and adds it.
bool read_inversion(Cursor& cursor, const TypeScope& scope, Replacement& as_meant, Proof& proof, Narrowing& narrowing);

}  // namespace agverify::check
