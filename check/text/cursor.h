#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/text/rejection.h"

namespace agverify::check {

/// A line of the certificate without its newline.
struct Line {
  std::uint32_t number = 0;  ///< from 1
  std::string_view text;
};

/// Splits the text; refuses bytes that are no printable text and a last line that does not end.
std::optional<std::vector<Line>> split_lines(std::string_view text, Complaint& complaint);

/// Reads one line from left to right. What does not come as asked is complained of with the column where it was missed.
class Cursor {
 public:
  Cursor(Line line, Complaint& complaint) : line_(line), complaint_(&complaint) {}

  /// Takes the text if it stands here.
  bool accept(std::string_view text);
  /// Takes the text, or complains.
  bool expect(std::string_view text);
  /// Takes everything up to the next space or the end; complains when that is nothing.
  std::optional<std::string_view> word();
  /// A Python name: letters, digits, `_`, bytes above 127.
  std::optional<std::string_view> identifier();
  /// Names joined by dots.
  std::optional<std::string_view> dotted_name();
  /// A decimal number without leading zeros that fits.
  std::optional<std::uint32_t> number();
  /// Takes a number, which must be this one: the next in a sequence.
  bool number_in_sequence(std::size_t next);
  /// Complains unless the line ends here.
  bool finish();
  bool at_end() const { return at_ == line_.text.size(); }
  bool next_is(std::string_view text) const { return rest().starts_with(text); }

  std::string_view rest() const { return line_.text.substr(at_); }
  void skip(std::size_t count) { at_ += count; }
  std::uint32_t line() const { return line_.number; }
  Complaint& complaint() { return *complaint_; }
  bool reject(std::string message) { return complaint_->reject(line_.number, std::move(message)); }
  /// Complains that something else was looked for at this column.
  bool missed(std::string_view what);

 private:
  Line line_;
  std::size_t at_ = 0;
  Complaint* complaint_;
};

/// Whether the byte can stand in a Python name.
bool is_name_byte(char byte);

}  // namespace agverify::check
