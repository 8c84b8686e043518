#pragma once

#include <array>
#include <string>

#include "logic/rule_names.h"
#include "model/query.h"
#include "model/variance.h"
#include "model/verdict.h"
#include "properties/world.h"
#include "solver/rules/decider.h"

namespace agverify::properties {

/// How often each rule was applied: by the sign of the place where it was (+ where source and target stand as in the query,
/// - where they are turned), and by what it decided there.
class Coverage {
 public:
  /// \pre the world outlives the coverage
  explicit Coverage(const World& world);

  /// Decides the query, with its hypotheses where it has some, and counts what the rules did.
  void count(const model::Query& query);

  std::uint64_t of(logic::Rule rule, model::Polarity polarity) const;
  std::uint64_t of(logic::Rule rule, model::Polarity polarity, model::Verdict verdict) const {
    return counts_[static_cast<std::size_t>(rule)][static_cast<std::size_t>(polarity)][static_cast<std::size_t>(verdict)];
  }
  /// One line a rule: proved and refuted, at + and at -.
  std::string text() const;

 private:
  struct Visit;
  void count_half(model::Type source, model::Type target, const solver::rules::Hypotheses* hypotheses, model::Polarity polarity);
  void walk(const solver::rules::Trace& trace, std::uint32_t root, model::Polarity polarity);
  void visit(const solver::rules::TraceNode& node, model::Polarity polarity);
  void note(logic::Rule rule, model::Polarity polarity, model::Verdict verdict);
  void note_hypotheses(const model::Query& query, const solver::rules::Hypotheses& hypotheses, model::Verdict verdict);

  const World& world_;
  model::Substitution substitution_;
  solver::rules::Engine engine_;
  solver::rules::Decider again_;  // for single subgoals and for whole queries
  model::Verdict last_ = model::Verdict::Unknown;
  std::array<std::array<std::array<std::uint64_t, 3>, 2>, logic::rule_names.size()> counts_{};
};

}  // namespace agverify::properties
