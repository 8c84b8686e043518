#include "model/syntax/query_reader.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::model::syntax {
namespace {

bool is_choice_of(const Hypothesis& hypothesis, std::uint32_t variable) {
  const auto* choice = std::get_if<OneOfHypothesis>(&hypothesis);
  return choice && choice->variable == variable;
}

}  // namespace

std::optional<Query> QueryReader::read() {
  cursor_.skip_space();
  if (cursor_.accept_word("forall") && !read_variables()) return std::nullopt;
  cursor_.skip_space();
  if (cursor_.accept("|-")) return read_conclusion();
  while (true) {
    auto item = read_item();
    if (!item) return std::nullopt;
    cursor_.skip_space();
    if (cursor_.at_end() && hypotheses_.empty()) return conclude(*item);
    if (!assume(std::move(*item))) return std::nullopt;
    if (cursor_.accept("|-")) return read_conclusion();
    if (!cursor_.accept(","))
      return fail(ParseError::Kind::Syntax, cursor_.offset(), "`,` or `|-` is expected here, not " + cursor_.shown_token());
  }
}

bool QueryReader::read_variables() {
  while (true) {
    if (!read_variable()) return false;
    cursor_.skip_space();
    if (cursor_.accept(".")) return true;
    if (!cursor_.accept(",")) {
      fail(ParseError::Kind::Syntax, cursor_.offset(), "`,` or `.` is expected after a variable, not " + cursor_.shown_token());
      return false;
    }
  }
}

bool QueryReader::read_variable() {
  cursor_.skip_space();
  const std::uint32_t offset = cursor_.offset();
  const std::string_view name = cursor_.name();
  if (name.empty()) {
    fail(ParseError::Kind::Syntax, offset, "the name of a variable is expected here, not " + cursor_.shown_token());
  } else if (const Symbol* known = scope_.find(name); known && !is_type_variable(*known)) {
    fail(ParseError::Kind::Syntax, offset, fmt::format("`{}` has a meaning of its own and cannot be a variable", name));
  } else if (std::ranges::find(variables_, name) != variables_.end()) {
    fail(ParseError::Kind::Syntax, offset, fmt::format("`{}` is declared twice", name));
  } else {
    variables_.emplace_back(name);
    return true;
  }
  return false;
}

std::optional<QueryReader::Item> QueryReader::read_item() {
  cursor_.skip_space();
  const std::uint32_t offset = cursor_.offset();
  const auto source = read_type();
  if (!source) return std::nullopt;
  const std::uint32_t relation_offset = cursor_.offset();
  if (cursor_.accept_word("in")) return read_choice(*source, offset, relation_offset);
  const auto relation = read_relation();
  if (!relation) return std::nullopt;
  const auto target = read_type();
  if (!target) return std::nullopt;
  return Item{RelationHypothesis{*relation, *source, *target}, offset, relation_offset};
}

std::optional<Relation> QueryReader::read_relation() {
  if (cursor_.accept("<:")) return Relation::Subtype;
  if (cursor_.accept("~>")) return Relation::Assignable;
  if (cursor_.accept("==")) return Relation::Equivalent;
  if (cursor_.accept("~")) return Relation::Consistent;
  return fail(ParseError::Kind::Syntax, cursor_.offset(),
              "a relation (`<:`, `~>`, `==` or `~`) is expected here, not " + cursor_.shown_token());
}

std::optional<QueryReader::Item> QueryReader::read_choice(Type subject, std::uint32_t offset, std::uint32_t in_offset) {
  const Variable* variable = as_variable(subject);
  if (!variable) return fail(ParseError::Kind::Syntax, offset, "only a variable can stand before `in`");
  if (std::ranges::any_of(hypotheses_, [&](const Hypothesis& each) { return is_choice_of(each, variable->index); }))
    return fail(ParseError::Kind::Syntax, offset, fmt::format("`{}` has its list of types already", variables_[variable->index]));
  OneOfHypothesis choice{variable->index, {}};
  cursor_.skip_space();
  if (!cursor_.accept("("))
    return fail(ParseError::Kind::Syntax, cursor_.offset(), "`(` is expected after `in`, not " + cursor_.shown_token());
  do {
    const auto type = read_type();
    if (!type) return std::nullopt;
    choice.types.push_back(*type);
    cursor_.skip_space();
    if (!cursor_.accept(",") && cursor_.peek() != ')')
      return fail(ParseError::Kind::Syntax, cursor_.offset(), "`,` or `)` is expected here, not " + cursor_.shown_token());
    cursor_.skip_space();
  } while (!cursor_.accept(")"));
  if (choice.types.size() < 2) return fail(ParseError::Kind::Arity, in_offset, "`in` needs at least two types");
  return Item{std::move(choice), offset, in_offset};
}

std::optional<Query> QueryReader::read_conclusion() {
  const auto item = read_item();
  if (!item) return std::nullopt;
  cursor_.skip_space();
  if (!cursor_.at_end())
    return fail(ParseError::Kind::Syntax, cursor_.offset(), "the end is expected here, not " + cursor_.shown_token());
  return conclude(*item);
}

std::optional<Query> QueryReader::conclude(const Item& item) {
  const auto* said = std::get_if<RelationHypothesis>(&item.said);
  if (!said) return fail(ParseError::Kind::Syntax, item.relation_offset, "`in` can only be a hypothesis, before `|-`");
  return Query{std::move(variables_), std::move(hypotheses_), said->relation, said->source, said->target};
}

bool QueryReader::assume(Item item) {
  if (cursor_.at_end()) {
    fail(ParseError::Kind::Syntax, cursor_.offset(), "`|-` and a conclusion are expected after the hypotheses");
    return false;
  }
  const auto* said = std::get_if<RelationHypothesis>(&item.said);
  if (said && said->relation != Relation::Subtype && said->relation != Relation::Equivalent) {
    fail(ParseError::Kind::Unsupported, item.relation_offset, "a hypothesis is `<:`, `==` or `in`", "hypothesis about materializations");
    return false;
  }
  std::visit([&](auto& hypothesis) { hypotheses_.emplace_back(std::move(hypothesis)); }, item.said);
  return true;
}

std::nullopt_t QueryReader::fail(ParseError::Kind kind, std::uint32_t offset, std::string message, std::string construct) {
  types_.problem = {kind, offset, std::move(message), std::move(construct)};
  return std::nullopt;
}

}  // namespace agverify::model::syntax
