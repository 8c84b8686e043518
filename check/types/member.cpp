#include "check/types/member.h"

namespace agverify::check {

bool can_be_written(const Member& member) {
  const auto* property = std::get_if<Property>(&member);
  return std::holds_alternative<Attribute>(member) || (property && property->settable);
}

bool is_of_class(const Member& member) {
  const auto* attribute = std::get_if<Attribute>(&member);
  return attribute && attribute->of_class;
}

TypeId type_of(const Member& member) {
  return std::visit([](const auto& each) { return each.type; }, member);
}

bool kind_serves(const Member& given, const Member& wanted, bool by_access) {
  const bool method_given = std::holds_alternative<Method>(given);
  const bool method_wanted = std::holds_alternative<Method>(wanted);
  if (method_given || method_wanted) return method_given && method_wanted;
  if (!can_be_written(wanted)) return true;
  const auto* attribute = std::get_if<Attribute>(&given);
  if (by_access && is_of_class(wanted) && attribute && !attribute->of_instance) return true;
  return can_be_written(given) && is_of_class(given) == is_of_class(wanted);
}

Member replace_types(const Member& member, Replacement& replacement) {
  Member replaced = member;
  std::visit([&](auto& each) { each.type = replacement(each.type); }, replaced);
  return replaced;
}

}  // namespace agverify::check
