#include "properties/aliases.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/alias.h"

namespace agverify::properties {

using namespace model;

namespace {

/// The same type by another name.
std::optional<AliasId> twin_of(const World& world, AliasId id) {
  const auto of = [&](AliasId one, AliasId other) { return world.table()[one].name == fmt::format("{}Too", world.table()[other].name); };
  const auto is_twin = [&](AliasId other) { return of(id, other) || of(other, id); };
  const auto found = std::ranges::find_if(world.aliases(), is_twin);
  return found == world.aliases().end() ? std::nullopt : std::optional{*found};
}

}  // namespace

Type draw_alias(Draw& draw, const World& world, const TypeWeights& weights) {
  TypeWeights plain = weights;
  plain.alias = 0;
  const AliasId id = draw.one_of(world.aliases());
  std::vector<Type> arguments;
  for (std::size_t i = 0; i < world.table()[id].parameters.size(); ++i) arguments.push_back(draw_leaf(draw, world, plain));
  return world.pool().alias(id, arguments);
}

Type opened(const World& world, Type alias) {
  Substitution substitution{world.pool()};
  return exposed(alias, world.table(), substitution);
}

Type alias_respelled(Draw& draw, const World& world, Type type) {
  const Alias& alias = *as_alias(type);
  const auto twin = twin_of(world, alias.alias_id);
  return twin && draw.chance(40) ? world.pool().alias(*twin, alias.arguments) : opened(world, type);
}

std::optional<Type> alias_of(const World& world, Type type) {
  for (AliasId id : world.aliases())
    if (world.table()[id].parameters.empty() && *world.table()[id].body == type) return world.pool().alias(id);
  return std::nullopt;
}

std::string_view every_alias() {
  return R"(
type Nest = int | list[Nest]
type NestToo = list[NestToo] | int
type Read = int | Sequence[Read]
type ReadToo = Sequence[ReadToo] | int
type Wide = int | str | Sequence[Wide]
type Tree[T] = T | Sequence[Tree[T]]
type TreeToo[T] = Sequence[TreeToo[T]] | T
type Cells[T] = T | list[Cells[T]]
type CellsToo[T] = list[CellsToo[T]] | T
type Even = None | tuple[int, Odd]
type Odd = tuple[int, Even]
type Row[T] = tuple[()] | tuple[T, *tuple[Row[T], ...]]
type Talk = AsyncGenerator[Talk, Listen] | None
type Listen = AsyncGenerator[Listen, Talk] | int
type Visit = Callable[[Visit], int] | None
type VisitToo = None | Callable[[VisitToo], int]
type Stream[T] = Gets[tuple[T, Stream[T]]]
)";
}

}  // namespace agverify::properties
