#pragma once

#include <span>
#include <string_view>

namespace agverify::cli {

/// A file that the build compiled into the program.
struct EmbeddedFile {
  std::string_view path;    ///< relative to the embedded folder, with `/`
  std::string_view text;    ///< the bytes of the file
  std::string_view digest;  ///< their SHA-256, in lower-case hexadecimal digits
};

/// The stubs of the documented hierarchy, `corpus/hierarchy/`, in the order of their paths.
std::span<const EmbeddedFile> embedded_stubs();

}  // namespace agverify::cli
