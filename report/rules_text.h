#pragma once

#include <span>
#include <string>

#include "solver/lemmas.h"

namespace agverify::report {

/// The rules with their sequents, bases, strengths, anchors and what solvers say of each, then how many came out how.
std::string rules_text(std::span<const solver::Lemma> lemmas);

/// The open questions that `--assume` answers, each with its readings, the default first.
std::string switches_text();

}  // namespace agverify::report
