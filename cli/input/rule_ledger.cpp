#include "cli/input/rule_ledger.h"

#include <algorithm>
#include <array>

namespace agverify::cli::input {
namespace {

/// How a line ends that owes less than both rows.
struct Exemption {
  std::string_view words;
  bool owes_holding, owes_failing;
};

constexpr std::array exemptions{Exemption{"no row: ", false, false}, Exemption{"no holding row: ", false, true},
                                Exemption{"no failing row: ", true, false}};

std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(text.find_first_not_of(' ', end), text.size()));
  return word;
}

/// `id tier anchor`, then nothing or an exemption with its reason.
std::optional<LedgerRule> rule_of(std::string_view line) {
  LedgerRule made;
  made.id = take_word(line);
  made.tier = take_word(line);
  made.anchor = take_word(line);
  if (made.anchor.empty()) return std::nullopt;
  if (line.empty()) return made;
  for (const Exemption& each : exemptions) {
    if (!line.starts_with(each.words) || line.size() == each.words.size()) continue;
    made.owes_holding = each.owes_holding;
    made.owes_failing = each.owes_failing;
    made.reason = line.substr(each.words.size());
    return made;
  }
  return std::nullopt;
}

Failure not_understood(const std::string& file, std::uint32_t line, std::string why) {
  model::syntax::ParseError error;
  error.message = std::move(why);
  error.file = file;
  error.line = line;
  return {ExitCode::BadInput, {error}};
}

}  // namespace

tl::expected<std::vector<LedgerRule>, Failure> read_ledger(const std::string& file, std::string_view text) {
  std::vector<LedgerRule> rules;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    auto rule = rule_of(line);
    if (!rule) return tl::unexpected(not_understood(file, number, "a line is `rule tier anchor`, then nothing or `no row: reason`"));
    if (std::ranges::find(rules, rule->id, &LedgerRule::id) != rules.end())
      return tl::unexpected(not_understood(file, number, "the rule stands twice: " + rule->id));
    rule->line = number;
    rules.push_back(std::move(*rule));
  }
  return rules;
}

}  // namespace agverify::cli::input
