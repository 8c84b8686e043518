#pragma once

#include <vector>

#include "model/class_table.h"
#include "model/slots.h"
#include "model/syntax/stubs/class_source.h"

namespace agverify::model::syntax::stubs {

/// Gives each parameter of these classes whose variance is inferred the one of its slots and bases (none: covariant), and
/// notes where another way to infer comes to another one. Spec: generics#variance-inference.
/// \param slots `least_slots` of the table
void infer_variance(const std::vector<ClassSource>& sources, const Slots& slots, ClassTable& table);

/// Gives each parameter of these protocols the variance that members show, whatever is declared: bivariant where none does, not
/// known where one is not read. Spec: protocol#generic-protocols.
void take_structure(const std::vector<ClassSource>& sources, const Slots& slots, ClassTable& table);

}  // namespace agverify::model::syntax::stubs
