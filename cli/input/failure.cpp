#include "cli/input/failure.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::cli::input {

using model::syntax::ParseError;

std::optional<std::string> Failure::unsupported() const {
  const bool all = std::ranges::all_of(errors, [](const ParseError& each) { return each.kind == ParseError::Kind::Unsupported; });
  if (!all) return std::nullopt;
  return errors.front().construct;
}

std::string Failure::text() const {
  std::string out;
  for (const ParseError& each : errors) (out += line_of(each)) += '\n';
  if (!out.empty()) out.pop_back();
  return out;
}

Failure failure(ExitCode code, std::string message, std::string file) {
  ParseError error;
  error.message = std::move(message);
  error.file = std::move(file);
  error.line = error.column = 0;
  return {code, {std::move(error)}};
}

std::string line_of(const ParseError& error) {
  if (error.line > 0) return model::syntax::describe(error);
  return error.file.empty() ? error.message : fmt::format("{}: {}", error.file, error.message);
}

}  // namespace agverify::cli::input
