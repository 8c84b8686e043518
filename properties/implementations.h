#pragma once

#include "model/class_table.h"
#include "properties/draw.h"
#include "properties/world.h"

namespace agverify::properties {

/// Adds classes that have the members of a protocol, or nearly.
/// \param count how many that have them, where there is a protocol with members; each may have a near miss beside it
Implementations add_implementations(model::ClassTable& table, model::ClassId first, std::size_t count, Draw& draw, model::TypePool& pool);

}  // namespace agverify::properties
