#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "gate/checker.h"

namespace agverify::gate {

/// Something that a checker found.
struct Diagnostic {
  std::string file;      ///< its name without folders
  std::size_t line = 0;  ///< from 0
  std::string code, message;
};

/// The errors in a checker's output; what is less than an error is left out.
/// \param output of the run: standard output, or the text of the report file
/// \returns what is wrong with the output, as the end of a sentence that begins with the checker
tl::expected<std::vector<Diagnostic>, std::string> read_diagnostics(const DiagnosticForm& form, std::string_view output);

/// The text for a report: valid UTF-8, whole lines, not long, a folder's name left out.
std::string presentable(std::string_view text, std::string_view folder = {});

}  // namespace agverify::gate
