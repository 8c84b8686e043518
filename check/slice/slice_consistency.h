#pragma once

#include "check/slice/class_slice.h"
#include "check/text/rejection.h"

namespace agverify::check {

/// Tests that no parameter is called as a class is.
bool parameters_hide_nothing(const ClassSlice& slice, Complaint& complaint);

/// Tests what the facts of a linearised slice say about each other: `finds` names an owner above whose member is
/// declared, and no class in between has the name; `missing` is contradicted by no `member`; `requires` names what the
/// protocol and those above it declare and require. An enumerated class names its members; nothing derives from a class whose
/// values have names; a tuple base stands beside the class `tuple` at what its parts have in common, and that class has one
/// covariant parameter.
bool is_consistent(const ClassSlice& slice, TypeTable& types, Complaint& complaint);

}  // namespace agverify::check
