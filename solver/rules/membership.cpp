#include "solver/rules/membership.h"

#include <algorithm>
#include <cassert>

namespace agverify::solver::rules {

using namespace model;

Type result_of(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member.form)) return as_callable(method->callable)->result();
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return attribute->type;
  return std::get<Property>(member.form).type;
}

Type input_of(const Member& member, std::uint32_t place) {
  if (const auto* method = std::get_if<Method>(&member.form)) return as_callable(method->callable)->parts[place];
  return result_of(member);
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
  if (const Union* all = as_union(question.type)) return at_union(question, *all);
  const Nominal* type = as_nominal(question.type);
  assert(type != nullptr);
  const ClassId tag = values_[index_of(question.value)].tag;
  if (table_.derives_from(tag, type->class_id)) return at_class(question, *type);
  if (table_[type->class_id].is_protocol) return at_protocol(question, *type);
  return question.out;
}

bool Membership::at_parameter(const Question& question, std::uint32_t index) const {
  assert(question.environment);
  const SlotObservation wanted{question.environment->owner, index, question.out ? Polarity::Negative : Polarity::Positive,
                               question.value};
  const auto& shown = values_[index_of(question.environment->value)].slots;
  return std::ranges::find(shown, wanted) != shown.end();
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
  const bool possible = matcher_.match(value.tag, type.class_id).kind == StructuralMatch::Kind::Possible;
  if (possible || question.out) structural_pairs_.insert({value.tag, type.class_id});  // "not in" rests on nothing
  if (!possible) return question.out;
  for (const MemberObservation& each : value.members) {
    if (!member_of(type.class_id, each.member)) continue;
    const auto* gives = std::get_if<Gives>(&each.shown);
    const auto* refuses = std::get_if<RefusesArgument>(&each.shown);
    const Type there = gives ? given_type(type.class_id, each.member, type.arguments)
                             : taken_type(type.class_id, each.member, refuses->place, type.arguments);
    const bool must_be_out = (refuses != nullptr) != question.out;
    const auto answer = known({gives ? gives->shown : refuses->refused, there, must_be_out, question.environment});
    if (!answer) return std::nullopt;
    if (*answer == question.out) return *answer;
  }
  return !question.out;
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
