#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "model/derivation.h"
#include "model/value.h"
#include "model/verdict.h"

namespace agverify::model {

/// A hypothesis that follows from one of the query's by inversion of a class law. Numbers go on from the query's.
struct DerivedHypothesis {
  std::uint32_t number;
  Type source, target;
  std::uint32_t inverts;  ///< number of the hypothesis that it follows from
  std::optional<std::uint32_t> parameter = {};  ///< of the class on the right whose law gives it; none: of a union's member
};

/// The proof for one choice of types for the constrained variables.
struct ProofCase {
  std::vector<Type> choices;  ///< one per `in` hypothesis, in order; empty when the query has none
  std::vector<DerivedHypothesis> derived;
  Derivation derivation;
};

struct Proof {
  std::vector<ProofCase> cases;  ///< at least one
};

/// An instance at which every hypothesis holds, and a value that is in the source and not in the target there.
struct Refutation {
  Witness witness;
  Derivation hypotheses;  ///< one conclusion for each `<:` hypothesis, two for each `==`, in order
  std::optional<Direction> direction;  ///< the half that fails, for an equivalence
};

using Evidence = std::variant<std::monostate, Proof, Refutation>;

}  // namespace agverify::model
