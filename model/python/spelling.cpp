#include "model/python/spelling.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/printer.h"

namespace agverify::model::python {
namespace {

/// A type whose parts are being written.
struct Unwritten {
  Type type;
  std::vector<std::string> parts;
};

class Spelling {
 public:
  explicit Spelling(const ClassTable& table) : table_(table), printer_(table) {}

  std::string annotation(Type whole) {
    std::vector<Unwritten> open{{whole, {}}};
    while (true) {
      Unwritten& top = open.back();
      const auto parts = parts_of(top.type);
      if (top.parts.size() < parts.size()) {
        open.push_back({parts[top.parts.size()], {}});
        continue;
      }
      const bool in_overload = open.size() > 1 && as_overload(open[open.size() - 2].type);
      std::string written = in_overload ? "    @overload\n" + call(top) : text(top);
      open.pop_back();
      if (open.empty()) return written;
      open.back().parts.push_back(std::move(written));
    }
  }

  std::vector<std::string> take() { return std::move(definitions_); }

 private:
  std::string text(const Unwritten& ready) {
    if (as_overload(ready.type)) return defined(fmt::format("{}", fmt::join(ready.parts, "")));
    if (const Callable* signature = as_callable(ready.type)) {
      if (!syntax::is_positional(*signature->shape)) return defined(call(ready));
      return fmt::format("Callable[[{}], {}]", fmt::join(ready.parts.begin(), ready.parts.end() - 1, ", "), ready.parts.back());
    }
    if (as_type_of(ready.type)) return fmt::format("type[{}]", ready.parts.front());
    if (as_union(ready.type)) return fmt::format("{}", fmt::join(ready.parts, " | "));
    if (const Tuple* tuple = as_tuple(ready.type); tuple && !tuple->parts.empty()) return tuple_of(ready.parts, tuple->unbounded);
    if (as_literal(ready.type)) return without_braces(syntax::print(ready.type, table_));
    if (const Alias* alias = as_alias(ready.type); alias && !ready.parts.empty()) return fmt::format("{}[{}]", printer_.name(alias->alias_id), fmt::join(ready.parts, ", "));
    if (!ready.parts.empty()) return fmt::format("{}[{}]", printer_.name(as_nominal(ready.type)->class_id), fmt::join(ready.parts, ", "));
    return syntax::print(ready.type, table_);
  }

  static std::string tuple_of(std::vector<std::string> parts, std::optional<std::uint32_t> unbounded) {
    if (unbounded && parts.size() == 1) return fmt::format("tuple[{}, ...]", parts.front());
    if (unbounded) parts[*unbounded] = fmt::format("*tuple[{}, ...]", parts[*unbounded]);
    return fmt::format("tuple[{}]", fmt::join(parts, ", "));
  }

  /// Braces stand for names of definitions; in a string they can be written otherwise.
  static std::string without_braces(std::string_view literal) {
    std::string out;
    for (const char c : literal) {
      if (c == '{') out += "\\x7b";
      else if (c == '}') out += "\\x7d";
      else out += c;
    }
    return out;
  }

  /// A signature as a method.
  static std::string call(const Unwritten& ready) {
    const SignatureShape& shape = *as_callable(ready.type)->shape;
    const auto is = [&](std::size_t at, ParameterKind kind) { return at < shape.size() && shape[at].kind == kind; };
    std::string out = "    def __call__(self";
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (is(i, ParameterKind::KeywordOnly) && !is(i - 1, ParameterKind::KeywordOnly) && !is(i - 1, ParameterKind::Variadic)) out += ", *";
      out += fmt::format(", {}: {}{}", name(shape, i), ready.parts[i], shape[i].has_default ? " = ..." : "");
      if (is(i, ParameterKind::PositionalOnly) && !is(i + 1, ParameterKind::PositionalOnly)) out += ", /";
    }
    return out + fmt::format(") -> {}: ...\n", ready.parts.back());
  }

  /// No caller sees the name of a positional-only parameter; it has to be none of the others.
  static std::string unseen_name(const SignatureShape& shape, std::size_t at) {
    std::string name = fmt::format("a{}", at);
    while (std::ranges::find(shape, name, &SignatureParameter::name) != shape.end()) name += '_';
    return name;
  }

  static std::string name(const SignatureShape& shape, std::size_t at) {
    const SignatureParameter& parameter = shape[at];
    switch (parameter.kind) {
      case ParameterKind::PositionalOnly: return unseen_name(shape, at);
      case ParameterKind::Variadic: return "*args";
      case ParameterKind::KeywordVariadic: return "**kwargs";
      case ParameterKind::Standard:
      case ParameterKind::KeywordOnly: break;
    }
    return parameter.name;
  }

  /// \returns what stands for the definition's name: the same one for the same text
  std::string defined(const std::string& members) {
    const auto found = std::ranges::find(definitions_, members);
    const auto place = found - definitions_.begin();
    if (found == definitions_.end()) definitions_.push_back(members);
    return fmt::format("{{{}}}", place);
  }

  const ClassTable& table_;
  syntax::Printer printer_;
  std::vector<std::string> definitions_;
};

}  // namespace

Probe spelled(Type source, Type target, const ClassTable& table) {
  Spelling spelling{table};
  Probe probe{spelling.annotation(source), spelling.annotation(target), {}};
  probe.definitions = spelling.take();
  return probe;
}

}  // namespace agverify::model::python
