#pragma once

#include "check/evidence/trial.h"

namespace agverify::check {

/// The tests of the rules about tuples and literals.
bool literal_below_type(Trial& trial);
bool bool_expands(Trial& trial);
bool enum_expands(Trial& trial);
bool tuple_elementwise(Trial& trial);
bool tuple_mixed_relation(Trial& trial);
bool tuple_is_sequence(Trial& trial);
bool tuple_never_element(Trial& trial);
bool tuple_never_unbounded(Trial& trial);
bool enum_empty(Trial& trial);
bool tuple_element_union_expands(Trial& trial);
bool tuple_element_bool_enum_expands(Trial& trial);
bool tuple_mixed_fixed_part_expands(Trial& trial);
bool tuple_unbounded_split(Trial& trial);
bool namedtuple_to_tuple(Trial& trial);

}  // namespace agverify::check
