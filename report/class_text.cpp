#include "report/class_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agverify::report {

using namespace model;

namespace {

/// Whether each slot that matters was shown to tell its arguments apart.
bool is_exact(const ClassLaw& law) {
  for (const ClassLaw::PerParameter& each : law.parameters)
    for (const SlotLaw* slot : {&each.positive, &each.negative})
      if (slot->shown && !slot->absorbed && !slot->exact) return false;
  return true;
}

}  // namespace

std::string ClassListing::text(const ClassEntry& entry) {
  const Class& shown = table_[entry.id];
  ++counts_.classes;
  std::string out = header(shown);
  if (shown.unsupported) out += fmt::format("  not read: {}\n", *shown.unsupported);
  for (const TypeParameter& each : shown.parameters) out += parameter(each, shown);
  for (const Member& each : shown.members) out += member(each, shown);
  if (entry.law) out += law(*entry.law, shown);
  return out;
}

std::string ClassListing::print(Type type, const Class& of) {
  std::string out;
  printer_.append(out, type, {}, of.parameters);
  return out;
}

std::string ClassListing::header(const Class& shown) {
  std::vector<std::string> bases, kinds;
  for (Type base : shown.bases) bases.push_back(print(base, shown));
  if (shown.is_protocol) kinds.push_back("protocol");
  if (shown.is_final) kinds.push_back("final");
  const std::string kind = kinds.empty() ? "class" : fmt::format("{}", fmt::join(kinds, " "));
  const std::string below = bases.empty() ? "" : fmt::format("({})", fmt::join(bases, ", "));
  return fmt::format("{} {}{}  {}:{}\n", kind, shown.qualified_name, below, table_.files[shown.location.file].path, shown.location.line);
}

std::string ClassListing::parameter(const TypeParameter& parameter, const Class& of) {
  std::string out = fmt::format("  parameter  {} {}", parameter.name, name_of(parameter.declared_variance));
  if (parameter.variance_is_inferred) out += ", inferred";
  if (parameter.upper_bound) out += fmt::format(", bound {}", print(*parameter.upper_bound, of));
  std::vector<std::string> constraints;
  for (Type each : parameter.constraints) constraints.push_back(print(each, of));
  if (!constraints.empty()) out += fmt::format(", one of {}", fmt::join(constraints, ", "));
  if (parameter.default_type) out += fmt::format(", default {}", print(*parameter.default_type, of));
  return out + "\n";
}

std::string ClassListing::member(const Member& member, const Class& of) {
  std::string form;
  if (const auto* method = std::get_if<Method>(&member.form)) form = signature(*method, of);
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) form = fmt::format(": {}{}", print(attribute->type, of), attribute->of_class ? "  class variable" : "");
  if (const auto* property = std::get_if<Property>(&member.form))
    form = fmt::format(": {}  {} property", print(property->type, of), property->settable ? "settable" : "read-only");
  if (const auto* unread = std::get_if<Unread>(&member.form)) form = fmt::format("  not read: {}", unread->construct);
  return fmt::format("  member     {}{}{}\n", member.name, form, member.is_axiom ? "  axiom" : "");
}

std::string ClassListing::signature(const Method& method, const Class& of) {
  std::string out;
  if (as_overload(method.callable)) return ": " + print(method.callable, of);
  printer_.append_signature(out, method.callable, {}, of.parameters);
  return out;
}

std::string ClassListing::law(const ClassLaw& law, const Class& of) {
  ++counts_.generic;
  counts_.milliseconds += law.milliseconds;
  std::string out;
  switch (law.status) {
    case ClassLaw::Status::Proved:
      ++counts_.proved;
      out = fmt::format("  law        {}, proved in {:.1f} ms\n", is_exact(law) ? "sound and exact" : "sound, not exact in every slot", law.milliseconds);
      break;
    case ClassLaw::Status::WrongFlag:
      ++counts_.wrong;
      return fmt::format("  law        the declared variance is wrong: {}\n", law.failing_member);
    case ClassLaw::Status::Unproved:
      ++counts_.unproved;
      return fmt::format("  law        unproved: {}\n", law.reason);
  }
  for (std::size_t i = 0; i < law.parameters.size(); ++i)
    for (const Polarity each : {Polarity::Positive, Polarity::Negative}) out += slot(law.parameters[i].at(each), of.parameters[i], each);
  return out;
}

std::string ClassListing::slot(const SlotLaw& law, const TypeParameter& parameter, Polarity polarity) {
  const bool asked = has_slot(parameter.declared_variance, polarity);
  if (!law.shown && !asked) return {};
  ++counts_.slots;
  std::string out = fmt::format("  slot       {} {}  ", parameter.name, sign_of(polarity));
  out += law.shown ? fmt::format("shown by {}", law.member) : "shown by no member";
  if (law.absorbed) out += ", absorbed by other slots";
  if (law.exact) out += law.conditions.empty() ? "; exact" : fmt::format("; exact where {}", fmt::join(law.conditions, " and "));
  if (!law.conditions.empty()) ++counts_.conditional;
  if (declared_only(law, parameter.declared_variance, polarity)) {
    ++counts_.declared_only;
    out += "; declared only";
  }
  return out + "\n";
}

std::string ClassListing::summary() const {
  std::string out = fmt::format("{} classes, {} with parameters: {} laws proved, {} unproved", counts_.classes, counts_.generic,
                                counts_.proved, counts_.unproved);
  if (counts_.wrong) out += fmt::format(", {} with a wrong flag", counts_.wrong);
  return out + fmt::format("; {} slots, {} with a condition, {} declared only; {:.0f} ms of proofs\n", counts_.slots, counts_.conditional,
                           counts_.declared_only, counts_.milliseconds);
}

}  // namespace agverify::report
