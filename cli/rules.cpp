#include "cli/rules.h"

#include <algorithm>
#include <chrono>

#include "cli/session/ask.h"
#include "cli/session/second_solver.h"
#include "cli/terminal.h"
#include "logic/rule_table.h"
#include "report/rules_text.h"
#include "solver/lemmas.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

ExitCode code_of(const solver::Lemma& lemma) {
  if (lemma.expected == model::Verdict::Unknown || lemma.found == lemma.expected) return ExitCode::Success;
  return lemma.found == model::Verdict::Unknown ? ExitCode::Unknown : ExitCode::Internal;
}

}  // namespace

ExitCode rules(const RulesOptions& options) {
  const auto session = Session::open(session_options({}, solver::Deciders::Both, options.milliseconds, false));
  const auto hierarchy = session ? (*session)->hierarchy({}, logic::lemma_prelude()) : tl::unexpected(session.error());
  if (!hierarchy) {
    print_error(hierarchy.error().text());
    return ExitCode::Internal;
  }
  std::vector<solver::Lemma> lemmas =
      solver::prove_lemmas((*hierarchy)->universe, (*session)->pool(), cvc5(std::chrono::milliseconds{options.milliseconds}));
  if (options.open)
    std::erase_if(lemmas, [](const solver::Lemma& each) { return logic::entry_of(each.rule).basis != model::Basis::Open; });
  if (options.open) print(report::switches_text());
  print(report::rules_text(lemmas));
  ExitCode code = ExitCode::Success;
  for (const solver::Lemma& each : lemmas) code = worse(code, code_of(each));
  return code;
}

}  // namespace agverify::cli
