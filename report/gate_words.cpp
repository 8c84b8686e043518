#include "report/gate_words.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace agverify::report {

using campaign::DifferenceKind;

std::string_view rule_name(std::optional<logic::Rule> rule) { return rule ? logic::name_of(*rule) : std::string_view{"none"}; }

std::string spec_address(std::string_view anchor) {
  if (anchor.empty() || anchor.starts_with('(')) return {};
  const std::size_t hash = std::min(anchor.find('#'), anchor.size());
  return fmt::format("https://typing.python.org/en/latest/spec/{}.html{}", anchor.substr(0, hash), anchor.substr(hash));
}

std::string_view direction_words(bool accepts) { return accepts ? "accepts what fails" : "rejects what holds"; }
std::string_view direction_name(bool accepts) { return accepts ? "accepts" : "rejects"; }

std::string_view meaning_of(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::Deviation: return "The text of the typing spec demands the other answer.";
    case DifferenceKind::Incompleteness:
      return "A note: what is rejected holds, though the text of the typing spec does not demand that it is accepted.";
    case DifferenceKind::Unsoundness:
      return "A note: what is accepted fails, though the text of the typing spec does not demand that it is rejected.";
    case DifferenceKind::Divergence: return "The typing spec leaves this open, or says it in two ways.";
    case DifferenceKind::OracleReview: return "Every checker that answered says the other thing, so that agverify is presumed wrong.";
  }
  return "";
}

std::string_view whose(const campaign::Campaign& campaign, const campaign::Finding& finding) {
  return finding.participant ? std::string_view{campaign.answers.participants[*finding.participant].name} : "every checker";
}

std::string_view version_of(const campaign::Participant& participant) {
  return participant.version.empty() ? std::string_view{"-"} : participant.version;
}

std::string counted(std::uint64_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

std::uint64_t count_of(const campaign::Campaign& campaign, model::Verdict verdict) {
  return static_cast<std::uint64_t>(std::ranges::count(campaign.answers.questions, verdict, &campaign::Question::verdict));
}

std::uint64_t count_of(const campaign::Campaign& campaign, std::size_t participant, campaign::Outcome outcome) {
  return static_cast<std::uint64_t>(
      std::ranges::count(campaign.answers.observations[participant], outcome, &campaign::Observation::outcome));
}

std::uint64_t unknown_of(const campaign::Campaign& campaign) {
  std::uint64_t all = 0;
  for (const auto& [reason, count] : campaign.unknown) all += count;
  return all;
}

std::string file_of(const campaign::Campaign& campaign, const campaign::Finding& finding) {
  std::string name = fmt::format("{}-{}-{}", name_of(finding.kind), rule_name(finding.rule), direction_name(finding.accepts));
  if (finding.participant) name += fmt::format("-{}", whose(campaign, finding));
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' && c != '.'; }, '_');
  return name + ".md";
}

}  // namespace agverify::report
