#pragma once

#include "check/text/lines.h"
#include "check/values/value.h"

namespace agverify::check {

/// Reads `value` lines, each with its `shows` lines, up to the first other one.
bool read_values(Lines& lines, ClassSlice& slice, Values& values);

}  // namespace agverify::check
