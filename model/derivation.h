#pragma once

#include <cstdint>
#include <vector>

#include "model/type.h"

namespace agverify::logic {
/// A rule of the table; its values are in `logic/rule_names.h`.
enum class Rule : std::uint16_t;
}  // namespace agverify::logic

namespace agverify::model {

/// One use of a rule: "source is a subtype of target, because the premises are".
struct Step {
  logic::Rule rule;
  Type source, target;
  std::vector<std::uint32_t> premises;  ///< indices of steps, in the order that the rule asks for
  std::uint32_t hypothesis = 0;         ///< the number of the one that the rule uses; 0: none
};

/// A proof. A premise about an argument, element, parameter or member may be any step; every other premise is an
/// earlier step: so a cycle always passes through something smaller, and each step can be tested by itself.
struct Derivation {
  std::vector<Step> steps;
  std::vector<std::uint32_t> conclusions;  ///< one, or two for an equivalence
};

}  // namespace agverify::model
