#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "check/text/cursor.h"

namespace agverify::check {

/// The lines after the slice, read one by one.
class Lines {
 public:
  Lines(std::span<const Line> lines, std::uint32_t last, Complaint& complaint)
      : lines_(lines), last_(last), complaint_(&complaint) {}
  /// Whether the next line begins with the keyword and a space.
  bool next_is(std::string_view keyword) const;
  /// A cursor behind the keyword and its space. There must be a next line.
  Cursor take(std::string_view keyword);
  /// Complains that a line of this kind should stand here.
  bool missed(std::string_view what);
  bool at_end() const { return lines_.empty(); }
  /// Complains of the next line, which should not be there.
  bool missed_end();

 private:
  std::span<const Line> lines_;
  std::uint32_t last_;  ///< the line to complain of when there is none left
  Complaint* complaint_;
};

}  // namespace agverify::check
