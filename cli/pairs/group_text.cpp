#include "cli/pairs/group_text.h"

#include <fmt/format.h>

#include "cli/input/corpus_case.h"
#include "cli/input/files.h"
#include "cli/input/json_question.h"
#include "cli/input/line_source.h"
#include "model/syntax/stubs/class_objects.h"
#include "model/syntax/stubs/module_objects.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::pairs {

using namespace input;

namespace {

using model::Relation;
using model::syntax::stubs::class_object_prefix;
using model::syntax::stubs::module_object_prefix;
using model::syntax::stubs::PythonVersion;

/// Takes one question after the other.
class Groups {
 public:
  /// Makes a group, unless the pairs of the last one speak of the same classes.
  void begin(std::string_view prelude, const model::Assumptions& assumed) {
    auto& all = texts_.groups;
    if (all.empty() || all.back().prelude != prelude || all.back().assumed != assumed) all.push_back({std::string{prelude}, assumed});
  }

  /// Types that are equivalent are assignable either way.
  void add(Relation relation, PairText pair) {
    if (relation == Relation::Consistent) return leave_out("not asked: consistency");
    const auto names_one = [&](std::string_view prefix) { return (pair.source + pair.target).find(prefix) != std::string::npos; };
    if (names_one(class_object_prefix)) return leave_out("not asked: class objects, which have no name");
    if (names_one(module_object_prefix)) return leave_out("not asked: modules as values, which are no types");
    texts_.groups.back().pairs.push_back(pair);
    if (relation != Relation::Equivalent) return;
    std::swap(pair.source, pair.target);
    texts_.groups.back().pairs.push_back(std::move(pair));
  }

  void leave_out(const std::string& reason) { ++texts_.left_out[reason]; }

  GroupTexts take() {
    std::erase_if(texts_.groups, [](const GroupText& each) { return each.pairs.empty(); });
    return std::move(texts_);
  }

 private:
  GroupTexts texts_;
};

constexpr const char* variables = "not asked: variables or hypotheses";

std::string other_python(PythonVersion version) { return fmt::format("not asked: Python {}.{}", version.major, version.minor); }

/// What a query says between two types; nothing for one that says more.
std::optional<std::pair<Relation, PairText>> plain_pair(std::string_view query) {
  if (query.starts_with("forall ") || query.find("|-") != std::string_view::npos) return std::nullopt;
  constexpr std::array<std::pair<std::string_view, Relation>, 4> signs{
      {{" <: ", Relation::Subtype}, {" ~> ", Relation::Assignable}, {" == ", Relation::Equivalent}, {" ~ ", Relation::Consistent}}};
  for (const auto& [sign, relation] : signs)
    if (const std::size_t at = query.find(sign); at != std::string_view::npos)
      return std::pair{relation, PairText{std::string{query.substr(0, at)}, std::string{query.substr(at + sign.size())}}};
  return std::nullopt;
}

void add(Groups& groups, const CorpusCase& one) {
  groups.begin(one.prelude, one.assumed);
  for (const Expectation& each : one.expectations) {
    if (!each.verdict) continue;
    if (one.version != PythonVersion{}) {
      groups.leave_out(other_python(one.version));
    } else if (auto pair = plain_pair(each.query)) {
      pair->second.file = one.file;
      pair->second.line = each.line;
      groups.add(pair->first, std::move(pair->second));
    } else {
      groups.leave_out(variables);
    }
  }
}

}  // namespace

tl::expected<GroupTexts, Failure> pairs_of_lines(const std::string& path, const model::Assumptions& assumed) {
  LineSource lines{JsonQuestionReader::padding(), [] {}};
  if (const auto opened = lines.open(path); !opened) return tl::unexpected(opened.error());
  JsonQuestionReader reader;
  Groups groups;
  while (const auto line = lines.next()) {
    if (line->find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto number = static_cast<std::uint32_t>(lines.number());
    if (const auto wrong = reader.read(*line, lines.readable())) {
      model::syntax::ParseError error;
      error.message = *wrong, error.file = path, error.line = number;
      return tl::unexpected(Failure{ExitCode::BadInput, {error}});
    }
    const JsonQuestion& question = reader.question();
    groups.begin(question.prelude, assumed);
    if (!question.variables.empty() || !question.hypotheses.empty()) {
      groups.leave_out(variables);
    } else if (question.version && *question.version != PythonVersion{}) {
      groups.leave_out(other_python(*question.version));
    } else {
      groups.add(question.relation, {std::string{question.source}, std::string{question.target}, path, number});
    }
  }
  if (lines.failed()) return tl::unexpected(failure(ExitCode::MissingInput, "cannot read on", path));
  return groups.take();
}

tl::expected<GroupTexts, Failure> pairs_of_cases(const std::vector<std::string>& paths) {
  Groups groups;
  for (const std::string& file : case_files(paths)) {
    const auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    const auto cases = read_cases(file, *text);
    if (!cases) return tl::unexpected(cases.error());
    for (const CorpusCase& each : *cases) add(groups, each);
  }
  return groups.take();
}

}  // namespace agverify::cli::pairs
