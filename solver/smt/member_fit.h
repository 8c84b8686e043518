#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/class.h"
#include "solver/smt/world.h"

namespace agverify::solver::smt {

/// A member as one application of a class has it: what it takes and gives, in closed types or types with variables.
struct MemberUse {
  const model::Member* member;
  model::SignatureShape shape;     ///< of a method
  std::vector<model::Type> taken;  ///< of a method, one per parameter; of something that can be written: one, its type
  std::optional<model::Type> given;
};

/// \param arguments of the class that owns the member
MemberUse use_of(model::Substitution& substitution, const model::Member& member, std::span<const model::Type> arguments);

enum class Fit : std::uint8_t { Fits, Fails, Doubtful };

/// Whether a member can be used in every way that the wanted one can, as far as that does not depend on types: the form of
/// the call, and whether it can be written. Spec: protocol#protocol-members, callables#assignability-rules-for-callables.
Fit fit(const MemberUse& wanted, const MemberUse& had, std::string& reason);

}  // namespace agverify::solver::smt
