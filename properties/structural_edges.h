#pragma once

#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "properties/world.h"

namespace agverify::properties {

/// The protocol at the arguments that the members of a class give it, when they can be read off: a parameter of the
/// protocol stands alone where the class's member says what it is. Nothing where that leaves a doubt.
std::optional<model::Type> protocol_read_off(const model::ClassTable& table, model::TypePool& pool, model::ClassId of_class,
                                             model::ClassId protocol);

}  // namespace agverify::properties
