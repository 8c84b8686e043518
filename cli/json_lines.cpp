#include "cli/json_lines.h"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/input/files.h"
#include "cli/input/json_question.h"
#include "cli/input/line_source.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"
#include "cli/verdict_code.h"
#include "report/json_line.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using namespace model;
using model::syntax::ParseError;

constexpr std::size_t write_size = 1 << 16;

/// Reads the types of a question and keeps what they take for granted.
class QueryBuilder {
 public:
  tl::expected<const Query*, ParseError> build(const JsonQuestion& question, Hierarchy& hierarchy) {
    reader_ = &hierarchy.reader;
    obligations_.clear();
    query_.relation = question.relation;
    query_.hypotheses.clear();
    query_.variables.assign(question.variables.begin(), question.variables.end());
    if (!query_.variables.empty())
      if (auto wrong = check_names()) return tl::unexpected(std::move(*wrong));
    for (const std::string_view each : question.hypotheses)
      if (auto wrong = add_hypothesis(each)) return tl::unexpected(std::move(*wrong));
    if (auto wrong = read("source", question.source, query_.source)) return tl::unexpected(std::move(*wrong));
    if (auto wrong = read("target", question.target, query_.target)) return tl::unexpected(std::move(*wrong));
    return &query_;
  }

  std::span<const syntax::BoundObligation> obligations() const { return obligations_; }

 private:
  std::optional<ParseError> read(std::string_view field, std::string_view text, Type& into) {
    const auto type = reader_->annotation(text, query_.variables);
    if (!type) return placed(field, type.error(), 0);
    into = *type;
    keep_obligations();
    return std::nullopt;
  }

  void keep_obligations() {
    const auto noted = reader_->obligations();
    if (!noted.empty()) obligations_.insert(obligations_.end(), noted.begin(), noted.end());
  }

  std::string quantifier() const {
    return query_.variables.empty() ? "" : fmt::format("forall {}. ", fmt::join(query_.variables, ", "));
  }

  std::optional<ParseError> check_names() {
    const auto read_one = reader_->query(quantifier() + "Never <: Never");
    if (!read_one) return placed("forall", read_one.error(), 0);
    if (read_one->variables == query_.variables) return std::nullopt;
    ParseError error;
    error.message = "in \"forall\": each entry is one name";
    error.line = 0;
    return error;
  }

  std::optional<ParseError> add_hypothesis(std::string_view text) {
    const std::string before = quantifier();
    const auto read_one = reader_->query(fmt::format("{}{}\n|- Never <: Never", before, text));
    if (!read_one) return placed("hypotheses", read_one.error(), before.size());
    query_.hypotheses.insert(query_.hypotheses.end(), read_one->hypotheses.begin(), read_one->hypotheses.end());
    keep_obligations();
    return std::nullopt;
  }

  /// \param shift columns that stand before the field's own text in its first line
  static ParseError placed(std::string_view field, ParseError error, std::size_t shift) {
    error.message = fmt::format("in \"{}\": {}", field, error.message);
    if (error.line == 1) error.column -= static_cast<std::uint32_t>(std::min<std::size_t>(shift, error.column - 1));
    return error;
  }

  TypePool first_pool_;  // of the types that stand in the query before the first one is read
  syntax::Reader* reader_ = nullptr;
  Query query_{{}, {}, Relation::Subtype, first_pool_.never(), first_pool_.never()};
  std::vector<syntax::BoundObligation> obligations_;
};

class JsonLines {
 public:
  JsonLines(const ProveOptions& options, Session& session) : options_(options), session_(session) {}

  ExitCode run() {
    LineSource lines{JsonQuestionReader::padding(), [this] { flush(); }};
    if (const auto opened = lines.open(*options_.jsonl); !opened) {
      print_error(opened.error().text());
      return opened.error().code;
    }
    while (const auto line = lines.next()) {
      origin_ = {{}, lines.number()};
      if (line->find_first_not_of(" \t\r") != std::string_view::npos) answer(*line, lines.readable());
      if (out_.size() > write_size) flush();
    }
    flush();
    if (!lines.failed()) return code_;
    print_error(fmt::format("{}: cannot read on", *options_.jsonl));
    return worse(code_, lines.number() == 0 ? ExitCode::MissingInput : ExitCode::InputOutput);
  }

 private:
  void flush() {
    print(out_);
    std::fflush(stdout);
    out_.clear();
  }

  void answer(std::string_view line, std::size_t readable) {
    const auto start = std::chrono::steady_clock::now();
    const auto wrong = questions_.read(line, readable);
    const JsonQuestion& question = questions_.question();
    origin_.id = question.id;
    if (wrong) return fail(failure(ExitCode::BadInput, *wrong));
    for (const std::string_view each : {question.source, question.target}) session_.ask_for(each);
    for (const std::string_view each : question.hypotheses) session_.ask_for(each);
    const auto hierarchy = session_.hierarchy(question.version.value_or(options_.texts.version), question.prelude);
    if (!hierarchy) return fail(hierarchy.error());
    const auto query = builder_.build(question, **hierarchy);
    if (!query) return fail({ExitCode::BadInput, {query.error()}}, (*hierarchy)->digest);
    const auto judgement = ask(**hierarchy, **query, builder_.obligations());
    if (!judgement) return fail({ExitCode::BadInput, {judgement.error()}});
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    tell(**hierarchy, **query, *judgement, took.count());
    session_.forget_query();
  }

  void tell(const Hierarchy& hierarchy, const Query& query, const solver::Judgement& judgement, double micros) {
    if (judgement.internal_error) return fail(failure(ExitCode::Internal, keep_internal_error(hierarchy, query, judgement)));
    code_ = worse(code_, code_of(judgement.verdict));
    report::append_answer(out_, origin_, judgement, hierarchy.digest, options_.timing ? std::optional(micros) : std::nullopt);
    if (options_.certificate && !judgement.certificate.empty()) keep_certificate(judgement.certificate);
  }

  void keep_certificate(const std::string& certificate) {
    auto written = make_folder(*options_.certificate);
    if (written) written = write_file(fmt::format("{}/{}.cert", *options_.certificate, origin_.line), certificate);
    if (written) return;
    print_error(written.error().text());
    code_ = worse(code_, written.error().code);
  }

  void fail(const Failure& failure, std::string_view digest = {}) {
    if (const auto construct = failure.unsupported()) {
      solver::Judgement unknown;
      unknown.reason = unsupported_reason(*construct);
      code_ = worse(code_, ExitCode::Unknown);
      return report::append_answer(out_, origin_, unknown, digest, std::nullopt);
    }
    code_ = worse(code_, failure.code);
    ParseError error = failure.errors.front();
    if (!error.file.empty()) error.message = fmt::format("in \"{}\": {}", error.file, error.message);
    report::append_error(out_, origin_, error);
  }

  const ProveOptions& options_;
  Session& session_;
  JsonQuestionReader questions_;
  QueryBuilder builder_;
  report::JsonOrigin origin_;
  std::string out_;
  ExitCode code_ = ExitCode::Success;
};

}  // namespace

ExitCode prove_json_lines(const ProveOptions& options) {
  const auto failed = [](const Failure& failure) {
    print_error(failure.text());
    return failure.code;
  };
  const auto session =
      Session::open(session_options(options.texts, options.deciders, options.milliseconds, options.certificate.has_value()));
  if (!session) return failed(session.error());
  const auto hierarchy = (*session)->hierarchy();
  if (!hierarchy && !hierarchy.error().unsupported()) return failed(hierarchy.error());
  return JsonLines{options, **session}.run();
}

}  // namespace agverify::cli
