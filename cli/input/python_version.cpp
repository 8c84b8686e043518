#include "cli/input/python_version.h"

#include <charconv>

namespace agverify::cli::input {

std::optional<model::syntax::stubs::PythonVersion> python_version(std::string_view text) {
  model::syntax::stubs::PythonVersion version{0, 0};
  const char* const end = text.data() + text.size();
  const auto major = std::from_chars(text.data(), end, version.major);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return std::nullopt;
  const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
  if (minor.ec != std::errc{} || minor.ptr != end || version.major != 3) return std::nullopt;
  return version;
}

}  // namespace agverify::cli::input
