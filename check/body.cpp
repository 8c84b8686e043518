#include "check/body.h"

#include <fmt/format.h>

namespace agverify::check {

bool Lines::next_is(std::string_view keyword) const {
  if (lines_.empty()) return false;
  const std::string_view text = lines_.front().text;
  return text.starts_with(keyword) && text.substr(keyword.size()).starts_with(' ');
}

Cursor Lines::take(std::string_view keyword) {
  Cursor cursor(lines_.front(), *complaint_);
  lines_ = lines_.subspan(1);
  cursor.skip(keyword.size() + 1);
  return cursor;
}

bool Lines::missed(std::string_view what) {
  const std::uint32_t at = lines_.empty() ? last_ : lines_.front().number;
  return complaint_->reject(
      at, fmt::format("a line `{}` should stand {}", what, lines_.empty() ? "after this one" : "here"));
}

bool Lines::missed_end() { return complaint_->reject(lines_.front().number, "the line has no place here"); }

bool read_lets(Lines& lines, Body& body) {
  const TypeScope scope{
      .slice = body.slice, .types = body.types, .variables = &body.query->variables, .lets = body.lets};
  while (lines.next_is("let")) {
    Cursor cursor = lines.take("let");
    if (!cursor.expect("$")) return false;
    const auto number = cursor.number();
    if (!number || !cursor.expect(" ")) return false;
    if (*number != body.lets->size()) return cursor.reject("the number is out of sequence");
    const auto type = read_type(cursor, scope);
    if (!type || !cursor.finish()) return false;
    body.lets->push_back({*type, cursor.line()});
  }
  return true;
}

}  // namespace agverify::check
