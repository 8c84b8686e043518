#include "model/syntax/stubs/class_source.h"

#include "model/syntax/cursor.h"
#include "model/syntax/stubs/known_names.h"

namespace agverify::model::syntax::stubs {

Location place_inside(const Piece& piece, std::size_t offset) {
  const TextPlace inside = place_in(piece.text, offset);
  const std::uint32_t before = inside.line == 1 ? piece.place.column - 1 : 0;
  return {piece.place.file, piece.place.line + inside.line - 1, before + inside.column};
}

std::string meaning_of(const Module& module, std::string_view name) {
  if (const Symbol* found = module.scope.find(name)) {
    const auto* construct = std::get_if<Construct>(found);
    return construct ? construct->name : std::string(name);
  }
  const std::size_t dot = name.find('.');
  const Symbol* first = dot == std::string_view::npos ? nullptr : module.scope.find(name.substr(0, dot));
  const auto* construct = first ? std::get_if<Construct>(first) : nullptr;
  if (!construct || !construct->name.starts_with("module ")) return std::string(name);
  return construct_of(std::string_view{construct->name}.substr(7), name.substr(dot + 1)).name;
}

}  // namespace agverify::model::syntax::stubs
