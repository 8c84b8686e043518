#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/input/exit_code.h"
#include "model/syntax/error.h"

namespace agverify::cli::input {

/// Why an input was not taken: what is printed, and the code that the program ends with.
struct Failure {
  ExitCode code = ExitCode::BadInput;
  std::vector<model::syntax::ParseError> errors;  ///< at least one; line 0: the place is the whole file

  /// The construct, when the input is right and only lies outside of what is read so far: the answer is unknown then.
  std::optional<std::string> unsupported() const;
  /// One line an error, as compilers write them.
  std::string text() const;
};

/// A failure without a place inside a file.
Failure failure(ExitCode code, std::string message, std::string file = {});

/// `file:line:column: message`; what is not known of the place is left out.
std::string line_of(const model::syntax::ParseError& error);

}  // namespace agverify::cli::input
