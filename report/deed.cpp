#include "report/deed.h"

#include <fmt/format.h>

namespace agverify::report {

using namespace model;

namespace {

/// What a member does directly, or something that it takes or gives does.
Deed by_member(const Member& member, bool refuses, bool direct) {
  const bool is_method = std::holds_alternative<Method>(member.form);
  if (member.is_axiom) return {"end with", "ends with", "as the value of its StopIteration"};
  if (refuses && !is_method) return {"refuse", "refuses", fmt::format("as a new `{}`", member.name)};
  if (refuses) return {"refuse", "refuses", fmt::format("{} `{}`", direct ? "when passed to" : "coming in through", member.name)};
  if (std::holds_alternative<Property>(member.form) && direct) return {"give", "gives", fmt::format("as `{}`", member.name)};
  if (!is_method && direct) return {"hold", "holds", fmt::format("as `{}`", member.name)};
  if (direct) return {"return", "returns", fmt::format("from `{}`", member.name)};
  return {"hand out", "hands out", fmt::format("through `{}`", member.name)};
}

const Member* named(const ClassTable& table, ClassId protocol, const std::string& name) {
  for (const FoundMember& each : table.protocol_members(protocol))
    if (each.member->name == name) return each.member;
  return nullptr;
}

}  // namespace

std::string misfit(std::string_view subject, const Breach& breach) {
  const std::string called = breach.member == "__call__" ? "" : fmt::format(" of `{}`", breach.member);
  if (!breach.refuses_call.empty()) return fmt::format("{} refuses a call{} with {}", subject, called, breach.refuses_call);
  // The matcher says so of a member that is not there at all.
  if (breach.why == "it has no such member") return fmt::format("{} has no member `{}`", subject, breach.member);
  return fmt::format("{} has a member `{}` that does not serve ({})", subject, breach.member, breach.why);
}

Deed deed_of(const Breach& breach, const ClassTable& table, const Slots& slots) {
  const Deed unnamed = breach.refuses ? Deed{"refuse", "refuses", ""} : Deed{"hand out", "hands out", ""};
  if (breach.kind == Breach::Kind::Member) {
    const Nominal* target = as_nominal(breach.target);
    if (!target) return breach.refuses ? Deed{"refuse", "refuses", "when it is called"} : Deed{"return", "returns", "when it is called"};
    const Member* member = named(table, target->class_id, breach.member);
    return member ? by_member(*member, breach.refuses, true) : unnamed;
  }
  if (breach.kind == Breach::Kind::Element) return {"hold", "holds", fmt::format("as element {}", breach.parameter + 1)};
  if (index_of(breach.owner) >= slots.size()) return unnamed;
  const auto& reason = slots[index_of(breach.owner)][breach.parameter].at(breach.refuses ? Polarity::Negative : Polarity::Positive);
  if (!reason) return unnamed;
  return by_member(table[reason->owner].members[reason->member], breach.refuses, reason->path.empty());
}

}  // namespace agverify::report
