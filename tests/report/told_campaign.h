#pragma once

#include "campaign/campaign.h"
#include "model/syntax/printer.h"
#include "report/gate_setting.h"
#include "solver/judge.h"
#include "tests/solver/world.h"

namespace agverify::report {

/// A campaign of three pairs and three checkers: one accepts what fails, one rejects what holds by sets alone, one is missing.
struct ToldCampaign {
  ToldCampaign() {
    using campaign::Outcome;
    campaign.seed = 7;
    campaign.pairs = 5;
    campaign.unknown = {{"limit of subgoals", 2}};
    campaign.answers.participants = {{"hasty", "1.2", "", false}, {"strict", "3.4", "", true}, {"gone", "", "gone is not installed.", false}};
    ask(0, "bool <: int", {Outcome::Accept, Outcome::Accept});
    ask(2, "AsyncGenerator[int, int] <: AsyncGenerator[int, object]", {Outcome::Accept, Outcome::Reject});
    ask(4, "list[bool] <: Sequence[int]", {Outcome::Accept, Outcome::Reject});
    campaign.answers.questions[2].basis = model::Basis::Sets;
    campaign.answers.observations[1][2].message = "no `x` | y\n  at\tall";
    campaign.differences = campaign::differences(campaign.answers);
    campaign.findings = campaign::findings_of(campaign.answers, campaign.differences);
    for (auto& each : campaign.findings) complete(each);
  }

  GateSetting setting() { return {world.table(), world.slots, world.pool, std::string_view{tests::World::no_digest}, {}, "9.9"}; }

  tests::World world;
  campaign::Campaign campaign;

 private:
  solver::Judgement judge(const model::Query& query) {
    solver::JudgeOptions options;
    options.deciders = solver::Deciders::Rules;
    options.wants_evidence = true;
    return solver::Judge{world.table(), world.slots, world.pool, options}.judge(query);
  }

  void ask(std::uint64_t index, std::string_view text, const std::vector<campaign::Outcome>& outcomes) {
    const model::Query query = world.query(text);
    const solver::Judgement judgement = judge(query);
    campaign::Question question;
    question.index = index;
    question.source = model::syntax::print(query.source, world.table());
    question.target = model::syntax::print(query.target, world.table());
    question.verdict = judgement.verdict;
    question.rule = judgement.rule;
    campaign.answers.questions.push_back(question);
    campaign.answers.observations.resize(3);
    for (std::size_t i = 0; i < 2; ++i) campaign.answers.observations[i].push_back({outcomes[i], ""});
    campaign.answers.observations[2].push_back({campaign::Outcome::Missing, "is not installed"});
  }

  void complete(campaign::Finding& finding) {
    finding.query = world.query(finding.minimal.source + " <: " + finding.minimal.target);
    finding.judgement = judge(*finding.query);
    for (const auto& column : campaign.answers.observations) finding.observations.push_back(column[finding.questions.front()]);
    finding.confirmed = finding.kind == campaign::DifferenceKind::Deviation;
  }
};

}  // namespace agverify::report
