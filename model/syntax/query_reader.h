#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/query.h"
#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

/// Reads one query at a cursor that stands at its beginning.
/// Grammar: query = ["forall" name {"," name} "."] [[hypothesis {"," hypothesis}] "|-"] type relation type;
/// hypothesis = type ("<:" | "==") type | name "in" "(" type "," type {"," type} [","] ")".
class QueryReader {
 public:
  QueryReader(TypeReader& types, const Scope& scope, Cursor cursor) : types_(types), scope_(scope), cursor_(cursor) {}

  /// \returns nothing when there is none; the problem stands in the type reader
  std::optional<Query> read();

 private:
  /// What stands between two commas: a statement with any relation, or a choice, and where it begins.
  struct Item {
    std::variant<RelationHypothesis, OneOfHypothesis> said;
    std::uint32_t offset, relation_offset;
  };

  bool read_variables();
  bool read_variable();
  std::optional<Item> read_item();
  std::optional<Item> read_choice(Type subject, std::uint32_t offset, std::uint32_t in_offset);
  std::optional<Relation> read_relation();
  std::optional<Query> read_conclusion();
  std::optional<Query> conclude(const Item& item);
  bool assume(Item item);
  std::optional<Type> read_type() { return types_.read(cursor_, {variables_, false}); }
  std::nullopt_t fail(ParseError::Kind kind, std::uint32_t offset, std::string message, std::string construct = {});

  TypeReader& types_;
  const Scope& scope_;
  Cursor cursor_;
  std::vector<std::string> variables_;
  std::vector<Hypothesis> hypotheses_;
};

}  // namespace agverify::model::syntax
