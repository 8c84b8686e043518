#include "cli/session/second_solver.h"

#include "process/run.h"

namespace agverify::cli::session {
namespace {

std::optional<model::Verdict> ask(const std::string& script, std::chrono::milliseconds time, std::vector<std::string> options) {
  process::Command command{.arguments = {"cvc5", "--lang=smt2"}, .input = script, .time = time};
  command.arguments.insert(command.arguments.end(), options.begin(), options.end());
  command.arguments.push_back("-");
  const process::Outcome outcome = process::run(command);
  if (outcome.kind != process::Outcome::Kind::Exited) return std::nullopt;
  if (outcome.output.starts_with("unsat")) return model::Verdict::Proved;
  if (outcome.output.starts_with("sat")) return model::Verdict::Refuted;
  return std::nullopt;
}

}  // namespace

solver::SecondSolver cvc5(std::chrono::milliseconds time) {
  return [time](const std::string& script) {
    const auto plain = ask(script, time, {});
    return plain ? plain : ask(script, time, {"--finite-model-find"});
  };
}

}  // namespace agverify::cli::session
