#pragma once

#include <string>
#include <vector>

#include "model/class_table.h"

namespace agverify::model {

/// What was proved of one slot of a class: where arguments do not stand as the slot asks, some value tells them apart.
struct SlotLaw {
  bool shown = false;    ///< some member has the slot
  bool exact = false;    ///< the schema value was proved to exist, unconditionally or under `conditions`
  bool absorbed = false; ///< the slot's schema fails and *sound* was proved without it
  std::string member;    ///< the reason: the name of a member
  std::vector<std::string> conditions;  ///< what must hold of the arguments, as sentences; empty: nothing
  /// Some arguments are known to fulfil the conditions. Other signatures may leave no call, what is not read no value.
  bool possible = true;
};

/// The law of one class, proved from its members: C[a..] lies below C[b..] exactly when every slot stands.
struct ClassLaw {
  enum class Status {
    Proved,      ///< *sound* holds with the declared variance
    WrongFlag,   ///< it fails, and a schema value of a possible slot shows why: `failing_member`
    Unproved,    ///< the solver gave no answer, or a member could not be read: `reason`
  };
  Status status = Status::Unproved;
  std::string failing_member, reason;
  struct PerParameter {
    SlotLaw positive, negative;
    std::string unread;  ///< the name of a member that names the parameter and is not read as a whole; empty: there is none
    const SlotLaw& at(Polarity polarity) const { return polarity == Polarity::Positive ? positive : negative; }
  };
  std::vector<PerParameter> parameters;  ///< one per type parameter
  double milliseconds = 0;               ///< what the proof took when it was made
};

/// Whether the declared variance asks for a slot that no member shows: the spec's rule decides there, values cannot.
inline bool declared_only(const SlotLaw& law, Variance declared, Polarity polarity) {
  return has_slot(declared, polarity) && (!law.shown || law.absorbed || !law.exact);
}

}  // namespace agverify::model
