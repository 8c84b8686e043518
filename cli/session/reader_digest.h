#pragma once

#include <string_view>

namespace agverify::cli::session {

/// The SHA-256 of the sources that read stubs, written by the build: another program may make other tables of the same stubs.
std::string_view reader_digest();

}  // namespace agverify::cli::session
