#include "model/syntax/printer.h"

#include <unordered_map>

namespace agverify::model::syntax {

Printer::Printer(const ClassTable& table) : table_(table) {
  std::unordered_map<std::string_view, std::size_t> uses;
  for (const Class& each : table.classes) ++uses[each.name];
  for (const Class& each : table.classes) names_.push_back(uses[each.name] == 1 ? each.name : each.qualified_name);
}

void Printer::append(std::string& out, Type type, std::span<const std::string> variables,
                     std::span<const TypeParameter> parameters) {
  frames_.clear();
  const auto begin = [&](Type part, bool inside_union) {
    if (parts_of(part).empty()) return leaf(out, part, variables, parameters);
    open(out, part, inside_union);
  };
  begin(type, false);
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    const std::span<const Type> parts = parts_of(top.type);
    const bool is_union = as_union(top.type) != nullptr;
    if (top.next == parts.size()) {
      if (!is_union || top.in_parentheses) out += is_union ? ')' : ']';
      frames_.pop_back();
    } else {
      if (top.next > 0) out += is_union ? " | " : ", ";
      begin(parts[top.next++], is_union);
    }
  }
}

void Printer::leaf(std::string& out, Type type, std::span<const std::string> variables,
                   std::span<const TypeParameter> parameters) {
  if (const Nominal* nominal = as_nominal(type)) {
    out += nominal->class_id == table_.well_known.none_type ? "None" : name(nominal->class_id);
  } else if (const Variable* variable = as_variable(type)) {
    out += variables[variable->index];
  } else if (const Parameter* parameter = as_parameter(type)) {
    out += parameters[parameter->index].name;
  } else {
    out += "Never";
  }
}

void Printer::open(std::string& out, Type type, bool inside_union) {
  if (const Nominal* nominal = as_nominal(type)) {
    out += name(nominal->class_id);
    out += '[';
  } else if (inside_union) {
    out += '(';
  }
  frames_.push_back({type, 0, inside_union});
}

void Printer::append(std::string& out, const Hypothesis& hypothesis, std::span<const std::string> variables) {
  if (const auto* relation = std::get_if<RelationHypothesis>(&hypothesis)) {
    append(out, relation->source, variables);
    ((out += ' ') += sign_of(relation->relation)) += ' ';
    return append(out, relation->target, variables);
  }
  const auto& choice = std::get<OneOfHypothesis>(hypothesis);
  out += variables[choice.variable];
  std::string_view before = " in (";
  for (Type type : choice.types) {
    out += before;
    append(out, type, variables);
    before = ", ";
  }
  out += ')';
}

void Printer::append(std::string& out, const Query& query) {
  std::string_view before = "forall ";
  for (const std::string& variable : query.variables) {
    (out += before) += variable;
    before = ", ";
  }
  if (!query.variables.empty()) out += ". ";
  before = "";
  for (const Hypothesis& hypothesis : query.hypotheses) {
    out += before;
    append(out, hypothesis, query.variables);
    before = ", ";
  }
  if (!query.hypotheses.empty()) out += " |- ";
  append(out, RelationHypothesis{query.relation, query.source, query.target}, query.variables);
}

std::string_view sign_of(Relation relation) {
  switch (relation) {
    case Relation::Subtype: return "<:";
    case Relation::Assignable: return "~>";
    case Relation::Equivalent: return "==";
    case Relation::Consistent: return "~";
  }
  return "";
}

std::string print(Type type, const ClassTable& table, std::span<const std::string> variables,
                  std::span<const TypeParameter> parameters) {
  std::string out;
  Printer{table}.append(out, type, variables, parameters);
  return out;
}

std::string print(const Query& query, const ClassTable& table) {
  std::string out;
  Printer{table}.append(out, query);
  return out;
}

std::string print(const Hypothesis& hypothesis, const ClassTable& table, std::span<const std::string> variables) {
  std::string out;
  Printer{table}.append(out, hypothesis, variables);
  return out;
}

}  // namespace agverify::model::syntax
