#include "solver/smt/member_fit.h"

#include <fmt/format.h>

namespace agverify::solver::smt {

using model::SignatureShape;
using model::Type;

MemberUse use_of(model::Substitution& substitution, const model::Member& member, std::span<const Type> arguments) {
  MemberUse use{&member, {}, {}, std::nullopt};
  const auto here = [&](Type type) { return substitution.parameters(type, arguments); };
  const auto read = [&](Type type, bool written) {
    use.given = here(type);
    if (written) use.taken.push_back(*use.given);
  };
  if (const auto* method = std::get_if<model::Method>(&member.form)) {
    const model::Callable& signature = *model::as_callable(method->callable);
    use.shape = *signature.shape;
    for (Type each : signature.parameters()) use.taken.push_back(here(each));
    use.given = here(signature.result());
  } else if (const auto* attribute = std::get_if<model::Attribute>(&member.form)) {
    read(attribute->type, true);
  } else if (const auto* property = std::get_if<model::Property>(&member.form)) {
    read(property->type, property->settable);
  }
  return use;
}

namespace {

/// Every call that the wanted parameters admit is one that these admit.
bool admits(const SignatureShape& wanted, const SignatureShape& had) {
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    if (k >= had.size()) return false;
    const bool by_name = wanted[k].kind != model::ParameterKind::PositionalOnly;
    if (by_name && (had[k].kind == model::ParameterKind::PositionalOnly || had[k].name != wanted[k].name)) return false;
    if (wanted[k].has_default && !had[k].has_default) return false;
  }
  for (std::size_t k = wanted.size(); k < had.size(); ++k)
    if (!had[k].has_default) return false;
  return true;
}

}  // namespace

Fit fit(const MemberUse& wanted, const MemberUse& had, std::string& reason) {
  for (const MemberUse* each : {&wanted, &had})
    if (const auto* unread = std::get_if<model::Unread>(&each->member->form)) {
      reason = fmt::format("unsupported {}", unread->construct);
      return Fit::Doubtful;
    }
  const auto is_method = [](const MemberUse& use) { return std::holds_alternative<model::Method>(use.member->form); };
  if (is_method(wanted) != is_method(had)) {
    reason = fmt::format("structural method or attribute: {}", wanted.member->name);
    return Fit::Doubtful;
  }
  if (is_method(wanted)) return admits(wanted.shape, had.shape) ? Fit::Fits : Fit::Fails;
  return wanted.taken.size() > had.taken.size() ? Fit::Fails : Fit::Fits;
}

}  // namespace agverify::solver::smt
