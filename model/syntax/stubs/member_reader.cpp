#include "model/syntax/stubs/member_reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/syntax/cursor.h"
#include "model/syntax/stubs/module_objects.h"

namespace agverify::model::syntax::stubs {
namespace {

const std::set<std::string_view> decorators_without_meaning{"abstractmethod", "deprecated", "final", "override", "type_check_only"};

const std::set<std::string_view> constructors{"__init__", "__new__"};

/// They say nothing of an instance either.
const std::set<std::string_view> hooks_of_classes{"__init_subclass__", "__class_getitem__", "__post_init__"};

/// What the interpreter reads for itself.
const std::set<std::string_view> directives{"__slots__", "__match_args__"};

/// What typeshed's enum calls its property.
/// Source: Python library reference, collections.namedtuple, dataclasses and copy.replace.
constexpr std::array made_by_named_tuple{std::string_view{"_make"}, std::string_view{"_asdict"}, std::string_view{"_replace"}, std::string_view{"_fields"},
                                         std::string_view{"_field_defaults"}, std::string_view{"__getnewargs__"}, std::string_view{"__replace__"}};
constexpr std::array made_by_dataclass{std::string_view{"__replace__"}};

constexpr std::string_view property_of_enums = "_magic_enum_attr";

constexpr const char* annotated_receiver = "annotated receiver";

bool is_dunder(std::string_view name) { return name.size() > 4 && name.starts_with("__") && name.ends_with("__"); }

bool is_private(std::string_view name) { return name.starts_with('_') && !is_dunder(name); }

bool is_quoted(std::string_view text) { return text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.front() == text.back(); }

/// What stands between the bracket or quote at a place and the last character.
Piece inside(const Piece& piece, std::size_t open) {
  return {piece.text.substr(open + 1, piece.text.size() - open - 2), place_inside(piece, open + 1)};
}

bool is_member_of_enum(const Class& definition, std::string_view name) {
  return std::ranges::find(definition.enum_members, name) != definition.enum_members.end() ||
         std::ranges::find(definition.enum_aliases, name, &std::pair<std::string, std::string>::first) != definition.enum_aliases.end();
}

std::size_t count_word(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    count += (at == 0 || !continues_name(text[at - 1])) && (end == text.size() || !continues_name(text[end]));
  }
  return count;
}

}  // namespace

std::vector<Member> MemberReader::read(const ClassSource& source) {
  left_out_.clear();
  fields_.reset();
  if (universe_.table[source.id].unsupported) return {};
  start(source);
  for (const ClassOutline::Member& each : source.outline->members) read(source, each);
  for (const OtherMember& each : source.outline->bound_names)
    if (!find(source, each.name.text)) read(source, each);
  for (const bool annotated : {true, false})
    for (const ClassOutline::Member& each : source.outline->members) add_receiver_attributes(source, each, annotated);
  set_constructors_apart(source);
  if (source.outline->is_module) leave_to_module_type(universe_.table[source.id]);
  add_axiom(source);
  return std::exchange(left_out_, {});
}

void MemberReader::start(const ClassSource& source) {
  overloaded_.clear();
  dataclass_ = dataclass_options(source);
  text_ = {source.module->name, {}, {}};
  if (source.outline->is_module) return;  // inside a module its own names mean what they mean in it
  for (const ClassOutline::Member& each : source.outline->members)
    text_.bound.emplace_back(name_of(each));
  for (const OtherMember& each : source.outline->bound_names) text_.bound.emplace_back(each.name.text);
}

/// What a method assigns to its receiver is an attribute of the class, unless its body says so itself.
void MemberReader::add_receiver_attributes(const ClassSource& source, const ClassOutline::Member& written, bool annotated) {
  const auto* function = std::get_if<FunctionOutline>(&written);
  if (!function || universe_.table[source.id].is_protocol || source.outline->is_module) return;
  for (const auto& [name, annotation] : function->receiver_attributes) {
    if (annotation.empty() == annotated || find(source, name.text)) continue;
    AssignmentOutline made;
    made.name = name;
    made.annotation = annotation;
    read_assignment(source, made);
    if (Member* member = find(source, name.text))
      if (auto* attribute = std::get_if<Attribute>(&member->form)) attribute->of_instance = true;
    keep_text(source, name.text, annotated ? annotation.text : function->signature);
  }
}

/// What is not read may name a type parameter all the same.
void MemberReader::keep_text(const ClassSource& source, std::string_view name, std::string_view text) {
  Member* member = is_private(name) ? find_left_out(name) : find(source, name);
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
    const bool is_of_module = source.outline->is_module && other.construct == "nested class";
    put(source, other.name, Unread{is_of_module ? "class of a module" : other.construct});
    keep_text(source, other.name.text, other.text);
  }
}

/// Private names say nothing of a value; they are kept, unread, as a protocol may ask for one.
bool MemberReader::is_kept(std::string_view name) { return !hooks_of_classes.contains(name) && !directives.contains(name); }

/// Constructors say nothing of a value either: the conformance suite has it so, the spec is silent.
/// Spec: constructors#converting-a-constructor-to-callable.
void MemberReader::set_constructors_apart(const ClassSource& source) {
  Class& made = universe_.table[source.id];
  const auto apart = std::ranges::stable_partition(made.members, [](const Member& each) { return !constructors.contains(each.name); });
  made.constructors.assign(std::make_move_iterator(apart.begin()), std::make_move_iterator(apart.end()));
  made.members.erase(apart.begin(), apart.end());
  if (is_named_tuple(source)) made.constructors.push_back({"__new__", Unread{"NamedTuple"}, made.location, false});
  if (dataclass_) add_what_dataclass_makes(source);
  add_what_follows(source);
}

/// What the interpreter or a decorator adds to what the body says.
void MemberReader::add_what_follows(const ClassSource& source) {
  Class& made = universe_.table[source.id];
  if (made.is_protocol) return;
  const Member* compares = find(source, "__eq__");
  if (compares && !find(source, "__hash__")) made.members.push_back({"__hash__", hash_beside(*compares), made.location, false});
  const auto add_unread = [&](std::span<const std::string_view> names, const char* construct) {
    for (const std::string_view each : names)
      if (!find(source, each)) made.members.push_back({std::string(each), Unread{construct}, made.location, false});
  };
  if (is_named_tuple(source)) add_unread(made_by_named_tuple, "NamedTuple");
  if (dataclass_) add_unread(made_by_dataclass, "dataclass");
  for (const Decorator& each : source.outline->decorators)
    if (meaning_of(*source.module, each.name.text) == "total_ordering")
      for (const char* name : {"__lt__", "__le__", "__gt__", "__ge__"})
        if (!find(source, name)) made.members.push_back({name, Unread{"total_ordering"}, made.location, false});
}

/// A class that says when its values are equal, and not how to hash them, takes the hash back.
/// Source: Python language reference, 3.3.1 (`object.__hash__`).
MemberReader::Form MemberReader::hash_beside(const Member& compares) {
  if (!std::holds_alternative<Method>(compares.form)) return Unread{"__eq__ without __hash__"};
  return Attribute{.type = pool_.nominal(universe_.table.well_known.none_type), .takes_back = true};
}

/// Source: Python's library reference, dataclasses.
void MemberReader::add_what_dataclass_makes(const ClassSource& source) {
  Class& made = universe_.table[source.id];
  const bool sets_up = std::ranges::find(made.constructors, "__init__", &Member::name) != made.constructors.end();
  if (!sets_up && dataclass_->init != false) made.constructors.push_back(constructor_to_make(made.location));
  if (!made.is_protocol && !find(source, "__hash__"))
    if (auto hash = hash_of_dataclass(*dataclass_, universe_.table, pool_)) made.members.push_back({"__hash__", std::move(*hash), made.location, false});
  for (Member& each : members_of_dataclass(*dataclass_, source.id, universe_.table, pool_))
    if (!find(source, each.name)) made.members.push_back(std::move(each));
  fields_ = read_fields(source, universe_.table, *dataclass_, [&](const Piece& annotation) { return type(source, annotation); });
}

Member* MemberReader::find(const ClassSource& source, std::string_view name) {
  std::vector<Member>& members = universe_.table[source.id].members;
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &*found;
}

/// The last definition counts, as when Python runs the class; what implements overloads stays overloaded.
void MemberReader::put(const ClassSource& source, const Piece& name, Form form) {
  if (!is_kept(name.text)) return;
  if (is_private(name.text)) leave_out(source, name, std::exchange(form, Unread{"private name"}));
  Member* old = find(source, name.text);
  if (!old) {
    universe_.table[source.id].members.push_back({std::string(name.text), std::move(form), name.place, false});
    return;
  }
  old->form = std::move(form);
  old->location = name.place;
}

void MemberReader::leave_out(const ClassSource& source, const Piece& name, Form form) {
  const auto& parameters = universe_.table[source.id].parameters;
  if (std::ranges::none_of(parameters, &TypeParameter::variance_is_inferred)) return;
  left_out_.push_back({std::string(name.text), std::move(form), name.place, false});
}

Member* MemberReader::find_left_out(std::string_view name) {
  const auto found = std::ranges::find(left_out_.rbegin(), left_out_.rend(), name, &Member::name);
  return found == left_out_.rend() ? nullptr : &*found;
}

/// What a constructor takes; what is not read of it, or wrong in it, hinders nothing.
void MemberReader::leave_out_constructor(const ClassSource& source, const FunctionOutline& written) {
  const auto& parameters = universe_.table[source.id].parameters;
  const auto is_named = [&](const TypeParameter& each) { return each.variance_is_inferred && count_word(written.signature, each.name) > 0; };
  if (std::ranges::none_of(parameters, is_named)) return;
  is_quiet_ = true;
  Form form = method(source, written, {Role::Kind::Method, {}, Binding::Instance});
  is_quiet_ = false;
  if (auto* unread = std::get_if<Unread>(&form)) unread->text = written.signature;
  leave_out(source, written.name, std::move(form));
}

std::variant<Type, Unread> MemberReader::type(const ClassSource& source, const Piece& annotation) {
  if (annotation.empty()) return Unread{"missing annotation"};
  if (is_quiet_) {
    const auto read_type = types_.read(source, annotation, source.parameter_names.size(), &text_);
    if (read_type) return *read_type;
    return Unread{read_type.error().construct.empty() ? "error" : read_type.error().construct};
  }
  std::string unsupported;
  const auto read_type = types_.read(source, annotation, unsupported, &text_);
  if (read_type) return *read_type;
  return Unread{unsupported.empty() ? "error" : unsupported};
}

// Functions ----------------------------------------------------------------------------------------------------------------

void MemberReader::read_function(const ClassSource& source, const FunctionOutline& written) {
  const bool constructs = constructors.contains(written.name.text);
  if (constructs) leave_out_constructor(source, written);
  is_quiet_ = constructs;
  read_member_function(source, written);
  is_quiet_ = false;
}

void MemberReader::read_member_function(const ClassSource& source, const FunctionOutline& written) {
  if (!is_kept(written.name.text)) return;
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
    if (meaning == "property" || meaning == property_of_enums) {
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
  if (source.outline->is_module) return role_in_module(std::move(role));
  if (written.name.text == "__new__") role.binding = Binding::Class;
  if (role.kind == Role::Kind::Property && role.binding != Binding::Instance) return {Role::Kind::Unread, "property of a class"};
  return role;
}

MemberReader::Role MemberReader::role_in_module(Role role) {
  const bool is_of_classes = role.kind == Role::Kind::Property || role.binding != Binding::Instance;
  if (is_of_classes) return {Role::Kind::Unread, "decorator of methods on a function"};
  role.binding = Binding::Static;
  return role;
}

MemberReader::Form MemberReader::method(const ClassSource& source, const FunctionOutline& written, const Role& role) {
  std::string unread = add_type_parameters(source, written);
  if (unread.empty() && role.binding != Binding::Static) unread = why_no_receiver(source, written, role.binding);
  if (unread == annotated_receiver) leave_out(source, written.name, Unread{unread, names_of_parameters(source)});
  Form made = unread.empty() ? signature(source, written, role.binding) : Form{Unread{std::move(unread)}};
  text_.variables.clear();
  return made;
}

MemberReader::Form MemberReader::signature(const ClassSource& source, const FunctionOutline& written, Binding binding) {
  SignatureShape shape;
  std::vector<Type> parts;
  const bool has_slash = std::ranges::any_of(written.parameters, &FunctionOutline::Parameter::before_slash);
  for (std::size_t i = binding == Binding::Static ? 0 : 1; i < written.parameters.size(); ++i) {
    const FunctionOutline::Parameter& each = written.parameters[i];
    text_.is_variadic = each.kind == ParameterKind::Variadic;
    const auto taken = type(source, each.annotation);
    text_.is_variadic = false;
    if (const auto* unread = std::get_if<Unread>(&taken)) return *unread;
    if (is_unpacked(source, each)) {
      if (!add_elements(*as_callable(std::get<Type>(taken)), shape, parts)) return Unread{"unpacked tuple after a parameter with a name"};
      continue;
    }
    const auto parameter = shape_of(each, has_slash, shape);
    if (!parameter) return Unread{"parameter with a mangled name"};
    shape.push_back(*parameter);
    parts.push_back(std::get<Type>(taken));
  }
  const auto returned = result(source, written);
  if (const auto* unread = std::get_if<Unread>(&returned)) return *unread;
  parts.push_back(std::get<Type>(returned));
  if (!is_python(shape)) return Unread{"parameters that Python refuses"};
  const bool is_bound = binding == Binding::Instance && !written.parameters.empty();
  return Method{pool_.callable(shape, parts), binding, is_bound ? shape_of(written.parameters.front(), has_slash, {}) : std::nullopt};
}

/// Whether `*args` is an unpacked tuple. Spec: generics#args-as-a-type-variable-tuple.
bool MemberReader::is_unpacked(const ClassSource& source, const FunctionOutline::Parameter& written) {
  const std::string_view text = written.annotation.text;
  if (written.kind != ParameterKind::Variadic) return false;
  const std::size_t open = text.find('[');
  return text.starts_with('*') || (open != std::string_view::npos && meaning_of(*source.module, text.substr(0, open)) == "Unpack");
}

/// \returns false where an element that must be given follows a parameter that has a name or a default
bool MemberReader::add_elements(const Callable& elements, SignatureShape& shape, std::vector<Type>& parts) {
  const bool by_place = std::ranges::all_of(shape, [](const SignatureParameter& each) { return each.kind == ParameterKind::PositionalOnly && !each.has_default; });
  if (!by_place && elements.shape->size() > 0 && elements.shape->front().kind == ParameterKind::PositionalOnly) return false;
  std::ranges::copy(*elements.shape, std::back_inserter(shape));
  std::ranges::copy(elements.parameters(), std::back_inserter(parts));
  return true;
}

/// Which instances a method with an annotated receiver is there for may depend on each of them.
std::string MemberReader::names_of_parameters(const ClassSource& source) {
  std::string names;
  for (const std::string& each : source.parameter_names) (names += each) += ' ';
  return names;
}

/// No name comes twice, and no parameter without default follows one with a default. Source: Python language reference, 8.7.
bool MemberReader::is_python(const SignatureShape& shape) {
  std::set<std::string_view> names;
  bool has_default = false;
  for (const SignatureParameter& each : shape) {
    if (!each.name.empty() && !names.insert(each.name).second) return false;
    if (each.kind != ParameterKind::PositionalOnly && each.kind != ParameterKind::Standard) continue;
    if (has_default && !each.has_default) return false;
    has_default = each.has_default;
  }
  return true;
}

// Receivers and type parameters of methods ---------------------------------------------------------------------------------

/// \returns nothing when every instance of the class will do as the receiver
std::string MemberReader::why_no_receiver(const ClassSource& source, const FunctionOutline& written, Binding binding) {
  if (written.parameters.empty() || written.parameters.front().kind != ParameterKind::Standard) return "method without a receiver";
  const Piece& annotation = written.parameters.front().annotation;
  return annotation.empty() || is_plain_receiver(source, written, annotation, binding) ? "" : annotated_receiver;
}

/// `Self`, the class itself with its own parameters, or a type variable that says nothing; of a class method `type` of those.
bool MemberReader::is_plain_receiver(const ClassSource& source, const FunctionOutline& written, Piece annotation, Binding binding) {
  if (is_quoted(annotation.text)) annotation = inside(annotation, 0);
  if (binding == Binding::Class) {
    const std::size_t bracket = annotation.text.find('[');
    if (bracket == std::string_view::npos || !annotation.text.ends_with(']')) return false;
    if (meaning_of(*source.module, annotation.text.substr(0, bracket)) != "type") return false;
    annotation = inside(annotation, bracket);
  }
  if (is_quoted(annotation.text)) annotation = inside(annotation, 0);
  if (meaning_of(*source.module, annotation.text) == "Self" || stands_only_there(source, written, annotation.text)) return true;
  const auto read_type = types_.read(source, annotation, source.parameter_names.size(), &text_);
  std::vector<Type> own;
  for (std::uint32_t i = 0; i < source.parameter_names.size(); ++i) own.push_back(pool_.parameter(i));
  return read_type && *read_type == pool_.nominal(source.id, own);
}

/// Whether it is a type variable of the method, without limits, that nothing else in the method names.
bool MemberReader::stands_only_there(const ClassSource& source, const FunctionOutline& written, std::string_view variable) {
  const auto own = std::ranges::find(written.type_parameters, variable, [](const TypeVariableOutline& each) { return each.name.text; });
  const auto found = source.module->type_variables.find(std::string(variable));
  const bool is_own = own != written.type_parameters.end();
  const bool is_of_class = std::ranges::find(source.parameter_names, variable) != source.parameter_names.end();
  if (!is_own && (is_of_class || found == source.module->type_variables.end())) return false;
  const TypeVariableOutline& outline = is_own ? *own : *found->second;
  const std::size_t expected = is_own ? 2 : 1;
  return outline.bound.empty() && outline.constraints.empty() && count_word(written.signature, variable) == expected;
}

/// \returns why they are not read, nothing when they are
std::string MemberReader::add_type_parameters(const ClassSource& source, const FunctionOutline& written) {
  for (const TypeVariableOutline& each : written.type_parameters) {
    if (!each.unsupported.empty()) return each.unsupported;
    std::string text = fmt::format("type variable {}", each.name.text);
    if (!each.bound.empty()) text += fmt::format(": {}", each.bound.text);
    for (const Piece& constraint : each.constraints) text += fmt::format(" in {}", constraint.text);
    if (names_own(source, written, text.substr(14 + each.name.text.size()))) return "type variable";
    text_.variables.emplace_back(each.name.text, quotable(fmt::format("{} of {}", text, source.module->name)));
  }
  return {};
}

/// Whether the limit of a type variable may mean something else in another class or method.
bool MemberReader::names_own(const ClassSource& source, const FunctionOutline& written, std::string_view limit) const {
  const auto stands_there = [&](std::string_view name) { return count_word(limit, name) > 0; };
  return stands_there("Self") || std::ranges::any_of(source.parameter_names, stands_there) || std::ranges::any_of(text_.bound, stands_there) ||
         std::ranges::any_of(written.type_parameters, [&](const TypeVariableOutline& each) { return stands_there(each.name.text); });
}

// Signatures ---------------------------------------------------------------------------------------------------------------

/// Spec: historical#positional-only-parameters.
/// \returns nothing for a name that Python mangles and callers could give
std::optional<SignatureParameter> MemberReader::shape_of(const FunctionOutline::Parameter& written, bool has_slash, const SignatureShape& before) {
  const std::string_view name = written.name.text;
  const bool is_mangled = name.starts_with("__") && !is_dunder(name);
  const bool by_name = !has_slash && is_mangled && std::ranges::all_of(before, [](const SignatureParameter& each) { return each.kind == ParameterKind::PositionalOnly; });
  if (written.kind == ParameterKind::Standard && (written.before_slash || by_name)) return SignatureParameter{ParameterKind::PositionalOnly, written.has_default, {}};
  const bool has_name = written.kind == ParameterKind::Standard || written.kind == ParameterKind::KeywordOnly;
  if (has_name && is_mangled) return std::nullopt;
  return SignatureParameter{written.kind, written.has_default, has_name ? std::string(name) : std::string{}};
}

/// One more of the signatures of an overloaded method. What implements them in a source says nothing.
void MemberReader::add_signature(const ClassSource& source, const FunctionOutline& written, const Role& role) {
  Form made = method(source, written, role);
  const bool is_first = !overloaded_.contains(written.name.text);
  std::string& text = overloaded_[written.name.text];
  Member* member = find(source, written.name.text);
  const auto* before = member ? std::get_if<Method>(&member->form) : nullptr;
  const auto* added = std::get_if<Method>(&made);
  if (is_first) {
    put(source, written.name, std::move(made));
  } else if (before && added) {
    const auto signatures = signatures_of(before->callable);
    std::vector<Type> all{signatures.begin(), signatures.end()};
    all.push_back(added->callable);
    member->form = Method{pool_.overload(all), role.binding, before->receiver};
  } else if (before) {
    std::get<Unread>(made).text = text;
    member->form = std::move(made);
  }
  (text += written.signature) += "\n";
}

/// Spec: annotations#annotating-generator-functions-and-coroutines. What a coroutine yields to its loop, and takes from
/// it, is not said: `Coroutine[Any, Any, R]`, in the reading of Any that the stubs give it where something is awaited.
std::variant<Type, Unread> MemberReader::result(const ClassSource& source, const FunctionOutline& written) {
  const bool sets_up = written.name.text == "__init__" && written.result.empty();  // it returns None, said or not
  auto written_type = sets_up ? std::variant<Type, Unread>{pool_.nominal(universe_.table.well_known.none_type)} : type(source, written.result);
  if (std::holds_alternative<Unread>(written_type) || !written.is_async || written.yields) return written_type;
  const auto coroutine = universe_.table.find("typing.Coroutine");
  if (!coroutine || universe_.table[*coroutine].parameters.size() != 3) return Unread{"async def"};
  const auto [yielded, sent] = what_awaiting_says();
  return pool_.nominal(*coroutine, {yielded, sent, std::get<Type>(written_type)});
}

/// What `Awaitable.__await__` gives the Generator that it returns; without it what is widest.
std::pair<Type, Type> MemberReader::what_awaiting_says() {
  const auto awaitable = universe_.table.find("typing.Awaitable");
  const auto found = awaitable ? std::ranges::find(universe_.table[*awaitable].members, "__await__", &Member::name) : std::vector<Member>::iterator{};
  const bool is_there = awaitable && found != universe_.table[*awaitable].members.end();
  const auto* method = is_there ? std::get_if<Method>(&found->form) : nullptr;
  const Callable* signature = method ? as_callable(method->callable) : nullptr;
  const Nominal* generator = signature ? as_nominal(signature->result()) : nullptr;
  if (generator && generator->arguments.size() == 3 && !generator->arguments[0]->has_parameters && !generator->arguments[1]->has_parameters)
    return {generator->arguments[0], generator->arguments[1]};
  return {pool_.nominal(universe_.table.well_known.object), pool_.never()};
}

MemberReader::Form MemberReader::property(const ClassSource& source, const FunctionOutline& written) {
  if (written.parameters.size() != 1 || !written.type_parameters.empty() || !why_no_receiver(source, written, Binding::Instance).empty())
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
  if (!is_kept(written.name.text)) return;
  if (is_member_of_enum(universe_.table[source.id], written.name.text)) return put(source, written.name, Unread{"enum member"});
  const bool renames = written.annotation.empty() && written.value_kind == AssignmentOutline::Value::Name;
  if (const Member* other = renames ? find(source, written.value.text) : nullptr)
    return put(source, written.name, Form{other->form});
  if (!source.outline->is_module && takes_back(source, written)) return put(source, written.name, Attribute{.type = pool_.nominal(universe_.table.well_known.none_type), .takes_back = true});
  if (source.outline->is_module && written.annotation.empty()) return put(source, written.name, inferred(source, written));
  const auto inside = [&](std::string_view qualifier) { return inside_qualifier(source, universe_.table, written.annotation, qualifier); };
  const auto inner_final = inside("Final"), of_class = inside("ClassVar");
  if (dataclass_ && inside("InitVar")) return put(source, written.name, Unread{"InitVar"});
  const auto declared = type(source, inner_final ? *inner_final : of_class ? *of_class : written.annotation);
  if (const auto* unread = std::get_if<Unread>(&declared)) return put(source, written.name, *unread);
  const Type read = std::get<Type>(declared);
  if (is_named_tuple(source)) return put(source, written.name, Property{read, false});
  if (dataclass_ && !of_class && dataclass_->frozen != false) return put(source, written.name, frozen_field(source, written, read));
  if (inner_final) leave_out(source, written.name, Attribute{read});
  if (inner_final) return put(source, written.name, Property{read, false});
  if (of_class && read->has_parameters) return put(source, written.name, Unread{"ClassVar over a type parameter"});
  put(source, written.name, Attribute{read, of_class.has_value()});
}

/// It is only read, but the constructor and `__replace__` take it: no observations, says the conformance suite.
MemberReader::Form MemberReader::frozen_field(const ClassSource& source, const AssignmentOutline& written, Type read) {
  if (!dataclass_->frozen) return Unread{"dataclass"};
  leave_out(source, {"__init__", written.name.place}, takes(pool_, written.name.text, read, pool_.nominal(universe_.table.well_known.none_type)));
  return Property{read, false};
}

/// Of a variable of a module without annotation: the class of its value, where that is a literal and the only one.
/// Spec: protocol#modules-as-implementations-of-protocols, by its example.
MemberReader::Form MemberReader::inferred(const ClassSource& source, const AssignmentOutline& written) {
  const auto id = class_of_literal(universe_.table, written.value.text);
  const auto times = [&](const auto& names, const auto& name_of) { return std::ranges::count(names, written.name.text, name_of); };
  const bool is_bound_again = times(source.outline->members, [](const auto& each) { return name_of(each); }) > 1 ||
                              times(source.outline->bound_names, [](const auto& each) { return each.name.text; }) > 1;
  if (!id || is_bound_again) return Unread{"missing annotation"};
  return Attribute{.type = pool_.nominal(*id)};
}

/// `name = None`, where no method assigns anything else.
bool MemberReader::takes_back(const ClassSource& source, const AssignmentOutline& written) {
  if (!written.annotation.empty() || written.value.text != "None") return false;
  return std::ranges::none_of(source.outline->members, [&](const ClassOutline::Member& each) {
    const auto* function = std::get_if<FunctionOutline>(&each);
    return function && std::ranges::any_of(function->receiver_attributes, [&](const auto& assigned) { return assigned.first.text == written.name.text; });
  });
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
