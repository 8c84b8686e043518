#include "properties/hunt.h"

#include <algorithm>

#include <fmt/format.h>

#include "properties/pairs.h"
#include "properties/universal.h"
#include "solver/certificate.h"
#include "solver/smt/class_laws.h"

namespace agverify::properties {

using namespace model;

namespace {

/// A wrong rule may run for ever.
constexpr solver::rules::Limits few{.subgoals = 20'000, .depth = 1'000};

}  // namespace

struct Hunt::Parts {
  const World& world;
  solver::CertificateCheck check;
  std::uint64_t seed;
  HuntLimits limits;
  Profile profile;
  Trial trial;
  std::vector<Query> queries = {};
  std::vector<Verdict> answers = {};  // of the solver

  /// Every fifth query has variables; pairs of every depth up to 4.
  const Query& query(std::uint64_t index) {
    while (queries.size() <= index) {
      const std::uint64_t next = queries.size();
      profile.depth = 1 + next % 4;
      queries.push_back(next % 5 == 4 ? universal_query_at(world, seed, next) : query_of(pair_at(world, seed, next, profile)));
    }
    return queries[index];
  }

  Verdict answer(std::uint64_t index) {
    while (answers.size() <= index) answers.push_back(trial.by_solver(query(answers.size())));
    return answers[index];
  }

  std::optional<Death> by_solver(solver::rules::Decider& decider) {
    for (std::uint64_t index = 0; index < limits.queries; ++index) {
      const solver::rules::Opinion opinion = decider.decide(query(index));
      if (opinion.reason == solver::rules::no_value_shows_it) return Death{"refutation without a value", index + 1};
      const Verdict rules = opinion.verdict;
      if (rules == Verdict::Unknown || answer(index) == Verdict::Unknown || rules == answer(index)) continue;
      return Death{"disagreement with the solver", index + 1};
    }
    return std::nullopt;
  }

  /// Proofs alone: a wrong refutation need have no value to write down.
  std::optional<Death> by_certificate(solver::rules::Decider& decider) {
    for (std::uint64_t index = 0; index < limits.queries; ++index) {
      if (decider.decide(query(index)).verdict != Verdict::Proved) continue;
      const auto finding = decider.find(query(index));
      if (check(solver::write_certificate(query(index), finding.evidence, world.table(), world.pool())))
        return Death{"rejected certificate", index + 1};
    }
    return std::nullopt;
  }

  std::optional<Death> by_laws(solver::rules::Decider& decider) {
    const Ask ask = [&](const Query& query) { return decider.decide(query).verdict; };
    std::optional<Death> first;
    for (const Law& law : laws()) {
      const LawReport report = try_law(law, {world, ask}, seed, limits.tries_a_law, 0, profile.steps);
      if (report.failed != 0 && (!first || report.tried < first->after)) first = Death{fmt::format("law {}", law.name), report.tried};
    }
    return first;
  }
};

Hunt::Hunt(const World& world, solver::CertificateCheck check, std::uint64_t seed, HuntLimits limits, Profile profile)
    : parts_(new Parts{world, check, seed, limits, profile, Trial{world, check}}) {}

Hunt::~Hunt() = default;

std::vector<Death> Hunt::hunt(const solver::rules::RuleSet& rules) {
  solver::rules::Decider decider{parts_->world.table(), parts_->world.slots(), parts_->world.pool(), few, rules};
  std::vector<Death> deaths;
  for (const auto& death : {parts_->by_solver(decider), parts_->by_laws(decider), parts_->by_certificate(decider)})
    if (death) deaths.push_back(*death);
  std::ranges::stable_sort(deaths, {}, &Death::after);
  return deaths;
}

std::vector<Death> hunt_table(const ClassTable& mutant, TypePool& pool, solver::CertificateCheck check, std::uint64_t seed,
                              HuntLimits limits) {
  const World world{mutant, pool};
  std::vector<Death> deaths = Hunt{world, std::move(check), seed, limits}.hunt(solver::rules::standard_rules());
  solver::smt::ClassLaws class_laws{mutant, pool, world.slots()};
  for (ClassId id : world.generics()) {
    const ClassLaw& law = class_laws.of(id);
    if (law.status != ClassLaw::Status::WrongFlag) continue;
    deaths.insert(deaths.begin(), Death{fmt::format("class law of {}, at {}", mutant[id].name, law.failing_member), 0});
    break;
  }
  return deaths;
}

}  // namespace agverify::properties
