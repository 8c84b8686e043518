#pragma once

#include <cstdint>
#include <optional>
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

/// Reading the attribute or property gives `shown`.
struct Gives {
  ValueId shown;
  friend bool operator==(const Gives&, const Gives&) = default;
};

/// Assigning `refused` to the attribute or settable property fails.
struct RefusesAssigned {
  ValueId refused;
  friend bool operator==(const RefusesAssigned&, const RefusesAssigned&) = default;
};

/// An argument of a call, or an element of a tuple; nothing: one that has no value, since it does not end. Such a one is in every type.
using Argument = std::optional<ValueId>;

/// What a call is made with, after the receiver.
struct Arguments {
  std::vector<Argument> positional;
  std::vector<std::string> names;  ///< of the named ones, in order of the alphabet
  std::vector<Argument> named;     ///< one per name
  friend bool operator==(const Arguments&, const Arguments&) = default;
};

/// A call of the method with these arguments returns `returned`; where there is none, it fails.
struct Call {
  Arguments arguments;
  std::optional<ValueId> returned;
  friend bool operator==(const Call&, const Call&) = default;
};

/// What a value shows through a member named by a protocol, where no type parameter tells.
struct MemberObservation {
  std::string member;
  std::variant<Gives, RefusesAssigned, Call> shown;
  friend bool operator==(const MemberObservation&, const MemberObservation&) = default;
};

/// The values that an observation names, in the order in which it is written.
template <typename Observation, typename Visit>
void each_value(Observation& observation, const Visit& visit) {
  if (auto* gives = std::get_if<Gives>(&observation.shown)) visit(gives->shown);
  if (auto* refuses = std::get_if<RefusesAssigned>(&observation.shown)) visit(refuses->refused);
  if (auto* call = std::get_if<Call>(&observation.shown)) {
    for (auto& each : call->arguments.positional)
      if (each) visit(*each);
    for (auto& each : call->arguments.named)
      if (each) visit(*each);
    if (call->returned) visit(*call->returned);
  }
}

/// A finite tree: an exact class and a finite, possibly empty set of observations. Read: an instance of the class, or of one
/// that derives from it, adds no member and overrides within what the class declares.
struct Value {
  ClassId tag;
  std::vector<SlotObservation> slots;
  std::vector<MemberObservation> members;
  /// A value of a callable type alone: `tag` is `object`, and it has one member beside object's, `__call__`.
  bool is_callable = false;
  /// Of a tuple, or of a class below it: each element in its place.
  std::optional<std::vector<Argument>> elements = std::nullopt;
  /// Of a class object, whose tag is a metaclass: the class that it is, or that it derives from and adds nothing to.
  std::optional<ClassId> class_object = std::nullopt;
  std::vector<ValueId> instances = {};  ///< of a class object: values of that class
  /// Which one it is, as `Literal::value` spells it; none: one that no literal names, as an instance of a further class is.
  std::optional<std::string> literal = std::nullopt;
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
