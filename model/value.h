#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/class.h"

namespace agverify::model {

/// A value, as its index in a `Witness`; what a value shows has a smaller index than the value itself.
enum class ValueId : std::uint32_t {};

constexpr std::uint32_t index_of(ValueId id) { return static_cast<std::uint32_t>(id); }

/// What a value shows of a class's type parameter: it hands `shown` out (+), or refuses to take it (-).
struct SlotObservation {
  ClassId owner;             ///< a class above the value's tag
  std::uint32_t parameter;   ///< index in the owner's parameter list
  Polarity polarity;         ///< Positive: handed out. Negative: refused
  ValueId shown;
  friend bool operator==(const SlotObservation&, const SlotObservation&) = default;
};

/// Reading the attribute or property gives `shown`; for a method: calling it with some arguments returns `shown`.
struct Gives {
  ValueId shown;
  friend bool operator==(const Gives&, const Gives&) = default;
};

/// Calling the method with `refused` at the place (an index after the receiver) fails, whatever stands at the others;
/// for an attribute or a settable property (place 0): assigning it fails.
struct RefusesArgument {
  std::uint32_t place;
  ValueId refused;
  friend bool operator==(const RefusesArgument&, const RefusesArgument&) = default;
};

/// What a value shows through a member named by a protocol, where no type parameter tells.
struct MemberObservation {
  std::string member;
  std::variant<Gives, RefusesArgument> shown;
  friend bool operator==(const MemberObservation&, const MemberObservation&) = default;
};

/// A finite tree: an exact class and a finite, possibly empty set of observations. Where the class is abstract, read: an
/// instance of a class that derives from it and adds no member.
struct Value {
  ClassId tag;
  std::vector<SlotObservation> slots;
  std::vector<MemberObservation> members;
};

/// A class that the world may hold beside the table's: no members of its own. Its id follows the table's last one.
struct FreshClass {
  std::string name;
  std::vector<Type> bases;  ///< closed `Nominal`s; none: a plain class
};

/// Why a query fails: an instance for each of its variables, and one value that is in the source and not in the target.
struct Witness {
  std::vector<FreshClass> fresh_classes;
  std::vector<Type> instances;  ///< one per variable of the query
  std::vector<Value> values;
  ValueId root{};
};

}  // namespace agverify::model
