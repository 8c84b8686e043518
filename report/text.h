#pragma once

#include <optional>
#include <string>

#include "report/answer.h"

namespace agverify::report {

struct TextStyle {
  bool colours = false;
  bool explain = false;                ///< the whole derivation or witness too
  std::optional<double> milliseconds{};  ///< how long the answer took, where it is to be said
  std::size_t width = 100;             ///< columns to which sentences are broken
};

/// An answer for people: verdict and statement, why, the witness as a story, rule, evidence, stubs; ends with a line end.
std::string answer_text(const Answer& answer, const TextStyle& style);

/// The answer to a question that could not be read because it is outside of what is read so far.
/// \param question as it was written
std::string unread_text(std::string_view question, std::string_view reason, const TextStyle& style);

}  // namespace agverify::report
