#include "model/syntax/reader.h"

#include <limits>

#include "model/syntax/cursor.h"
#include "model/syntax/query_reader.h"
#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

struct Reader::Parts {
  const Scope& scope;
  TypeReader types;
  std::vector<BoundObligation> obligations;

  /// \returns false when the text is longer than offsets can tell
  bool start(std::string_view text) {
    types.notes.clear();
    obligations.clear();
    types.problem = {ParseError::Kind::Limit, 0, "the text has 4 GiB or more", {}};
    return text.size() < std::numeric_limits<std::uint32_t>::max();
  }

  std::optional<Type> whole_type(std::string_view text, LocalNames local) {
    if (!start(text)) return std::nullopt;
    Cursor cursor{text};
    const auto type = types.read(cursor, local);
    if (!type || cursor.at_end()) return type;
    types.problem = {ParseError::Kind::Syntax, cursor.offset(), "the end is expected here, not " + cursor.shown_token(), {}};
    return std::nullopt;
  }

  static Location place(const Origin& origin, std::string_view text, std::uint32_t offset) {
    const TextPlace inside = place_in(text, offset);
    const std::uint32_t before = inside.line == 1 ? origin.start.column - 1 : 0;
    return {origin.start.file, origin.start.line + inside.line - 1, before + inside.column};
  }

  tl::unexpected<ParseError> error(const Origin& origin, std::string_view text) {
    const Problem& found = types.problem;
    const Location at = place(origin, text, found.offset);
    return tl::unexpected(ParseError{found.kind, found.message, std::string(origin.path), at.line, at.column, found.construct});
  }

  void keep_obligations(const Origin& origin, std::string_view text) {
    for (const TypeReader::Note& note : types.notes) {
      obligations.push_back(note.obligation);
      obligations.back().owner = origin.owner;
      obligations.back().alias = origin.alias;
      obligations.back().location = place(origin, text, note.offset);
    }
  }
};

namespace {

constexpr Origin query_text{{}, {0, 1, 1}, std::nullopt, {}};

}  // namespace

Reader::Reader(const Scope& scope, const ClassTable& table, TypePool& pool)
    : parts_(new Parts{scope, TypeReader{scope, table, pool}, {}}) {}

Reader::~Reader() = default;

tl::expected<Type, ParseError> Reader::annotation(std::string_view text, std::span<const std::string> variables) {
  const auto type = parts_->whole_type(text, {variables, false});
  if (!type) return parts_->error(query_text, text);
  parts_->keep_obligations(query_text, text);
  return *type;
}

tl::expected<Type, ParseError> Reader::annotation_in(const Origin& origin, std::string_view text) {
  const auto type = parts_->whole_type(text, {origin.parameters, true, origin.member});
  if (!type) return parts_->error(origin, text);
  parts_->keep_obligations(origin, text);
  return *type;
}

tl::expected<Query, ParseError> Reader::query(std::string_view text) {
  if (!parts_->start(text)) return parts_->error(query_text, text);
  QueryReader reader{parts_->types, parts_->scope, Cursor{text}};
  auto query = reader.read();
  if (!query) return parts_->error(query_text, text);
  parts_->keep_obligations(query_text, text);
  return std::move(*query);
}

std::span<const BoundObligation> Reader::obligations() const { return parts_->obligations; }

tl::expected<Type, ParseError> read_annotation(std::string_view text, const Scope& scope, const ClassTable& table,
                                               TypePool& pool, std::span<const std::string> variables) {
  return Reader{scope, table, pool}.annotation(text, variables);
}

tl::expected<Query, ParseError> read_query(std::string_view text, const Scope& scope, const ClassTable& table,
                                           TypePool& pool, std::vector<BoundObligation>* obligations) {
  Reader reader{scope, table, pool};
  auto query = reader.query(text);
  if (obligations) obligations->assign(reader.obligations().begin(), reader.obligations().end());
  return query;
}

}  // namespace agverify::model::syntax
