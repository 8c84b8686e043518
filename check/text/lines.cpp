#include "check/text/lines.h"

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

}  // namespace agverify::check
