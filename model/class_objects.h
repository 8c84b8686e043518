#pragma once

#include <optional>
#include <string>

#include "model/class_table.h"

namespace agverify::model {

/// What in a type may not stand in `type[..]`: it takes classes, variables, Never and unions of these. That callable types, tuple types
/// and literals have class objects of their own no text says. Spec: annotations#type-and-annotation-expressions, special-types#type.
/// \returns such as "a literal"; nothing when the type may stand there
std::optional<std::string> unread_in_type_of(Type inner, const ClassTable& table);

}  // namespace agverify::model
