#pragma once

#include "model/class_table.h"
#include "solver/rules/goal.h"

namespace agverify::solver::rules {

/// Whether the goal holds where the questions that the spec leaves open are answered the other way: that a tuple type with an element
/// without values has none, or that an enum without members has none. Errs on the side of yes.
bool rests_on_open_emptiness(const Goal& goal, const model::ClassTable& table);

}  // namespace agverify::solver::rules
