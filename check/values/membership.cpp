#include "check/values/membership.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <unordered_set>

#include "check/slice/unfolding.h"
#include "check/types/signature.h"

namespace agverify::check {

constexpr std::string_view classvar_by_access = "protocol-classvar=access";

std::size_t Membership::Hash::operator()(const Question& question) const {
  std::size_t hash = question.in ? 1 : 2;
  const auto mix = [&](std::size_t more) { hash = (hash ^ more) * 0x9ddfea08eb382d69ULL, hash ^= hash >> 29; };
  mix(question.value);
  mix(index_of(question.type));
  mix(question.environment.value ? *question.environment.value + 1ULL : 0);
  mix(index_of(question.environment.owner));
  mix(question.call ? *question.call + 1 : 0);
  mix(index_of(question.receiver));
  return hash;
}

Question Membership::without_needless_environment(Question question) const {
  if (!types_[question.type].has_parameters) question.environment = {};
  return question;
}

// Depth first with a stack of its own. Values show only earlier ones, parts of a type are smaller, and of one value no alias is
// unfolded for ever, so there is no circle.
bool Membership::holds(Question question) {
  question = without_needless_environment(question);
  std::vector<Frame> frames;
  const auto push = [&](const Question& asked) {
    frames.push_back({.question = asked});
    open(frames.back());
  };
  if (const auto known = answers_.find(question); known != answers_.end()) return known->second;
  push(question);
  while (!frames.empty()) {
    Frame& top = frames.back();
    if (top.next == top.parts.size()) {
      close(top);
      frames.pop_back();
      continue;
    }
    const Question part = without_needless_environment(top.parts[top.next]);
    const auto known = answers_.find(part);
    if (known == answers_.end()) {
      push(part);
      continue;
    }
    ++top.next;
    top.settle(known->second);
  }
  return answers_.at(question);
}

void Membership::close(const Frame& frame) {
  if (frame.answer && frame.narrowing) narrowing_.push_back(*frame.narrowing);
  answers_.emplace(frame.question, frame.answer);
}

void Membership::open(Frame& frame) {
  const Question& question = frame.question;
  if (question.call) return open_call(frame);
  const TypeNode& node = types_[question.type];
  switch (node.form) {
    case Form::Never:
      return frame.suffice(!question.in);
    case Form::Variable:
      return;
    case Form::Parameter:
      return open_parameter(frame);
    case Form::Union:
      return open_union(frame);
    case Form::Application:
      return open_application(frame);
    case Form::Callable:
    case Form::Overload:
      return open_callable(frame);
    case Form::Tuple:
      return open_tuple(frame);
    case Form::Literal:
      return open_literal(frame);
    case Form::TypeOf:
      return open_type_of(frame);
    case Form::Alias:
      return frame.ask(question.in, question.value, unfold(slice_, types_, question.type));
    case Form::Self:
    case Form::Opaque:
      return;
  }
}

// In parameter i: one of those handed. Out: one of those refused.
void Membership::open_parameter(Frame& frame) {
  const auto& [in, value, type, environment, call, receiver] = frame.question;
  const TypeNode& node = types_[type];
  assert(environment.value && environment.owner == node.class_id);
  if (const auto hands = hands_elements(*environment.value, node.class_id, node.number))
    return frame.suffice(in && *hands && values_.has_element(*environment.value, value));
  frame.suffice(values_.shows_at(*environment.value, node.class_id, node.number, in, value));
}

// in A | B: in one of them. Out: out of both.
void Membership::open_union(Frame& frame) {
  frame.all = frame.answer = !frame.question.in;
  for (const TypeId member : types_.parts(frame.question.type))
    frame.ask(frame.question.in, frame.question.value, member);
}

void Membership::open_application(Frame& frame) {
  const ClassId class_id = types_[frame.question.type].class_id;
  if (slice_.is_object(class_id)) return frame.suffice(frame.question.in);
  const auto tag = values_[frame.question.value].tag;
  if (tag && !values_[frame.question.value].literal.empty() && slice_.holds_literals_of(class_id, *tag)) return frame.suffice(frame.question.in);
  const bool by_members = tag && slice_.takes("none-member=members") && slice_.takes_back(types_, *tag, class_id);
  if (tag && slice_.derives_from(*tag, class_id) && !by_members) return open_nominal(frame, class_id);
  if (!slice_[class_id].is_protocol) return frame.suffice(!frame.question.in);
  const Requirement* requirement = slice_.requirements.use(class_id);
  if (!requirement) return;
  frame.question.in ? open_protocol_in(frame, *requirement) : open_protocol_out(frame, *requirement);
}

// In C[a..], C the value's class or above: what it hands at C is in a, what it refuses is out of a.
// Out: something handed is out of a, or something refused is in a.
void Membership::open_nominal(Frame& frame, ClassId above) {
  const auto [in, value, type, environment, call, receiver] = frame.question;
  const Value& shown = values_[value];
  frame.all = frame.answer = in;
  if (in) frame.require(members_are_known_at(value, above));
  if (shown.tag != above && slice_[above].is_protocol && !in) frame.narrowing = {*shown.tag, above};
  if (is_shown_by_elements(value, above)) return ask_elements_at(frame, above);
  for (const std::uint32_t place : values_.use_slots_at(value, above)) {
    const SlotShown& slot = shown.slots[place];
    frame.ask(slot.handed == in, slot.value, types_.part(type, slot.parameter));
  }
}

// A member found below `above` may be one that `above` declares with other types; then what the value shows of it would
// have to be held against those. So such a value is not known to be in.
bool Membership::members_are_known_at(ValueId value, ClassId above) {
  const Value& shown = values_[value];
  if (shown.tag == above) return true;
  return std::all_of(shown.members.begin(), shown.members.end(), [&](const MemberShown& each) {
    const auto found = slice_.look_up(*shown.tag, each.name);
    return found && slice_.derives_from(above, found->owner);
  });
}

// What is shown at a type parameter comes out of members that are not named, so it must be nothing here.
void Membership::open_protocol_in(Frame& frame, const Requirement& requirement) {
  frame.all = frame.answer = true;
  const Value& value = values_[frame.question.value];
  frame.require(value.slots.empty() && value.elements.empty());
  frame.require(!value.object_of || slice_[*value.tag].object_of);  // what access on a class gives beside its metaclass is not known
  frame.require(value.tag || only_call_is_asked(requirement));
  for (const NameId name : requirement.names) member_in(frame, name);
}

bool Membership::only_call_is_asked(const Requirement& requirement) const {
  return std::all_of(requirement.names.begin(), requirement.names.end(), [&](NameId name) { return slice_.name(name) == "__call__"; });
}

// What every object has, and what functions have beside that and `__call__`.
// Source: Python language reference, 3.2.8 (callable types), 3.3 (special method names).
constexpr std::array<std::string_view, 37> names_of_functions{
    "__annotations__", "__builtins__",     "__class__",     "__closure__",   "__code__",     "__defaults__",    "__delattr__",
    "__dict__",        "__dir__",          "__doc__",       "__eq__",        "__format__",   "__ge__",          "__get__",
    "__getattribute__", "__getstate__",    "__globals__",   "__gt__",        "__hash__",     "__init__",        "__init_subclass__",
    "__kwdefaults__",  "__le__",           "__lt__",        "__module__",    "__name__",     "__ne__",          "__new__",
    "__qualname__",    "__reduce__",       "__reduce_ex__", "__repr__",      "__setattr__",  "__sizeof__",      "__str__",
    "__subclasshook__", "__type_params__"};

bool Membership::what_no_callable_has_is_asked(const Requirement& requirement) const {
  return std::any_of(requirement.names.begin(), requirement.names.end(), [&](NameId id) {
    const std::string& name = slice_.name(id);
    return name != "__call__" && std::find(names_of_functions.begin(), names_of_functions.end(), name) == names_of_functions.end();
  });
}

std::optional<std::pair<Member, Member>> Membership::given_and_wanted(const Question& question, NameId name) {
  const auto given = slice_.look_up_given(types_, *values_[question.value].tag, name);
  const auto wanted = slice_.look_up(types_[question.type].class_id, name);
  if (!given || !wanted) return std::nullopt;
  return std::pair(*given->member, member_of(slice_, types_, question.type, *wanted));
}

std::vector<MemberShown> Membership::use_shown(ValueId value, NameId name, bool with_refused) {
  std::vector<MemberShown> found;
  const std::vector<MemberShown>& members = values_[value].members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool is_refused = members[i].kind != MemberShown::Kind::Gives;
    if (members[i].name != name || members[i].is_call() || (is_refused && !with_refused)) continue;
    values_.use_member(value, i);
    found.push_back(members[i]);
  }
  return found;
}

/// The protocol's method as a callable type.
TypeId Membership::called_type(TypeId protocol, NameId name) {
  const auto wanted = slice_.look_up(types_[protocol].class_id, name);
  const auto member = wanted ? std::optional(member_of(slice_, types_, protocol, *wanted)) : std::nullopt;
  const auto* method = member ? std::get_if<Method>(&*member) : nullptr;
  return method ? method->type : types_.never();
}

void Membership::member_in(Frame& frame, NameId name) {
  if (!values_[frame.question.value].tag) {
    const TypeId type = called_type(frame.question.type, name);
    frame.require(types_.is_callable(type));
    return types_.is_callable(type) ? ask_calls(frame, name, type) : void();
  }
  const auto members = given_and_wanted(frame.question, name);
  if (!members) return frame.require(false);
  const auto& [given, wanted] = *members;
  frame.require(kind_serves(given, wanted, slice_.takes(classvar_by_access)));
  if (const auto* method = std::get_if<Method>(&wanted); method && std::holds_alternative<Method>(given)) {
    frame.require(takes_every_call(frame.question.value, type_of(given), method->type));
    return ask_calls(frame, name, method->type);
  }
  for (const MemberShown& shown : use_shown(frame.question.value, name))
    if (shown.kind == MemberShown::Kind::Gives)
      frame.ask(true, shown.value, type_of(wanted));
    else if (can_be_written(wanted))
      frame.ask(false, shown.value, type_of(wanted));
}

/// A class that no other derives from takes the calls that it declares and no more.
bool Membership::takes_every_call(ValueId value, TypeId given, TypeId wanted) const {
  if (!slice_.is_closed(*values_[value].tag)) return true;
  const auto own = types_.signatures(given), asked = types_.signatures(wanted);
  return std::all_of(asked.begin(), asked.end(), [&](TypeId call) {
    return std::any_of(own.begin(), own.end(), [&](TypeId each) { return fit(types_.shape(each), types_.shape(call)).has_value(); });
  });
}

void Membership::ask_calls(Frame& frame, NameId name, TypeId callable) {
  const std::vector<MemberShown>& members = values_[frame.question.value].members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].name != name || !members[i].is_call()) continue;
    values_.use_member(frame.question.value, i);
    for (const TypeId signature : types_.signatures(callable)) frame.ask_call(i, signature);
  }
}

// In a callable type: it can be called, and each call keeps each signature. Out: it cannot, or some call breaks one.
void Membership::open_callable(Frame& frame) {
  const bool in = frame.question.in;
  frame.all = frame.answer = in;
  if (!may_be_called(frame)) return;
  const Value& value = values_[frame.question.value];
  if (in) frame.require(!value.tag || (value.slots.empty() && value.elements.empty()));
  ask_calls(frame, slice_.name_id("__call__"), frame.question.type);
}

bool Membership::may_be_called(Frame& frame) {
  const auto tag = values_[frame.question.value].tag;
  if (!tag) return true;
  const NameId name = slice_.name_id("__call__");
  if (slice_.missing.use(*tag, name)) {
    frame.question.in ? frame.require(false) : frame.suffice(true);
    return false;
  }
  const auto found = slice_.look_up(*tag, name);
  const bool is_method = found && std::holds_alternative<Method>(*found->member);
  if (!is_method && frame.question.in) frame.require(false);
  if (is_method && frame.question.in) frame.require(takes_every_call(frame.question.value, type_of(*found->member), frame.question.type));
  return is_method;
}

// A call keeps a signature when that does not admit it, or when it returns what is in the result. It breaks it when that
// admits it, and it is refused or returns what is out of the result. An argument without a value is in every type.
void Membership::open_call(Frame& frame) {
  const Question question = frame.question;
  const MemberShown& shown = values_[question.value].members[*question.call];
  frame.all = frame.answer = !question.in;
  const auto reached = reach(types_.shape(question.type), shown.positional(), shown.names);
  if (!reached) return frame.settle(question.in);
  for (std::size_t i = 0; i < reached->size(); ++i)
    if (shown.arguments[i]) frame.ask(!question.in, *shown.arguments[i], types_.part(question.type, (*reached)[i]));
  const TypeId result = types_.result(question.type);
  if (shown.kind == MemberShown::Kind::Returns)
    frame.ask(question.in, shown.value, question.in ? result : without_self(result, question.receiver));
}

// Self in a protocol is some type below the protocol, so what is out of the protocol is out of it.
TypeId Membership::without_self(TypeId type, TypeId self) {
  if (types_.is(type, Form::Self)) return self;
  if (!types_.is(type, Form::Union)) return type;
  std::vector<TypeId> members;
  for (const TypeId each : types_.parts(type)) members.push_back(types_.is(each, Form::Self) ? self : each);
  return types_.unite(members);
}

void Membership::open_protocol_out(Frame& frame, const Requirement& requirement) {
  const bool is_callable = !values_[frame.question.value].tag;
  if (values_[frame.question.value].object_of && !slice_[*values_[frame.question.value].tag].object_of) {
    for (const NameId name : requirement.names)
      if (lacks(frame.question.value, name)) frame.suffice(true);
      else if (may_tell(frame, name)) member_out(frame, name);
    return;
  }
  if (is_callable && what_no_callable_has_is_asked(requirement)) frame.suffice(true);
  for (const NameId name : requirement.names) member_out(frame, name);
}

void Membership::member_out(Frame& frame, NameId name) {
  if (!values_[frame.question.value].tag) {
    if (slice_.name(name) != "__call__") return;
    const TypeId type = called_type(frame.question.type, name);
    return types_.is_callable(type) ? ask_calls(frame, name, type) : void();
  }
  if (slice_.missing.use(*values_[frame.question.value].tag, name)) return frame.suffice(true);
  const auto members = given_and_wanted(frame.question, name);
  if (!members) return;
  const auto& [given, wanted] = *members;
  const bool given_method = std::holds_alternative<Method>(given), wanted_method = std::holds_alternative<Method>(wanted);
  if (given_method && wanted_method) return ask_calls(frame, name, type_of(wanted));
  if (given_method) return method_for_data_out(frame, wanted);
  if (wanted_method) return data_for_method_out(frame, name);
  data_out(frame, name, given, wanted);
}

void Membership::data_out(Frame& frame, NameId name, const Member& given, const Member& wanted) {
  frame.suffice(!kind_serves(given, wanted, slice_.takes(classvar_by_access)));
  for (const MemberShown& shown : use_shown(frame.question.value, name))
    if (shown.kind == MemberShown::Kind::Gives)
      frame.ask(false, shown.value, without_self(type_of(wanted), frame.question.type));
    else if (can_be_written(wanted))
      frame.ask(true, shown.value, type_of(wanted));
}

// A method is not assigned to. It may be read: then it is a bound method, which is in object and perhaps in a protocol.
void Membership::method_for_data_out(Frame& frame, const Member& wanted) {
  if (is_of_class(wanted)) return;
  if (can_be_written(wanted)) return frame.suffice(true);
  const std::vector<TypeId> leaves = union_leaves(type_of(wanted));
  frame.suffice(std::all_of(leaves.begin(), leaves.end(), [&](TypeId leaf) {
    if (types_.is(leaf, Form::Never) || types_.is(leaf, Form::Tuple) || types_.is(leaf, Form::Literal)) return true;
    const ClassId class_id = types_[leaf].class_id;
    return types_.is(leaf, Form::Application) && !slice_.is_object(class_id) && !slice_[class_id].is_protocol;
  }));
}

// What is read could be called if it has `__call__`.
void Membership::data_for_method_out(Frame& frame, NameId name) {
  for (const MemberShown& shown : use_shown(frame.question.value, name, false))
    if (const auto tag = values_[shown.value].tag) frame.suffice(slice_.missing.use(*tag, slice_.name_id("__call__")) != nullptr);
}

std::vector<TypeId> Membership::union_leaves(TypeId type) const {
  std::vector<TypeId> leaves, pending{type};
  std::unordered_set<TypeId> seen;
  while (!pending.empty()) {
    const TypeId next = pending.back();
    pending.pop_back();
    if (!seen.insert(next).second) continue;
    if (!types_.is(next, Form::Union))
      leaves.push_back(next);
    else
      pending.insert(pending.end(), types_.parts(next).begin(), types_.parts(next).end());
  }
  return leaves;
}

}  // namespace agverify::check
