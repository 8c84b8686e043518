#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "campaign/deviation.h"
#include "campaign/question.h"
#include "model/query.h"
#include "solver/judgement.h"

namespace agverify::campaign {

/// One cause at one checker, with the pair that shows it: what a report is about.
struct Finding {
  DifferenceKind kind = DifferenceKind::Deviation;
  std::optional<logic::Rule> rule;
  bool accepts = false;                    ///< what fails
  std::optional<std::size_t> participant;  ///< whose answers differ; nothing: those of all, which puts us in the wrong
  std::vector<std::size_t> questions;      ///< indices into the campaign's questions, ascending, at least one

  Question minimal;                        ///< a pair that shows it; its index is that of the drawn pair it was made from
  std::optional<model::Query> query;       ///< the same as a query, once it is made
  solver::Judgement judgement;             ///< of that, with its evidence
  std::vector<Observation> observations;   ///< of each participant, when it was asked nothing else
  bool confirmed = false;                  ///< the difference is there too when nothing else is asked
};

/// What is to be reported: the groups of differences, each divided by checker, except where all checkers say the other thing.
/// Worst kind first. The pair is the first of the campaign's; what is known of it alone is still to be filled in.
std::vector<Finding> findings_of(const Answers& answers, const std::vector<Difference>& differences);

/// Whether among these differences of another set of answers, at one of its questions, is the difference of the finding.
bool shows(const Finding& finding, const std::vector<Difference>& differences, std::size_t question);

}  // namespace agverify::campaign
