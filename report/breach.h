#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/class_table.h"
#include "model/value.h"
#include "solver/rules/membership.h"

namespace agverify::report {

/// One thing for which a value is not in a type.
struct Breach {
  enum class Kind {
    Empty,    ///< the type has no values
    Tag,      ///< the value's class does not derive from the type's class
    Slot,     ///< it shows something of a type parameter that the type rules out
    Member,   ///< it shows something through a member that the protocol rules out
    Element,  ///< of a tuple: its element at place `parameter` is out of what the target has there
    Length,   ///< of a tuple: the target has no such length
    Other,    ///< the target is a literal or `type[..]`, and it is not that value or no such class object
    Misfit,   ///< a member is missing or of the wrong kind: `why`
  } kind;
  model::Type target;               ///< the type, or that member of a union which the breach is about
  bool refuses = false;             ///< Slot, Member: it refuses what it must take, rather than hands out what it must not
  model::ValueId shown{};           ///< Slot, Member: what it hands out or refuses. Element: that element
  std::optional<model::Type> asked{}; ///< Slot, Member, Element: the type at that place of the target
  model::ClassId owner{};           ///< Slot: whose parameter. Tag: the class that it does not derive from
  std::uint32_t parameter = 0;      ///< Slot. Element: its place
  std::string member{};             ///< Member, Misfit
  std::size_t argument = 0;         ///< Member: of a call that is refused
  std::string why{};                ///< Misfit
  std::string refuses_call{};       ///< Misfit: with which arguments a call fails that the target admits; empty: it is no call
};

/// Tells why values of a witness are outside of types. Not for values of another witness.
class BreachFinder {
 public:
  BreachFinder(const model::ClassTable& table, model::TypePool& pool, const model::Witness& witness)
      : table_(table), witness_(witness), substitution_(pool), matcher_(table),
        membership_(table, substitution_, matcher_, witness.values) {}

  /// At least one when the value is surely outside; of a union the breaches of each member, in order.
  std::vector<Breach> of(model::ValueId value, model::Type target);
  bool in(model::ValueId value, model::Type type) { return membership_.in(value, type); }
  /// The member of a union, or the type itself, that the value is in.
  model::Type part_with(model::ValueId value, model::Type type);
  /// What the type says of a parameter of a class above its own; nothing where it is no class below that one.
  std::optional<model::Type> argument_at(model::Type type, model::ClassId owner, std::uint32_t parameter);
  /// What a tuple type says of the element of the value at a place; nothing where it is none.
  std::optional<model::Type> element_at(model::Type type, model::ValueId value, std::uint32_t place) const;
  /// What the type says at the place of a Member breach; nothing where it is no class with that member.
  std::optional<model::Type> member_at(model::Type type, const Breach& breach);
  model::Substitution& substitution() { return substitution_; }

 private:
  void add(std::vector<Breach>& into, model::ValueId value, model::Type target);
  void add_slots(std::vector<Breach>& into, model::ValueId value, model::Type target);
  void add_elements(std::vector<Breach>& into, model::ValueId value, model::Type target);
  void add_members(std::vector<Breach>& into, model::ValueId value, model::Type target);
  void add_callable(std::vector<Breach>& into, model::ValueId value, model::Type target);
  void add_call(std::vector<Breach>& into, model::ValueId value, model::Type target, const std::string& member, const model::Call& call,
                model::Type callable);
  std::optional<std::size_t> argument_not_taken(model::ValueId value, const std::string& member, const model::Call& call);
  static std::string text_of(const model::Call& call);
  bool breaks(model::ValueId shown, model::Type asked, bool refuses);

  const model::ClassTable& table_;
  const model::Witness& witness_;
  model::Substitution substitution_;
  solver::rules::StructuralMatcher matcher_;
  solver::rules::Membership membership_;
};

}  // namespace agverify::report
