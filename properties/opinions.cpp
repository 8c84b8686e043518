#include "properties/opinions.h"

#include "solver/certificate.h"
#include "solver/smt/decide.h"

namespace agverify::properties {

using namespace model;

struct Trial::Parts {
  const World& world;
  solver::CertificateCheck check;
  solver::rules::Decider rules;
  solver::smt::ClassLaws laws;
  solver::smt::Decider smt;

  Parts(const World& where, solver::CertificateCheck checking, const solver::rules::RuleSet& rule_set)
      : world(where), check(std::move(checking)), rules(where.table(), where.slots(), where.pool(), {}, rule_set),
        laws(where.table(), where.pool(), where.slots()), smt(where.table(), where.pool(), where.slots(), laws) {}

  void certify(const Query& query, Opinions& opinions) {
    const solver::rules::Finding finding = rules.find(query);
    const ClassTable& table = finding.extended ? *finding.extended : world.table();
    const auto rejected = check(solver::write_certificate(query, finding.evidence, table, world.pool()));
    opinions.certificate = rejected ? CertificateFate::Rejected : CertificateFate::Accepted;
    opinions.rejection = rejected.value_or("");
  }
};

Trial::Trial(const World& world, solver::CertificateCheck check, const solver::rules::RuleSet& rules)
    : parts_(std::make_unique<Parts>(world, std::move(check), rules)) {}

Trial::~Trial() = default;

Opinions Trial::hear(const Query& query) {
  Opinions opinions;
  const solver::rules::Opinion rules = parts_->rules.decide(query);
  const solver::smt::Answer smt = parts_->smt.decide(query);
  opinions.rules = rules.verdict;
  opinions.rules_reason = rules.reason;
  opinions.smt = smt.verdict;
  opinions.smt_reason = smt.reason;
  if (rules.verdict != Verdict::Unknown && !opinions.disagree()) parts_->certify(query, opinions);
  return opinions;
}

Verdict Trial::by_rules(const Query& query) { return parts_->rules.decide(query).verdict; }

Verdict Trial::by_solver(const Query& query) { return parts_->smt.decide(query).verdict; }

}  // namespace agverify::properties
