#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/slots.h"
#include "model/substitution.h"

namespace agverify::properties {

/// "class_id, at its own parameters, lies directly below `above`": by a base, or by having a protocol's members.
struct DirectlyAbove {
  model::ClassId class_id;
  model::Type above;  ///< over the parameters of `class_id`
};

/// Which classes a table is known to have beside what declarations say, by how it was made.
struct Implementations {
  std::vector<DirectlyAbove> kept;    ///< a class has what a protocol asks for without deriving from it
  std::vector<DirectlyAbove> missed;  ///< a class like that, but for a change of one member
};

/// A class table with what generators need beside it: the classes that types are made of, and what lies next to each.
/// `float` and `complex` are left out: what they stand for is decided by a switch, not by values. So is a protocol that asks for
/// `__hash__`: classes take that back, and subtyping is not transitive there. The classes of `enum` need an import that no drawn pair has.
class World {
 public:
  /// \pre table and pool outlive the world
  World(const model::ClassTable& table, model::TypePool& pool, Implementations implementations = {});

  const model::ClassTable& table() const { return table_; }
  model::TypePool& pool() const { return pool_; }
  const model::Slots& slots() const { return slots_; }

  /// Classes without parameters, `object` excepted: in the order of the table.
  std::span<const model::Type> leaves() const { return leaves_; }
  /// Classes with parameters.
  std::span<const model::ClassId> generics() const { return generics_; }
  std::span<const DirectlyAbove> above(model::ClassId id) const { return above_[index_of(id)]; }
  std::span<const DirectlyAbove> below(model::ClassId id) const { return below_[index_of(id)]; }

  /// Classes beside protocols that they nearly have the members of.
  std::span<const DirectlyAbove> near_misses() const { return implementations_.missed; }

  /// What lies directly above a tuple, over one parameter, the union of its elements. The class `tuple` itself stands among no
  /// generics and in no edges: it is written as a tuple type.
  std::span<const model::Type> above_tuples() const { return above_tuples_; }
  /// A few values of each class that literals name, and all members of enums.
  std::span<const model::Type> literals() const { return literals_; }
  /// The recursive aliases.
  std::span<const model::AliasId> aliases() const { return aliases_; }
  /// Where the table has it; it stands among no leaves and in no edges.
  std::optional<model::Type> literal_string() const;
  /// What stands as a result alone: TypeGuard and TypeIs.
  bool is_narrowing(model::Type type) const;
  /// The literals whose union the type is: of bool, and of an enum with members that is no Flag; else none.
  std::vector<model::Type> values_of(model::Type type) const;

  /// Types that a parameter with a bound or constraints takes: the constraints, or the bound and the leaves below it.
  std::vector<model::Type> fitting(const model::TypeParameter& parameter) const;

  model::Type object() const { return object_; }
  model::Type none() const { return none_; }
  bool speaks_of(model::ClassId id) const { return spoken_[index_of(id)]; }
  /// Whether the members show each slot that the declaration gives.
  bool shows_its_parameters(model::ClassId id) const;
  std::optional<model::ClassId> generic_named(std::string_view name) const;

 private:
  void collect_classes();
  void collect_bases();
  void collect_structural();
  void collect_literals();
  void collect_aliases();
  void add(DirectlyAbove edge);

  const model::ClassTable& table_;
  model::TypePool& pool_;
  model::Slots slots_;
  model::Type object_, none_;
  Implementations implementations_;
  std::vector<bool> spoken_;
  std::vector<model::Type> leaves_, literals_, above_tuples_;
  std::vector<model::ClassId> generics_;
  std::vector<model::AliasId> aliases_;
  std::vector<std::vector<DirectlyAbove>> above_, below_;
};

}  // namespace agverify::properties
