#include "cli/session/ask.h"

#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "check/certificate.h"
#include "cli/input/files.h"
#include "cli/session/second_solver.h"
#include "cli/session/version.h"
#include "digest/sha256.h"
#include "logic/switches.h"
#include "model/syntax/printer.h"

namespace agverify::cli::session {

using namespace input;

using model::syntax::ParseError;

SessionOptions session_options(const StubOptions& texts, solver::Deciders deciders, unsigned milliseconds, bool wants_evidence) {
  SessionOptions options{texts, {}};
  options.judge.deciders = deciders;
  options.judge.wants_evidence = wants_evidence;
  options.judge.smt_milliseconds = milliseconds;
  options.judge.second_solver = cvc5(std::chrono::milliseconds{milliseconds});
  options.judge.check = [](std::string_view certificate) -> std::optional<std::string> {
    const auto accepted = check::verify(certificate);
    if (accepted) return std::nullopt;
    return fmt::format("line {}: {}", accepted.error().line, accepted.error().message);
  };
  return options;
}

tl::expected<solver::Judgement, ParseError> ask(Hierarchy& hierarchy, const model::Query& query,
                                                std::span<const model::syntax::BoundObligation> obligations) {
  if (!obligations.empty()) {
    BoundCheck::Outcome outcome = hierarchy.bounds.in_query(obligations, query);
    if (outcome.outside) return tl::unexpected(std::move(*outcome.outside));
    if (!outcome.unknown.empty()) {
      solver::Judgement unknown;
      unknown.reason = std::move(outcome.unknown);
      return unknown;
    }
  }
  return hierarchy.judge.judge(query);
}

std::string unsupported_reason(std::string_view construct) { return fmt::format("unsupported {}", construct); }

std::string keep_internal_error(const Hierarchy& hierarchy, const model::Query& query, const solver::Judgement& judgement) {
  const std::string question = model::syntax::print(query, hierarchy.universe.table);
  const std::string text =
      fmt::format("agverify {}\nerror {}\nquery {}\npython {}.{}\nstubs {}\nassume {}\nrules {}, smt {}\nreason {}\n\n{}", version(),
                  *judgement.internal_error, question, hierarchy.version.major, hierarchy.version.minor, hierarchy.digest,
                  fmt::join(logic::texts_of(hierarchy.universe.table.assumed), " "),
                  solver::opinion_name(judgement.rules), solver::opinion_name(judgement.smt), judgement.reason, judgement.certificate);
  const std::string name = fmt::format("agverify-error-{}.txt", digest::sha256(text).substr(0, 12));
  for (const std::string& folder : {std::string("."), std::filesystem::temp_directory_path().string()}) {
    const std::string path = (std::filesystem::path{folder} / name).lexically_normal().string();
    if (write_file(path, text)) return fmt::format("internal error: {}; all about it is in {}", *judgement.internal_error, path);
  }
  return fmt::format("internal error: {}; no file about it could be written", *judgement.internal_error);
}

}  // namespace agverify::cli::session
