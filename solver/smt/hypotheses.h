#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/verdict.h"
#include "solver/smt/slot_uses.h"
#include "solver/smt/world.h"

namespace agverify::solver::smt {

/// "A value in `left` is in one of `right`", for every value. `left` is a variable or a class, `right` variables and classes.
struct Clause {
  model::Type left;
  std::vector<model::Type> right;  ///< by serial, each once
  friend bool operator==(const Clause&, const Clause&) = default;
};

/// An assumed `source <: target`.
struct Inclusion {
  model::Type source, target;
};

/// The reason where no types satisfy the hypotheses.
inline constexpr const char* vacuous_hypothesis = "structural: vacuous hypothesis";

/// Why hypotheses cannot be used.
struct Unusable {
  std::string reason;
  bool vacuous = false;  ///< no types satisfy them
};

/// Answers `source <: target` for types without variables.
using GroundQuestion = std::function<model::Verdict(model::Type source, model::Type target, std::string& reason)>;

/// What the hypotheses say of single values, closed under resolution: where two of them meet in a variable, what follows is
/// one of them too; what follows between classes is taken apart by the inversion of the class law.
tl::expected<std::vector<Clause>, Unusable> saturate(World& world, SlotUses& uses, const GroundQuestion& ground,
                                                     std::span<const Inclusion> hypotheses);

}  // namespace agverify::solver::smt
