#pragma once

#include "check/slice/class_slice.h"
#include "check/text/rejection.h"

namespace agverify::check {

/// What a recursive alias stands for at its arguments, one step.
TypeId unfold(const ClassSlice& slice, TypeTable& types, TypeId alias);

/// Whether each alias has its unfolding, and unfolding at the top and in members of unions ends for each: no alias stands for itself
/// with nothing around it. Complains of the first that is not so.
bool unfoldings_end(const ClassSlice& slice, const TypeTable& types, Complaint& complaint);

}  // namespace agverify::check
