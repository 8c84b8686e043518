#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/evidence.h"
#include "model/query.h"
#include "solver/rules/engine.h"

namespace agverify::solver::rules {

/// Why a refutation is withdrawn that goes round in a circle: true rules never refute so.
constexpr std::string_view no_value_shows_it = "structural: no value shows it";

/// Why a refutation signature by signature is withdrawn: several of an overload may cover together what none does alone.
constexpr std::string_view overloads_together = "structural: signatures of an overload together";

/// What the rules say of a query.
struct Opinion {
  model::Verdict verdict = model::Verdict::Unknown;
  model::Basis basis = model::Basis::Spec;        ///< of the weakest step
  std::optional<logic::Rule> rule;                ///< the deciding step; none when unknown
  std::optional<model::Direction> direction;      ///< the half of a refuted equivalence that fails
  std::string reason;                             ///< of unknown; begins as the documentation of verdicts lists
  std::uint64_t subgoals = 0;
  model::Strength strength = model::Strength::Must;  ///< May: the spec permits some step and does not ask for it
};

/// An opinion with what backs it. A refutation may need classes that the table does not hold: `table` has them.
struct Finding {
  Opinion opinion;
  model::Evidence evidence;                        ///< empty when unknown
  std::shared_ptr<const model::ClassTable> extended;  ///< the table with the witness's fresh classes; null: none needed
};

/// Decides queries over one class table by the inference rules. Spec: every chapter that the rule table names.
/// Keeps buffers between queries; not for use by two threads at once. Types are made in the pool and stay there: take a
/// mark before a query and roll back after it to keep memory flat.
class Decider {
 public:
  Decider(const model::ClassTable& table, const model::Slots& slots, model::TypePool& pool, Limits limits = {},
          const RuleSet& rules = standard_rules());

  Opinion decide(const model::Query& query);
  Finding find(const model::Query& query);

  /// `source <: target` of types without variables. \param trace may be nullptr
  Decided decide(const Goal& goal, Trace* trace = nullptr) { return engine_.decide(goal, nullptr, trace); }
  const Engine& engine() const { return engine_; }

 private:
  struct Run;
  friend struct Run;

  const model::ClassTable& table_;
  const model::Slots& slots_;
  model::TypePool& pool_;
  Limits limits_;
  const RuleSet& rules_;
  model::Substitution substitution_;
  Engine engine_;
  std::optional<model::ClassTable> open_table_;  // the same classes, to which searches for instances add theirs for a while
  model::Slots open_slots_;
};

}  // namespace agverify::solver::rules
