// How `TypeReader` reads the name of an alias that has type parameters or is recursive. A recursive one stays a type of its own; of
// others what they stand for takes the place of the name. Spec: aliases#type-aliases, aliases#type-statement.

#include <fmt/format.h>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

/// Without arguments it has its defaults when it has all of them, and `Any` otherwise.
TypeReader::After TypeReader::alias_name(AliasId id, std::uint32_t offset, std::string_view name) {
  const AliasDefinition& alias = table_[id];
  if (alias.unsupported)
    return not_read(*alias.unsupported, offset, name, fmt::format("the alias `{}` rests on `{}`, which is not supported", name, *alias.unsupported));
  if (local_.member && (alias.is_recursive || says_more_than_members(*alias.body)))
    return not_read(alias.is_recursive ? "recursive alias" : "type alias", offset, name, fmt::format("`{}` is not supported", name));
  if (alias.parameters.empty() && bracket_follows())
    return fail(ParseError::Kind::Arity, offset, fmt::format("the alias `{}` takes no type arguments", name));
  if (alias.parameters.empty()) return push(meaning(id, {}), offset);
  Frame frame{Bracket::Alias, 0, {}, offset, done_.size(), done_.size(), id};
  if (bracket_follows()) {
    if (open(Bracket::Alias, offset) == After::Failed) return After::Failed;
    frames_.back().alias_id = id;
    return After::Operand;
  }
  if (missing_defaults(alias.parameters, 0) > 0)
    return not_read("Any", offset, name, fmt::format("`{}` without type arguments has `Any` in their place, which is not supported", name));
  frames_.push_back(frame);
  return close_alias();
}

TypeReader::After TypeReader::close_alias() {
  const Frame frame = frames_.back();
  const AliasDefinition& alias = table_[frame.alias_id];
  const std::size_t given = arguments(frame).size();
  if (given > alias.parameters.size() || missing_defaults(alias.parameters, given) > 0) return arity(alias.parameters, alias.name, frame.offset, given);
  if (add_defaults(alias.parameters, frame) == After::Failed) return After::Failed;
  note_bounds(alias.parameters, alias.name, frame);
  return close(meaning(frame.alias_id, arguments(frame)));
}

Type TypeReader::meaning(AliasId id, std::span<const Type> arguments) {
  const AliasDefinition& alias = table_[id];
  return alias.is_recursive ? pool_.alias(id, arguments) : substitution_.parameters(*alias.body, arguments);
}

}  // namespace agverify::model::syntax
