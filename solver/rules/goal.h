#pragma once

#include <cstdint>

#include "logic/rule_names.h"
#include "model/type.h"
#include "model/variance.h"
#include "model/verdict.h"

namespace agverify::solver::rules {

/// "source is a subtype of target", to be decided.
struct Goal {
  model::Type source, target;
};

/// What a premise speaks about, so that a value that breaks it can be shown by a value that breaks the conclusion: the value
/// itself; a slot; what an attribute gives, or refuses to be set to; a method of a protocol, or `__call__`, as a callable type;
/// an argument or the result of a call; an element of a tuple; an instance of a class object.
struct Place {
  enum class Kind : std::uint8_t { Whole, Slot, Gives, Refuses, Method, Argument, Result, CallMethod, Element, Instance };
  Kind kind = Kind::Whole;
  model::Polarity polarity = model::Polarity::Positive;  ///< Slot
  std::uint16_t index = 0;                               ///< Slot: the type parameter. Argument: the target's parameter
  std::uint32_t member = 0;                              ///< Gives, Refuses, Method: index among the protocol's members. Element: the source's part
  std::uint32_t wanted = 0;                              ///< Element: the target's part
};

/// A subgoal of a rule. `guarded`: it is about an argument or a member, so about smaller values.
struct Premise {
  Goal goal;
  logic::Rule rule;
  bool guarded = false;
  Place place = {};
  std::uint32_t hypothesis = 0;  ///< the one that the rule uses, counted from 1; 0: none
  /// How sure it is that the conclusion fails with this premise, where that is less sure than the rule.
  model::Basis when_it_fails = model::Basis::Spec;
};

/// What a rule function makes of a goal. All, Any: it has pushed premises, of which all, or one, must hold.
enum class Outcome : std::uint8_t { NotMine, Proved, Refuted, Unknown, All, Any };

}  // namespace agverify::solver::rules
