#include "report/gate_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "logic/rule_table.h"
#include "model/python/probe.h"
#include "report/explain.h"
#include "report/gate_words.h"
#include "report/story.h"
#include "report/why.h"

namespace agverify::report {
namespace {

using campaign::Campaign;
using campaign::Finding;
using campaign::Observation;
using campaign::Question;
using Json = nlohmann::ordered_json;

Json observation_json(const Observation& observation) {
  Json json{{"outcome", name_of(observation.outcome)}};
  if (!observation.message.empty()) json["message"] = observation.message;
  return json;
}

Json question_json(const Question& question) {
  Json json{{"index", question.index}, {"source", question.source}, {"target", question.target}, {"verdict", name_of(question.verdict)}};
  if (question.verdict == model::Verdict::Unknown) return json;
  json["basis"] = name_of(question.basis);
  json["strength"] = name_of(question.strength);
  if (question.rule) json["rule"] = logic::name_of(*question.rule);
  return json;
}

Json checkers_json(const Campaign& campaign) {
  Json all = Json::array();
  for (std::size_t who = 0; who < campaign.answers.participants.size(); ++who) {
    const auto& participant = campaign.answers.participants[who];
    Json outcomes = Json::object();
    for (const auto outcome : campaign::outcomes) outcomes[std::string(name_of(outcome))] = count_of(campaign, who, outcome);
    Json json{{"name", participant.name}, {"version", participant.version}, {"own_stubs", participant.own_stubs}, {"outcomes", std::move(outcomes)}};
    if (!participant.note.empty()) json["note"] = participant.note;
    all.push_back(std::move(json));
  }
  return all;
}

/// Messages are kept where they say more than the outcome: of what is no answer, and of what differs.
Json asked_json(const Campaign& campaign, std::size_t index) {
  Json json = question_json(campaign.answers.questions[index]);
  json["answers"] = Json::object();
  for (std::size_t who = 0; who < campaign.answers.participants.size(); ++who) {
    const Observation& observation = campaign.answers.observations[who][index];
    const std::string& name = campaign.answers.participants[who].name;
    json["answers"][name] = name_of(observation.outcome);
    if (!is_answer(observation.outcome)) json["messages"][name] = observation.message;
  }
  return json;
}

Json questions_json(const Campaign& campaign) {
  Json all = Json::array();
  for (std::size_t i = 0; i < campaign.answers.questions.size(); ++i) all.push_back(asked_json(campaign, i));
  for (const auto& each : campaign.differences) {
    const std::string& name = campaign.answers.participants[each.participant].name;
    all[each.question]["differences"][name] = name_of(each.kind);
    all[each.question]["messages"][name] = campaign.answers.observations[each.participant][each.question].message;
  }
  return all;
}

Json rule_json(logic::Rule rule) {
  const logic::RuleEntry& entry = logic::entry_of(rule);
  Json json{{"name", logic::name_of(rule)}, {"sentence", entry.sentence}, {"anchor", entry.anchor}};
  if (std::string address = spec_address(entry.anchor); !address.empty()) json["address"] = std::move(address);
  return json;
}

Json evidence_json(const Answer& answer) {
  Json json{{"kind", solver::name_of(answer.judgement.evidence_kind)},
            {"rules", solver::opinion_name(answer.judgement.rules)},
            {"smt", solver::opinion_name(answer.judgement.smt)},
            {"why", why(answer)}};
  if (std::holds_alternative<model::Refutation>(answer.judgement.evidence)) json["witness"] = Story{answer}.witness();
  json["explanation"] = explanation(answer);
  json["certificate"] = answer.judgement.certificate;
  return json;
}

Json finding_json(const Campaign& campaign, const Finding& finding, const GateSetting& setting) {
  const Answer answer{*finding.query, finding.judgement, setting.table, setting.slots, setting.pool, setting.stubs_digest, setting.python};
  Json json{{"kind", name_of(finding.kind)}, {"direction", direction_name(finding.accepts)}};
  if (finding.rule) json["rule"] = rule_json(*finding.rule);
  if (finding.participant) json["checker"] = campaign.answers.participants[*finding.participant].name;
  Json& pairs = json["pairs"] = Json::array();
  for (const std::size_t each : finding.questions) pairs.push_back(campaign.answers.questions[each].index);
  json["minimal"] = question_json(finding.minimal);
  json["program"] = model::python::minimal_program(setting.table, campaign::probe_of(finding.minimal), setting.own);
  json["confirmed"] = finding.confirmed;
  Json& answers = json["answers"] = Json::object();
  for (std::size_t who = 0; who < finding.observations.size(); ++who)
    answers[campaign.answers.participants[who].name] = observation_json(finding.observations[who]);
  json["evidence"] = evidence_json(answer);
  json["report"] = file_of(campaign, finding);
  return json;
}

}  // namespace

std::string gate_json(const Campaign& campaign, const GateSetting& setting, std::span<const GateSetting> of_findings) {
  Json json{{"format", "agverify-gate"},
            {"format_version", 1},
            {"agverify", setting.program_version},
            {"python", fmt::format("{}.{}", setting.python.major, setting.python.minor)},
            {"stubs", setting.stubs_digest},
            {"seed", campaign.seed},
            {"profile", campaign.profile},
            {"pairs", campaign.pairs}};
  if (!campaign.given.empty()) json["given"] = campaign.given;
  json["unknown"] = Json::object();
  for (const auto& [reason, count] : campaign.unknown) json["unknown"][reason] = count;
  json["checkers"] = checkers_json(campaign);
  Json& findings = json["findings"] = Json::array();
  for (std::size_t i = 0; i < campaign.findings.size(); ++i) findings.push_back(finding_json(campaign, campaign.findings[i], of_findings[i]));
  json["questions"] = questions_json(campaign);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace agverify::report
