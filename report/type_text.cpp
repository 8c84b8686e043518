#include "report/type_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agverify::report {

using namespace model;

namespace {
constexpr TypeText::Limits statement_limits{24, 40};
}  // namespace

std::string TypeText::text(Type type, Limits limits, std::span<const TypeParameter> parameters) {
  std::string out;
  append(out, type, limits, false, parameters);
  return out;
}

// Calls itself at most `limits.depth` times below itself.
void TypeText::append(std::string& out, Type type, Limits limits, bool in_union, std::span<const TypeParameter> parameters) {
  const Opaque* opaque = as_opaque(type);
  if (opaque && opaque->parts.empty()) return void(out += *opaque->construct);
  if (parts_of(type).empty()) return printer_.append(out, type, variables_, parameters);
  if (limits.depth == 0) {
    out += "...";
    return;
  }
  --limits.depth;
  if (as_callable(type)) return append_callable(out, type, limits, in_union, parameters);
  const Nominal* nominal = as_nominal(type);
  if (as_overload(type) || opaque) {
    out += opaque ? *opaque->construct + "[" : "overload[";
    append_parts(out, type, limits, parameters);
    out += ']';
    return;
  }
  const Alias* alias = as_alias(type);
  const bool is_bracketed = nominal || alias || as_tuple(type) || as_type_of(type);
  if (is_bracketed) (out += nominal ? name(nominal->class_id) : alias ? printer_.name(alias->alias_id) : as_tuple(type) ? "tuple" : "type") += '[';
  if (!is_bracketed && in_union) out += '(';
  append_parts(out, type, limits, parameters);
  const bool is_view = nominal && printer_.brackets(nominal->class_id).first != '[';  // what a tuple is as a Sequence
  if (is_bracketed) out += is_view ? ", ...]" : "]";
  if (!is_bracketed && in_union) out += ')';
}

void TypeText::append_callable(std::string& out, Type type, Limits limits, bool in_union, std::span<const TypeParameter> parameters) {
  const Callable& callable = *as_callable(type);
  const bool plain = syntax::is_positional(*callable.shape), grouped = in_union && !plain;
  out += plain ? "Callable[[" : grouped ? "((" : "(";
  for (std::size_t i = 0; i < callable.shape->size(); ++i) {
    if (!plain) syntax::before_parameter(out, *callable.shape, i);
    if (plain && i > 0) out += ", ";
    append(out, callable.parts[i], limits, false, parameters);
  }
  plain ? void(out += "], ") : syntax::before_parameter(out, *callable.shape, callable.shape->size());
  append(out, callable.result(), limits, false, parameters);
  out += plain ? "]" : grouped ? ")" : "";
}

void TypeText::append_parts(std::string& out, Type type, Limits limits, std::span<const TypeParameter> parameters) {
  const bool is_union = as_union(type) != nullptr;
  const Tuple* tuple = as_tuple(type);
  const std::size_t unbounded = tuple && tuple->unbounded ? *tuple->unbounded : SIZE_MAX;
  const bool is_mixed = tuple && tuple->parts.size() > 1;
  std::size_t written = 0;
  for (Type part : parts_of(type)) {
    if (written > 0) out += is_union ? " | " : ", ";
    if (written == limits.parts) {
      out += "...";
      return;
    }
    if (written == unbounded && is_mixed) out += "*tuple[";
    append(out, part, limits, is_union, parameters);
    if (written++ == unbounded) out += is_mixed ? ", ...]" : ", ...";
  }
}

std::string TypeText::hypothesis(const Hypothesis& hypothesis, Limits limits) {
  if (const auto* relation = std::get_if<RelationHypothesis>(&hypothesis))
    return fmt::format("{} {} {}", text(relation->source, limits), syntax::sign_of(relation->relation), text(relation->target, limits));
  const auto& choice = std::get<OneOfHypothesis>(hypothesis);
  std::vector<std::string> types;
  for (Type type : choice.types) types.push_back(text(type, limits));
  return fmt::format("{} in ({})", variables_[choice.variable], fmt::join(types, ", "));
}

std::string TypeText::statement(const Query& query) {
  std::string out;
  if (!query.variables.empty()) out += fmt::format("forall {}. ", fmt::join(query.variables, ", "));
  std::vector<std::string> hypotheses;
  for (const Hypothesis& each : query.hypotheses) hypotheses.push_back(hypothesis(each, statement_limits));
  if (!hypotheses.empty()) out += fmt::format("{} |- ", fmt::join(hypotheses, ", "));
  return out + fmt::format("{} {} {}", text(query.source, statement_limits), syntax::sign_of(query.relation),
                           text(query.target, statement_limits));
}

}  // namespace agverify::report
