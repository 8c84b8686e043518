#include "report/gate_table.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/gate_words.h"

namespace agverify::report {
namespace {

using campaign::Campaign;
using campaign::DifferenceKind;
using campaign::Finding;

/// Rows of cells; columns are as wide as their widest cell. The first `left` columns begin at the left, others end at the right.
class Grid {
 public:
  explicit Grid(std::size_t left) : left_(left) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string text() const {
    std::string out;
    for (const auto& row : rows_) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i)
        line += i < left_ ? fmt::format("{}{:<{}}", i == 0 ? "" : "  ", row[i], width(i)) : fmt::format("  {:>{}}", row[i], width(i));
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + '\n';
    }
    return out;
  }

 private:
  std::size_t width(std::size_t column) const {
    std::size_t most = 0;
    for (const auto& row : rows_) most = std::max(most, row[column].size());
    return most;
  }

  std::size_t left_;
  std::vector<std::vector<std::string>> rows_;
};

std::string heading(const Campaign& campaign) {
  const bool is_given = campaign.profile == "file" || campaign.profile == "cases";
  std::string text = fmt::format("{}, {}: {} asked ({} hold, {} fail)", is_given ? campaign.given : fmt::format("seed {}", campaign.seed),
                                 counted(campaign.pairs, "pair"),
                                 campaign.answers.questions.size(), count_of(campaign, model::Verdict::Proved),
                                 count_of(campaign, model::Verdict::Refuted));
  if (const auto unknown = unknown_of(campaign)) text += fmt::format(", {} not decided, so not asked", unknown);
  return text + "\n";
}

std::string outcomes_by_checker(const Campaign& campaign) {
  Grid grid{2};
  std::vector<std::string> head{"checker", "version"};
  for (const auto outcome : campaign::outcomes) head.emplace_back(name_of(outcome));
  grid.add(head);
  for (std::size_t who = 0; who < campaign.answers.participants.size(); ++who) {
    const auto& participant = campaign.answers.participants[who];
    std::vector<std::string> row{participant.name, std::string(version_of(participant))};
    for (const auto outcome : campaign::outcomes) row.push_back(fmt::to_string(count_of(campaign, who, outcome)));
    grid.add(std::move(row));
  }
  return grid.text();
}

std::string coloured(DifferenceKind kind, std::string text, bool colours) {
  if (!colours) return text;
  return fmt::format("\033[1;{}m{}\033[0m", kind == DifferenceKind::Deviation || kind == DifferenceKind::OracleReview ? 31 : 33, text);
}

bool same_group(const Finding& left, const Finding& right) {
  return left.kind == right.kind && left.rule == right.rule && left.accepts == right.accepts;
}

/// The pairs that show a group, each once, with their checkers where there are several.
std::string shown_by(const Campaign& campaign, std::span<const Finding> group) {
  std::vector<std::pair<std::string, std::vector<std::string_view>>> pairs;
  for (const Finding& each : group) {
    std::string pair = fmt::format("{} to {}{}", each.minimal.source, each.minimal.target, each.confirmed ? "" : " (not when it is asked alone)");
    auto same = std::ranges::find(pairs, pair, [](const auto& known) { return known.first; });
    if (same == pairs.end()) same = pairs.insert(pairs.end(), {std::move(pair), {}});
    same->second.push_back(whose(campaign, each));
  }
  std::string text;
  for (const auto& [pair, who] : pairs) text += pairs.size() == 1 ? fmt::format("    {}\n", pair) : fmt::format("    {}: {}\n", fmt::join(who, ", "), pair);
  return text;
}

/// One kind, rule and direction: the checkers with their numbers of pairs, and below each pair that shows it.
std::string group_text(const Campaign& campaign, std::span<const Finding> group, bool colours) {
  std::vector<std::string> who;
  for (const Finding& each : group) who.push_back(fmt::format("{} {}", whose(campaign, each), each.questions.size()));
  const Finding& first = group.front();
  return fmt::format("{}  {}, {}: {}\n{}", coloured(first.kind, std::string(name_of(first.kind)), colours), rule_name(first.rule),
                                 direction_words(first.accepts), fmt::join(who, ", "), shown_by(campaign, group));
}

std::string differences_text(const Campaign& campaign, bool colours) {
  if (campaign.findings.empty()) return "no answer differs from the verdict\n";
  std::string text;
  const std::span<const Finding> all{campaign.findings};
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && same_group(all[begin], all[end])) ++end;
    text += group_text(campaign, all.subspan(begin, end - begin), colours);
  }
  return text;
}

std::string notes_text(const Campaign& campaign) {
  std::string text;
  for (const auto& each : campaign.answers.participants) {
    if (!each.note.empty()) text += fmt::format("note  {}: {}\n", each.name, each.note);
    if (each.own_stubs) text += fmt::format("note  {}: stubs differ: it reads those that it carries.\n", each.name);
  }
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string gate_table(const Campaign& campaign, bool colours) {
  return fmt::format("{}\n{}\n{}{}", heading(campaign), outcomes_by_checker(campaign), differences_text(campaign, colours),
                     notes_text(campaign));
}

}  // namespace agverify::report
