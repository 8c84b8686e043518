#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"
#include "logic/rule_names.h"
#include "model/assumptions.h"
#include "model/syntax/stubs/stub_reader.h"
#include "model/verdict.h"

namespace agverify::cli::input {

/// What a case says of one query.
struct Expectation {
  std::optional<model::Verdict> verdict;  ///< nothing: the query is bad input
  std::optional<model::Basis> basis;      ///< of proved and refuted
  std::optional<logic::Rule> rule;        ///< the deciding one, where the case names it
  std::string words;                      ///< how the reason of an unknown begins, or a part of the error's message
  std::string query;
  std::uint32_t line = 0;                 ///< of the file
};

/// A self-describing case: a rule in prose with its anchor, classes, and queries with their verdicts. docs/corpus.md has
/// the format.
struct CorpusCase {
  std::string file, rule, anchor, prose, prelude;
  model::syntax::stubs::PythonVersion version;
  std::uint32_t line = 0, prelude_line = 0;  ///< where the case, and the text of its prelude, begin
  model::Assumptions assumed;
  std::optional<std::string> table_error;  ///< the classes cannot stand: a part of the message
  std::vector<Expectation> expectations;   ///< none with `table_error`
};

/// The files of cases that paths name, those of a folder in the order of their names.
std::vector<std::string> case_files(const std::vector<std::string>& paths);

/// \returns the cases of a file in order, or the first line that is not understood
tl::expected<std::vector<CorpusCase>, Failure> read_cases(const std::string& file, std::string_view text);

}  // namespace agverify::cli::input
