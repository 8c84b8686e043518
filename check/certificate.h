#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "check/text/rejection.h"

namespace agverify::check {

/// A stub or source file that the statement names.
struct NamedFile {
  std::string path;        ///< as named, relative to the folder of the stubs
  std::string digest;      ///< SHA-256, lower-case hexadecimal
  std::uint32_t line = 0;  ///< of the certificate
};

/// What an accepted certificate proves: the query and its verdict, given the slice of the class table, the laws, and
/// what else is taken for granted.
struct Statement {
  std::string text;  ///< for a person to read, ends with a newline; everything that the proof rests on stands in it
  std::vector<NamedFile> files;
};

/// Verifies a certificate. docs/certificate.md says what it may hold and what each line is tested for.
/// Takes near linear time; nesting of types or values costs no stack.
tl::expected<Statement, Rejection> verify(std::string_view text);

}  // namespace agverify::check
