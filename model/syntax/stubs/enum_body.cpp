#include "model/syntax/stubs/enum_body.h"

#include <algorithm>
#include <bit>
#include <cctype>

#include <fmt/format.h>

#include "model/syntax/cursor.h"
#include "model/syntax/literal_text.h"

namespace agverify::model::syntax::stubs {
namespace {

bool is_dunder(std::string_view name) {
  return name.size() > 4 && name.starts_with("__") && name.ends_with("__") && name[2] != '_' && name[name.size() - 3] != '_';
}

bool is_sunder(std::string_view name) {
  return name.size() > 2 && name.starts_with('_') && name.ends_with('_') && name[1] != '_' && name[name.size() - 2] != '_';
}

/// What stands in the parentheses of a call.
std::string_view arguments_of(const AssignmentOutline& call) {
  std::string_view text = call.value.text.substr(call.called.text.size());
  const std::size_t open = text.find('(');
  return text.substr(open + 1, text.rfind(')') - open - 1);
}

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

void EnumBody::read() {
  read_ignored();
  for (const ClassOutline::Member& each : source_.outline->members) std::visit([&](const auto& member) { read(member); }, each);
  read_bound_names();
}

/// `_ignore_ = "A B"`, or a list of names.
void EnumBody::read_ignored() {
  for (const ClassOutline::Member& each : source_.outline->members) {
    const auto* written = std::get_if<AssignmentOutline>(&each);
    if (!written || written->name.text != "_ignore_" || written->value.empty()) continue;
    Cursor cursor{written->value.text};
    const bool is_list = cursor.accept("[") || cursor.accept("(");
    for (cursor.skip_space(); begins_text(cursor); cursor.skip_space()) {
      const auto text = written_text(cursor);
      if (!text) break;
      for (Cursor inside{text->value}; !inside.at_end();)
        if (const std::string_view name = inside.name(); !name.empty()) ignored_.emplace(name);
        else inside.advance();
      cursor.skip_space();
      cursor.accept(",");
    }
    if (is_list) cursor.advance();
    if (!cursor.at_end()) unread = "_ignore_";
  }
}

bool EnumBody::is_no_member(std::string_view name) const {
  const bool is_private = (name.starts_with("__") || name.starts_with(fmt::format("_{}__", source_.outline->name.text))) && !name.ends_with("__");
  return is_dunder(name) || is_sunder(name) || is_private || ignored_.contains(name);
}

void EnumBody::read(const FunctionOutline& written) {
  const std::string_view name = written.name.text;
  if (member_called(name)) return not_read(name);
  const auto makes_member = [&](const Decorator& each) { return meaning_in_enum(each.name.text) == "member"; };
  if (!is_no_member(name) && std::ranges::any_of(written.decorators, makes_member)) return add(name, {});
  others_.emplace(name);
}

void EnumBody::read(const OtherMember& written) {
  const std::string_view name = written.name.text;
  if (is_no_member(name)) return;
  if (written.construct != "nested class" || !written.text.empty() || member_called(name)) return not_read(name);
  others_.emplace(name);
}

void EnumBody::read(const AssignmentOutline& written) {
  const std::string_view name = written.name.text, value = written.value.text;
  const bool is_lambda = value.starts_with("lambda") && (value.size() == 6 || !continues_name(value[6]));
  const bool is_generated = written.value_kind == AssignmentOutline::Value::Generated;
  if (is_no_member(name) || (written.value.empty() && !is_generated)) return;
  if (!written.annotation.empty() || member_called(name) || others_.contains(name)) return not_read(name);
  if (is_lambda) return void(others_.emplace(name));
  if (is_generated) return add_generated(name);
  if (value == "...") return add(name, {std::nullopt, true});
  if (written.value_kind == AssignmentOutline::Value::Call) return read_call(written);
  if (written.value_kind == AssignmentOutline::Value::Name) return read_name(written);
  auto constant = constant_in(value, [&](std::string_view each) { return value_of(each); });
  constant ? add(name, {std::move(constant), false}) : not_read(name);
}

void EnumBody::read_call(const AssignmentOutline& written) {
  const std::string_view name = written.name.text, called = meaning_in_enum(written.called.text), arguments = arguments_of(written);
  const Symbol* symbol = source_.module->scope.find(written.called.text);
  if (called == "nonmember") return void(others_.emplace(name));
  if (symbol && *symbol == Symbol{universe_.table.well_known.object} && is_blank(arguments)) return add(name, {});
  if (called != "member" && !(called == "auto" && is_blank(arguments))) return not_read(name);
  if (called == "auto") return add_generated(name);
  auto constant = constant_in(arguments, [&](std::string_view each) { return value_of(each); });
  constant ? add(name, {std::move(constant), false}) : not_read(name);
}

void EnumBody::add_generated(std::string_view name) {
  auto constant = next_value(name);
  constant ? add(name, {std::move(constant), false}) : not_read(name);
}

/// Another name for a member or for a function, or a constant of the language.
void EnumBody::read_name(const AssignmentOutline& written) {
  const std::string_view name = written.name.text, value = written.value.text;
  if (const std::string* member = member_called(value)) return add_alias(name, *member);
  const auto is_function = [&](const ClassOutline::Member& each) { return std::holds_alternative<FunctionOutline>(each) && stubs::name_of(each) == value; };
  const auto& functions = source_.module->outline.functions;
  const bool is_own = std::ranges::any_of(source_.outline->members, is_function);
  if (is_own || (!others_.contains(value) && std::ranges::find(functions, value, &Piece::text) != functions.end())) return void(others_.emplace(name));
  auto constant = constant_in(value, [&](std::string_view) { return std::optional<Constant>{}; });
  constant ? add(name, {std::move(constant), false}) : not_read(name);
}

/// Names that the body gives a value in another way may be members.
void EnumBody::read_bound_names() {
  for (const OtherMember& each : source_.outline->bound_names) {
    const bool is_read = std::ranges::find(source_.outline->members, each.name.text, stubs::name_of) != source_.outline->members.end();
    if (!is_read && !is_no_member(each.name.text)) not_read(each.name.text);
  }
}

/// What the name means among what the module `enum` has.
std::string_view EnumBody::meaning_in_enum(std::string_view name) const {
  const Symbol* symbol = source_.module->scope.find(name);
  const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr;
  const auto* id = symbol ? std::get_if<ClassId>(symbol) : nullptr;
  if (construct) return construct->name;
  const std::string_view qualified = id ? std::string_view{universe_.table[*id].qualified_name} : std::string_view{};
  return qualified.starts_with("enum.") ? qualified.substr(5) : std::string_view{};
}

/// What `auto()` stands for; nothing where versions of Python differ in it.
std::optional<Constant> EnumBody::next_value(std::string_view name) const {
  if (kind_.has_own_generator) return std::nullopt;
  if (kind_.names_are_values) {
    std::string lower;
    for (const char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool is_ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii ? std::optional{Constant{Constant::Kind::Text, spelled({lower, false})}} : std::nullopt;
  }
  std::int64_t last = 0;
  for (const auto& [other, value] : values_) {
    if (!value.constant || !value.constant->whole || *value.constant->whole < last) return std::nullopt;
    last = *value.constant->whole;
  }
  if (!kind_.is_flag) return whole_constant(last + 1);
  return whole_constant(static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(last)) * 2 + (last == 0 ? 1 : 0)));
}

std::optional<Constant> EnumBody::value_of(std::string_view name) const {
  const auto found = std::ranges::find(values_, name, [](const auto& each) -> std::string_view { return each.first; });
  return found == values_.end() ? std::nullopt : found->second.constant;
}

const std::string* EnumBody::member_called(std::string_view name) const {
  for (const auto& [alias, member] : aliases)
    if (alias == name) return &member;
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? nullptr : &*found;
}

/// Whether the value that stands there is the value of the member.
bool EnumBody::fits(const Value& value) const {
  using Kind = Constant::Kind;
  if (kind_.mixin == EnumKind::Mixin::Unread) return names.empty();
  if (value.is_placeholder) return is_stub_ || std::ranges::none_of(values_, [](const auto& each) { return each.second.is_placeholder; });
  if (kind_.is_flag && (!value.constant || !value.constant->whole || *value.constant->whole < 0)) return false;
  if (kind_.mixin == EnumKind::Mixin::None) return true;
  if (!value.constant) return false;
  switch (kind_.mixin) {
    case EnumKind::Mixin::Whole: return value.constant->kind == Kind::Whole;
    case EnumKind::Mixin::Float: return value.constant->kind == Kind::Float || value.constant->kind == Kind::Whole;
    case EnumKind::Mixin::Text: return value.constant->kind == Kind::Text;
    case EnumKind::Mixin::Bytes: return value.constant->kind == Kind::Bytes;
    case EnumKind::Mixin::None:
    case EnumKind::Mixin::Unread: break;
  }
  return true;
}

void EnumBody::add(std::string_view name, Value value) {
  if (!fits(value)) return not_read(name);
  const auto equal = std::ranges::find_if(values_, [&](const auto& each) {
    return value.constant && each.second.constant && each.second.constant->key == value.constant->key;
  });
  const bool is_new = equal == values_.end();
  if (!is_new) return add_alias(name, *member_called(equal->first));
  values_.emplace_back(name, std::move(value));
  names.emplace_back(name);
}

void EnumBody::add_alias(std::string_view name, std::string member) {
  if (kind_.mixin == EnumKind::Mixin::Unread) return not_read(name);
  const auto value = std::ranges::find(values_, member, [](const auto& each) -> const std::string& { return each.first; });
  values_.emplace_back(name, Value{value->second.constant, false});
  aliases.emplace_back(name, std::move(member));
}

void EnumBody::not_read(std::string_view name) {
  if (!unread) unread = fmt::format("value of the enum member {}", name);
}

}  // namespace agverify::model::syntax::stubs
