#include "solver/smt/type_text.h"

#include <variant>
#include <vector>

#include <fmt/format.h>

namespace agverify::solver::smt {
namespace {

using model::Type;

/// Writes from an explicit stack of types and of the punctuation between them.
template <class Names>
struct Writer {
  const Names& names;
  std::string out = {};
  std::vector<std::variant<Type, std::string>> open = {};

  std::string write(Type type) {
    open.emplace_back(type);
    while (!open.empty()) {
      const auto next = std::move(open.back());
      open.pop_back();
      if (const auto* text = std::get_if<std::string>(&next)) {
        out += *text;
      } else {
        put(std::get<Type>(next));
      }
    }
    return std::move(out);
  }

  void put(Type type) {
    if (const auto* joined = model::as_union(type)) return list("", joined->members, " | ", "");
    if (const auto* variable = model::as_variable(type)) return void(out += fmt::format("?{}", variable->index));
    if (const auto* parameter = model::as_parameter(type)) return void(out += names.parameter(parameter->index));
    if (const auto* signature = model::as_callable(type)) return call(*signature);
    if (const auto* overload = model::as_overload(type)) return list("overload[", overload->signatures, ", ", "]");
    if (const auto* opaque = model::as_opaque(type)) return unread(*opaque);
    if (const auto* tuple = model::as_tuple(type)) return elements(*tuple);
    if (const auto* literal = model::as_literal(type)) return void(out += fmt::format("Literal[{}={}]", names.of_class(literal->class_id), *literal->value));
    if (const auto* objects = model::as_type_of(type)) return list("type[", objects->parts, ", ", "]");
    if (model::is_self(type)) return void(out += "Self");
    const auto* nominal = model::as_nominal(type);
    if (!nominal) return void(out += "Never");
    out += names.of_class(nominal->class_id);
    if (!nominal->arguments.empty()) list("[", nominal->arguments, ", ", "]");
  }

  void elements(const model::Tuple& tuple) {
    out += "tuple[";
    open.emplace_back(std::string{"]"});
    for (std::size_t k = tuple.parts.size(); k-- > 0;) {
      if (tuple.unbounded == k) open.emplace_back(std::string{"..."});
      open.emplace_back(tuple.parts[k]);
      if (k > 0) open.emplace_back(std::string{", "});
    }
  }

  void unread(const model::Opaque& opaque) {
    out += names.of_construct(*opaque.construct);
    if (Names::marks_unread || !opaque.parts.empty()) list(Names::marks_unread ? "<" : "[", opaque.parts, ", ", Names::marks_unread ? ">" : "]");
  }

  void call(const model::Callable& signature) {
    out += '(';
    open.emplace_back(signature.result());
    open.emplace_back(std::string{") -> "});
    for (std::size_t k = signature.shape->size(); k-- > 0;) {
      open.emplace_back(signature.parts[k]);
      open.emplace_back((k > 0 ? ", " : "") + shown_before((*signature.shape)[k]));
    }
  }

  void list(const char* before, std::span<const Type> parts, const char* between, const char* after) {
    out += before;
    open.emplace_back(std::string{after});
    for (std::size_t k = parts.size(); k-- > 0;) {
      const bool joined = model::as_union(parts[k]) || model::as_callable(parts[k]);
      if (joined) open.emplace_back(std::string{")"});
      open.emplace_back(parts[k]);
      if (joined) open.emplace_back(std::string{"("});
      if (k > 0) open.emplace_back(std::string{between});
    }
  }
};

struct ReadableNames {
  const model::ClassTable& table;
  model::ClassId owner;
  std::string parameter(std::uint32_t index) const { return table[owner].parameters[index].name; }
  std::string of_class(model::ClassId id) const { return table[id].name; }
  static constexpr bool marks_unread = false;
  /// Without the module that tells it apart.
  static std::string_view of_construct(std::string_view construct) { return construct.substr(0, construct.rfind(" of ")); }
};

struct CanonicalNames {
  const model::ClassTable& table;
  std::string parameter(std::uint32_t index) const { return fmt::format("#{}", index); }
  std::string of_class(model::ClassId id) const { return table[id].qualified_name; }
  static constexpr bool marks_unread = true;
  static std::string_view of_construct(std::string_view construct) { return construct; }
};

}  // namespace

std::string shown_before(const model::SignatureParameter& parameter) {
  const std::string_view mark = parameter.has_default ? "=" : "";
  switch (parameter.kind) {
    case model::ParameterKind::PositionalOnly: return parameter.has_default ? "/=: " : "";
    case model::ParameterKind::Standard: return fmt::format("{}{}: ", parameter.name, mark);
    case model::ParameterKind::Variadic: return "*: ";
    case model::ParameterKind::KeywordOnly: return fmt::format("*{}{}: ", parameter.name, mark);
    case model::ParameterKind::KeywordVariadic: return "**: ";
  }
  return "";
}

std::string readable(const model::ClassTable& table, model::ClassId owner, Type type) {
  const ReadableNames names{table, owner};
  return Writer<ReadableNames>{names}.write(type);
}

std::string canonical(const model::ClassTable& table, Type type) {
  const CanonicalNames names{table};
  return Writer<CanonicalNames>{names}.write(type);
}

}  // namespace agverify::solver::smt
