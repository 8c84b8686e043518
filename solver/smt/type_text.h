#pragma once

#include <string>

#include "model/class_table.h"

namespace agverify::solver::smt {

/// The type as a reader knows it: short names of classes, `T` for a parameter of `owner`.
std::string readable(const model::ClassTable& table, model::ClassId owner, model::Type type);

/// The type with qualified names and numbered parameters: the same text for the same type in every table and pool.
std::string canonical(const model::ClassTable& table, model::Type type);

}  // namespace agverify::solver::smt
