#pragma once

#include <string_view>

namespace agverify::cli::session {

/// The version of the program, as the build says it: `0.1.0`.
std::string_view version();

}  // namespace agverify::cli::session
