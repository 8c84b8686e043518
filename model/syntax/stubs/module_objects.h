#pragma once

#include <optional>
#include <string_view>

#include "model/class_table.h"
#include "model/syntax/stubs/outline.h"

namespace agverify::model::syntax::stubs {

// A module as a value is the one value of a class of its own, below `types.ModuleType`: its functions are static methods, its
// variables attributes that may be set, and what else it binds, or a dunder name in it, is not read.
// Spec: protocol#modules-as-implementations-of-protocols.

/// What a query writes before the name of a module to mean the module itself: `module_object.json`.
inline constexpr std::string_view module_object_prefix = "module_object.";

/// The class of a module, without its members. It cannot be used where the module may have more names than its text says.
Class class_of_module(std::string_view name, const ClassOutline& body);

/// What the interpreter looks up for an operation it looks up on `types.ModuleType`, and much there has a meaning of its own.
void leave_to_module_type(Class& module);

/// The class of what a literal alone, such as `100` or `"a"`, evaluates to.
std::optional<ClassId> class_of_literal(const ClassTable& table, std::string_view text);

}  // namespace agverify::model::syntax::stubs
