#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "solver/smt/hypotheses.h"
#include "solver/smt/search.h"

namespace agverify::solver::smt {

/// What is asked for all values of some variables.
struct OpenQuestion {
  std::span<const model::Type> choices;  ///< what stands for each variable: itself where it is free
  std::span<const Inclusion> hypotheses;
  model::Type source, target;
};

/// Closed types for the variables, with the values that refute the question there.
struct Instance {
  std::vector<model::FreshClass> fresh;
  std::vector<model::Type> types;
  Finding finding;
};

/// Decides `source <: target` for closed types.
using Ground = std::function<Finding(model::Type source, model::Type target)>;

/// Tries closed types for the variables until all hypotheses hold and the conclusion fails: first known classes and the bounds,
/// then fresh classes too. The world holds the fresh classes of the instance afterwards.
std::optional<Instance> find_instance(World& world, const Ground& ground, const OpenQuestion& question);

}  // namespace agverify::solver::smt
