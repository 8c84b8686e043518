#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "check/text/cursor.h"

namespace agverify::check {

/// A value as certificates spell it: `-3`, `True`, `"a\x0a"`, `b"\xff"`, `RED`, `Color.RED`. Each has one spelling.
struct LiteralText {
  enum class Kind : std::uint8_t { Integer, Bool, String, Bytes, Name } kind = Kind::Name;
  std::string_view text;
};

/// Takes one, or complains.
std::optional<LiteralText> read_literal_text(Cursor& cursor);

/// Where the string whose opening quote stands at the place is over: behind its closing quote, or at the end of the text.
std::size_t end_of_string(std::string_view text, std::size_t quote);

/// Where the part stands outside of strings, from its beginning on; `npos` where it does not.
std::size_t find_outside_of_strings(std::string_view text, std::string_view part);

}  // namespace agverify::check
