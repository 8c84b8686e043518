#include "report/gate_markdown.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "logic/rule_table.h"
#include "logic/switches.h"
#include "model/python/probe.h"
#include "report/explain.h"
#include "report/gate_words.h"
#include "report/story.h"
#include "report/why.h"

namespace agverify::report {
namespace {

using campaign::Campaign;
using campaign::Finding;

std::size_t longest_run(std::string_view text, char of) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == of ? run + 1 : 0);
  return longest;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// A code span, whatever the text holds; spaces and line ends become one space. \param in_table where a bar would end the cell
std::string code(std::string_view text, bool in_table = false) {
  if (text.empty()) return {};
  const std::string fence(longest_run(text, '`') + 1, '`');
  const char* pad = text.front() == '`' || text.back() == '`' ? " " : "";
  std::string inside;
  for (const char c : text) {
    if (c == '|' && in_table) inside += '\\';
    if (!is_space(c)) inside += c;
    else if (inside.empty() || inside.back() != ' ') inside += ' ';
  }
  return fmt::format("{}{}{}{}{}", fence, pad, inside, pad, fence);
}

std::string block(std::string_view language, std::string_view text) {
  const std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
  return fmt::format("{}{}\n{}{}{}\n", fence, language, text, text.ends_with('\n') ? "" : "\n", fence);
}

std::string title(const Campaign& campaign, const Finding& finding) {
  return fmt::format("# {} {} {} as a {}\n", whose(campaign, finding), finding.accepts ? "accepts" : "rejects", code(finding.minimal.source),
                     code(finding.minimal.target));
}

std::string kind_text(const Campaign& campaign, const Finding& finding) {
  return fmt::format("**{}**: {} {} of this campaign {} the same cause: rule {}, {}.{}\n", name_of(finding.kind), meaning_of(finding.kind),
                     counted(finding.questions.size(), "pair"), finding.questions.size() == 1 ? "has" : "have", code(rule_name(finding.rule)),
                     fmt::format("{} {}", whose(campaign, finding), direction_words(finding.accepts)),
                     finding.confirmed ? "" : " When the pair is asked alone the answer is another: it hangs on what else is in the module.");
}

std::string expected_text(const Finding& finding) {
  const bool holds = finding.minimal.verdict == model::Verdict::Proved;
  return fmt::format("## Expected\n\n{}: {} is {}a subtype of {}.\n", holds ? "No error" : "An error on the last line",
                     code(finding.minimal.source), holds ? "" : "not ", code(finding.minimal.target));
}

std::string rule_text(const Finding& finding) {
  if (!finding.rule) return fmt::format("\nNo single rule decides it; basis {}, {}.\n", name_of(finding.minimal.basis), name_of(finding.minimal.strength));
  const logic::RuleEntry& entry = logic::entry_of(*finding.rule);
  const std::string address = spec_address(entry.anchor);
  const std::string anchor = address.empty() ? "no section of the typing spec" : fmt::format("[{}]({})", entry.anchor, address);
  return fmt::format("\n> {}\n\nRule {}, {}; basis {}, {}.\n", entry.sentence, code(logic::name_of(*finding.rule)), anchor,
                     name_of(finding.minimal.basis), name_of(finding.minimal.strength));
}

std::string why_text(const Answer& answer) {
  std::string text = fmt::format("## Why\n\n{}\n", why(answer));
  const bool is_refuted = std::holds_alternative<model::Refutation>(answer.judgement.evidence);
  if (is_refuted) text += fmt::format("\nA value that shows it: {}.\n", Story{answer}.witness());
  const std::string whole = explanation(answer);
  if (!whole.empty()) text += fmt::format("\n{}\n\n{}", is_refuted ? "Every value that the refutation needs:" : "The whole derivation:", block("text", whole));
  return text + fmt::format("\nEvidence: {}; rules: {}, smt: {}.\n", solver::name_of(answer.judgement.evidence_kind),
                            solver::opinion_name(answer.judgement.rules), solver::opinion_name(answer.judgement.smt));
}

std::string answers_text(const Campaign& campaign, const Finding& finding) {
  std::string text = "## What checkers answer\n\n| checker | version | answer | message |\n|---|---|---|---|\n";
  for (std::size_t who = 0; who < campaign.answers.participants.size(); ++who) {
    const auto& participant = campaign.answers.participants[who];
    const auto& observation = finding.observations[who];
    text += fmt::format("| {} | {} | {} | {} |\n", participant.name, version_of(participant), name_of(observation.outcome),
                        code(observation.message, true));
  }
  for (const auto& each : campaign.answers.participants)
    if (each.own_stubs) text += fmt::format("\nStubs differ: {} reads those that it carries.\n", each.name);
  return text;
}

bool is_drawn(const Campaign& campaign) { return campaign.profile != "file" && campaign.profile != "cases"; }

/// What makes the same pairs again, up to that of the finding.
std::string pair_options(const Campaign& campaign, const Finding& finding) {
  const std::string given = campaign.given.empty() ? "" : " " + campaign.given;
  if (!is_drawn(campaign)) return given;
  const std::string profile = campaign.profile == "classes" ? "" : " --profile " + campaign.profile;
  return fmt::format(" --pairs {} --seed {}{}{}", finding.minimal.index + 1, campaign.seed, profile, given);
}

std::string again_text(const Campaign& campaign, const Finding& finding, const GateSetting& setting) {
  std::vector<std::string_view> names;
  for (const auto& each : campaign.answers.participants) names.push_back(each.name);
  const auto& drawn = *std::ranges::find(campaign.answers.questions, finding.minimal.index, &campaign::Question::index);
  const bool has_prelude = !setting.own.stub.empty();
  std::string classes = has_prelude ? " --prelude classes.pyi" : "";
  for (const std::string& each : logic::texts_of(setting.table.assumed)) classes += " --assume " + each;
  const std::string commands =
      fmt::format("agverify prove --explain{} '{} <: {}'\nagverify gate --checker {}{} --report reports\n", classes, finding.minimal.source,
                  finding.minimal.target, fmt::join(names, " "), pair_options(campaign, finding));
  return fmt::format("## How to see it again\n\n{}\n{}Made smaller from pair {} of {}: {} to {}.\n\nagverify {}, Python {}.{}, stubs {}.\n",
                     block("sh", commands), has_prelude ? "`classes.pyi` holds the classes of the program above. " : "", finding.minimal.index,
                     is_drawn(campaign) ? fmt::format("seed {}", campaign.seed) : code(campaign.given), code(drawn.source), code(drawn.target),
                     setting.program_version, setting.python.major, setting.python.minor, setting.stubs_digest.substr(0, 12));
}

}  // namespace

std::string gate_markdown(const Campaign& campaign, const Finding& finding, const GateSetting& setting) {
  const Answer answer{*finding.query, finding.judgement, setting.table, setting.slots, setting.pool, setting.stubs_digest, setting.python};
  const std::string program = model::python::minimal_program(setting.table, campaign::probe_of(finding.minimal), setting.own);
  return fmt::format("{}\n{}\n{}\n{}{}\n{}\n{}\n{}", title(campaign, finding), kind_text(campaign, finding), block("python", program),
                     expected_text(finding), rule_text(finding), why_text(answer), answers_text(campaign, finding),
                     again_text(campaign, finding, setting));
}

}  // namespace agverify::report
