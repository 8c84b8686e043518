#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logic/rule_names.h"
#include "model/syntax/stubs/stub_reader.h"
#include "model/verdict.h"
#include "solver/second_solver.h"

namespace agverify::solver {

/// A sequent that differs from a rule's in one place. Its obligation must fail, or the change does not matter.
struct LemmaMutant {
  std::string change;   ///< "without premise 1", "premise 2 turned round", "conclusion turned round"
  std::string sequent;
  model::Verdict verdict = model::Verdict::Unknown;  ///< Proved: the change is shown to be equivalent
};

/// The proof obligation of one rule, as the SMT side answers it: premises entail conclusion over values.
struct Lemma {
  logic::Rule rule{};
  model::Verdict expected = model::Verdict::Unknown;  ///< Unknown: the spec answers two ways, nothing is asked
  model::Verdict found = model::Verdict::Unknown;
  std::optional<model::Verdict> second;  ///< what a second solver says, where one was asked and answered
  std::string reason;                 ///< of an unknown
  bool premises_satisfiable = false;  ///< some types meet the premises: the obligation is not vacuous
  double milliseconds = 0;
  std::vector<LemmaMutant> mutants;
};

/// Asks the SMT side for every rule of the table.
/// \param prelude a universe that holds the classes of `logic::lemma_prelude`
/// \param second may be empty: nobody else is asked
std::vector<Lemma> prove_lemmas(const model::syntax::stubs::Universe& prelude, model::TypePool& pool, const SecondSolver& second = {});

}  // namespace agverify::solver
