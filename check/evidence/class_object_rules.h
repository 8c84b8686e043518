#pragma once

#include "check/evidence/trial.h"

namespace agverify::check {

/// The tests of the rules about `type[..]`.
bool type_of_class(Trial& trial);
bool type_covariant(Trial& trial);
bool type_distributes(Trial& trial);
bool type_object_all_classes(Trial& trial);
bool type_below_metaclass(Trial& trial);
bool type_of_bound(Trial& trial);
bool type_value_to_callable(Trial& trial);
bool type_never(Trial& trial);

/// Whether the step uses the hypothesis `source <: target`.
bool hypothesis_says(Trial& trial, TypeId source, TypeId target);

}  // namespace agverify::check
