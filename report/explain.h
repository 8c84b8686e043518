#pragma once

#include <string>

#include "report/answer.h"

namespace agverify::report {

/// The whole evidence, a line a step or value: a derivation as a tree from the conclusion down, a step that was told
/// already named by its number; or every value of a witness, what it rests on first. Empty without evidence.
std::string explanation(const Answer& answer);

}  // namespace agverify::report
