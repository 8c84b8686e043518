#include "model/syntax/stubs/member_reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/unread.h"

namespace agverify::model::syntax::stubs {
namespace {

const std::set<std::string_view> decorators_without_meaning{"abstractmethod", "deprecated", "final", "override", "type_check_only"};

const std::set<std::string_view> constructors{"__init__", "__new__", "__init_subclass__", "__class_getitem__", "__post_init__"};

/// What stands around a type and says something of the member. Spec: qualifiers, class-compat#classvar, typeddict.
const std::set<std::string_view> qualifiers{"ClassVar", "Final", "InitVar", "NotRequired", "ReadOnly", "Required"};

/// What the interpreter reads for itself.
const std::set<std::string_view> directives{"__slots__", "__match_args__"};

bool is_dunder(std::string_view name) { return name.size() > 4 && name.starts_with("__") && name.ends_with("__"); }

bool is_private(std::string_view name) { return name.starts_with('_') && !is_dunder(name); }

}  // namespace

void MemberReader::read(const ClassSource& source) {
  if (universe_.table[source.id].unsupported) return;
  overloaded_.clear();
  for (const ClassOutline::Member& each : source.outline->members) read(source, each);
  for (const OtherMember& each : source.outline->bound_names)
    if (!find(source, each.name.text)) read(source, each);
  for (const bool annotated : {true, false})
    for (const ClassOutline::Member& each : source.outline->members) add_receiver_attributes(source, each, annotated);
  add_axiom(source);
}

/// What a method assigns to its receiver is an attribute of the class, unless its body says so itself.
void MemberReader::add_receiver_attributes(const ClassSource& source, const ClassOutline::Member& written, bool annotated) {
  const auto* function = std::get_if<FunctionOutline>(&written);
  if (!function || universe_.table[source.id].is_protocol) return;
  for (const auto& [name, annotation] : function->receiver_attributes) {
    if (annotation.empty() == annotated || find(source, name.text)) continue;
    AssignmentOutline made;
    made.name = name;
    made.annotation = annotation;
    read_assignment(source, made);
    keep_text(source, name.text, annotated ? annotation.text : function->signature);
  }
}

/// What is not read may name a type parameter all the same.
void MemberReader::keep_text(const ClassSource& source, std::string_view name, std::string_view text) {
  Member* member = is_private(name) ? nullptr : find(source, name);
  if (auto* unread = member ? std::get_if<Unread>(&member->form) : nullptr) unread->text += std::string(text) + "\n";
}

void MemberReader::read(const ClassSource& source, const ClassOutline::Member& written) {
  if (const auto* function = std::get_if<FunctionOutline>(&written)) {
    read_function(source, *function);
    keep_text(source, function->name.text, function->signature);
  } else if (const auto* assigned = std::get_if<AssignmentOutline>(&written)) {
    read_assignment(source, *assigned);
    keep_text(source, assigned->name.text, assigned->annotation.empty() ? assigned->value.text : assigned->annotation.text);
  } else {
    const auto& other = std::get<OtherMember>(written);
    put(source, other.name, Unread{other.construct});
    keep_text(source, other.name.text, other.text);
  }
}

/// Constructors say nothing about a value: the conformance suite has it so, the spec is silent. Private names do not
/// either; they are kept, unread, as a protocol may ask for one.
bool MemberReader::is_observation(std::string_view name) { return !constructors.contains(name) && !directives.contains(name); }

Member* MemberReader::find(const ClassSource& source, std::string_view name) {
  std::vector<Member>& members = universe_.table[source.id].members;
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &*found;
}

/// The last definition counts, as when Python runs the class; what implements overloads stays overloaded.
void MemberReader::put(const ClassSource& source, const Piece& name, Form form) {
  if (!is_observation(name.text)) return;
  if (is_private(name.text)) form = Unread{"private name"};
  Member* old = find(source, name.text);
  if (!old) {
    universe_.table[source.id].members.push_back({std::string(name.text), std::move(form), name.place, false});
    return;
  }
  old->form = std::move(form);
  old->location = name.place;
}

std::variant<Type, Unread> MemberReader::type(const ClassSource& source, const Piece& annotation) {
  if (annotation.empty()) return Unread{"missing annotation"};
  std::string unsupported;
  const auto read_type = types_.read(source, annotation, unsupported);
  if (read_type) return *read_type;
  const bool is_type = !unsupported.empty() && !qualifiers.contains(unsupported);
  if (is_type && means_one_thing(source, annotation.text)) return pool_.opaque(opaque_text(source, annotation.text));
  return Unread{unsupported.empty() ? "error" : unsupported};
}

/// Whether the text means the same in every class of its module: it names neither a type parameter of the class, nor what
/// the class's own body binds, nor the receiver.
bool MemberReader::means_one_thing(const ClassSource& source, std::string_view text) const {
  const Unread words{{}, std::string(text)};
  const auto stands_there = [&](std::string_view name) { return may_show(words, name); };
  if (stands_there("Self") || std::ranges::any_of(source.parameter_names, stands_there)) return false;
  const auto name_of = [](const auto& member) { return std::visit([](const auto& each) { return each.name.text; }, member); };
  return std::ranges::none_of(source.outline->members, [&](const auto& each) { return stands_there(name_of(each)); }) &&
         std::ranges::none_of(source.outline->bound_names, [&](const OtherMember& each) { return stands_there(each.name.text); });
}

std::string MemberReader::opaque_text(const ClassSource& source, std::string_view text) {
  std::string made;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    made += c == '"' || c == '%' || code < 0x20 || code == 0x7f ? fmt::format("%{:02x}", code) : std::string(1, c);
  }
  return fmt::format("{} of {}", made, source.module->name);
}

// Functions ----------------------------------------------------------------------------------------------------------------

void MemberReader::read_function(const ClassSource& source, const FunctionOutline& written) {
  if (!is_observation(written.name.text)) return;
  const Role role = role_of(source, written);
  if (role.kind == Role::Kind::Method && overloaded_.contains(written.name.text)) return;
  switch (role.kind) {
    case Role::Kind::Method: return put(source, written.name, method(source, written, role));
    case Role::Kind::Overload: return add_signature(source, written, role);
    case Role::Kind::Property: return put(source, written.name, property(source, written));
    case Role::Kind::Setter: return add_setter(source, written);
    case Role::Kind::Nothing: return;
    case Role::Kind::Unread: return put(source, written.name, Unread{role.construct});
  }
}

MemberReader::Role MemberReader::role_of(const ClassSource& source, const FunctionOutline& written) const {
  Role role;
  for (const Decorator& each : written.decorators) {
    const std::string own(written.name.text);
    const std::string meaning = meaning_of(*source.module, each.name.text);
    if (each.name.text == own + ".setter") return {Role::Kind::Setter, {}};
    if (each.name.text == own + ".deleter" || each.name.text == own + ".getter") return {Role::Kind::Nothing, {}};
    if (meaning == "property") {
      role.kind = Role::Kind::Property;
    } else if (meaning == "overload") {
      role.kind = Role::Kind::Overload;
    } else if (meaning == "staticmethod") {
      role.binding = Binding::Static;
    } else if (meaning == "classmethod") {
      role.binding = Binding::Class;
    } else if (!decorators_without_meaning.contains(meaning)) {
      return {Role::Kind::Unread, meaning};
    }
  }
  return role;
}

MemberReader::Form MemberReader::method(const ClassSource& source, const FunctionOutline& written, const Role& role) {
  if (!written.unsupported.empty()) return Unread{written.unsupported};
  const std::size_t receivers = role.binding == Binding::Static ? 0 : 1;
  if (written.parameters.size() < receivers || (receivers == 1 && written.parameters.front().kind != ParameterKind::Standard))
    return Unread{"method without a receiver"};
  if (const auto* unread = receivers == 1 ? receiver_says_more(written) : nullptr) return Unread{unread};
  SignatureShape shape;
  std::vector<Type> parts;
  const bool has_slash = std::ranges::any_of(written.parameters, &FunctionOutline::Parameter::before_slash);
  for (std::size_t i = receivers; i < written.parameters.size(); ++i) {
    const FunctionOutline::Parameter& each = written.parameters[i];
    const auto taken = type(source, each.annotation);
    if (const auto* unread = std::get_if<Unread>(&taken)) return *unread;
    shape.push_back(shape_of(each, has_slash));
    parts.push_back(std::get<Type>(taken));
  }
  const auto returned = result(source, written);
  if (const auto* unread = std::get_if<Unread>(&returned)) return *unread;
  parts.push_back(std::get<Type>(returned));
  return Method{pool_.callable(shape, parts), role.binding};
}

/// A receiver annotated as anything but Self makes the method one of some instances only.
const char* MemberReader::receiver_says_more(const FunctionOutline& written) {
  const std::string_view text = written.parameters.front().annotation.text;
  return text.empty() || text == "Self" ? nullptr : "annotated receiver";
}

SignatureParameter MemberReader::shape_of(const FunctionOutline::Parameter& written, bool has_slash) {
  const std::string_view name = written.name.text;
  const bool by_name = !has_slash && name.starts_with("__") && !is_dunder(name);
  if (written.kind == ParameterKind::Standard && (written.before_slash || by_name)) return {ParameterKind::PositionalOnly, written.has_default, {}};
  const bool has_name = written.kind == ParameterKind::Standard || written.kind == ParameterKind::KeywordOnly;
  return {written.kind, written.has_default, has_name ? std::string(name) : std::string{}};
}

/// One more of the signatures of an overloaded method. What implements them in a source says nothing.
void MemberReader::add_signature(const ClassSource& source, const FunctionOutline& written, const Role& role) {
  Form made = method(source, written, role);
  const bool is_first = overloaded_.insert(written.name.text).second;
  Member* member = find(source, written.name.text);
  if (is_first || !member) return put(source, written.name, std::move(made));
  const auto* before = std::get_if<Method>(&member->form);
  const auto* added = std::get_if<Method>(&made);
  if (!before) return;
  if (!added) return void(member->form = std::move(made));
  const auto signatures = signatures_of(before->callable);
  std::vector<Type> all{signatures.begin(), signatures.end()};
  all.push_back(added->callable);
  member->form = Method{pool_.overload(all), role.binding};
}

/// Spec: annotations#annotating-generator-functions-and-coroutines. What a coroutine yields to its loop, and takes from
/// it, is not said: `Coroutine[Any, Any, R]`, in its widest static reading.
std::variant<Type, Unread> MemberReader::result(const ClassSource& source, const FunctionOutline& written) {
  auto written_type = type(source, written.result);
  if (std::holds_alternative<Unread>(written_type) || !written.is_async || written.yields) return written_type;
  const auto coroutine = universe_.table.find("typing.Coroutine");
  if (!coroutine || universe_.table[*coroutine].parameters.size() != 3) return Unread{"async def"};
  const Type anything = pool_.nominal(universe_.table.well_known.object);
  return pool_.nominal(*coroutine, {anything, pool_.never(), std::get<Type>(written_type)});
}

MemberReader::Form MemberReader::property(const ClassSource& source, const FunctionOutline& written) {
  if (written.parameters.size() != 1 || !written.unsupported.empty() || !written.parameters.front().annotation.empty())
    return Unread{"property with an unusual receiver"};
  const auto returned = result(source, written);
  if (const auto* unread = std::get_if<Unread>(&returned)) return *unread;
  return Property{std::get<Type>(returned), false};
}

void MemberReader::add_setter(const ClassSource& source, const FunctionOutline& written) {
  Member* member = find(source, written.name.text);
  auto* getter = member ? std::get_if<Property>(&member->form) : nullptr;
  if (!getter) return;
  const auto taken = written.parameters.size() == 2 ? type(source, written.parameters.back().annotation)
                                                    : std::variant<Type, Unread>{Unread{"unusual setter"}};
  if (const auto* unread = std::get_if<Unread>(&taken)) {
    member->form = *unread;
  } else if (std::get<Type>(taken) != getter->type) {
    member->form = Unread{"setter of another type"};
  } else {
    getter->settable = true;
  }
}

// Attributes ---------------------------------------------------------------------------------------------------------------

void MemberReader::read_assignment(const ClassSource& source, const AssignmentOutline& written) {
  if (!is_observation(written.name.text)) return;
  const bool renames = written.annotation.empty() && written.value_kind == AssignmentOutline::Value::Name;
  if (const Member* other = renames ? find(source, written.value.text) : nullptr)
    return put(source, written.name, Form{other->form});
  if (const auto inner = inside_final(source, written.annotation)) {
    const auto declared = type(source, *inner);
    if (const auto* unread = std::get_if<Unread>(&declared)) return put(source, written.name, *unread);
    return put(source, written.name, Property{std::get<Type>(declared), false});
  }
  const auto declared = type(source, written.annotation);
  if (const auto* unread = std::get_if<Unread>(&declared)) return put(source, written.name, *unread);
  put(source, written.name, Attribute{std::get<Type>(declared)});
}

/// The type of an attribute that cannot be set. Spec: qualifiers#final.
std::optional<Piece> MemberReader::inside_final(const ClassSource& source, const Piece& annotation) {
  const std::size_t open = annotation.text.find('[');
  if (open == std::string_view::npos || !annotation.text.ends_with(']')) return std::nullopt;
  if (meaning_of(*source.module, annotation.text.substr(0, open)) != "Final") return std::nullopt;
  return Piece{annotation.text.substr(open + 1, annotation.text.size() - open - 2), place_inside(annotation, open + 1)};
}

/// Every value of these classes ends, if at all, with a StopIteration that carries its last parameter, whatever methods
/// the Python version gives it. Source: Python language reference, 6.2.9.1 (generator-iterator methods).
void MemberReader::add_axiom(const ClassSource& source) {
  Class& made = universe_.table[source.id];
  const bool stops = made.qualified_name == "typing.Generator" || made.qualified_name == "typing.Coroutine";
  if (!stops || made.parameters.empty()) return;
  const Type last = pool_.parameter(static_cast<std::uint32_t>(made.parameters.size() - 1));
  made.members.push_back({"__stop__", Method{pool_.callable({}, last)}, made.location, true});
}

}  // namespace agverify::model::syntax::stubs
