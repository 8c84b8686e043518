#include "check/syntax/printer.h"

#include <fmt/format.h>

namespace agverify::check {

namespace {

struct Frame {
  TypeId type{};
  bool in_parentheses = false;
  std::size_t next = 0;
};

std::string head_of(const Printer& printer, TypeId type) {
  const TypeNode& node = (*printer.types)[type];
  switch (node.form) {
    case Form::Never:
      return "Never";
    case Form::Variable:
      return printer.variables ? printer.variables->names[node.number] : "?";
    case Form::Parameter:
      return (*printer.slice)[node.class_id].parameters[node.number].name;
    case Form::Union:
      return "";
    case Form::Application:
      break;
  }
  const std::string& name = (*printer.slice)[node.class_id].name;
  return name == "NoneType" ? "None" : name;
}

void open(const Printer& printer, std::string& out, std::vector<Frame>& frames, TypeId type, bool inside_union) {
  const bool is_union = printer.types->is(type, Form::Union);
  out += head_of(printer, type);
  if (printer.types->parts(type).empty()) return;
  if (!is_union) out += '[';
  if (is_union && inside_union) out += '(';
  frames.push_back({type, is_union && inside_union});
}

void close(const Printer& printer, std::string& out, const Frame& frame) {
  if (!printer.types->is(frame.type, Form::Union)) out += ']';
  if (frame.in_parentheses) out += ')';
}

}  // namespace

std::string Printer::operator()(TypeId type) const {
  std::string out;
  std::vector<Frame> frames;
  open(*this, out, frames, type, false);
  while (!frames.empty()) {
    if (out.size() > most) return out.substr(0, most) + "...";
    Frame& top = frames.back();
    const bool is_union = types->is(top.type, Form::Union);
    if (top.next == types->parts(top.type).size()) {
      close(*this, out, top);
      frames.pop_back();
      continue;
    }
    if (top.next > 0) out += is_union ? " | " : ", ";
    open(*this, out, frames, types->part(top.type, top.next++), is_union);
  }
  return out;
}

std::string Printer::operator()(const Member& member) const {
  if (const auto* attribute = std::get_if<Attribute>(&member)) return fmt::format(": {}", (*this)(attribute->type));
  if (const auto* property = std::get_if<Property>(&member))
    return fmt::format("{} property -> {}", property->settable ? " settable" : "", (*this)(property->type));
  const auto& method = std::get<Method>(member);
  std::string out = " (";
  for (std::size_t i = 0; i < method.parameters.size(); ++i) {
    const MethodParameter& each = method.parameters[i];
    out +=
        fmt::format("{}{}: {}{}", i > 0 ? ", " : "", each.name, (*this)(each.type), each.has_default ? " = ..." : "");
    const bool ends = i + 1 == method.parameters.size() || !method.parameters[i + 1].positional_only;
    if (each.positional_only && ends) out += ", /";
  }
  return out + ") -> " + (*this)(method.result);
}

}  // namespace agverify::check
