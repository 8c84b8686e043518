#include "solver/rules/membership.h"

#include <cassert>

namespace agverify::solver::rules {

using namespace model;

Type result_of(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member.form)) return method->result;
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return attribute->type;
  return std::get<Property>(member.form).type;
}

Type input_of(const Member& member, std::uint32_t place) {
  if (const auto* method = std::get_if<Method>(&member.form)) return method->parameters[place].type;
  return result_of(member);
}

bool Membership::in(ValueId value, Type type) {
  const Question asked{value, type};
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
  if (is_never(question.type)) return false;
  if (const Union* all = as_union(question.type)) {
    for (Type member : all->members) {
      const auto inside = known({question.value, member});
      if (!inside) return std::nullopt;
      if (*inside) return true;
    }
    return false;
  }
  const Nominal* type = as_nominal(question.type);
  assert(type != nullptr);
  const Value& value = values_[index_of(question.value)];
  if (table_.derives_from(value.tag, type->class_id)) return at_class(value, *type);
  if (table_[type->class_id].is_protocol) return at_protocol(value, *type);
  return false;
}

std::optional<bool> Membership::at_class(const Value& value, const Nominal& type) {
  for (const SlotObservation& each : value.slots) {
    if (each.owner != type.class_id) continue;
    const auto inside = known({each.shown, type.arguments[each.parameter]});
    if (!inside) return std::nullopt;
    if (*inside != (each.polarity == Polarity::Positive)) return false;
  }
  return true;
}

std::optional<bool> Membership::at_protocol(const Value& value, const Nominal& type) {
  if (matcher_.match(value.tag, type.class_id).kind != StructuralMatch::Kind::Possible) return false;
  for (const MemberObservation& each : value.members) {
    if (!member_of(type.class_id, each.member)) continue;
    const auto* gives = std::get_if<Gives>(&each.shown);
    const auto* refuses = std::get_if<RefusesArgument>(&each.shown);
    const Question question = gives ? Question{gives->shown, given_type(type.class_id, each.member, type.arguments)}
                                    : Question{refuses->refused, taken_type(type.class_id, each.member, refuses->place, type.arguments)};
    const auto inside = known(question);
    if (!inside) return std::nullopt;
    if (*inside != (gives != nullptr)) return false;
  }
  return true;
}

const FoundMember* Membership::member_of(ClassId protocol, std::string_view name) {
  for (const FoundMember& each : matcher_.members_of(protocol))
    if (each.member->name == name) return &each;
  return nullptr;
}

Type Membership::given_type(ClassId protocol, std::string_view member, std::span<const Type> arguments) {
  const FoundMember* found = member_of(protocol, member);
  const Type here = substitution_.parameters(result_of(*found->member), as_nominal(found->owner_specialization)->arguments);
  return substitution_.parameters(here, arguments);
}

Type Membership::taken_type(ClassId protocol, std::string_view member, std::uint32_t place, std::span<const Type> arguments) {
  const FoundMember* found = member_of(protocol, member);
  const Type here = substitution_.parameters(input_of(*found->member, place), as_nominal(found->owner_specialization)->arguments);
  return substitution_.parameters(here, arguments);
}

}  // namespace agverify::solver::rules
