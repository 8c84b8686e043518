#pragma once

#include <optional>
#include <string_view>

#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::input {

/// Reads `3.13`. \returns nothing for what is no version of Python 3
std::optional<model::syntax::stubs::PythonVersion> python_version(std::string_view text);

}  // namespace agverify::cli::input
