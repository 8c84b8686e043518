#pragma once

#include <vector>

#include "model/class_table.h"

namespace agverify::solver::smt {

/// The members of a union in order, nested unions opened and Never left out; the type itself when it is no union.
std::vector<model::Type> alternatives(model::Type type);

/// Whether some value is in the type whatever its variables and parameters stand for: the one that shows nothing.
bool surely_inhabited(model::Type type);

/// Whether a value whose exact class is that of `chosen`, a class, a literal, a tuple or a callable type, lies outside the other type whatever it
/// shows.
bool surely_outside(const model::ClassTable& table, model::Type chosen, model::Type other);

}  // namespace agverify::solver::smt
