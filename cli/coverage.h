#pragma once

#include <span>
#include <string>

#include "cli/input/corpus_case.h"
#include "cli/input/exit_code.h"
#include "cli/input/rule_ledger.h"

namespace agverify::cli {

/// What cases have of the rules of a ledger.
struct Coverage {
  std::string text;  ///< a line a rule, then a summary
  input::ExitCode code = input::ExitCode::Success;  ///< Refuted: a row is missing, or a reason why one is not owed is stale
};

/// Holds cases against what a ledger owes: a holding row is a query that is proved, a failing one is refuted or bad input.
Coverage coverage(std::span<const input::LedgerRule> rules, std::span<const input::CorpusCase> cases);

/// The rules of `corpus/rules.ledger`, compiled in.
tl::expected<std::vector<input::LedgerRule>, input::Failure> built_in_ledger();

}  // namespace agverify::cli
