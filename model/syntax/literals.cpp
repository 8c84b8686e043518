// How `TypeReader` reads `Literal[..]`: values of int, str, bytes and bool, None, members of enums, and other literals, nested or
// by an alias. Several are the union of each. A value is kept in one spelling, so that `Literal[20]` and `Literal[0x14]` are one type.
// Spec: literal#legal-parameters-for-literal-at-type-check-time, literal#equivalence-of-two-literals.

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

/// The number in base ten, without leading zeros.
std::string decimal(std::string_view digits, unsigned base) {
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

/// One spelling of each str, or of each bytes: in double quotes, what is not printed as an escape.
std::string spelled(std::string_view value, bool is_bytes) {
  std::string text = is_bytes ? "b\"" : "\"";
  for (const char c : value) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (text += '\\') += c;
    } else if (code < 0x20 || code == 0x7F || (is_bytes && code >= 0x80)) {
      text += fmt::format("\\x{:02x}", code);
    } else {
      text += c;
    }
  }
  return text + '"';
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
    return value_;
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

}  // namespace

/// At the bracket after `Literal`.
TypeReader::After TypeReader::literals(std::uint32_t offset) {
  std::vector<Type> found;
  std::size_t depth = 0;
  bool may_end = false;
  do {
    cursor_->skip_space();
    const std::uint32_t here = cursor_->offset();
    if (cursor_->peek() == '[' && !may_end) {
      ++depth;
      cursor_->advance();
    } else if (may_end && cursor_->accept("]")) {
      --depth;
    } else if (may_end && cursor_->accept(",")) {
      cursor_->skip_space();
      may_end = cursor_->peek() == ']';
    } else if (may_end) {
      return fail(ParseError::Kind::Syntax, here, "`,` or `]` is expected here, not " + cursor_->shown_token());
    } else {
      const auto next = literal_value(found);
      if (next == Part::Failed) return After::Failed;
      may_end = next == Part::Value;
    }
  } while (depth > 0);
  return push(pool_.union_of(found), offset);
}

/// A value, or the name of a nested `Literal` before its bracket.
TypeReader::Part TypeReader::literal_value(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  const char c = cursor_->peek(), next = cursor_->peek(1), after = cursor_->peek(2);
  const bool has_prefix = c != '\0' && std::string_view{"bBrRuU"}.find(c) != std::string_view::npos;
  const bool has_prefixes = has_prefix && next != '\0' && std::string_view{"bBrR"}.find(next) != std::string_view::npos;
  const auto is_quote = [](char each) { return each == '"' || each == '\''; };
  if (is_quote(c) || (has_prefix && is_quote(next)) || (has_prefixes && is_quote(after))) return literal_text(into);
  if (begins_name(c)) return literal_name(into);
  const bool is_negative = c == '-';
  if (is_negative) cursor_->advance(), cursor_->skip_space();
  const auto digits = whole_number();
  if (!digits) return fail(ParseError::Kind::Syntax, offset, "a value of a literal is expected here, not " + cursor_->shown_token()), Part::Failed;
  into.push_back(pool_.literal(table_.well_known.integer, (is_negative && *digits != "0" ? "-" : "") + *digits));
  return Part::Value;
}

/// A whole number of any base, as Python writes it.
std::optional<std::string> TypeReader::whole_number() {
  const std::string_view rest = cursor_->text().substr(cursor_->offset());
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
  cursor_->advance(static_cast<std::uint32_t>(at));
  return decimal(digits, base);
}

TypeReader::Part TypeReader::literal_text(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  bool is_bytes = false, is_raw = false;
  for (; std::isalpha(static_cast<unsigned char>(cursor_->peek())); cursor_->advance()) {
    is_bytes |= (cursor_->peek() | 0x20) == 'b';
    is_raw |= (cursor_->peek() | 0x20) == 'r';
  }
  const char quote = cursor_->peek();
  const auto owner = is_bytes ? table_.well_known.bytes : table_.well_known.string;
  if (in_quote(quote)) return fail(ParseError::Kind::Syntax, offset, "a value of a literal is expected here, not " + cursor_->shown_token()), Part::Failed;
  cursor_->advance();
  const auto value = StringText{*cursor_, quote, is_bytes, is_raw}.value();
  if (!value) return fail(ParseError::Kind::Syntax, offset, "this text does not end, or has an escape that is not read"), Part::Failed;
  if (!owner) return fail(ParseError::Kind::Unsupported, offset, "`Literal` of a class that the stubs do not have is not supported", "Literal"), Part::Failed;
  into.push_back(pool_.literal(*owner, spelled(*value, is_bytes)));
  return Part::Value;
}

TypeReader::Part TypeReader::literal_name(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  const std::string_view spelled = dotted_name();
  if (spelled == "True" || spelled == "False") return into.push_back(pool_.literal(table_.well_known.boolean, spelled)), Part::Value;
  const Symbol* symbol = scope_.find(spelled);
  if (symbol && *symbol == Symbol{SpecialForm::None}) return into.push_back(pool_.nominal(table_.well_known.none_type)), Part::Value;
  if (const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr; construct && construct->name == "Literal" && bracket_follows())
    return Part::Nested;
  if (const auto* alias = symbol ? std::get_if<Type>(symbol) : nullptr) {
    const Union* all = as_union(*alias);
    const auto members = all ? all->members : std::span<const Type>{alias, 1};
    if (std::ranges::all_of(members, [](Type each) { return as_literal(each) != nullptr; }))
      return into.insert(into.end(), members.begin(), members.end()), Part::Value;
  }
  if (const auto member = enum_member(spelled)) return into.push_back(*member), Part::Value;
  return fail(ParseError::Kind::Syntax, offset, fmt::format("`{}` is no value that a literal may name", spelled)), Part::Failed;
}

/// `Color.RED`, by its first name or another one.
std::optional<Type> TypeReader::enum_member(std::string_view spelled) {
  const std::size_t dot = spelled.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const Symbol* symbol = scope_.find(spelled.substr(0, dot));
  const auto* owner = symbol ? std::get_if<ClassId>(symbol) : nullptr;
  if (!owner) return std::nullopt;
  const Class& definition = table_[*owner];
  std::string_view name = spelled.substr(dot + 1);
  for (const auto& [alias, member] : definition.enum_aliases)
    if (alias == name) name = member;
  if (std::ranges::find(definition.enum_members, name) == definition.enum_members.end()) return std::nullopt;
  return pool_.literal(*owner, name);
}

}  // namespace agverify::model::syntax
