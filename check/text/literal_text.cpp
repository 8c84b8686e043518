#include "check/text/literal_text.h"

#include <algorithm>

namespace agverify::check {

namespace {

using Kind = LiteralText::Kind;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

int digit_value(char byte) {
  if (is_digit(byte)) return byte - '0';
  return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/// Whether the byte stands as an escape, since it is no text as it is.
bool is_escaped(int code, bool is_bytes) { return code < 0x20 || code == 0x7f || (is_bytes && code >= 0x80); }

/// How many bytes spell the next character of a string; 0 where none does in the one way there is.
std::size_t character_length(std::string_view text, bool is_bytes) {
  if (text.empty() || text.front() == '"') return 0;
  if (text.front() != '\\') return is_escaped(static_cast<unsigned char>(text.front()), is_bytes) ? 0 : 1;
  if (text.starts_with("\\\"") || text.starts_with("\\\\")) return 2;
  if (!text.starts_with("\\x") || text.size() < 4) return 0;
  const int high = digit_value(text[2]), low = digit_value(text[3]);
  return high >= 0 && low >= 0 && is_escaped(16 * high + low, is_bytes) ? 4 : 0;
}

std::optional<LiteralText> read_string(Cursor& cursor, std::size_t prefix) {
  const std::string_view text = cursor.rest();
  const bool is_bytes = prefix == 1;
  std::size_t end = prefix + 1;
  while (const std::size_t length = character_length(text.substr(end), is_bytes)) end += length;
  cursor.skip(std::min(end, text.size()));
  if (!cursor.expect("\"")) return std::nullopt;
  return LiteralText{is_bytes ? Kind::Bytes : Kind::String, text.substr(0, end + 1)};
}

std::optional<LiteralText> read_integer(Cursor& cursor) {
  const std::string_view text = cursor.rest();
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::string_view digits = text.substr(begin, end - begin);
  const bool is_one = !digits.empty() && (digits.front() != '0' || (digits.size() == 1 && begin == 0));
  if (!is_one) return cursor.missed("a number"), std::nullopt;
  cursor.skip(end);
  return LiteralText{Kind::Integer, text.substr(0, end)};
}

}  // namespace

std::optional<LiteralText> read_literal_text(Cursor& cursor) {
  if (cursor.next_is("\"")) return read_string(cursor, 0);
  if (cursor.next_is("b\"")) return read_string(cursor, 1);
  if (cursor.next_is("-") || (!cursor.at_end() && is_digit(cursor.rest().front()))) return read_integer(cursor);
  const auto name = cursor.dotted_name();
  if (!name) return std::nullopt;
  return LiteralText{*name == "True" || *name == "False" ? Kind::Bool : Kind::Name, *name};
}

std::size_t end_of_string(std::string_view text, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? std::size_t{2} : std::size_t{1};
  return std::min(at + 1, text.size());
}

std::size_t find_outside_of_strings(std::string_view text, std::string_view part) {
  for (std::size_t at = 0; at < text.size(); at = text[at] == '"' ? end_of_string(text, at) : at + 1)
    if (text.substr(at).starts_with(part)) return at;
  return std::string_view::npos;
}

}  // namespace agverify::check
