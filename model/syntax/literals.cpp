// How `TypeReader` reads `Literal[..]`: values of int, str, bytes and bool, None, members of enums, and other literals, nested or
// by an alias. Several are the union of each. A value is kept in one spelling, so that `Literal[20]` and `Literal[0x14]` are one type.
// Spec: literal#legal-parameters-for-literal-at-type-check-time, literal#equivalence-of-two-literals.

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "model/syntax/literal_text.h"
#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

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

/// In a member what is not read is told apart by its text. A name that the class's body binds may be another one there.
TypeReader::After TypeReader::literals_of_member(std::uint32_t offset) {
  const Cursor before = *cursor_;
  if (const After next = literals(offset); next != After::Failed) return next;
  *cursor_ = before;
  return opaque_literal(offset);
}

/// A value, or the name of a nested `Literal` before its bracket.
TypeReader::Part TypeReader::literal_value(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  const char c = cursor_->peek();
  if (begins_text(*cursor_)) return literal_text(into);
  if (begins_name(c)) return literal_name(into);
  const bool is_negative = c == '-';
  if (is_negative) cursor_->advance(), cursor_->skip_space();
  const auto digits = whole_number(*cursor_);
  if (!digits) return fail(ParseError::Kind::Syntax, offset, "a value of a literal is expected here, not " + cursor_->shown_token()), Part::Failed;
  into.push_back(pool_.literal(table_.well_known.integer, (is_negative && *digits != "0" ? "-" : "") + *digits));
  return Part::Value;
}

TypeReader::Part TypeReader::literal_text(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  std::size_t quote = 0;
  while (std::isalpha(static_cast<unsigned char>(cursor_->peek(quote)))) ++quote;
  if (in_quote(cursor_->peek(quote)))
    return fail(ParseError::Kind::Syntax, offset + static_cast<std::uint32_t>(quote), "a value of a literal is expected here, not " + cursor_->shown_token()), Part::Failed;
  const auto read_text = written_text(*cursor_);
  if (!read_text) return fail(ParseError::Kind::Syntax, offset, "this text does not end, or has an escape that is not read"), Part::Failed;
  const auto owner = read_text->is_bytes ? table_.well_known.bytes : table_.well_known.string;
  if (!owner) return fail(ParseError::Kind::Unsupported, offset, "`Literal` of a class that the stubs do not have is not supported", "Literal"), Part::Failed;
  into.push_back(pool_.literal(*owner, spelled(*read_text)));
  return Part::Value;
}

TypeReader::Part TypeReader::literal_name(std::vector<Type>& into) {
  const std::uint32_t offset = cursor_->offset();
  const std::string_view spelled = dotted_name();
  if (spelled == "True" || spelled == "False") return into.push_back(pool_.literal(table_.well_known.boolean, spelled)), Part::Value;
  if (is_bound(spelled)) return fail(ParseError::Kind::Unsupported, offset, fmt::format("`{}` is not supported", spelled), "Literal"), Part::Failed;
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
  if (const auto construct = unread_owner(spelled))
    return fail(ParseError::Kind::Unsupported, offset, fmt::format("`{}` is not supported", spelled), *construct), Part::Failed;
  return fail(ParseError::Kind::Syntax, offset, fmt::format("`{}` is no value that a literal may name", spelled)), Part::Failed;
}

/// What the owner of a name rests on that is not read, so that it may be an enum.
std::optional<std::string> TypeReader::unread_owner(std::string_view spelled) {
  for (std::size_t dot = spelled.rfind('.'); dot != std::string_view::npos && dot > 0; dot = spelled.rfind('.', dot - 1)) {
    const Symbol* symbol = scope_.find(spelled.substr(0, dot));
    if (const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr) return construct->name;
    if (const auto* id = symbol ? std::get_if<ClassId>(symbol) : nullptr; id && table_[*id].unsupported) return table_[*id].unsupported;
  }
  return std::nullopt;
}

/// `Color.RED`, by its first name or another one.
std::optional<Type> TypeReader::enum_member(std::string_view spelled) {
  const std::size_t dot = spelled.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const Symbol* symbol = scope_.find(spelled.substr(0, dot));
  const auto* owner = symbol ? std::get_if<ClassId>(symbol) : nullptr;
  if (!owner) return std::nullopt;
  const Class& definition = table_[*owner];
  if (definition.unsupported) return std::nullopt;
  std::string_view name = spelled.substr(dot + 1);
  for (const auto& [alias, member] : definition.enum_aliases)
    if (alias == name) name = member;
  if (std::ranges::find(definition.enum_members, name) == definition.enum_members.end()) return std::nullopt;
  return pool_.literal(*owner, name);
}

}  // namespace agverify::model::syntax
