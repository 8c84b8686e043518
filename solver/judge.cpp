#include "solver/judge.h"

#include <fmt/format.h>

#include "solver/certificate.h"
#include "solver/rules/decider.h"

namespace agverify::solver {

using namespace model;

struct Judge::Parts {
  const ClassTable& table;
  TypePool& pool;
  JudgeOptions options;
  rules::Decider rules;

  Parts(const ClassTable& classes, const Slots& slots, TypePool& types, JudgeOptions chosen)
      : table(classes), pool(types), options(std::move(chosen)), rules(classes, slots, types, options.limits) {}

  /// The rules alone, without evidence: the hot path.
  Judgement by_rules(const Query& query) { return taken_from(rules.decide(query)); }

  Judgement with_evidence(const Query& query) {
    rules::Finding finding = rules.find(query);
    Judgement judgement = taken_from(finding.opinion);
    judgement.evidence = std::move(finding.evidence);
    judgement.extended = std::move(finding.extended);
    if (judgement.verdict != Verdict::Unknown) certify(query, judgement);
    return judgement;
  }

  static Judgement taken_from(const rules::Opinion& opinion) {
    Judgement judgement;
    judgement.verdict = judgement.rules = opinion.verdict;
    judgement.basis = opinion.basis;
    judgement.rule = opinion.rule;
    judgement.direction = opinion.direction;
    judgement.reason = opinion.reason;
    judgement.subgoals = opinion.subgoals;
    if (opinion.verdict != Verdict::Unknown) judgement.evidence_kind = EvidenceKind::Certificate;
    return judgement;
  }

  void certify(const Query& query, Judgement& judgement) {
    judgement.certificate = write_certificate(query, judgement.evidence, judgement.extended ? *judgement.extended : table, pool);
    if (!options.check) return;
    if (const auto rejected = options.check(judgement.certificate))
      judgement.internal_error = fmt::format("the certificate is not accepted: {}", *rejected);
  }
};

Judge::Judge(const ClassTable& table, const Slots& slots, TypePool& pool, JudgeOptions options)
    : parts_(std::make_unique<Parts>(table, slots, pool, std::move(options))) {}

Judge::~Judge() = default;

Judgement Judge::judge(const Query& query) {
  if (parts_->options.deciders == Deciders::Rules && !parts_->options.wants_evidence) return parts_->by_rules(query);
  return parts_->with_evidence(query);
}

std::span<const std::uint64_t> Judge::rule_uses() const { return parts_->rules.engine().uses(); }

}  // namespace agverify::solver
