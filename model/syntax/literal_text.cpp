#include "model/syntax/literal_text.h"

#include <cctype>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace agverify::model::syntax {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

/// The number in base ten, without leading zeros.
std::string decimal(std::string_view digits, unsigned base) {
  if (base == 10) return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
  std::vector<std::uint32_t> limbs{0};  // of nine digits each, the lowest first
  for (const char c : digits) {
    std::uint64_t carry = static_cast<std::uint64_t>(digit_value(c));
    for (std::uint32_t& limb : limbs) {
      carry += std::uint64_t{limb} * base;
      limb = static_cast<std::uint32_t>(carry % 1'000'000'000);
      carry /= 1'000'000'000;
    }
    if (carry > 0) limbs.push_back(static_cast<std::uint32_t>(carry));
  }
  std::string text = std::to_string(limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- > 0;) text += fmt::format("{:09}", limbs[i]);
  return text;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  if (code < 0x10000) return put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
}

/// Whether the bytes are text: each lead byte has as many continuing ones as it says. Source: RFC 3629, section 3.
bool is_utf8(std::string_view text) {
  std::size_t continuing = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0) == 0x80;
    if (continues != (continuing > 0) || byte >= 0xF8) return false;
    if (continues) {
      --continuing;
    } else {
      continuing = byte < 0x80 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    }
  }
  return continuing == 0;
}

/// Reads the text of a str or bytes after its first quote. Source: Python language reference, 2.4.1 (escape sequences).
class StringText {
 public:
  StringText(Cursor& cursor, char quote, bool is_bytes, bool is_raw) : cursor_(cursor), quote_(quote), is_bytes_(is_bytes), is_raw_(is_raw) {}

  /// \returns nothing when it does not end, or has an escape that is not read
  std::optional<std::string> value() {
    while (cursor_.peek() != quote_) {
      const char c = cursor_.peek();
      if (c == '\0' || c == '\n' || (is_bytes_ && static_cast<unsigned char>(c) >= 0x80)) return std::nullopt;
      cursor_.advance();
      if (c != '\\' || is_raw_) {
        value_ += c;
        if (c == '\\' && cursor_.peek() == quote_) value_ += quote_, cursor_.advance();
      } else if (!escape()) {
        return std::nullopt;
      }
    }
    cursor_.advance();
    return is_bytes_ || is_utf8(value_) ? std::optional{value_} : std::nullopt;
  }

 private:
  bool escape() {
    const char c = cursor_.peek();
    constexpr std::string_view names = "abfnrtv\\'\"", values = "\a\b\f\n\r\t\v\\'\"";
    if (const std::size_t at = names.find(c); c != '\0' && at != std::string_view::npos) return value_ += values[at], cursor_.advance(), true;
    if (c >= '0' && c <= '7') return number(8, 3, 1);
    cursor_.advance();
    if (c == 'x') return number(16, 2, 2);
    if (c == 'u' && !is_bytes_) return number(16, 4, 4);
    if (c == 'U' && !is_bytes_) return number(16, 8, 8);
    return false;
  }

  bool number(int base, int most, int least) {
    std::uint32_t code = 0;
    int read = 0;
    for (; read < most && digit_value(cursor_.peek()) < base; ++read, cursor_.advance()) code = code * static_cast<unsigned>(base) + static_cast<unsigned>(digit_value(cursor_.peek()));
    if (read < least || code > (is_bytes_ ? 0xFFU : 0x10FFFFU) || (code >= 0xD800 && code < 0xE000)) return false;
    is_bytes_ ? void(value_ += static_cast<char>(code)) : append_utf8(value_, code);
    return true;
  }

  Cursor& cursor_;
  char quote_;
  bool is_bytes_, is_raw_;
  std::string value_;
};

bool is_one_of(char c, std::string_view all) { return c != '\0' && all.find(c) != std::string_view::npos; }

}  // namespace

bool begins_text(const Cursor& cursor) {
  const char c = cursor.peek(), next = cursor.peek(1), after = cursor.peek(2);
  constexpr std::string_view quotes = "\"'";
  const bool has_prefix = is_one_of(c, "bBrRuU");
  const bool has_prefixes = (is_one_of(c, "bB") && is_one_of(next, "rR")) || (is_one_of(c, "rR") && is_one_of(next, "bB"));
  return is_one_of(c, quotes) || (has_prefix && is_one_of(next, quotes)) || (has_prefixes && is_one_of(after, quotes));
}

std::optional<WrittenText> written_text(Cursor& cursor) {
  bool is_bytes = false, is_raw = false;
  for (; std::isalpha(static_cast<unsigned char>(cursor.peek())); cursor.advance()) {
    is_bytes |= (cursor.peek() | 0x20) == 'b';
    is_raw |= (cursor.peek() | 0x20) == 'r';
  }
  const char quote = cursor.peek();
  cursor.advance();
  auto value = StringText{cursor, quote, is_bytes, is_raw}.value();
  if (!value) return std::nullopt;
  return WrittenText{std::move(*value), is_bytes};
}

std::string spelled(const WrittenText& text) {
  std::string out = text.is_bytes ? "b\"" : "\"";
  for (const char c : text.value) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (code < 0x20 || code == 0x7F || (text.is_bytes && code >= 0x80)) {
      out += fmt::format("\\x{:02x}", code);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::optional<std::string> whole_number(Cursor& cursor) {
  const std::string_view rest = cursor.text().substr(cursor.offset());
  const char mark = rest.size() > 1 && rest[0] == '0' ? static_cast<char>(rest[1] | 0x20) : '\0';
  const unsigned base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
  std::string digits;
  std::size_t at = base == 10 ? 0 : 2;
  bool after_digit = base != 10;
  for (; at < rest.size() && (digit_value(rest[at]) < static_cast<int>(base) || (rest[at] == '_' && after_digit)); ++at) {
    after_digit = rest[at] != '_';
    if (after_digit) digits += rest[at];
  }
  const bool has_leading_zero = base == 10 && digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != std::string::npos;
  const bool goes_on = at < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[at])) || rest[at] == '_' || rest[at] == '.');
  if (digits.empty() || !after_digit || has_leading_zero || goes_on) return std::nullopt;
  cursor.advance(static_cast<std::uint32_t>(at));
  return decimal(digits, base);
}

}  // namespace agverify::model::syntax
