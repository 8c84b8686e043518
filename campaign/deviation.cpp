#include "campaign/deviation.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace agverify::campaign {
namespace {

using model::Basis;
using model::Strength;
using model::Verdict;

bool differs(const Question& question, Outcome outcome) {
  if (question.verdict == Verdict::Proved) return outcome == Outcome::Reject;
  return question.verdict == Verdict::Refuted && outcome == Outcome::Accept;
}

DifferenceKind kind_of(const Question& question) {
  if (question.basis == Basis::Open) return DifferenceKind::Divergence;
  if (question.basis == Basis::Spec && question.strength == Strength::Must) return DifferenceKind::Deviation;
  return question.verdict == Verdict::Proved ? DifferenceKind::Incompleteness : DifferenceKind::Unsoundness;
}

bool all_say_the_other(const Answers& answers, std::size_t question) {
  std::size_t answered = 0;
  for (const auto& column : answers.observations) {
    if (!is_answer(column[question].outcome)) continue;
    if (!differs(answers.questions[question], column[question].outcome)) return false;
    ++answered;
  }
  return answered >= 2;
}

}  // namespace

std::vector<Difference> differences(const Answers& answers) {
  std::vector<Difference> found;
  for (std::size_t i = 0; i < answers.questions.size(); ++i) {
    const bool reviewed = all_say_the_other(answers, i) && answers.questions[i].basis != Basis::Open;
    for (std::size_t who = 0; who < answers.participants.size(); ++who)
      if (differs(answers.questions[i], answers.observations[who][i].outcome))
        found.push_back({who, i, reviewed ? DifferenceKind::OracleReview : kind_of(answers.questions[i])});
  }
  return found;
}

std::vector<DifferenceGroup> grouped(const Answers& answers, const std::vector<Difference>& all) {
  std::map<std::tuple<DifferenceKind, std::optional<logic::Rule>, bool>, DifferenceGroup> groups;
  for (const Difference& each : all) {
    const Question& question = answers.questions[each.question];
    const bool accepts = question.verdict == Verdict::Refuted;
    const auto entry = groups.try_emplace({each.kind, question.rule, accepts}, DifferenceGroup{question.rule, accepts, each.kind, {}}).first;
    entry->second.members.push_back(each);
  }
  std::vector<DifferenceGroup> sorted;
  for (auto& [key, group] : groups) sorted.push_back(std::move(group));
  std::ranges::stable_sort(sorted, {}, [](const auto& group) {
    return std::pair{std::ranges::find(kinds, group.kind) - kinds.begin(), ~group.members.size()};
  });
  return sorted;
}

}  // namespace agverify::campaign
