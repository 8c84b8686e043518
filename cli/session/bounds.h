#pragma once

#include <optional>
#include <span>
#include <string>

#include "model/promotion.h"
#include "model/query.h"
#include "model/syntax/bound_obligation.h"
#include "model/syntax/error.h"
#include "solver/rules/decider.h"

namespace agverify::cli::session {

/// Checks what was taken for granted about the bounds of type parameters. Spec: generics#bound-rules.
class BoundCheck {
 public:
  BoundCheck(const model::ClassTable& table, const model::Slots& slots, model::TypePool& pool)
      : table_(table), pool_(pool), substitution_(pool), promotion_(table.well_known, pool), decider_(table, slots, pool) {}

  /// What a table's texts take for granted. \returns an error for each argument that is outside its bound
  std::vector<model::syntax::ParseError> in_table(std::span<const model::syntax::BoundObligation> obligations);

  /// What a query takes for granted, under its hypotheses.
  struct Outcome {
    std::optional<model::syntax::ParseError> outside;
    std::string unknown;  ///< the reason, where the rules cannot tell
  };
  Outcome in_query(std::span<const model::syntax::BoundObligation> obligations, const model::Query& query);

 private:
  /// An obligation whose type parameters are variables of a query, and the hypotheses that their own bounds are.
  struct Asked {
    model::syntax::BoundObligation obligation;
    model::Query context;
  };
  Asked over_variables(const model::syntax::BoundObligation& obligation);
  void assume_bounds(const std::vector<model::TypeParameter>& parameters, std::span<const model::Type> variables, model::Query& into);
  model::Verdict holds(const model::syntax::BoundObligation& obligation, model::Query context);
  model::Verdict ask(model::Query context, model::Relation relation, model::Type source, model::Type target);
  model::Verdict one_of(const model::syntax::BoundObligation& obligation, const model::Query& context);
  model::syntax::ParseError outside(const model::syntax::BoundObligation& obligation, std::span<const std::string> variables);

  const model::ClassTable& table_;
  model::TypePool& pool_;
  model::Substitution substitution_;
  model::Promotion promotion_;
  solver::rules::Decider decider_;
  std::string reason_;  // of the last Unknown
};

}  // namespace agverify::cli::session
