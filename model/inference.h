#pragma once

#include <cstdint>

#include "model/variance.h"
#include "model/verdict.h"

namespace agverify::model {

/// The ways to infer the variance of a parameter, of which the typing spec's text, its conformance suite and what values can
/// show do not always choose the same. Spec: generics#variance-inference.
enum class Inference : std::uint8_t {
  ByMembers,    ///< all that members show, and what the classes in them ask for
  AgainstObject,  ///< members at object as the upper type, which takes up what else stands in a union with the parameter
  AsSuite,      ///< without constructors, private names and annotated receivers, and with `Final` as what is only read
  OfAll,        ///< with all of these
  Inductive,    ///< a class that mentions itself is not taken to be as its members need it there
  PastItself,   ///< where a class mentions itself nothing is asked
  AsDeclared,   ///< of a protocol's parameter: as its flag says
  ByStructure,  ///< what stands at a parameter of a protocol goes by what that one's members show: protocol#generic-protocols
};

/// What another way comes to.
struct OtherVariance {
  Inference by;
  Variance variance;
};

/// How sure the variance that is taken is against that of another way: the suite decides what counts, nothing the rest.
constexpr Basis basis_against(Inference other) {
  return other == Inference::OfAll || other == Inference::AsSuite ? Basis::Suite : Basis::Open;
}

}  // namespace agverify::model
