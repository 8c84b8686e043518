#pragma once

#include <vector>

#include "model/type.h"

namespace agverify::solver::smt {

/// The members of a union in order, nested unions opened and Never left out; the type itself when it is no union.
std::vector<model::Type> alternatives(model::Type type);

}  // namespace agverify::solver::smt
