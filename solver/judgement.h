#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "logic/rule_names.h"
#include "model/class_table.h"
#include "model/evidence.h"
#include "model/verdict.h"

namespace agverify::solver {

/// What backs a verdict: something that `agverify-check` accepts, a solver's word, that of two solvers, or nothing.
enum class EvidenceKind : std::uint8_t { None, Solver, TwoSolvers, Certificate };

constexpr std::string_view name_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::None: return "none";
    case EvidenceKind::Solver: return "solver";
    case EvidenceKind::TwoSolvers: return "two-solvers";
    case EvidenceKind::Certificate: return "certificate";
  }
  return "";
}

/// The verdict of one decider in words.
constexpr std::string_view opinion_name(std::optional<model::Verdict> opinion) {
  return opinion ? name_of(*opinion) : std::string_view{"skipped"};
}

/// The answer to a query, with what backs it.
struct Judgement {
  model::Verdict verdict = model::Verdict::Unknown;
  model::Basis basis = model::Basis::Spec;              ///< of the weakest step; means nothing when unknown
  model::Strength strength = model::Strength::Must;
  EvidenceKind evidence_kind = EvidenceKind::None;
  std::optional<logic::Rule> rule;                      ///< the deciding step of the rules, when they decided
  std::optional<model::Direction> direction;
  std::string reason;                                   ///< why unknown
  std::uint64_t subgoals = 0;
  std::optional<model::Verdict> rules;                  ///< what each decider said; nothing: not asked
  std::string smt_reason;                               ///< why smt gave no answer, when it was asked and gave none
  std::optional<model::Verdict> smt;
  model::Evidence evidence;                             ///< when it was asked for
  std::shared_ptr<const model::ClassTable> extended;    ///< the table with the witness's fresh classes; null: none
  std::string certificate;                              ///< its text, when it was asked for and there is one
  /// The deciders disagree, or a certificate is not accepted: an error of ours, with everything needed to reproduce it.
  std::optional<std::string> internal_error;
};

}  // namespace agverify::solver
