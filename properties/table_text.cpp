#include "properties/table_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/printer.h"

namespace agverify::properties {
namespace {

using namespace model;

std::string_view flag_of(Variance variance) {
  switch (variance) {
    case Variance::Covariant: return ", covariant=True";
    case Variance::Contravariant: return ", contravariant=True";
    case Variance::Bivariant:
    case Variance::Invariant: break;
  }
  return "";
}

class StubWriter {
 public:
  explicit StubWriter(const ClassTable& table) : table_(table), printer_(table) {}

  std::string run(ClassId first) {
    for (std::uint32_t i = index_of(first); i < table_.size(); ++i) write(table_.classes[i]);
    return out_;
  }

 private:
  void write(const Class& definition) {
    parameters_ = definition.parameters;
    for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].name = fmt::format("{}_T{}", definition.name, i);
    for (const TypeParameter& each : parameters_)
      out_ += fmt::format("{} = TypeVar(\"{}\"{}{})\n", each.name, each.name, flag_of(each.declared_variance),
                          each.upper_bound ? ", bound=" + text(*each.upper_bound) : "");
    out_ += fmt::format("class {}{}:\n", definition.name, header(definition));
    for (const Member& each : definition.members) std::visit([&](const auto& form) { write(each.name, form); }, each.form);
    if (definition.members.empty()) out_ += "    ...\n";
  }

  std::string header(const Class& definition) {
    std::vector<std::string> all;
    for (Type base : definition.bases)
      if (as_nominal(base)->class_id != table_.well_known.object) all.push_back(text(base));
    std::string list;
    for (const TypeParameter& each : parameters_) list += (list.empty() ? "" : ", ") + each.name;
    const std::string subscript = list.empty() ? "" : "[" + list + "]";
    if (definition.is_protocol) all.push_back("Protocol" + subscript);
    else if (!list.empty()) all.push_back("Generic" + subscript);
    return all.empty() ? "" : fmt::format("({})", fmt::join(all, ", "));
  }

  std::string text(Type type) {
    std::string written;
    printer_.append(written, type, {}, parameters_);
    return written;
  }

  void write(const std::string& name, const Method& method) {
    for (Type each : signatures_of(method.callable)) {
      if (as_overload(method.callable)) out_ += "    @overload\n";
      if (method.binding != Binding::Instance) out_ += method.binding == Binding::Class ? "    @classmethod\n" : "    @staticmethod\n";
      write(name, method.binding, *as_callable(each));
    }
  }

  void write(const std::string& name, Binding binding, const Callable& signature) {
    const SignatureShape& shape = *signature.shape;
    const auto is = [&](std::size_t k, ParameterKind kind) { return k < shape.size() && shape[k].kind == kind; };
    std::vector<std::string> parameters;
    if (binding != Binding::Static) parameters.emplace_back(binding == Binding::Class ? "cls" : "self");
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const bool opens_keywords = is(i, ParameterKind::KeywordOnly) && !is(i - 1, ParameterKind::KeywordOnly) && !is(i - 1, ParameterKind::Variadic);
      const std::string_view stars = is(i, ParameterKind::Variadic) ? "*" : is(i, ParameterKind::KeywordVariadic) ? "**" : "";
      const std::string shown = shape[i].name.empty() ? fmt::format("p{}", i) : shape[i].name;
      if (opens_keywords) parameters.emplace_back("*");
      parameters.push_back(fmt::format("{}{}: {}{}", stars, shown, text(signature.parts[i]), shape[i].has_default ? " = ..." : ""));
      if (is(i, ParameterKind::PositionalOnly) && !is(i + 1, ParameterKind::PositionalOnly)) parameters.emplace_back("/");
    }
    out_ += fmt::format("    def {}({}) -> {}: ...\n", name, fmt::join(parameters, ", "), text(signature.result()));
  }

  void write(const std::string& name, const Attribute& attribute) {
    const std::string type = text(attribute.type);
    out_ += fmt::format("    {}: {}\n", name, attribute.of_class ? fmt::format("ClassVar[{}]", type) : type);
  }

  void write(const std::string& name, const Property& property) {
    const std::string type = text(property.type);
    out_ += fmt::format("    @property\n    def {}(self) -> {}: ...\n", name, type);
    if (property.settable) out_ += fmt::format("    @{}.setter\n    def {}(self, value: {}) -> None: ...\n", name, name, type);
  }

  void write(const std::string&, const Unread&) {}

  const ClassTable& table_;
  syntax::Printer printer_;
  std::vector<TypeParameter> parameters_;
  std::string out_ = "from typing import Callable, ClassVar, Generic, Literal, Never, Protocol, Self, TypeVar, overload\n";
};

}  // namespace

std::string stub_of(const ClassTable& table, ClassId first) { return StubWriter{table}.run(first); }

ClassId first_made(const ClassTable& table) {
  const auto named = [](const Class& each) { return each.name.starts_with("Made"); };
  return ClassId{static_cast<std::uint32_t>(std::ranges::find_if(table.classes, named) - table.classes.begin())};
}

}  // namespace agverify::properties
