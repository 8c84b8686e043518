#pragma once

#include <optional>

#include "model/syntax/stubs/stub_reader.h"
#include "model/syntax/stubs/syntax_tree.h"

namespace agverify::model::syntax::stubs {

/// Whether a condition of a stub holds: comparisons of `sys.version_info` and `sys.platform`, `TYPE_CHECKING`, `True`,
/// `False`, joined by `and`, `or`, `not`. Spec: directives#version-and-platform-checks.
/// \returns nothing for any other condition
std::optional<bool> decide(const Node& condition, const PythonVersion& version);

}  // namespace agverify::model::syntax::stubs
