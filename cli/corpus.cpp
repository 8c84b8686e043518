#include "cli/corpus.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/coverage.h"
#include "cli/embedded_cases.h"
#include "cli/input/corpus_case.h"
#include "cli/input/files.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"
#include "cli/typeshed_corpus.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;
using model::syntax::ParseError;

struct Tally {
  std::size_t cases = 0, queries = 0, errors = 0, different = 0, smt_unknown = 0;
  std::map<std::string_view, std::size_t> verdicts, evidence;
};

/// Runs case after case and prints what differs.
class CorpusRun {
 public:
  explicit CorpusRun(Session& session) : session_(session) {}

  void run(const CorpusCase& one) {
    ++tally_.cases;
    session_.assume(one.assumed);
    for (const Expectation& each : one.expectations) session_.ask_for(each.query);
    const auto hierarchy = session_.hierarchy(one.version, one.prelude);
    if (!hierarchy) return no_table(one, hierarchy.error());
    if (one.table_error) return differs(one, one.prelude_line, "the classes can be read");
    for (const Expectation& each : one.expectations) {
      ++tally_.queries;
      check(one, each, **hierarchy);
    }
    session_.forget_query();
  }

  const Tally& tally() const { return tally_; }
  ExitCode code() const { return code_; }

 private:
  void no_table(const CorpusCase& one, const Failure& failure) {
    const ParseError error = failure.errors.front();
    if (one.table_error) {
      ++tally_.errors;
      if (error.message.find(*one.table_error) != std::string::npos) return;
    }
    const bool in_prelude = error.file == "prelude";
    differs(one, in_prelude ? one.prelude_line + error.line - 1 : one.line, fmt::format("the classes cannot be read: {}", error.message));
  }

  void check(const CorpusCase& one, const Expectation& expected, Hierarchy& hierarchy) {
    const auto query = hierarchy.reader.query(expected.query);
    if (!query) return check_error(one, expected, query.error());
    const auto judgement = ask(hierarchy, *query, hierarchy.reader.obligations());
    if (!judgement) return check_error(one, expected, judgement.error());
    if (judgement->internal_error) {
      code_ = worse(code_, ExitCode::Internal);
      return differs(one, expected.line, keep_internal_error(hierarchy, *query, *judgement));
    }
    ++tally_.verdicts[name_of(judgement->verdict)];
    ++tally_.evidence[solver::name_of(judgement->evidence_kind)];
    if (judgement->smt == Verdict::Unknown) ++tally_.smt_unknown;
    compare(one, expected, *judgement);
  }

  void check_error(const CorpusCase& one, const Expectation& expected, const ParseError& error) {
    if (error.kind == ParseError::Kind::Unsupported) {
      solver::Judgement unknown;
      unknown.reason = unsupported_reason(error.construct);
      ++tally_.verdicts[name_of(Verdict::Unknown)];
      return compare(one, expected, unknown);
    }
    ++tally_.errors;
    if (expected.verdict || error.message.find(expected.words) == std::string::npos)
      differs(one, expected.line, fmt::format("the query is bad input: {}", error.message));
  }

  void compare(const CorpusCase& one, const Expectation& expected, const solver::Judgement& judgement) {
    const bool is_same = judgement.verdict == Verdict::Unknown
                             ? judgement.reason.starts_with(expected.words)
                             : expected.basis == judgement.basis && (!expected.rule || expected.rule == judgement.rule);
    if (expected.verdict != judgement.verdict || !is_same) differs(one, expected.line, fmt::format("the answer is {}", answer(judgement)));
  }

  static std::string answer(const solver::Judgement& judgement) {
    const std::string by = fmt::format("rules: {}, smt: {}", solver::opinion_name(judgement.rules), solver::opinion_name(judgement.smt));
    if (judgement.verdict == Verdict::Unknown) return fmt::format("unknown, {} ({})", judgement.reason, by);
    const std::string rule = judgement.rule ? fmt::format(" {}", logic::name_of(*judgement.rule)) : "";
    return fmt::format("{} {}{} ({})", name_of(judgement.verdict), name_of(judgement.basis), rule, by);
  }

  void differs(const CorpusCase& one, std::uint32_t line, const std::string& what) {
    ++tally_.different;
    code_ = worse(code_, ExitCode::Refuted);
    print(fmt::format("{}:{}: {}: {}\n", one.file, line, one.rule, what));
  }

  Session& session_;
  Tally tally_;
  ExitCode code_ = ExitCode::Success;
};

std::string counts(const std::map<std::string_view, std::size_t>& all) {
  std::vector<std::string> parts;
  for (const auto& [name, count] : all) parts.push_back(fmt::format("{} {}", count, name));
  return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string summary(const Tally& tally) {
  return fmt::format("{} cases, {} queries: {}, {} bad input; evidence: {}; smt gave no answer to {}; {} as described, {} not\n", tally.cases,
                     tally.queries, counts(tally.verdicts), tally.errors, counts(tally.evidence), tally.smt_unknown,
                     tally.queries - std::min(tally.queries, tally.different), tally.different);
}

/// The texts of cases with the names they are shown by.
using CaseTexts = std::vector<std::pair<std::string, std::string>>;

tl::expected<CaseTexts, Failure> texts_of(const CorpusOptions& options) {
  CaseTexts texts;
  if (options.paths.empty())
    for (const EmbeddedFile& each : embedded_cases()) texts.emplace_back(fmt::format("corpus/cases/{}", each.path), each.text);
  for (const std::string& file : case_files(options.paths)) {
    auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    texts.emplace_back(file, std::move(*text));
  }
  return texts;
}

ExitCode tell(const Failure& failure) {
  print_error(failure.text());
  return failure.code;
}

/// The cases of all texts; what cannot be read is told.
std::vector<CorpusCase> cases_of(const CaseTexts& texts, ExitCode& code) {
  std::vector<CorpusCase> cases;
  for (const auto& [file, text] : texts) {
    auto read = read_cases(file, text);
    if (!read) code = worse(code, tell(read.error()));
    if (read) std::ranges::move(*read, std::back_inserter(cases));
  }
  return cases;
}

ExitCode tell_coverage(std::span<const CorpusCase> cases) {
  const auto rules = built_in_ledger();
  if (!rules) return tell(rules.error());
  const Coverage found = coverage(*rules, cases);
  print(found.text);
  return found.code;
}

ExitCode run_cases(std::span<const CorpusCase> cases, unsigned milliseconds) {
  const auto session = Session::open(session_options({}, solver::Deciders::Both, milliseconds, true));
  if (!session) return tell(session.error());
  CorpusRun run{**session};
  for (const CorpusCase& each : cases) run.run(each);
  print(summary(run.tally()));
  return run.code();
}

}  // namespace

ExitCode corpus(const CorpusOptions& options) {
  const auto texts = texts_of(options);
  if (!texts) return tell(texts.error());
  ExitCode code = ExitCode::Success;
  const std::vector<CorpusCase> cases = cases_of(*texts, code);
  if (options.coverage) return code == ExitCode::Success ? tell_coverage(cases) : code;
  if (options.typeshed) return worse(code, corpus_by_typeshed(cases, *options.typeshed, options.milliseconds));
  return worse(code, run_cases(cases, options.milliseconds));
}

}  // namespace agverify::cli
