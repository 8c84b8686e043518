#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/query.h"
#include "properties/world.h"
#include "solver/judge.h"
#include "solver/rules/decider.h"

namespace agverify::properties {

enum class CertificateFate : std::uint8_t { Accepted, Rejected, None };

constexpr std::string_view name_of(CertificateFate fate) {
  switch (fate) {
    case CertificateFate::Accepted: return "accepted";
    case CertificateFate::Rejected: return "rejected";
    case CertificateFate::None: return "none";
  }
  return "";
}

/// What each of the three says of one query.
struct Opinions {
  model::Verdict rules = model::Verdict::Unknown;
  model::Verdict smt = model::Verdict::Unknown;
  CertificateFate certificate = CertificateFate::None;
  std::string rules_reason, smt_reason;  ///< of an unknown
  std::string rejection;                 ///< of a rejected certificate

  bool disagree() const {
    return rules != model::Verdict::Unknown && smt != model::Verdict::Unknown && rules != smt;
  }
  bool fail() const { return disagree() || certificate == CertificateFate::Rejected; }
};

/// The rules, the solver, and an independent check of what the rules leave as evidence, over one world.
class Trial {
 public:
  /// \param rules may have mistakes planted; they outlive the trial
  Trial(const World& world, solver::CertificateCheck check, const solver::rules::RuleSet& rules = solver::rules::standard_rules());
  ~Trial();

  /// Where rules and solver disagree no certificate is asked for.
  Opinions hear(const model::Query& query);
  model::Verdict by_rules(const model::Query& query);
  model::Verdict by_solver(const model::Query& query);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace agverify::properties
