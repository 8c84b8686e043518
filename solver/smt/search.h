#pragma once

#include <string>
#include <vector>

#include "model/value.h"
#include "model/verdict.h"
#include "solver/smt/value_tree.h"

namespace agverify::solver::smt {

struct SearchLimits {
  std::size_t nodes = 4000;  ///< of one tree
  int rounds = 400;          ///< of growing one tree
};

struct Finding {
  model::Verdict verdict = model::Verdict::Unknown;
  std::string reason;                      ///< when unknown
  std::vector<model::Value> values;        ///< when refuted: what is shown before what shows it; the last one is the root. None where a class would have to be written that adds `__call__`
  std::vector<model::FreshClass> classes;  ///< that the values need, after those of the world
};

/// Looks for a countermodel of `source <: target`.
Finding search(ValueTree& tree, BooleanSolver& solver, model::Type source, model::Type target, const SearchLimits& limits);

}  // namespace agverify::solver::smt
