#pragma once

#include "check/syntax/query.h"

namespace agverify::check {

/// Whether one query is the other with `float` read as `float | int` and `complex` as `complex | float | int`.
/// \param at_top only where that is the whole type, or a member of the union that is, of the conclusion; else wherever it stands
bool is_promotion(const Query& asked, const Query& read, bool at_top, const ClassSlice& slice, TypeTable& types);

}  // namespace agverify::check
