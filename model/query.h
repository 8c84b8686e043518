#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/type.h"

namespace agverify::model {

/// Spec: concepts#summary-of-type-relations. `<:`, `~>`, `==`, `~` in a query.
enum class Relation : std::uint8_t { Subtype, Assignable, Equivalent, Consistent };

/// "source is a subtype of (equivalent to, ..) target", assumed.
struct RelationHypothesis {
  Relation relation;  ///< Subtype or Equivalent
  Type source, target;
};

/// "the variable is exactly one of these types", assumed. Spec: generics#introduction (constrained type variables).
struct OneOfHypothesis {
  std::uint32_t variable;
  std::vector<Type> types;  ///< at least two
};

using Hypothesis = std::variant<RelationHypothesis, OneOfHypothesis>;

/// `forall X, Y. H, .. |- S <: T`: for all static types X, Y that satisfy the hypotheses, source is related to target.
struct Query {
  std::vector<std::string> variables;  ///< names; `Variable{i}` is the i-th
  std::vector<Hypothesis> hypotheses;
  Relation relation = Relation::Subtype;
  Type source, target;
};

}  // namespace agverify::model
