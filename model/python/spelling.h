#pragma once

#include "model/class_table.h"
#include "model/python/probe.h"

namespace agverify::model::python {

/// The probe of a pair of closed types. What no annotation can write, a signature with names or defaults and an overload,
/// becomes a definition: a protocol that has it as its `__call__`.
/// Spec: callables#callback-protocols
Probe spelled(Type source, Type target, const ClassTable& table);

}  // namespace agverify::model::python
