#pragma once

#include "check/slice/class_slice.h"
#include "check/text/rejection.h"

namespace agverify::check {

/// Gives every class of the slice the classes above it, in method resolution order (C3), each with its arguments.
/// Complains of a class without base, of bases that form a circle or cannot be ordered, of a class that stands above
/// another with two different lists of arguments, and of slices whose closure has more than five million entries.
bool linearise(ClassSlice& slice, TypeTable& types, Complaint& complaint);

}  // namespace agverify::check
