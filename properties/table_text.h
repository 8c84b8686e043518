#pragma once

#include <string>

#include "model/class_table.h"

namespace agverify::properties {

/// The classes from `first` on as a stub, for a person to read and for the stub reader: type variables, then classes.
std::string stub_of(const model::ClassTable& table, model::ClassId first);

/// The first class of a table that `table_at` made which is not among those that every table has.
model::ClassId first_made(const model::ClassTable& table);

}  // namespace agverify::properties
