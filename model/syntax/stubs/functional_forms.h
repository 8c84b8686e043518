#pragma once

#include <functional>
#include <optional>

#include "model/syntax/stubs/outline.h"
#include "model/syntax/stubs/syntax_tree.h"

namespace agverify::model::syntax::stubs {

/// The class that `Point = NamedTuple("Point", [("x", int)])` or `Color = Enum("Color", "RED BLUE")` makes, as class syntax has it.
/// \param piece a node with its place
/// \returns nothing for another call, and for one that does not say all of it by itself
/// Spec: namedtuples#defining-named-tuples, enums#enum-definition.
std::optional<ClassOutline> class_made_by_call(const Piece& name, const Node& call, const std::function<Piece(const Node&)>& piece);

}  // namespace agverify::model::syntax::stubs
