#include "check/types/member.h"

#include <algorithm>

namespace agverify::check {

namespace {

bool parameter_fits(const MethodParameter& given, const MethodParameter& wanted) {
  if (wanted.has_default && !given.has_default) return false;
  return wanted.positional_only || (!given.positional_only && given.name == wanted.name);
}

bool can_be_written(const Member& member) {
  const auto* property = std::get_if<Property>(&member);
  return std::holds_alternative<Attribute>(member) || (property && property->settable);
}

}  // namespace

std::size_t count_places(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member)) return method->parameters.size();
  return can_be_written(member) ? 1 : 0;
}

TypeId type_at_place(const Member& member, std::size_t place) {
  const auto* method = std::get_if<Method>(&member);
  return method ? method->parameters[place].type : type_given(member);
}

TypeId type_given(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member)) return method->result;
  if (const auto* property = std::get_if<Property>(&member)) return property->type;
  return std::get<Attribute>(member).type;
}

bool call_fits(const Method& given, const Method& wanted) {
  if (given.parameters.size() < wanted.parameters.size()) return false;
  for (std::size_t i = 0; i < wanted.parameters.size(); ++i)
    if (!parameter_fits(given.parameters[i], wanted.parameters[i])) return false;
  return std::all_of(given.parameters.begin() + static_cast<std::ptrdiff_t>(wanted.parameters.size()),
                     given.parameters.end(), [](const MethodParameter& each) { return each.has_default; });
}

bool kind_serves(const Member& given, const Member& wanted) {
  const bool method_given = std::holds_alternative<Method>(given);
  const bool method_wanted = std::holds_alternative<Method>(wanted);
  if (method_given || method_wanted) return method_given && method_wanted;
  return can_be_written(given) || !can_be_written(wanted);
}

Member replace_types(const Member& member, Replacement& replacement) {
  Member replaced = member;
  if (auto* method = std::get_if<Method>(&replaced)) {
    for (MethodParameter& each : method->parameters) each.type = replacement(each.type);
    method->result = replacement(method->result);
  } else if (auto* property = std::get_if<Property>(&replaced)) {
    property->type = replacement(property->type);
  } else {
    auto& attribute = std::get<Attribute>(replaced);
    attribute.type = replacement(attribute.type);
  }
  return replaced;
}

}  // namespace agverify::check
