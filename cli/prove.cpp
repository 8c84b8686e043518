#include "cli/prove.h"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "cli/input/files.h"
#include "cli/json_lines.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"
#include "cli/verdict_code.h"
#include "report/text.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using model::syntax::ParseError;

struct Question {
  std::string text;
  std::string file;        ///< where it stands, or QUERY
  std::uint32_t line = 1;  ///< of the file
};

bool is_blank(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r\f\v");
  return first == std::string_view::npos || line[first] == '#';
}

void add_lines(std::vector<Question>& into, std::string_view text, const std::string& file) {
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    if (!is_blank(one)) into.push_back({std::string(one), file, line});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

tl::expected<std::vector<Question>, Failure> questions_of(const ProveOptions& options) {
  std::vector<Question> questions;
  for (const std::string& each : options.queries) questions.push_back({each, "QUERY", 1});
  if (!options.file) return questions;
  const auto text = read_file(*options.file);
  if (!text) return tl::unexpected(text.error());
  add_lines(questions, *text, *options.file);
  return questions;
}

/// Answers one question after the other, on one class table.
class Prover {
 public:
  Prover(const ProveOptions& options, Session& session, bool many)
      : options_(options), session_(session), to_folder_(many || (options.certificate && std::filesystem::is_directory(*options.certificate))) {
    style_.colours = wants_colours();
    style_.explain = options.explain;
  }

  ExitCode answer(const Question& question) {
    if (number_++ > 0) print("\n");
    const auto hierarchy = session_.hierarchy();
    if (!hierarchy) return no_table(question, hierarchy.error());
    const ExitCode code = answer(question, **hierarchy);
    session_.forget_query();
    return code;
  }

 private:
  ExitCode answer(const Question& question, Hierarchy& hierarchy) {
    const auto start = std::chrono::steady_clock::now();
    const auto query = hierarchy.reader.query(question.text);
    if (!query) return unread(question, query.error());
    const auto judgement = ask(hierarchy, *query, hierarchy.reader.obligations());
    if (!judgement) return unread(question, judgement.error());
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    if (judgement->internal_error) {
      print_error("agverify: " + keep_internal_error(hierarchy, *query, *judgement));
      return ExitCode::Internal;
    }
    if (options_.timing) style_.milliseconds = took.count();
    print(report::answer_text({*query, *judgement, hierarchy.universe.table, hierarchy.slots, session_.pool(), hierarchy.digest, hierarchy.version},
                              style_));
    return worse(code_of(judgement->verdict), keep_certificate(question, *judgement));
  }

  ExitCode no_table(const Question& question, const Failure& failure) {
    print_error(failure.text());
    const auto construct = failure.unsupported();
    if (!construct) return failure.code;
    print(report::unread_text(question.text, unsupported_reason(*construct), style_));
    return ExitCode::Unknown;
  }

  ExitCode unread(const Question& question, ParseError error) {
    if (error.kind == ParseError::Kind::Unsupported) {
      print(report::unread_text(question.text, unsupported_reason(error.construct), style_));
      return ExitCode::Unknown;
    }
    error.file = question.file;
    error.line += question.line - 1;
    print_error(line_of(error));
    return ExitCode::BadInput;
  }

  ExitCode keep_certificate(const Question& question, const solver::Judgement& judgement) {
    if (!options_.certificate) return ExitCode::Success;
    if (judgement.certificate.empty()) {
      print_error(fmt::format("agverify: there is no certificate for `{}`", question.text));
      return ExitCode::Success;
    }
    const std::string path = to_folder_ ? fmt::format("{}/{}.cert", *options_.certificate, number_) : *options_.certificate;
    auto written = to_folder_ ? make_folder(*options_.certificate) : tl::expected<void, Failure>{};
    if (written) written = write_file(path, judgement.certificate);
    if (written) return ExitCode::Success;
    print_error(written.error().text());
    return written.error().code;
  }

  const ProveOptions& options_;
  Session& session_;
  bool to_folder_;
  report::TextStyle style_;
  std::size_t number_ = 0;
};

}  // namespace

ExitCode prove(const ProveOptions& options) {
  if (options.jsonl) return prove_json_lines(options);
  const auto failed = [](const Failure& failure) {
    print_error(failure.text());
    return failure.code;
  };
  const auto questions = questions_of(options);
  if (!questions) return failed(questions.error());
  const auto session = Session::open(session_options(options.texts, options.deciders, options.milliseconds, true));
  if (!session) return failed(session.error());
  for (const Question& each : *questions) (*session)->ask_for(each.text);
  const auto hierarchy = (*session)->hierarchy();
  if (!hierarchy && !hierarchy.error().unsupported()) return failed(hierarchy.error());
  Prover prover{options, **session, questions->size() > 1};
  ExitCode code = ExitCode::Success;
  for (const Question& each : *questions) code = worse(code, prover.answer(each));
  return code;
}

}  // namespace agverify::cli
