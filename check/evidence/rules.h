#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "check/evidence/steps.h"

namespace agverify::check {

/// The place of the rule's test among all tests; nothing for a rule by which no step is made.
std::optional<std::uint32_t> tested_rule(std::string_view name);

/// Tests one step, whose numbers are in range, by its rule.
bool test_step(Proof& proof, std::uint32_t step);

}  // namespace agverify::check
