#include "model/syntax/cursor.h"

#include <algorithm>

namespace agverify::model::syntax {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string Cursor::shown_token() const {
  if (at_end()) return "the end";
  Cursor copy = *this;
  std::string_view token = copy.name();
  if (token.empty()) token = text_.substr(at_, 1);
  return "`" + std::string(token) + "`";
}

TextPlace place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto columns = std::ranges::count_if(before.substr(line_start), begins_character);
  return {static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(columns + 1)};
}

}  // namespace agverify::model::syntax
