// Shrinking asks about one simpler pair after another; a checker answers a thousand as fast as one. So the way down is walked
// by the rules alone, the simplest first, and checkers are asked about many of its pairs at once: the smallest that were
// seen, and the nearest, since what makes a checker err may be gone in the smallest.
#include "gate/reduction.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <queue>
#include <set>
#include <tuple>

#include "campaign/campaign.h"
#include "properties/shrinking.h"

namespace agverify::gate {
namespace {

using campaign::Finding;
using campaign::Question;
using properties::Pair;

constexpr std::size_t most_rounds = 8, smallest_a_round = 24, nearest_a_round = 48, most_visits = 150;

struct Candidate {
  Pair pair;
  Question question;
};

/// How many names stand in a type.
std::size_t names_in(std::string_view type) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : type) {
    const bool belongs = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
    count += belongs && !inside ? 1 : 0;
    inside = belongs;
  }
  return count;
}

auto size_of(const Question& question) {
  return std::tuple{names_in(question.source) + names_in(question.target), question.source.size() + question.target.size(),
                    question.source, question.target};
}

bool is_smaller(const Candidate& left, const Candidate& right) { return size_of(left.question) < size_of(right.question); }

/// What one finding is asked about in one round.
class Walk {
 public:
  Walk(Questions& questions, const Candidate& from) : questions_(questions), from_(from) {}

  std::vector<Candidate> run() {
    const auto later = [](const Candidate& left, const Candidate& right) { return is_smaller(right, left); };
    std::priority_queue<Candidate, std::vector<Candidate>, decltype(later)> open{later};
    open.push(from_);
    std::vector<Candidate> nearest;
    for (std::size_t visits = 0; !open.empty() && visits < most_visits; ++visits) {
      const Candidate next = open.top();
      open.pop();
      std::vector<Candidate> below = alike_below(next.pair);
      if (visits == 0) nearest = spread(below);
      for (Candidate& each : below) {
        found_.push_back(each);
        open.push(std::move(each));
      }
    }
    return chosen(std::move(nearest));
  }

 private:
  std::vector<properties::TypePair> simpler(const Pair& pair) const {
    std::vector<properties::TypePair> all = properties::smaller_together({pair.source, pair.target}, questions_.world());
    for (const auto& types : properties::smaller_lists({pair.source, pair.target}, questions_.world())) all.push_back({types[0], types[1]});
    return all;
  }

  /// Not too many, from all of the range.
  static std::vector<Candidate> spread(const std::vector<Candidate>& all) {
    if (all.size() <= nearest_a_round) return all;
    std::vector<Candidate> some;
    for (std::size_t i = 0; i < nearest_a_round; ++i) some.push_back(all[i * all.size() / nearest_a_round]);
    return some;
  }

  /// Simpler pairs that the rules decide alike, which were not seen before and are smaller than where the walk began.
  std::vector<Candidate> alike_below(const Pair& pair) {
    std::vector<Candidate> alike;
    for (const properties::TypePair& types : simpler(pair)) {
      Candidate candidate{{types.source, types.target, properties::Origin::Unrelated}, {}};
      candidate.question = questions_.of(candidate.pair, from_.question.index);
      const Question& made = candidate.question;
      const bool is_alike = made.verdict == from_.question.verdict && made.rule == from_.question.rule && made.basis == from_.question.basis;
      if (is_alike && is_smaller(candidate, from_) && seen_.emplace(made.source, made.target).second) alike.push_back(std::move(candidate));
    }
    return alike;
  }

  std::vector<Candidate> chosen(std::vector<Candidate> nearest) {
    std::ranges::sort(found_, is_smaller);
    if (found_.size() > smallest_a_round) found_.erase(found_.begin() + smallest_a_round, found_.end());
    for (Candidate& each : nearest)
      if (std::ranges::none_of(found_, [&](const Candidate& other) { return size_of(other.question) == size_of(each.question); }))
        found_.push_back(std::move(each));
    std::ranges::sort(found_, is_smaller);
    return std::move(found_);
  }

  Questions& questions_;
  const Candidate& from_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<Candidate> found_;
};

/// A finding on its way down.
struct Descent {
  Candidate at;
  bool is_done = false;
  std::vector<Candidate> asked = {};       ///< in this round, smallest first
  std::vector<std::size_t> places = {};    ///< of those in the batch
};

/// The questions of a round, each once however many findings ask it.
class Batch {
 public:
  std::size_t add(const Question& question) {
    const auto [entry, is_new] = places_.try_emplace({question.group, question.source, question.target}, questions.size());
    if (is_new) questions.push_back(question);
    return entry->second;
  }
  std::vector<Question> questions;

 private:
  std::map<std::tuple<std::size_t, std::string, std::string>, std::size_t> places_;
};

/// Takes the smallest of the pairs asked that still differs; none: it is at its end.
void step_down(Descent& descent, const Finding& finding, const std::vector<campaign::Difference>& differences) {
  descent.is_done = true;
  for (std::size_t i = 0; i < descent.asked.size(); ++i) {
    if (!campaign::shows(finding, differences, descent.places[i])) continue;
    descent.at = std::move(descent.asked[i]);
    descent.is_done = false;
    return;
  }
}

/// \returns whether anything was left to ask
tl::expected<bool, GateError> round(std::vector<Descent>& descents, const std::vector<Finding>& findings, PairSource& pairs,
                                    const Panel& panel) {
  Batch batch;
  for (Descent& each : descents) {
    each.asked = each.is_done ? std::vector<Candidate>{} : Walk{pairs.questions_about(each.at.question.index), each.at}.run();
    each.places.clear();
    for (const Candidate& candidate : each.asked) each.places.push_back(batch.add(candidate.question));
  }
  if (batch.questions.empty()) return false;
  const auto answers = panel.ask(std::move(batch.questions));
  if (!answers) return tl::unexpected(answers.error());
  const auto differences = campaign::differences(*answers);
  for (std::size_t i = 0; i < descents.size(); ++i) step_down(descents[i], findings[i], differences);
  return true;
}

Candidate drawn(const Finding& finding, PairSource& pairs) {
  const std::uint64_t index = finding.minimal.index;
  const Pair pair = pairs.pair_at(index);
  return {pair, pairs.questions_about(index).of(pair, index)};
}

void take(Finding& finding, const Candidate& candidate) {
  finding.minimal = candidate.question;
  finding.query = properties::query_of(candidate.pair);
  finding.judgement = {};
}

tl::expected<void, GateError> ask_alone(std::vector<Finding>& findings, const std::vector<std::size_t>& which, const Panel& panel) {
  std::vector<Question> asked;
  for (const std::size_t i : which) asked.push_back(findings[i].minimal);
  const auto answers = panel.ask_alone(std::move(asked));
  if (!answers) return tl::unexpected(answers.error());
  const auto differences = campaign::differences(*answers);
  for (std::size_t i = 0; i < which.size(); ++i) {
    Finding& finding = findings[which[i]];
    finding.confirmed = campaign::shows(finding, differences, i);
    finding.observations.clear();
    for (const auto& column : answers->observations) finding.observations.push_back(column[i]);
  }
  return {};
}

}  // namespace

Panel::Panel(std::span<const model::python::Prelude> preludes, std::span<const Checker> checkers, const campaign::Answers& answers,
             const GateOptions& options)
    : preludes_(preludes), first_(answers), options_(options) {
  for (std::size_t i = 0; i < checkers.size(); ++i)
    if (campaign::answered(answers, i)) {
      able_.push_back(checkers[i]);
      columns_.push_back(i);
    }
}

tl::expected<campaign::Answers, GateError> Panel::ask_alone(std::vector<Question> questions) const {
  std::vector<Checker> alone = able_;
  for (Checker& each : alone) each.probes_a_file = each.files_a_run = 1;
  return ask(std::move(questions), alone);
}

tl::expected<campaign::Answers, GateError> Panel::ask(std::vector<Question> questions, std::span<const Checker> checkers) const {
  auto asked = gate::ask(preludes_, checkers, std::move(questions), options_);
  if (!asked) return asked;
  campaign::Answers all{first_.participants, std::move(asked->questions), {}};
  for (const auto& column : first_.observations) {
    const campaign::Observation usual = column.empty() ? campaign::Observation{} : column.front();
    all.observations.emplace_back(all.questions.size(), usual);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) all.observations[columns_[i]] = std::move(asked->observations[i]);
  return all;
}

tl::expected<void, GateError> reduce(std::vector<Finding>& findings, PairSource& pairs, const Panel& panel) {
  std::vector<Descent> descents;
  for (const Finding& each : findings) descents.push_back({drawn(each, pairs)});
  for (std::size_t i = 0; i < most_rounds; ++i) {
    const auto goes_on = round(descents, findings, pairs, panel);
    if (!goes_on) return tl::unexpected(goes_on.error());
    if (!*goes_on) break;
  }
  for (std::size_t i = 0; i < findings.size(); ++i) take(findings[i], descents[i].at);
  return {};
}

tl::expected<void, GateError> confirm(std::vector<Finding>& findings, PairSource& pairs, const Panel& panel) {
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < findings.size(); ++i) which.push_back(i);
  for (bool is_first = true; !which.empty(); is_first = false) {
    if (const auto done = ask_alone(findings, which, panel); !done || !is_first) return done;
    std::erase_if(which, [&](std::size_t i) { return findings[i].confirmed; });
    for (const std::size_t i : which) take_drawn(findings[i], pairs);
  }
  return {};
}

void take_drawn(Finding& finding, PairSource& pairs) { take(finding, drawn(finding, pairs)); }

}  // namespace agverify::gate
