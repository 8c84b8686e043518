#pragma once

#include "check/evidence/trial.h"

namespace agverify::check {

// A row of the rule table in docs/certificate.md: true when the step is as it says, else a complaint.

bool alias_recursive(Trial& trial);

}  // namespace agverify::check
