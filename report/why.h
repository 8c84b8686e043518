#pragma once

#include <string>
#include <string_view>

#include "report/answer.h"

namespace agverify::report {

/// The one sentence why: the deciding rule's own, and what it comes to for the types at hand. For unknown: what the reason
/// means and what would be needed.
std::string why(const Answer& answer);

/// What a reason means and what would be needed to decide.
std::string why_unknown(std::string_view reason);

}  // namespace agverify::report
