#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/query.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::input {

/// A line of `--jsonl` as it stands there. Views are good until the next line is read.
struct JsonQuestion {
  std::string_view id;  ///< JSON text; empty: none
  model::Relation relation = model::Relation::Subtype;
  std::string_view source, target;
  std::vector<std::string_view> variables, hypotheses;
  std::string_view prelude;
  std::optional<model::syntax::stubs::PythonVersion> version;
};

/// Reads lines, each one JSON object with the fields that the documentation of `--jsonl` lists and no others.
class JsonQuestionReader {
 public:
  JsonQuestionReader();
  ~JsonQuestionReader();

  /// Bytes behind a line that are read, whatever they are.
  static std::size_t padding();

  /// \param readable how many bytes from the beginning of the line may be read: its size and the padding at least
  /// \returns what is wrong; nothing when `question` holds the line. The id is kept either way where it could be read
  std::optional<std::string> read(std::string_view line, std::size_t readable);
  const JsonQuestion& question() const { return question_; }

 private:
  struct Parsers;
  std::unique_ptr<Parsers> parsers_;
  JsonQuestion question_;
};

}  // namespace agverify::cli::input
