#include "campaign/finding.h"

#include <algorithm>

namespace agverify::campaign {
namespace {

Finding of_group(const DifferenceGroup& group, std::optional<std::size_t> participant) {
  Finding finding;
  finding.kind = group.kind;
  finding.rule = group.rule;
  finding.accepts = group.accepts;
  finding.participant = participant;
  for (const Difference& each : group.members)
    if ((!participant || each.participant == *participant) && (finding.questions.empty() || finding.questions.back() != each.question))
      finding.questions.push_back(each.question);
  return finding;
}

}  // namespace

std::vector<Finding> findings_of(const Answers& answers, const std::vector<Difference>& differences) {
  std::vector<Finding> findings;
  for (const DifferenceGroup& group : grouped(answers, differences)) {
    if (group.kind == DifferenceKind::OracleReview) {
      findings.push_back(of_group(group, std::nullopt));
      continue;
    }
    for (std::size_t who = 0; who < answers.participants.size(); ++who)
      if (Finding finding = of_group(group, who); !finding.questions.empty()) findings.push_back(std::move(finding));
  }
  for (Finding& each : findings) each.minimal = answers.questions[each.questions.front()];
  return findings;
}

bool shows(const Finding& finding, const std::vector<Difference>& differences, std::size_t question) {
  return std::ranges::any_of(differences, [&](const Difference& each) {
    return each.question == question && each.kind == finding.kind && (!finding.participant || each.participant == *finding.participant);
  });
}

}  // namespace agverify::campaign
