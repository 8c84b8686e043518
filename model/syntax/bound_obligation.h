#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/class.h"

namespace agverify::model::syntax {

/// What an application of a class, or a default, takes for granted: that a type stays inside the bound of a parameter.
/// The reader only notes it; whoever can decide subtyping checks it. Spec: generics#type-variables-with-an-upper-bound.
struct BoundObligation {
  Type argument;
  std::optional<Type> upper_bound;  ///< `argument` must be a subtype of it
  std::vector<Type> constraints;    ///< or `argument` must be equivalent to one of them
  /// In a stub: the class whose type parameters `argument` and the bound speak of, with their own bounds.
  /// In a query: nothing; they may speak of its variables, under its hypotheses.
  std::optional<ClassId> owner;
  std::optional<AliasId> alias;  ///< or the alias whose type parameters they are
  Location location;    ///< of the argument; for a query its file means nothing
  std::string subject;  ///< such as "argument 1 of Box" or "the default of T"
};

}  // namespace agverify::model::syntax
