#include "solver/smt/member_fit.h"

#include <fmt/format.h>

namespace agverify::solver::smt {

using model::Type;

MemberUse use_of(model::Substitution& substitution, const model::Member& member, std::span<const Type> arguments,
                 std::optional<Type> receiver) {
  MemberUse use{&member, {}, std::nullopt, std::nullopt};
  const auto here = [&](Type type) {
    use.has_self |= type->has_self;
    const Type own = substitution.parameters(type, arguments);  // first: the receiver does not speak of the owner's parameters
    return receiver ? substitution.self(own, *receiver) : own;
  };
  if (const auto* method = std::get_if<model::Method>(&member.form)) {
    for (Type each : model::signatures_of(method->callable)) use.signatures.push_back(here(each));
  } else if (const auto* attribute = std::get_if<model::Attribute>(&member.form)) {
    use.read = use.written = here(attribute->type);
  } else if (const auto* property = std::get_if<model::Property>(&member.form)) {
    use.read = here(property->type);
    if (property->settable) use.written = use.read;
  }
  return use;
}

bool never_fits(const MemberUse& wanted, const MemberUse& had) {
  const auto is_of_class = [](const MemberUse& use) {
    const auto* attribute = std::get_if<model::Attribute>(&use.member->form);
    return attribute && attribute->of_class;
  };
  return wanted.written && (!had.written || is_of_class(wanted) != is_of_class(had));
}

std::optional<std::string> unknown_fit(const MemberUse& wanted, const MemberUse& had) {
  for (const MemberUse* each : {&wanted, &had})
    if (const auto* unread = std::get_if<model::Unread>(&each->member->form)) return fmt::format("unsupported {}", unread->construct);
  for (const MemberUse* each : {&wanted, &had})
    if (const auto* attribute = std::get_if<model::Attribute>(&each->member->form); attribute && attribute->takes_back) return "unsupported missing annotation";
  const auto is_method = [](const MemberUse& use) { return std::holds_alternative<model::Method>(use.member->form); };
  if (is_method(wanted) == is_method(had)) return std::nullopt;
  return fmt::format("structural method or attribute: {}", wanted.member->name);
}

}  // namespace agverify::solver::smt
