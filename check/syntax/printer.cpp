#include "check/syntax/printer.h"

#include <fmt/format.h>

namespace agverify::check {

bool is_plain(const Shape& shape) {
  return std::all_of(shape.begin(), shape.end(), [](const ShapeParameter& each) {
    return each.kind == ParameterKind::PositionalOnly && !each.has_default;
  });
}

namespace {

struct Frame {
  TypeId type{};
  bool in_parentheses = false;
  bool as_signature = false;
  std::size_t next = 0;
};

std::string head_of(const Printer& printer, TypeId type) {
  const TypeNode& node = (*printer.types)[type];
  switch (node.form) {
    case Form::Never:
      return "Never";
    case Form::Variable:
      return printer.variables ? printer.variables->names[node.number] : "?";
    case Form::Alias: {
      const std::string& alias = (*printer.slice)[printer.types->alias_of(type)].name;
      return printer.types->parts(type).empty() ? alias : alias + "[";
    }
    case Form::Parameter:
      for (std::uint32_t i = 0; i < printer.slice->aliases.size(); ++i)
        if (owner_of(AliasId{i}) == node.class_id) return printer.slice->aliases[i].parameters[node.number];
      return (*printer.slice)[node.class_id].parameters[node.number].name;
    case Form::Self:
      return "Self";
    case Form::Opaque:
      return fmt::format("opaque[\"{}\"{}", printer.types->opaque_name(type), printer.types->parts(type).empty() ? "]" : "");
    case Form::Overload:
      return "overload[";
    case Form::Tuple:
      return printer.types->parts(type).empty() ? "tuple[()]" : "tuple[";
    case Form::Literal:
      return fmt::format("Literal[{}{}]", (*printer.slice)[node.class_id].members.empty() ? "" : (*printer.slice)[node.class_id].name + ".",
                         printer.types->literal_value(type));
    case Form::TypeOf:
      return "type[";
    case Form::Union:
    case Form::Callable:
      return "";
    case Form::Application:
      break;
  }
  const std::string& name = (*printer.slice)[node.class_id].name;
  const std::string_view bracket = printer.types->parts(type).empty() ? "" : name == "tuple" ? "<" : "[";
  return fmt::format("{}{}", name == "NoneType" ? "None" : name, bracket);
}

void open(const Printer& printer, std::string& out, std::vector<Frame>& frames, TypeId type, bool inside_union) {
  out += head_of(printer, type);
  if (printer.types->parts(type).empty()) return;
  Frame made{.type = type};
  if (printer.types->is(type, Form::Callable)) {
    made.as_signature = !is_plain(printer.types->shape(type));
    if (!made.as_signature) out += "Callable[[";
  }
  made.in_parentheses = inside_union && (made.as_signature || printer.types->is(type, Form::Union));
  if (made.in_parentheses) out += '(';
  if (made.as_signature) out += '(';
  frames.push_back(made);
}

void before_parameter(std::string& out, const Shape& shape, std::size_t at) {
  const auto is = [&](std::size_t i, ParameterKind kind) { return i < shape.size() && shape[i].kind == kind; };
  if (at > 0 && shape[at - 1].has_default) out += " = ...";
  if (at > 0 && is(at - 1, ParameterKind::PositionalOnly) && !is(at, ParameterKind::PositionalOnly)) out += ", /";
  if (at == shape.size()) {
    out += ") -> ";
    return;
  }
  if (at > 0) out += ", ";
  const bool only_named_before = at > 0 && (is(at - 1, ParameterKind::KeywordOnly) || is(at - 1, ParameterKind::Variadic));
  if (is(at, ParameterKind::KeywordOnly) && !only_named_before) out += "*, ";
  if (is(at, ParameterKind::Variadic)) out += "*args: ";
  if (is(at, ParameterKind::KeywordVariadic)) out += "**kwargs: ";
  if (!shape[at].name.empty()) out += shape[at].name + ": ";
}

/// Before the next part of a tuple, or behind its last one.
void around_part(const Printer& printer, std::string& out, const Frame& frame) {
  const auto unbounded = printer.types->unbounded(frame.type);
  const bool is_alone = printer.types->parts(frame.type).size() == 1;
  if (unbounded && frame.next == *unbounded + 1) out += is_alone ? ", ..." : ", ...]";
  if (frame.next == printer.types->parts(frame.type).size()) return;
  if (frame.next > 0) out += ", ";
  if (unbounded == frame.next && !is_alone) out += "*tuple[";
}

void separate(const Printer& printer, std::string& out, const Frame& frame) {
  if (printer.types->is(frame.type, Form::Tuple)) return around_part(printer, out, frame);
  if (frame.as_signature) return before_parameter(out, printer.types->shape(frame.type), frame.next);
  const bool is_callable = printer.types->is(frame.type, Form::Callable);
  if (is_callable && frame.next == printer.types->shape(frame.type).size()) {
    out += "], ";
  } else if (frame.next > 0) {
    out += printer.types->is(frame.type, Form::Union) ? " | " : ", ";
  } else if (printer.types->is(frame.type, Form::Opaque)) {
    out += ", ";
  }
}

void close(const Printer& printer, std::string& out, const Frame& frame) {
  if (printer.types->is(frame.type, Form::Tuple)) around_part(printer, out, frame);
  const bool is_view = printer.types->is(frame.type, Form::Application) && (*printer.slice)[(*printer.types)[frame.type].class_id].name == "tuple";
  if (!frame.as_signature && !printer.types->is(frame.type, Form::Union)) out += is_view ? '>' : ']';
  if (frame.in_parentheses) out += ')';
}

std::string finish(const Printer& printer, std::string out, std::vector<Frame> frames) {
  while (!frames.empty()) {
    if (out.size() > printer.most) return out.substr(0, printer.most) + "...";
    Frame& top = frames.back();
    if (top.next == printer.types->parts(top.type).size()) {
      close(printer, out, top);
      frames.pop_back();
      continue;
    }
    separate(printer, out, top);
    open(printer, out, frames, printer.types->part(top.type, top.next++), printer.types->is(top.type, Form::Union));
  }
  return out;
}

}  // namespace

std::string Printer::operator()(TypeId type) const {
  std::string out;
  std::vector<Frame> frames;
  open(*this, out, frames, type, false);
  return finish(*this, std::move(out), std::move(frames));
}

std::string Printer::operator()(const Member& member) const {
  if (const auto* attribute = std::get_if<Attribute>(&member)) return fmt::format("{}: {}", attribute->of_class ? " classvar" : "", (*this)(attribute->type));
  if (const auto* property = std::get_if<Property>(&member))
    return fmt::format("{} property -> {}", property->settable ? " settable" : "", (*this)(property->type));
  const TypeId type = std::get<Method>(member).type;
  if (types->is(type, Form::Overload)) return " " + (*this)(type);
  return finish(*this, " (", {{.type = type, .as_signature = true}});
}

}  // namespace agverify::check
