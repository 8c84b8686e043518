#include "solver/rules/membership.h"

#include <algorithm>
#include <cassert>

#include "model/alias.h"
#include "model/signature.h"
#include "solver/rules/callable_functions.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::solver::rules {

using namespace model;

Type type_of(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member.form)) return method->callable;
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return attribute->type;
  return std::get<Property>(member.form).type;
}

std::optional<std::vector<std::pair<Argument, Type>>> bound_arguments(const Call& call, const Callable& signature) {
  const Arguments& given = call.arguments;
  const auto reached = bind_arguments(*signature.shape, given.positional.size(), given.names);
  if (!reached) return std::nullopt;
  std::vector<std::pair<Argument, Type>> found;
  for (std::size_t i = 0; i < reached->size(); ++i) {
    const std::size_t places = given.positional.size();
    found.emplace_back(i < places ? given.positional[i] : given.named[i - places], signature.parts[(*reached)[i]]);
  }
  return found;
}

std::optional<std::uint32_t> Membership::element_parameter(ClassId id) const {
  if (!table_.well_known.tuple) return std::nullopt;
  const Ancestor* above = table_.ancestor(*table_.well_known.tuple, id);
  if (!above) return std::nullopt;
  const auto arguments = as_nominal(above->specialization)->arguments;
  for (std::uint32_t i = 0; i < arguments.size(); ++i)
    if (const Parameter* parameter = as_parameter(arguments[i]); parameter && parameter->index == 0) return i;
  return std::nullopt;
}

bool Membership::ask(const Question& asked) {
  waiting_.assign(1, asked);
  while (!waiting_.empty()) {
    const Question next = waiting_.back();
    if (answers_.contains(next)) {
      waiting_.pop_back();
    } else if (const auto answer = compute(next)) {  // else what it waits for was put on top
      answers_.emplace(next, *answer);
      waiting_.pop_back();
    }
  }
  return answers_.at(asked);
}

std::optional<bool> Membership::known(const Question& question) {
  const auto found = answers_.find(question);
  if (found != answers_.end()) return found->second;
  waiting_.push_back(question);
  return std::nullopt;
}

std::optional<bool> Membership::compute(const Question& question) {
  if (is_never(question.type)) return question.out;
  if (const Parameter* parameter = as_parameter(question.type)) return at_parameter(question, parameter->index);
  if (as_alias(question.type)) return known({question.value, exposed(question.type, table_, substitution_), question.out, question.environment});
  if (const Union* all = as_union(question.type)) return at_union(question, *all);
  if (as_callable(question.type) || as_overload(question.type)) return at_callable(question);
  if (const Literal* literal = as_literal(question.type)) return at_literal(question, *literal);
  if (const Tuple* tuple = as_tuple(question.type)) return at_tuple(question, *tuple);
  if (const TypeOf* objects = as_type_of(question.type)) return at_type_of(question, objects->inner());
  const Nominal* type = as_nominal(question.type);
  if (!type) return false;  // Self, or a type that is not read: nothing is known
  const Value& value = values_[index_of(question.value)];
  if (is_literal_text(value, type->class_id)) return !question.out;
  if (table_.derives_from(value.tag, type->class_id) && !matcher_.goes_by_members(value.tag, type->class_id)) return at_class(question, *type);
  if (table_[type->class_id].is_protocol) return at_protocol(question, *type);
  return question.out;
}

bool Membership::at_parameter(const Question& question, std::uint32_t index) const {
  assert(question.environment);
  const Value& holder = values_[index_of(question.environment->value)];
  if (holder.elements && element_parameter(question.environment->owner) == index)
    return !question.out && std::ranges::find(*holder.elements, Argument{question.value}) != holder.elements->end();
  const SlotObservation wanted{question.environment->owner, index, question.out ? Polarity::Negative : Polarity::Positive,
                               question.value};
  const auto& shown = values_[index_of(question.environment->value)].slots;
  return std::ranges::find(shown, wanted) != shown.end();
}

/// Whether the value is one that a literal names, asked for as a LiteralString.
bool Membership::is_literal_text(const Value& value, ClassId asked) const {
  const WellKnown& known = table_.well_known;
  if (asked != known.literal_string || !value.literal) return false;
  return value.tag == known.string || (!table_.assumed.is_default(Switch::LiteralParts) && table_.derives_from(value.tag, *known.string));
}

/// The value of a literal is that one; one of the class that says not which it is, is none that a literal names. Below bool there are
/// its values alone.
bool Membership::at_literal(const Question& question, const Literal& literal) const {
  const Value& value = values_[index_of(question.value)];
  const ClassId boolean = table_.well_known.boolean;
  const bool is_of_class = value.tag == literal.class_id || (literal.class_id == boolean && table_.derives_from(value.tag, boolean));
  const bool is_it = is_of_class && value.literal == *literal.value;
  return is_it != question.out;
}

/// A class object that derives from the class, and of which each instance fits. Out: it does not derive from it, or some instance does not.
std::optional<bool> Membership::at_type_of(const Question& question, Type inner) {
  const Value& value = values_[index_of(question.value)];
  const auto shown_by = value.class_object ? value.class_object : table_[value.tag].class_object_of;
  if (!shown_by) {
    const bool is_class_object = table_.well_known.type && !value.is_callable && table_.derives_from(value.tag, *table_.well_known.type);
    return question.out && !is_class_object;
  }
  if (const Union* all = as_union(inner)) {
    std::vector<Type> each;
    for (Type member : all->members) each.push_back(substitution_.pool().type_of(member));
    return known({question.value, substitution_.pool().union_of(each), question.out, question.environment});
  }
  const Nominal* of = as_nominal(inner);
  if (of && of->class_id == table_.well_known.object) return !question.out;
  const bool is_protocol_itself = !value.class_object && table_[*shown_by].is_protocol;
  if (is_protocol_itself) return question.out;
  const bool derives = of && table_.derives_from(*shown_by, of->class_id);
  if (of && !derives && !table_[of->class_id].is_protocol) return question.out;
  if (!derives && !question.out) return false;
  for (ValueId each : value.instances) {
    const auto answer = known({each, inner, question.out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

std::optional<bool> Membership::at_tuple(const Question& question, const Tuple& tuple) {
  const auto& elements = values_[index_of(question.value)].elements;
  if (!elements || !has_length(tuple, elements->size())) return question.out;
  for (std::size_t i = 0; i < elements->size(); ++i) {
    if (!(*elements)[i]) continue;  // in every type
    const auto answer = known({*(*elements)[i], tuple.parts[part_at(tuple, i, elements->size())], question.out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

/// What a tuple shows at a class above `tuple` are its elements.
std::optional<bool> Membership::at_elements(const Question& question, const Nominal& type) {
  const auto parameter = element_parameter(type.class_id);
  if (!parameter) return !question.out;
  for (const Argument& each : *values_[index_of(question.value)].elements) {
    if (!each) continue;
    const auto answer = known({*each, type.arguments[*parameter], question.out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

std::optional<bool> Membership::at_union(const Question& question, const Union& all) {
  for (Type member : all.members) {
    const auto answer = known({question.value, member, question.out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer != question.out) return *answer;
  }
  return question.out;
}

/// In: everything shown at the class fits. Out: something does not.
std::optional<bool> Membership::at_class(const Question& question, const Nominal& type) {
  if (values_[index_of(question.value)].elements) {
    const auto answer = at_elements(question, type);
    if (!answer || *answer == question.out) return answer;
  }
  for (const SlotObservation& each : values_[index_of(question.value)].slots) {
    if (each.owner != type.class_id) continue;
    const bool must_be_out = (each.polarity == Polarity::Negative) != question.out;
    const auto answer = known({each.shown, type.arguments[each.parameter], must_be_out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

std::optional<bool> Membership::at_protocol(const Question& question, const Nominal& type) {
  const Value& value = values_[index_of(question.value)];
  const bool possible = value.is_callable ? is_callback(type.class_id) : matcher_.match(value.tag, type.class_id).kind == StructuralMatch::Kind::Possible;
  if (possible || question.out) {  // "not in" rests on nothing
    if (value.is_callable) {
      callbacks_.insert(type.class_id);
    } else {
      structural_pairs_.insert({value.tag, type.class_id});
    }
  }
  if (!question.out && (!value.slots.empty() || value.elements)) return false;  // what members that are not named show of these is not known
  if (!possible && value.is_callable && !lacks_a_member(type.class_id)) return false;
  // That a member is None must be shown.
  const bool is_shown = !possible && !value.is_callable && matcher_.match(value.tag, type.class_id).shown;
  if (!possible && !(is_shown && question.out)) return question.out;
  for (const MemberObservation& each : value.members) {
    if (!member_of(type.class_id, each.member)) continue;
    const auto answer = observation(question, each, member_type(type.class_id, each.member, type.arguments), question.type);
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

bool Membership::is_callback(ClassId protocol) {
  const auto& members = matcher_.members_of(protocol);
  return std::ranges::all_of(members, [](const FoundMember& each) { return each.member->name == "__call__"; });
}

/// Whether the protocol asks for what a callable surely has not.
bool Membership::lacks_a_member(ClassId protocol) {
  return std::ranges::any_of(matcher_.members_of(protocol), [&](const FoundMember& each) {
    return each.member->name != "__call__" && !callable_may_have(table_, each.member->name);
  });
}

std::optional<bool> Membership::at_callable(const Question& question) {
  const Value& value = values_[index_of(question.value)];
  if (!value.is_callable) {
    const auto found = table_.find_member(value.tag, "__call__");
    if (found || question.out) asked_to_be_called_.insert({value.tag, found.has_value()});
    if (!found) return question.out;
    if (!std::holds_alternative<Method>(found->member->form)) return false;
  }
  for (const MemberObservation& each : value.members) {
    if (each.member != "__call__") continue;
    const auto answer = observation(question, each, question.type, question.type);
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

/// Whether what is shown of a member of this type fits (in), or breaks it (out).
/// \param self what is surely out of it is surely out of Self
std::optional<bool> Membership::observation(const Question& question, const MemberObservation& shown, Type type, Type self) {
  if (const auto* call = std::get_if<Call>(&shown.shown)) return calls(question, *call, type, self);
  const auto* gives = std::get_if<Gives>(&shown.shown);
  const bool must_be_out = (gives == nullptr) != question.out;
  const Type there = gives && question.out ? without_self(type, self) : type;
  return known({gives ? gives->shown : std::get<RefusesAssigned>(shown.shown).refused, there, must_be_out, question.environment});
}

/// Self in a protocol is some type below the protocol: at the top of what is given, the protocol can stand for it.
Type Membership::without_self(Type type, Type self) {
  if (is_self(type)) return self;
  const Union* all = as_union(type);
  if (!all || !type->has_self) return type;
  std::vector<Type> members;
  for (Type each : all->members) members.push_back(is_self(each) ? self : each);
  return substitution_.pool().union_of(members);
}

std::optional<bool> Membership::calls(const Question& question, const Call& call, Type callable, Type self) {
  if (!as_callable(callable) && !as_overload(callable)) return false;
  for (Type each : signatures_of(callable)) {
    const Callable& signature = *as_callable(each);
    const auto answer = question.out ? call_broken(question, call, signature, self) : call_kept(question, call, signature);
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
}

/// The signature does not admit the arguments, or what is returned is in its result.
std::optional<bool> Membership::call_kept(const Question& question, const Call& call, const Callable& signature) {
  const auto bound = bound_arguments(call, signature);
  if (!bound) return true;
  for (const auto& [value, type] : *bound) {
    if (!value) continue;  // in every type
    const auto answer = known({*value, type, true, question.environment});
    if (!answer) return std::nullopt;
    if (*answer) return true;
  }
  if (!call.returned) return false;
  return known({*call.returned, signature.result(), false, question.environment});
}

/// The signature admits the arguments, and the call fails or returns what is out of its result.
std::optional<bool> Membership::call_broken(const Question& question, const Call& call, const Callable& signature, Type self) {
  const auto bound = bound_arguments(call, signature);
  if (!bound) return false;
  for (const auto& [value, type] : *bound) {
    if (!value) continue;  // in every type
    const auto answer = known({*value, type, false, question.environment});
    if (!answer) return std::nullopt;
    if (!*answer) return false;
  }
  if (!call.returned) return true;
  return known({*call.returned, without_self(signature.result(), self), true, question.environment});
}

const FoundMember* Membership::member_of(ClassId protocol, std::string_view name) {
  for (const FoundMember& each : matcher_.members_of(protocol))
    if (each.member->name == name) return &each;
  return nullptr;
}

Type Membership::member_type(ClassId protocol, std::string_view member, std::span<const Type> arguments) {
  const FoundMember* found = member_of(protocol, member);
  const Type here = substitution_.parameters(type_of(*found->member), as_nominal(found->owner_specialization)->arguments);
  return substitution_.parameters(here, arguments);
}

}  // namespace agverify::solver::rules
