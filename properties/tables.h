#pragma once

#include <cstdint>

#include "model/class_table.h"
#include "properties/draw.h"
#include "properties/implementations.h"

namespace agverify::properties {

/// What random class tables are like.
struct TableProfile {
  std::size_t classes = 7;      ///< beside object, None, int, bool, float, complex, str and tuple
  unsigned protocol = 45;       ///< percent of the classes that are protocols
  unsigned twin = 30;           ///< percent of the classes that repeat the members of an earlier one without deriving from it
  unsigned bound = 12;          ///< percent of the type parameters that have an upper bound
  std::size_t implementations = 3;  ///< further classes made from protocols, most with a near miss beside them
  unsigned misfit = 40;         ///< percent of these that change something about one member
};

/// A table with what is known of its classes by how they were made.
struct RandomTable {
  model::ClassTable table;
  Implementations implementations;
};

/// A small class table whose classes have members: a pure function of seed and index. Variance, members and bases agree
/// by construction: a parameter stands in bases and members only where its variance lets it, and some member shows each of
/// its slots, unconditionally.
/// \returns a table that is linearised
RandomTable random_table_at(std::uint64_t seed, std::uint64_t index, model::TypePool& pool, const TableProfile& profile = {});
model::ClassTable table_at(std::uint64_t seed, std::uint64_t index, model::TypePool& pool, const TableProfile& profile = {});

/// The table with one more class, below up to two others that are there: no verdict about the others may change.
model::ClassTable with_another_class(const model::ClassTable& table, Draw& draw, model::TypePool& pool);

}  // namespace agverify::properties
