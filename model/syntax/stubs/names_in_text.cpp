#include "model/syntax/stubs/names_in_text.h"

#include "model/syntax/cursor.h"

namespace agverify::model::syntax::stubs {

std::vector<std::pair<std::string_view, std::size_t>> names_in(std::string_view text) {
  std::vector<std::pair<std::string_view, std::size_t>> found;
  for (Cursor cursor{text}; !cursor.at_end();) {
    const std::size_t offset = cursor.offset();
    if (cursor.name().empty()) {
      cursor.advance();
      continue;
    }
    while (cursor.peek() == '.' && begins_name(cursor.peek(1))) {
      cursor.advance();
      cursor.name();
    }
    found.emplace_back(text.substr(offset, cursor.offset() - offset), offset);
  }
  return found;
}

}  // namespace agverify::model::syntax::stubs
