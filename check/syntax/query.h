#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "check/syntax/type_reader.h"
#include "check/text/cursor.h"

namespace agverify::check {

/// `S <: T`, or `S == T`, which stands for both directions.
struct Relation {
  TypeId source{}, target{};
  bool both_ways = false;
};

/// `X in (A, B)`: the variable is exactly one of the types, which are closed.
struct Choice {
  std::uint32_t variable = 0;
  std::vector<TypeId> types;
};

using Hypothesis = std::variant<Relation, Choice>;

/// `forall X, Y. H, .. |- S <: T`; between static types `~>` and `~` are `<:` and `==`.
struct Query {
  Variables variables;
  std::vector<Hypothesis> hypotheses;
  Relation goal;
  bool is_assignability = false;  ///< it is `~>` or `~`, where Any inside the class table fits whatever it meets
};

/// Reads a query to the end of the line.
std::optional<Query> read_query(Cursor& cursor, ClassSlice& slice, TypeTable& types);

}  // namespace agverify::check
