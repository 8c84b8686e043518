#include "model/syntax/printer.h"

#include <algorithm>
#include <unordered_map>

namespace agverify::model::syntax {

bool is_positional(const SignatureShape& shape) {
  return std::ranges::all_of(shape, [](const SignatureParameter& each) {
    return each.kind == ParameterKind::PositionalOnly && !each.has_default;
  });
}

Printer::Printer(const ClassTable& table) : table_(table) {
  std::unordered_map<std::string_view, std::size_t> uses;
  for (const Class& each : table.classes) ++uses[each.name];
  for (const AliasDefinition& each : table.aliases) ++uses[each.name];
  for (const Class& each : table.classes)  // a parameter of the same name means something else where it stands
    for (const TypeParameter& parameter : each.parameters)
      if (const auto used = uses.find(parameter.name); used != uses.end()) used->second = 2;
  for (const Class& each : table.classes) names_.push_back(uses[each.name] == 1 ? each.name : each.qualified_name);
  for (const AliasDefinition& each : table.aliases) alias_names_.push_back(uses[each.name] == 1 ? each.name : each.qualified_name);
}

void Printer::append(std::string& out, Type type, std::span<const std::string> variables,
                     std::span<const TypeParameter> parameters) {
  begin(out, type, false, variables, parameters);
  finish(out, variables, parameters);
}

void Printer::append_signature(std::string& out, const Type& callable, std::span<const std::string> variables,
                               std::span<const TypeParameter> parameters) {
  if (!as_callable(callable)) return append(out, callable, variables, parameters);
  frames_.assign(1, {callable, 0, Style::Signature, false});
  out += '(';
  finish(out, variables, parameters);
}

void Printer::begin(std::string& out, Type type, bool inside_union, std::span<const std::string> variables,
                    std::span<const TypeParameter> parameters) {
  if (parts_of(type).empty()) return leaf(out, type, variables, parameters);
  open(out, type, inside_union);
}

void Printer::finish(std::string& out, std::span<const std::string> variables, std::span<const TypeParameter> parameters) {
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    const std::span<const Type> parts = parts_of(top.type);
    if (top.next == parts.size()) {
      after_unbounded(out, top);
      if (top.style == Style::Brackets || top.style == Style::CallableBrackets) out += as_nominal(top.type) ? brackets(as_nominal(top.type)->class_id).second : ']';
      if (top.in_parentheses) out += ')';
      frames_.pop_back();
    } else {
      separate(out, top);
      begin(out, parts[top.next++], top.style == Style::Union, variables, parameters);
    }
  }
}

void Printer::separate(std::string& out, const Frame& top) {
  switch (top.style) {
    case Style::Union: out += top.next > 0 ? " | " : ""; return;
    case Style::Brackets: {
      after_unbounded(out, top);
      out += top.next > 0 || as_opaque(top.type) ? ", " : "";
      const Tuple* tuple = as_tuple(top.type);
      if (tuple && tuple->unbounded == top.next && tuple->parts.size() > 1) out += "*tuple[";
      return;
    }
    case Style::CallableBrackets: {
      const bool is_result = top.next == as_callable(top.type)->shape->size();
      out += is_result ? "], " : top.next > 0 ? ", " : "";
      return;
    }
    case Style::Signature: return before_parameter(out, *as_callable(top.type)->shape, top.next);
  }
}

/// What closes the part of any length, when that was the last one written.
void Printer::after_unbounded(std::string& out, const Frame& top) {
  const Tuple* tuple = as_tuple(top.type);
  if (tuple && tuple->unbounded && top.next == *tuple->unbounded + 1) out += tuple->parts.size() > 1 ? ", ...]" : ", ...";
}

void before_parameter(std::string& out, const SignatureShape& shape, std::size_t at) {
  const auto is = [&](std::size_t k, ParameterKind kind) { return k < shape.size() && shape[k].kind == kind; };
  if (at > 0 && shape[at - 1].has_default) out += " = ...";
  if (at > 0 && is(at - 1, ParameterKind::PositionalOnly) && !is(at, ParameterKind::PositionalOnly)) out += ", /";
  if (at == shape.size()) {
    out += ") -> ";
    return;
  }
  if (at > 0) out += ", ";
  const bool opens_keywords = is(at, ParameterKind::KeywordOnly) &&
                              (at == 0 || (!is(at - 1, ParameterKind::KeywordOnly) && !is(at - 1, ParameterKind::Variadic)));
  if (opens_keywords) out += "*, ";
  if (is(at, ParameterKind::Variadic)) out += "*args: ";
  if (is(at, ParameterKind::KeywordVariadic)) out += "**kwargs: ";
  if (!shape[at].name.empty()) (out += shape[at].name) += ": ";
}

void Printer::leaf(std::string& out, Type type, std::span<const std::string> variables,
                   std::span<const TypeParameter> parameters) {
  if (const Nominal* nominal = as_nominal(type)) {
    out += nominal->class_id == table_.well_known.none_type ? "None" : name(nominal->class_id);
  } else if (const Variable* variable = as_variable(type)) {
    out += variables[variable->index];
  } else if (const Parameter* parameter = as_parameter(type)) {
    out += parameters[parameter->index].name;
  } else if (const Alias* alias = as_alias(type)) {
    out += name(alias->alias_id);
  } else if (is_self(type)) {
    out += "Self";
  } else if (const Literal* literal = as_literal(type)) {
    append_value(out += "Literal[", *literal);
    out += ']';
  } else if (as_tuple(type)) {
    out += "tuple[()]";
  } else if (const Opaque* opaque = as_opaque(type)) {
    ((out += "opaque[\"") += *opaque->construct) += "\"]";
  } else {
    out += "Never";
  }
}

void Printer::append_value(std::string& out, const Literal& literal) {
  const Class& owner = table_[literal.class_id];
  if (!owner.enum_members.empty()) (out += name(literal.class_id)) += '.';
  out += *literal.value;
}

void Printer::open(std::string& out, Type type, bool inside_union) {
  Frame made{type, 0, Style::Brackets, false};
  if (const Nominal* nominal = as_nominal(type)) (out += name(nominal->class_id)) += brackets(nominal->class_id).first;
  if (const Alias* alias = as_alias(type)) (out += name(alias->alias_id)) += '[';
  if (as_overload(type)) out += "overload[";
  if (as_tuple(type)) out += "tuple[";
  if (as_type_of(type)) out += "type[";
  if (const Opaque* opaque = as_opaque(type)) ((out += "opaque[\"") += *opaque->construct) += '"';
  if (as_union(type)) made.style = Style::Union;
  if (const Callable* callable = as_callable(type)) {
    made.style = is_positional(*callable->shape) ? Style::CallableBrackets : Style::Signature;
    if (made.style == Style::CallableBrackets) out += "Callable[[";
  }
  made.in_parentheses = inside_union && (made.style == Style::Union || made.style == Style::Signature);
  if (made.in_parentheses) out += '(';
  if (made.style == Style::Signature) out += '(';
  frames_.push_back(made);
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
