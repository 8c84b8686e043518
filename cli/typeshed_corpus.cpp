#include "cli/typeshed_corpus.h"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/comparison/cause.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;
using comparison::CauseSearch;
using comparison::ClassDifference;
using model::syntax::ParseError;

/// What one table says of a query: a verdict, or why the query is bad input.
struct Answer {
  std::optional<Verdict> verdict;
  std::string words;  ///< the reason of an unknown, the message of bad input
  bool lacks_name = false;
  std::string certificate = {};
  std::optional<Basis> basis = {};
  std::optional<logic::Rule> rule = {};
  std::optional<std::string> internal_error = {};
};

Answer unread(const ParseError& error) {
  if (error.kind == ParseError::Kind::Unsupported) return {Verdict::Unknown, unsupported_reason(error.construct)};
  return {std::nullopt, error.message, error.kind == ParseError::Kind::UnknownName};
}

Answer answer_of(Hierarchy& hierarchy, const std::string& question) {
  const auto query = hierarchy.reader.query(question);
  if (!query) return unread(query.error());
  auto judgement = ask(hierarchy, *query, hierarchy.reader.obligations());
  if (!judgement) return unread(judgement.error());
  Answer answer{judgement->verdict, judgement->reason, false, std::move(judgement->certificate)};
  if (judgement->verdict != Verdict::Unknown) answer.basis = judgement->basis;
  answer.rule = judgement->rule;
  if (judgement->internal_error) answer.internal_error = keep_internal_error(hierarchy, *query, *judgement);
  return answer;
}

std::string said(const std::optional<Verdict>& verdict, const std::string& words) {
  if (!verdict) return words.empty() ? "bad input" : fmt::format("bad input, {}", words);
  return words.empty() || *verdict != Verdict::Unknown ? std::string{name_of(*verdict)} : fmt::format("unknown, {}", words);
}

class Comparison {
 public:
  Comparison(Session& here, Session& there, const solver::JudgeOptions& judge) : here_(here), there_(there), judge_(judge) {}

  void run(const CorpusCase& one) {
    ++cases_;
    for (Session* each : {&here_, &there_}) each->assume(one.assumed);
    const auto there = there_.hierarchy(one.version, one.prelude);
    if (one.table_error) return table_error(one, there);
    if (!there) return prelude_clashes(one, there.error());
    for (const Expectation& each : one.expectations) run(one, each, **there);
    there_.forget_query();
  }

  ExitCode code() const { return code_; }

  std::string summary() const {
    std::vector<std::string> parts;
    for (const auto& [name, count] : causes_) parts.push_back(fmt::format("{} {}", count, name));
    return fmt::format("{} cases, {} questions: {} the same ({} of them by another rule or basis), {} different; causes: {}\n", cases_, queries_,
                       queries_ - different_, otherwise_, different_, parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, ", ")));
  }

 private:
  void run(const CorpusCase& one, const Expectation& expected, Hierarchy& there) {
    ++queries_;
    const Answer answer = answer_of(there, expected.query);
    if (answer.internal_error) {
      code_ = worse(code_, ExitCode::Internal);
      print(fmt::format("{}:{}: {}\n", one.file, expected.line, *answer.internal_error));
      return;
    }
    if (answer.verdict == expected.verdict) return note_the_same(expected, answer);
    differ(one.file, expected.line, one.rule,
           fmt::format("{} becomes {}: {}", said(expected.verdict, {}), said(answer.verdict, answer.words), expected.query));
    if (!answer.verdict && answer.lacks_name) return cause("name", answer.words);
    find_cause(one, expected, answer, there);
  }

  void note_the_same(const Expectation& expected, const Answer& answer) {
    if (answer.basis != expected.basis || (expected.rule && answer.rule != expected.rule)) ++otherwise_;
  }

  void find_cause(const CorpusCase& one, const Expectation& expected, const Answer& answer, Hierarchy& there) {
    const auto here = here_.hierarchy(one.version, one.prelude);
    if (!here) return no_cause();
    const Answer ours = answer_of(**here, expected.query);
    if (ours.verdict == answer.verdict) return no_cause();
    CauseSearch search{{**here, here_.pool()}, {there, there_.pool()}, judge_};
    const auto found = search.run(expected.query, {ours.certificate, answer.certificate});
    here_.forget_query();
    if (found.empty()) return no_cause();
    for (const ClassDifference& each : found) cause(comparison::name_of(each.kind), text_of(each));
  }

  static std::string text_of(const ClassDifference& difference) {
    const auto or_nothing = [](const std::string& text) { return text.empty() ? std::string_view{"nothing"} : std::string_view{text}; };
    const std::string subject = difference.subject.empty() || difference.kind == ClassDifference::Kind::Base ? "" : " " + difference.subject;
    return fmt::format("{}{}: {} here, {} there", difference.class_name, subject, or_nothing(difference.here), or_nothing(difference.there));
  }

  void table_error(const CorpusCase& one, const tl::expected<Hierarchy*, Failure>& there) {
    ++queries_;
    if (!there && there.error().errors.front().message.find(*one.table_error) != std::string::npos) return;
    const std::string instead = there ? "the classes can be read" : there.error().errors.front().message;
    differ(one.file, one.prelude_line, one.rule, fmt::format("an error with `{}` becomes: {}", *one.table_error, instead));
    cause("prelude", there ? "what is wrong beside the classes here is right beside those there" : instead);
  }

  void prelude_clashes(const CorpusCase& one, const Failure& failure) {
    const ParseError& error = failure.errors.front();
    for (const Expectation& each : one.expectations) {
      ++queries_;
      differ(one.file, each.line, one.rule, fmt::format("{} becomes no answer: {}", said(each.verdict, {}), each.query));
      cause(error.kind == ParseError::Kind::UnknownName ? "name" : "prelude", error.message);
    }
  }

  void differ(const std::string& file, std::uint32_t line, const std::string& rule, const std::string& what) {
    ++different_;
    print(fmt::format("{}:{}: {}: {}\n", file, line, rule, what));
  }

  void cause(std::string_view kind, const std::string& text) {
    ++causes_[std::string(kind)];
    print(fmt::format("  cause: {} {}\n", kind, text));
  }

  void no_cause() {
    ++causes_["without one"];
    code_ = worse(code_, ExitCode::Refuted);
    print("  cause: not found\n");
  }

  Session &here_, &there_;
  const solver::JudgeOptions& judge_;
  std::size_t cases_ = 0, queries_ = 0, different_ = 0, otherwise_ = 0;
  std::map<std::string, std::size_t> causes_;
  ExitCode code_ = ExitCode::Success;
};

ExitCode tell(const Failure& failure) {
  print_error(failure.text());
  return failure.code;
}

}  // namespace

ExitCode corpus_by_typeshed(std::span<const CorpusCase> cases, const std::string& typeshed, unsigned milliseconds) {
  const SessionOptions ours = session_options({}, solver::Deciders::Both, milliseconds, true);
  SessionOptions theirs = ours;
  theirs.texts.typeshed = typeshed;
  const auto here = Session::open(ours);
  if (!here) return tell(here.error());
  const auto there = Session::open(theirs);
  if (!there) return tell(there.error());
  for (const CorpusCase& each : cases) {
    (*there)->ask_for_prelude(each.version, each.prelude);
    for (const Expectation& expected : each.expectations) (*there)->ask_for(expected.query);
  }
  Comparison comparison{**here, **there, ours.judge};
  for (const CorpusCase& each : cases) comparison.run(each);
  print(comparison.summary());
  return comparison.code();
}

}  // namespace agverify::cli
