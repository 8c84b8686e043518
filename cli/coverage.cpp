#include "cli/coverage.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/embedded_ledger.h"

namespace agverify::cli {

using namespace input;

namespace {

using model::Verdict;

/// What the cases of one rule hold.
struct Rows {
  std::size_t holding = 0, failing = 0;
};

void add(Rows& rows, const CorpusCase& one) {
  if (one.table_error) ++rows.failing;
  for (const Expectation& each : one.expectations) {
    if (each.verdict == Verdict::Proved) ++rows.holding;
    if (each.verdict == Verdict::Refuted || !each.verdict) ++rows.failing;
  }
}

Rows rows_of(const LedgerRule& rule, std::span<const CorpusCase> cases) {
  Rows rows;
  for (const CorpusCase& each : cases)
    if (each.rule == rule.id) add(rows, each);
  return rows;
}

/// What is not as the ledger says.
std::vector<std::string> faults(const LedgerRule& rule, const Rows& rows) {
  std::vector<std::string> found;
  if (rule.owes_holding && rows.holding == 0) found.emplace_back("a holding row is missing");
  if (rule.owes_failing && rows.failing == 0) found.emplace_back("a failing row is missing");
  if (!rule.owes_holding && rows.holding > 0) found.emplace_back("it says why there is no holding row, and there is one");
  if (!rule.owes_failing && rows.failing > 0) found.emplace_back("it says why there is no failing row, and there is one");
  return found;
}

std::string line_of(const LedgerRule& rule, const Rows& rows, const std::vector<std::string>& faults) {
  std::string line = fmt::format("{:<31} {}  {}: {} hold, {} fail", rule.id, rule.tier, rule.anchor, rows.holding, rows.failing);
  if (!rule.reason.empty()) line += fmt::format(" ({})", rule.reason);
  if (!faults.empty()) line += fmt::format("; {}", fmt::join(faults, "; "));
  return line + '\n';
}

}  // namespace

Coverage coverage(std::span<const LedgerRule> rules, std::span<const CorpusCase> cases) {
  Coverage made;
  std::size_t whole = 0, excused = 0, faulty = 0;
  for (const LedgerRule& each : rules) {
    const Rows rows = rows_of(each, cases);
    const auto found = faults(each, rows);
    made.text += line_of(each, rows, found);
    ++(!found.empty() ? faulty : each.reason.empty() ? whole : excused);
  }
  made.text += fmt::format("{} rules: {} with both rows, {} with a reason, {} not as they must be\n", rules.size(), whole, excused, faulty);
  if (faulty > 0) made.code = ExitCode::Refuted;
  return made;
}

tl::expected<std::vector<LedgerRule>, Failure> built_in_ledger() {
  const EmbeddedFile& file = embedded_ledger().front();
  return read_ledger(fmt::format("corpus/{}", file.path), file.text);
}

}  // namespace agverify::cli
