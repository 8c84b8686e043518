#pragma once

#include <string>

#include "model/class_table.h"

namespace agverify::solver::smt {

/// The type as a reader knows it: short names of classes, `T` for a parameter of `owner`. A signature is
/// `(int, name=: str, *: int) -> R`: each parameter's mark by its kind, `=` where it has a default.
std::string readable(const model::ClassTable& table, model::ClassId owner, model::Type type);

/// The type with qualified names and numbered parameters: the same text for the same type in every table and pool.
std::string canonical(const model::ClassTable& table, model::Type type);

/// Kind, name and default of a parameter, before its type; nothing for a positional-only one that is required.
std::string shown_before(const model::SignatureParameter& parameter);

}  // namespace agverify::solver::smt
