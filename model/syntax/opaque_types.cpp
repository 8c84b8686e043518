#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/syntax/type_reader.h"
#include "model/unread.h"

// What stands in a member and is not read any further. Two such types are one where they are written the same in the same
// module with the same types inside; a name that the class's body binds may be another one elsewhere, and is not told apart.

namespace agverify::model::syntax {
namespace {

using namespace std::string_view_literals;

/// They say something of the attribute or parameter beside its type, or of values that are nowhere written.
constexpr std::array qualifiers{"Annotated"sv, "ClassVar"sv, "Concatenate"sv, "Final"sv,    "Generic"sv,  "Incomplete"sv, "InitVar"sv,
                                "NotRequired"sv, "Protocol"sv, "ReadOnly"sv,   "Required"sv, "TypeAlias"sv, "Unpack"sv};

/// The same in every module.
constexpr std::array of_language{"Any"sv, "LiteralString"sv, "TypeGuard"sv, "TypeIs"sv, "slice"sv, "tuple"sv, "type"sv};

bool contains(std::span<const std::string_view> names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

/// A part of a `ParamSpec` stands for parameters and for no type.
bool is_part_of_parameters(std::string_view name) { return name.ends_with(".args") || name.ends_with(".kwargs"); }

/// The bracket that closes the one at `from`, or the outermost of those that are open there, strings passed over; the end where there
/// is none.
std::size_t closing_bracket(std::string_view text, std::size_t from, std::size_t depth = 0) {
  char quote = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    const char c = text[at];
    if (quote && c == '\\') {
      ++at;
    } else if (quote ? c == quote : c == '"' || c == '\'') {
      quote = quote ? '\0' : c;
    } else if (!quote && c == '[') {
      ++depth;
    } else if (!quote && c == ']' && --depth == 0) {
      return at;
    }
  }
  return text.size();
}

}  // namespace

std::string quotable(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    made += c == '"' || c == '%' || code < 0x20 || code == 0x7f ? fmt::format("%{:02x}", code) : std::string(1, c);
  }
  return made;
}

TypeReader::After TypeReader::not_read(std::string_view construct, std::uint32_t offset, std::string_view name, const std::string& message) {
  if (!local_.member || contains(qualifiers, construct) || is_part_of_parameters(name) || is_bound(name))
    return fail(ParseError::Kind::Unsupported, offset, message, std::string(construct));
  return opaque(construct == name && contains(of_language, construct) ? std::string(construct) : told_apart(name), offset);
}

TypeReader::After TypeReader::opaque(std::string name, std::uint32_t offset) {
  if (!bracket_follows()) return push(pool_.opaque(name), offset);
  opaque_names_.push_back(std::move(name));
  return open(Bracket::Opaque, offset);
}

/// `...`, or a list of types.
TypeReader::After TypeReader::opaque_operand(std::uint32_t offset) {
  if (cursor_->accept("...")) return push(pool_.opaque("..."), offset);
  if (cursor_->peek() != '[') return fail(ParseError::Kind::Syntax, offset, "a type is expected here, not " + cursor_->shown_token());
  opaque_names_.emplace_back("[]");
  if (open(Bracket::Opaque, offset) == After::Failed) return After::Failed;
  cursor_->skip_space();
  return cursor_->peek() == ']' ? closing(frames_.back()) : After::Operand;
}

/// What stands inside are values, and no types.
TypeReader::After TypeReader::opaque_literal(std::uint32_t offset) {
  const std::string_view text = cursor_->text();
  const std::size_t end = closing_bracket(text, cursor_->offset());
  const std::string_view inside = text.substr(cursor_->offset(), end + 1 - cursor_->offset());
  const bool is_quoted = std::ranges::any_of(open_quotes_, [&](char quote) { return inside.find(quote) != std::string_view::npos; });
  if (end == text.size() || is_quoted || names_what_is_bound(inside))
    return fail(ParseError::Kind::Unsupported, offset, "`Literal` is not supported", "Literal");
  cursor_->advance(static_cast<std::uint32_t>(inside.size()));
  return push(pool_.opaque(told_apart("Literal" + std::string(inside))), offset);
}

/// After the type that is annotated: what else stands in the brackets says nothing of it. Spec: qualifiers#annotated.
TypeReader::After TypeReader::end_of_annotated() {
  const std::uint32_t offset = cursor_->offset();
  if (!cursor_->accept(",")) return fail(ParseError::Kind::Syntax, offset, "`|` or `,` and a value are expected here, not " + cursor_->shown_token());
  const std::size_t end = closing_bracket(cursor_->text(), cursor_->offset(), 1);
  const std::string_view inside = cursor_->text().substr(cursor_->offset(), end - cursor_->offset());
  const bool is_blank = inside.find_first_not_of(" \t\n\r\f\\") == std::string_view::npos;
  const bool ends_quote = std::ranges::any_of(open_quotes_, [&](char quote) { return inside.find(quote) != std::string_view::npos; });
  if (is_blank || ends_quote || end == cursor_->text().size())
    return fail(ParseError::Kind::Syntax, offset, "`Annotated` needs a value after the type, and a closing bracket");
  cursor_->advance(static_cast<std::uint32_t>(inside.size()) + 1);
  return close(done_.back());
}

TypeReader::After TypeReader::close_opaque() {
  const std::string name = std::move(opaque_names_.back());
  opaque_names_.pop_back();
  return close(pool_.opaque(name, arguments(frames_.back())));
}

bool TypeReader::in_opaque() const { return !opaque_names_.empty(); }

bool TypeReader::names_what_is_bound(std::string_view text) const {
  return std::ranges::any_of(local_.member->bound, [&](const std::string& name) { return may_show({{}, std::string(text)}, name); });
}

bool TypeReader::is_bound(std::string_view name) const {
  return local_.member && std::ranges::find(local_.member->bound, name.substr(0, name.find('.'))) != local_.member->bound.end();
}

std::string TypeReader::told_apart(std::string_view text) const {
  return quotable(fmt::format("{} of {}", text, local_.member->module));
}

}  // namespace agverify::model::syntax
