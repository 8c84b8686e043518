#pragma once

#include "model/class_table.h"

namespace agverify::model::syntax::stubs {

/// Adds a class in the place of each special form that is a type below a class: `LiteralString` below str, `TypeGuard[T]` and
/// `TypeIs[T]` below bool. Spec: literal#inferring-literalstring, narrowing#typeguard, narrowing#typeis.
void add_special_classes(ClassTable& table, TypePool& pool);

/// Whether the class is one of these, which no stub declares.
bool is_special_class(const ClassTable& table, ClassId id);

}  // namespace agverify::model::syntax::stubs
