#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/class_table.h"
#include "model/slots.h"
#include "model/substitution.h"
#include "solver/rules/goal.h"
#include "solver/rules/hypotheses.h"
#include "solver/rules/structural.h"

namespace agverify::solver::rules {

struct RuleSet;

/// What every rule function may read, and the buffer that takes its premises.
struct RuleContext {
  const RuleSet& rules;
  const model::ClassTable& table;
  const model::Slots& slots;
  model::TypePool& pool;
  model::Substitution& substitution;
  StructuralMatcher& matcher;
  const Hypotheses* hypotheses = nullptr;  ///< nullptr: none
  bool is_assignability = false;           ///< goals are read as `~>`
  std::vector<Premise>& premises;

  logic::Rule rule{};           ///< set by the function: its rule, or the one that fails
  model::Basis basis{};         ///< set by the function when a proof by its premises is less sure than its rule
  std::string reason = {};      ///< set with Unknown
};

using RuleFunction = Outcome (*)(const Goal&, RuleContext&);
/// Pushes what one parameter asks of its two arguments.
using ParameterFunction = void (*)(model::Type source, model::Type target, std::uint16_t parameter, RuleContext&);
/// Whether a goal that comes back to itself holds; `guarded`: on the way it went into an argument or a member.
using CycleFunction = bool (*)(bool guarded);

template <typename Function>
struct RuleEntry {
  logic::Rule name;
  Function function;
};

/// The rules in the order in which they are tried. Data, so that a test can put a wrong one in the place of any.
struct RuleSet {
  std::vector<RuleEntry<RuleFunction>> deciding;      ///< the first that is not NotMine decides the goal
  std::vector<RuleEntry<RuleFunction>> alternatives;  ///< else each may push alternatives; one must hold
  std::array<RuleEntry<ParameterFunction>, 4> parameters;  ///< by declared variance
  CycleFunction cycle;
};

/// The rules of the slice, one function each.
const RuleSet& standard_rules();

/// The rule by which a goal fails for which no rule is left.
logic::Rule failing_rule(const Goal& goal, const model::ClassTable& table);

/// Whether the type is Never, or a union of such.
bool is_empty(model::Type type);

}  // namespace agverify::solver::rules
