#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "cli/input/failure.h"

namespace agverify::cli::input {

/// The bytes of a file; `-` is standard input. \returns 66 when it is missing or cannot be read
tl::expected<std::string, Failure> read_file(const std::string& path);

/// Makes a file, or replaces it as a whole: whoever reads it meanwhile sees the old text or the new one.
/// \returns 74 when that fails
tl::expected<void, Failure> write_file(const std::string& path, std::string_view text);

/// Makes a folder and those above it. \returns 74 when that fails
tl::expected<void, Failure> make_folder(const std::string& path);

/// A variable of the environment; nothing when it is unset or empty.
std::optional<std::string> environment(const char* name);

}  // namespace agverify::cli::input
