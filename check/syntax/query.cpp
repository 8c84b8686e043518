#include "check/syntax/query.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "check/text/literal_text.h"

namespace agverify::check {

namespace {

class QueryReader {
 public:
  QueryReader(Cursor& cursor, ClassSlice& slice, TypeTable& types)
      : cursor_(cursor),
        slice_(slice),
        types_(types),
        scope_{.slice = &slice, .types = &types, .variables = &query_.variables} {}

  std::optional<Query> read() {
    if (!read_variables() || !read_sequent() || !cursor_.finish()) return std::nullopt;
    return std::move(query_);
  }

 private:
  bool read_variables() {
    if (!cursor_.accept("forall ")) return true;
    do {
      const auto name = cursor_.identifier();
      if (!name || !add_variable(*name)) return false;
    } while (cursor_.accept(", "));
    return cursor_.expect(". ");
  }

  bool add_variable(std::string_view name) {
    if (slice_.find_class(name) || name == "Never" || name == "None")
      return cursor_.reject(fmt::format("variable {} is called as a class is", name));
    const auto number = static_cast<std::uint32_t>(query_.variables.names.size());
    if (!query_.variables.numbers.emplace(std::string(name), number).second)
      return cursor_.reject(fmt::format("variable {} is named twice", name));
    query_.variables.names.emplace_back(name);
    return true;
  }

  bool read_sequent() {
    const bool has_hypotheses = find_outside_of_strings(cursor_.rest(), " |- ") != std::string_view::npos;
    return !has_hypotheses ? read_goal() : read_hypotheses() && cursor_.expect(" |- ") && read_goal();
  }

  bool read_hypotheses() {
    do {
      if (!read_hypothesis()) return false;
    } while (cursor_.accept(", "));
    return true;
  }

  bool read_hypothesis() {
    const auto source = read_type(cursor_, scope_);
    if (!source) return false;
    if (cursor_.accept(" in (")) return read_choice(*source);
    const bool both_ways = cursor_.accept(" == ");
    if (!both_ways && !cursor_.expect(" <: ")) return false;
    const auto target = read_type(cursor_, scope_);
    if (target) query_.hypotheses.emplace_back(Relation{*source, *target, both_ways});
    return target.has_value();
  }

  bool read_choice(TypeId variable) {
    if (!types_.is(variable, Form::Variable)) return cursor_.reject("only a variable is one of several types");
    Choice choice{types_[variable].number, {}};
    if (!chosen_.insert(choice.variable).second) return cursor_.reject("the variable has a list of types already");
    do {
      const auto type = read_type(cursor_, scope_);
      if (!type) return false;
      if (!types_.is_closed(*type)) return cursor_.reject("a variable stands among the types of another one");
      choice.types.push_back(*type);
    } while (cursor_.accept(", "));
    query_.hypotheses.emplace_back(std::move(choice));
    return cursor_.expect(")");
  }

  bool read_goal() {
    const auto source = read_type(cursor_, scope_);
    if (!source) return false;
    const bool is_consistency = cursor_.accept(" ~ ");
    const bool both_ways = is_consistency || cursor_.accept(" == ");
    query_.is_assignability = is_consistency || (!both_ways && cursor_.accept(" ~> "));
    if (!both_ways && !query_.is_assignability && !cursor_.expect(" <: ")) return false;
    const auto target = read_type(cursor_, scope_);
    if (target) query_.goal = {*source, *target, both_ways};
    return target.has_value();
  }

  Cursor& cursor_;
  ClassSlice& slice_;
  TypeTable& types_;
  Query query_;
  TypeScope scope_;
  std::unordered_set<std::uint32_t> chosen_;
};

}  // namespace

std::optional<Query> read_query(Cursor& cursor, ClassSlice& slice, TypeTable& types) {
  return QueryReader(cursor, slice, types).read();
}

}  // namespace agverify::check
