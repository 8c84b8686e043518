#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/class_table.h"

namespace agverify::model {

/// One step from a type into a part of it: the index of a union's member or an overload's signature; of a class's argument with
/// the polarity of the slot through which it shows; of a signature's parameter or result; of a tuple's element.
struct PathStep {
  std::uint32_t part;
  Polarity polarity;  ///< Negative for a parameter; Positive for a member of a union, a signature, a result and an element
};

/// Why a class has a slot: the member of the earliest round of the fixpoint that shows the parameter.
struct SlotReason {
  ClassId owner;                       ///< the class whose own member it is
  std::uint32_t member;                ///< index among the owner's members
  std::uint32_t signature;             ///< of an overloaded method; else 0
  std::optional<std::uint32_t> place;  ///< a parameter of the signature (0 for an assignment), or nothing: what is given
  std::vector<PathStep> path;          ///< from the type at that place to the parameter
  /// Nothing else need hold for the observation to exist: no argument whose type could be empty, no other member of a union.
  bool unconditional;
};

/// The type at the place of the member that the reason is about.
Type type_at(const Member& member, const SlotReason& reason);

/// Whether the way to the parameter goes through a member of a union that another member may take up, whatever the parameter is, as
/// `Sequence[object]` takes up `list[T]`: then the slot may show nothing. That is decided nowhere yet.
bool may_be_absorbed(const ClassTable& table, const Member& member, const SlotReason& reason);

/// What the members of a class show of one of its parameters.
struct ParameterSlots {
  std::optional<SlotReason> positive, negative;

  const std::optional<SlotReason>& at(Polarity polarity) const { return polarity == Polarity::Positive ? positive : negative; }
  Variance variance() const;
};

/// One per class of the table, one per type parameter.
using Slots = std::vector<std::vector<ParameterSlots>>;

/// The least fixpoint over the whole table: a slot is there when some member, own or inherited, shows the parameter at a
/// place of that polarity, polarities multiplied through the slots of the classes on the way. Declared variance is not
/// read. An unconditional reason is preferred to a conditional one of the same slot, and one of several signatures comes last.
/// Source: Altidor, Huang, Smaragdakis, "Taming the Wildcards" (PLDI 2011), section 4, with members in place of uses.
Slots least_slots(const ClassTable& table);

}  // namespace agverify::model
