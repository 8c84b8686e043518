#include "cli/input/corpus_case.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "cli/input/python_version.h"
#include "logic/switches.h"

namespace agverify::cli::input {
namespace {

using model::Basis;
using model::Verdict;

constexpr std::array verdicts{Verdict::Proved, Verdict::Refuted, Verdict::Unknown};
constexpr std::array bases{Basis::Spec, Basis::Suite, Basis::Sets, Basis::Open};
constexpr std::string_view indent = "    ";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Cuts the first word off.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text = trimmed(text.substr(end));
  return word;
}

template <typename Values>
auto named(const Values& values, std::string_view name) {
  std::optional<typename Values::value_type> found;
  for (const auto each : values)
    if (name_of(each) == name) found = each;
  return found;
}

/// Reads one file, line by line.
class CaseReader {
 public:
  CaseReader(const std::string& file, std::string_view text) : file_(file), rest_(text) {}

  tl::expected<std::vector<CorpusCase>, Failure> run() {
    begin();
    while (!rest_.empty() && wrong_.empty()) take_line();
    if (wrong_.empty()) finish();
    if (wrong_.empty()) return std::move(cases_);
    model::syntax::ParseError error;
    error.message = wrong_;
    error.file = file_;
    error.line = line_;
    return tl::unexpected(Failure{ExitCode::BadInput, {error}});
  }

 private:
  void begin() {
    case_ = {};
    case_.file = file_;
    case_.line = line_ + 1;
    in_prelude_ = false;
  }

  void take_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (in_prelude_ && (line.starts_with(indent) || trimmed(line).empty())) return add_to_prelude(line);
    in_prelude_ = false;
    if (trimmed(line).empty() || line.front() == '#') return;
    if (line == "---") return next_case();
    take_field(line);
  }

  void add_to_prelude(std::string_view line) {
    if (case_.prelude.empty() && case_.prelude_line == 0) case_.prelude_line = line_;
    (case_.prelude += line.substr(std::min(indent.size(), line.size()))) += '\n';
  }

  void next_case() {
    finish();
    if (wrong_.empty()) begin();
  }

  void take_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return fail("a line is `field: text`");
    const std::string_view field = line.substr(0, colon), text = trimmed(line.substr(colon + 1));
    if (field == "rule") return set(case_.rule, text);
    if (field == "anchor") return set(case_.anchor, text);
    if (field == "prose") return add_prose(text);
    if (field == "python") return set_version(text);
    if (field == "assume") return add_assumption(text);
    if (field == "query") return add_query(text);
    if (field == "error") return set_error(text);
    if (field != "prelude") return fail(fmt::format("there is no field `{}`", field));
    if (!text.empty() || case_.prelude_line > 0) return fail("`prelude:` stands alone, once; its text follows, indented by four");
    in_prelude_ = true;
  }

  void set(std::string& field, std::string_view text) {
    if (!field.empty()) return fail("the field stands twice");
    field = text;
  }

  void add_prose(std::string_view text) {
    if (!case_.prose.empty()) case_.prose += ' ';
    case_.prose += text;
  }

  void set_error(std::string_view text) {
    if (text.empty() || case_.table_error) return fail("`error:` holds a part of one message");
    case_.table_error = text;
  }

  void set_version(std::string_view text) {
    const auto version = python_version(text);
    if (!version) return fail(fmt::format("`{}` is no version such as 3.13", text));
    case_.version = *version;
  }

  void add_assumption(std::string_view text) {
    if (!logic::assume(text, case_.assumed)) fail(fmt::format("`{}` is none of the switches", text));
  }

  /// `proved spec: int <: object`, `proved spec object-top: ..`, `unknown unsupported: ..`, `error takes 2: ..`
  void add_query(std::string_view text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos) return fail("a query is `verdict words: query`");
    std::string_view words = text.substr(0, colon);
    Expectation made;
    made.query = trimmed(text.substr(colon + 2));
    made.line = line_;
    const std::string_view word = take_word(words);
    made.verdict = named(verdicts, word);
    if (!made.verdict && word != "error") return fail(fmt::format("`{}` is neither a verdict nor `error`", word));
    if (made.verdict && *made.verdict != Verdict::Unknown) {
      made.basis = named(bases, take_word(words));
      if (!made.basis) return fail("proved and refuted name their basis: spec, suite, sets, open");
      if (!words.empty() && !(made.rule = logic::rule_named(words))) return fail(fmt::format("there is no rule `{}`", words));
    } else {
      made.words = words;
    }
    case_.expectations.push_back(std::move(made));
  }

  void finish() {
    if (case_.rule.empty() || case_.anchor.empty() || case_.prose.empty()) return fail("a case has `rule:`, `anchor:` and `prose:`");
    if (case_.expectations.empty() != case_.table_error.has_value()) return fail("a case has either a `query:` or an `error:`");
    cases_.push_back(std::move(case_));
  }

  void fail(std::string why) { wrong_ = std::move(why); }

  const std::string& file_;
  std::string_view rest_;
  std::uint32_t line_ = 0;
  CorpusCase case_;
  bool in_prelude_ = false;
  std::vector<CorpusCase> cases_;
  std::string wrong_;
};

}  // namespace

std::vector<std::string> case_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    const auto first = static_cast<std::ptrdiff_t>(files.size());
    for (const auto& each : std::filesystem::recursive_directory_iterator{path})
      if (each.path().extension() == ".case") files.push_back(each.path().string());
    std::sort(files.begin() + first, files.end());
  }
  return files;
}

tl::expected<std::vector<CorpusCase>, Failure> read_cases(const std::string& file, std::string_view text) {
  return CaseReader{file, text}.run();
}

}  // namespace agverify::cli::input
