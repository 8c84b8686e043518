#include "check/text/cursor.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace agverify::check {

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_text_byte(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code != 0x7f;
}

std::size_t identifier_length(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return 0;
  std::size_t length = 0;
  while (length < text.size() && is_name_byte(text[length])) ++length;
  return length;
}

}  // namespace

bool is_name_byte(char byte) {
  return byte == '_' || is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

std::optional<std::vector<Line>> split_lines(std::string_view text, Complaint& complaint) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const auto number = static_cast<std::uint32_t>(lines.size() + 1);
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!std::all_of(line.begin(), line.end(), is_text_byte)) {
      complaint.unreadable(number, "a byte that is no text");
      return std::nullopt;
    }
    if (end == std::string_view::npos) {
      complaint.unreadable(number, "the last line does not end");
      return std::nullopt;
    }
    lines.push_back({number, line});
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool Cursor::accept(std::string_view text) {
  if (!next_is(text)) return false;
  at_ += text.size();
  return true;
}

bool Cursor::expect(std::string_view text) { return accept(text) || missed(fmt::format("`{}`", text)); }

bool Cursor::missed(std::string_view what) { return reject(fmt::format("{} is missing at column {}", what, at_ + 1)); }

std::optional<std::string_view> Cursor::word() {
  const std::string_view found = rest().substr(0, rest().find(' '));
  if (found.empty()) return missed("a word"), std::nullopt;
  at_ += found.size();
  return found;
}

std::optional<std::string_view> Cursor::identifier() {
  const std::size_t length = identifier_length(rest());
  if (length == 0) return missed("a name"), std::nullopt;
  const std::string_view found = rest().substr(0, length);
  at_ += length;
  return found;
}

std::optional<std::string_view> Cursor::dotted_name() {
  std::size_t length = identifier_length(rest());
  if (length == 0) return missed("a name"), std::nullopt;
  while (rest().substr(length).starts_with('.')) {
    const std::size_t more = identifier_length(rest().substr(length + 1));
    if (more == 0) break;
    length += 1 + more;
  }
  const std::string_view found = rest().substr(0, length);
  at_ += length;
  return found;
}

std::optional<std::uint32_t> Cursor::number() {
  const std::string_view text = rest();
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || (length > 1 && text.front() == '0')) return missed("a number"), std::nullopt;
  at_ += length;
  return value;
}

bool Cursor::number_in_sequence(std::size_t next) {
  const auto found = number();
  return found && (*found == next || reject("the number is out of sequence"));
}

bool Cursor::finish() { return at_end() || reject(fmt::format("`{}` is left over", rest().substr(0, 60))); }

}  // namespace agverify::check
