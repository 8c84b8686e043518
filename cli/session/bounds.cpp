#include "cli/session/bounds.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/syntax/printer.h"

namespace agverify::cli::session {

using namespace model;
using model::syntax::BoundObligation;
using model::syntax::ParseError;

std::vector<ParseError> BoundCheck::in_table(std::span<const BoundObligation> obligations) {
  std::vector<ParseError> errors;
  for (const BoundObligation& each : obligations) {
    const Asked asked = over_variables(each);
    if (holds(asked.obligation, asked.context) != Verdict::Refuted) continue;
    errors.push_back(outside(asked.obligation, asked.context.variables));
    errors.back().file = table_.files[each.location.file].path;
  }
  return errors;
}

BoundCheck::Outcome BoundCheck::in_query(std::span<const BoundObligation> obligations, const Query& query) {
  Outcome outcome;
  for (const BoundObligation& each : obligations) {
    const Verdict verdict = holds(each, query);
    if (verdict == Verdict::Refuted) return {outside(each, query.variables), {}};
    if (verdict == Verdict::Unknown) outcome.unknown = reason_;
  }
  return outcome;
}

BoundCheck::Asked BoundCheck::over_variables(const BoundObligation& obligation) {
  Asked asked{obligation, Query{{}, {}, Relation::Subtype, pool_.never(), pool_.never()}};
  if (!obligation.owner && !obligation.alias) return asked;
  const std::vector<TypeParameter>& parameters = obligation.owner ? table_[*obligation.owner].parameters : table_[*obligation.alias].parameters;
  std::vector<Type> variables;
  for (const TypeParameter& each : parameters) {
    variables.push_back(pool_.variable(static_cast<std::uint32_t>(variables.size())));
    asked.context.variables.push_back(each.name);
  }
  assume_bounds(parameters, variables, asked.context);
  const auto replace = [&](Type& type) { type = substitution_.parameters(type, variables); };
  replace(asked.obligation.argument);
  if (asked.obligation.upper_bound) replace(*asked.obligation.upper_bound);
  std::ranges::for_each(asked.obligation.constraints, replace);
  return asked;
}

void BoundCheck::assume_bounds(const std::vector<TypeParameter>& parameters, std::span<const Type> variables, Query& into) {
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].upper_bound)
      into.hypotheses.push_back(
          RelationHypothesis{Relation::Subtype, variables[i], substitution_.parameters(*parameters[i].upper_bound, variables)});
    if (!parameters[i].constraints.empty()) into.hypotheses.push_back(OneOfHypothesis{i, parameters[i].constraints});
  }
}

/// An argument must be assignable to its bound, so numbers are promoted.
Verdict BoundCheck::holds(const BoundObligation& obligation, Query context) {
  if (obligation.upper_bound)
    return ask(std::move(context), Relation::Subtype, promotion_.everywhere(obligation.argument), promotion_.everywhere(*obligation.upper_bound));
  return one_of(obligation, context);
}

Verdict BoundCheck::ask(Query context, Relation relation, Type source, Type target) {
  context.relation = relation;
  context.source = source;
  context.target = target;
  const auto opinion = decider_.decide(context);
  if (opinion.verdict == Verdict::Unknown) reason_ = opinion.reason;
  return opinion.verdict;
}

/// A variable that is itself exactly one of some types is so if each of them is one of the constraints.
Verdict BoundCheck::one_of(const BoundObligation& obligation, const Query& context) {
  std::vector<Type> arguments{obligation.argument};
  if (const Variable* variable = as_variable(obligation.argument))
    for (const Hypothesis& each : context.hypotheses)
      if (const auto* choice = std::get_if<OneOfHypothesis>(&each); choice && choice->variable == variable->index)
        arguments = choice->types;
  Verdict all = Verdict::Proved;
  for (Type argument : arguments) {
    Verdict any = Verdict::Refuted;
    for (Type constraint : obligation.constraints) {
      const Verdict one = ask(context, Relation::Equivalent, argument, constraint);
      if (one == Verdict::Proved || any != Verdict::Proved) any = one == Verdict::Refuted ? any : one;
    }
    if (any == Verdict::Refuted) return any;
    if (any == Verdict::Unknown) all = any;
  }
  return all;
}

ParseError BoundCheck::outside(const BoundObligation& obligation, std::span<const std::string> variables) {
  syntax::Printer printer{table_};
  const auto print = [&](Type type) {
    std::string out;
    printer.append(out, type, variables);
    return out;
  };
  ParseError error;
  error.kind = ParseError::Kind::Table;
  error.line = obligation.location.line;
  error.column = obligation.location.column;
  std::vector<std::string> constraints;
  for (Type each : obligation.constraints) constraints.push_back(print(each));
  error.message =
      obligation.upper_bound
          ? fmt::format("{}, `{}`, is outside the bound `{}`", obligation.subject, print(obligation.argument), print(*obligation.upper_bound))
          : fmt::format("{}, `{}`, is none of the constraints {}", obligation.subject, print(obligation.argument), fmt::join(constraints, ", "));
  return error;
}

}  // namespace agverify::cli::session
