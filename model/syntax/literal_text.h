#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/syntax/cursor.h"

namespace agverify::model::syntax {

/// The value of a str or bytes.
struct WrittenText {
  std::string value;  ///< in UTF-8, or the bytes
  bool is_bytes = false;
};

/// Whether the text of a str or bytes begins here, with its prefix.
bool begins_text(const Cursor& cursor);

/// Reads one such text, in single quotes or double ones. Source: Python language reference, 2.4.1 (string and bytes literals).
/// \returns nothing when it does not end, or has an escape that is not read
std::optional<WrittenText> written_text(Cursor& cursor);

/// One spelling of each str, or of each bytes: in double quotes, what is not printed as an escape.
std::string spelled(const WrittenText& text);

/// Reads a whole number of any base, as Python writes it.
/// \returns it in base ten; nothing, and moves nowhere, when there is none
std::optional<std::string> whole_number(Cursor& cursor);

}  // namespace agverify::model::syntax
