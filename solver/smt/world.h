#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/value.h"

namespace agverify::solver::smt {

/// A class table together with classes that the world may hold beside it: their ids follow the table's.
class World {
 public:
  World(const model::ClassTable& table, model::TypePool& pool) : table_(table), pool_(pool) {}

  const model::ClassTable& table() const { return table_; }
  model::TypePool& pool() const { return pool_; }

  void set_fresh(std::span<const model::FreshClass> classes);

  /// Classes of the table and fresh ones.
  std::size_t size() const { return table_.size() + fresh_.size(); }
  bool is_fresh(model::ClassId id) const { return index_of(id) >= table_.size(); }
  /// nullptr for a fresh class
  const model::Class* declared(model::ClassId id) const { return is_fresh(id) ? nullptr : &table_[id]; }
  bool is_protocol(model::ClassId id) const { return !is_fresh(id) && table_[id].is_protocol; }
  /// The literals of a class whose values are these and no others: bool, an enum with members; else none.
  std::vector<model::Type> literals_of(model::ClassId id) const;
  /// Those that hold every value of the class: its own, or those of bool above it.
  std::vector<model::Type> literals_above(model::ClassId id) const;
  /// Whether values of the class that literals name may be values of a class below it, and whether they are.
  enum class Below : std::uint8_t { Apart, Open, Shared };
  Below literals_below(model::ClassId id, model::ClassId below) const;
  /// No class can derive from it.
  bool is_closed(model::ClassId id) const;
  std::span<const model::Ancestor> ancestors(model::ClassId id) const;
  const model::Ancestor* ancestor(model::ClassId id, model::ClassId above) const;
  bool derives_from(model::ClassId id, model::ClassId above) const { return ancestor(id, above) != nullptr; }
  std::optional<model::FoundMember> find_member(model::ClassId id, std::string_view name) const;

  bool is_tuple_class(model::ClassId id) const { return table_.well_known.tuple == id; }
  /// Whether it is the class `tuple` or below it.
  bool is_below_tuple(model::ClassId id) const { return table_.well_known.tuple && derives_from(id, *table_.well_known.tuple); }
  /// Whether the class lies above `tuple` and has its argument, so that what a tuple hands out for it are the elements.
  bool has_element_slot(model::ClassId id) const;
  /// The tuple types that a class or those above it derive from.
  std::vector<model::Type> tuple_bases(const model::Nominal& nominal);

  /// What an application of a class is as its ancestor: `above` with the arguments that it gives it.
  model::Type up_cast(const model::Nominal& from, const model::Ancestor& above);

  /// Why a class below both may not exist, or must be looked at by members: nothing when a plain one can be written.
  struct Meet {
    bool possible = true;                ///< false: no value is in both
    std::optional<std::string> doubt;    ///< a reason to give no answer where it matters
  };
  /// \param first, second applications of different classes or of one class with different arguments
  Meet meet(model::Type first, model::Type second);

 private:
  Meet unrelated(const model::Nominal& first, const model::Nominal& second);
  std::optional<model::ClassId> disjoint_base(model::ClassId id) const;
  bool shares_members(model::ClassId first, model::ClassId second) const;
  bool orders_agree(model::ClassId first, model::ClassId second) const;
  bool ancestors_agree(const model::Nominal& first, const model::Nominal& second);

  const model::ClassTable& table_;
  model::TypePool& pool_;
  model::Substitution substitution_{pool_};
  std::vector<std::vector<model::Ancestor>> fresh_;
};

}  // namespace agverify::solver::smt
