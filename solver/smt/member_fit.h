#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/class.h"
#include "solver/smt/world.h"

namespace agverify::solver::smt {

/// A member as one application of a class has it, in closed types or types with variables.
struct MemberUse {
  const model::Member* member;
  std::vector<model::Type> signatures;  ///< of a method, one per overload
  std::optional<model::Type> read;      ///< of an attribute or property
  std::optional<model::Type> written;   ///< of one that can be written
  bool has_self = false;                ///< the member's own types name `Self`
};

/// \param arguments of the class that owns the member
/// \param receiver what `Self` stands for; without one it is left
MemberUse use_of(model::Substitution& substitution, const model::Member& member, std::span<const model::Type> arguments,
                 std::optional<model::Type> receiver);

/// Whether a member of the one form never serves where the other is asked for: it cannot be set, or not where that is set,
/// through an instance or through the class. Spec: protocol#protocol-members, class-compat#classvar.
bool never_fits(const MemberUse& wanted, const MemberUse& had);

/// Why it is not known whether a member of the one form serves where the other is asked for; nothing where both are methods
/// or neither is.
std::optional<std::string> unknown_fit(const MemberUse& wanted, const MemberUse& had);

}  // namespace agverify::solver::smt
