#include "solver/smt/slot_uses.h"

#include <algorithm>

#include <fmt/format.h>

#include "solver/smt/alternatives.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::ClassLaw;
using model::Polarity;
using model::Type;

const SlotUse& SlotUses::of(ClassId id, std::uint32_t parameter, Polarity polarity) {
  const std::tuple key{id, parameter, polarity};
  const auto found = uses_.find(key);
  return found != uses_.end() ? found->second : uses_.emplace(key, make(id, parameter, polarity)).first->second;
}

const std::optional<std::string>& SlotUses::doubt(ClassId id) {
  const auto found = doubts_.find(id);
  if (found != doubts_.end()) return found->second;
  std::optional<std::string> doubt;
  const ClassLaw& law = laws_.of(id);
  if (law.status == ClassLaw::Status::Unproved)
    doubt = law.reason.starts_with("unsupported") ? law.reason : fmt::format("limit: law of {}: {}", table_[id].name, law.reason);
  if (law.status == ClassLaw::Status::WrongFlag)
    doubt = fmt::format("unsupported declared variance of {}: {}", table_[id].name, law.failing_member);
  return doubts_.emplace(id, std::move(doubt)).first->second;
}

SlotUse SlotUses::make(ClassId id, std::uint32_t parameter, Polarity polarity) {
  SlotUse use;
  const model::SlotLaw& law = laws_.of(id).parameters[parameter].at(polarity);
  use.doubt = fmt::format("structural: declared only {}.{}", table_[id].name, table_[id].parameters[parameter].name);
  if (!law.shown || law.absorbed || !law.exact) return use;
  use.plain = law.conditions.empty();
  use.conditional = !use.plain && read_conditions(id, *slots_[index_of(id)][parameter].at(polarity));
  return use;
}

SlotConditions SlotUses::conditions(ClassId id, std::uint32_t parameter, Polarity polarity) {
  return *read_conditions(id, *slots_[index_of(id)][parameter].at(polarity));
}

/// \returns nothing when some condition is not of a kind that can be asked
std::optional<SlotConditions> SlotUses::read_conditions(ClassId id, const model::SlotReason& reason) {
  const Promises promises = promises_of(table_, pool_, id);
  const Promise& promise = promise_of(promises, reason);
  SlotConditions found;
  if (!outside_other_signatures(table_, promises, promise, reason.place)) return std::nullopt;
  if (!read_path(reason, reason.place ? promise.taken[*reason.place] : *promise.given, found)) return std::nullopt;
  for (std::uint32_t k : passed(promise, reason.place))
    if (k != reason.place) found.inhabited.push_back(promise.taken[k]);
  return found;
}

/// \returns whether the conditions along the path are all of a kind that can be asked
bool SlotUses::read_path(const model::SlotReason& reason, Type type, SlotConditions& conditions) const {
  bool only_unions_follow = true;
  std::vector<Type> types{type};
  for (const model::PathStep& step : reason.path) types.push_back(model::parts_of(types.back())[step.part]);
  for (std::size_t k = reason.path.size(); k-- > 0;) {
    const auto parts = model::parts_of(types[k]);
    if (const auto* nominal = model::as_nominal(types[k])) {
      only_unions_follow = false;
      const auto& inner = slots_[index_of(nominal->class_id)][reason.path[k].part].at(reason.path[k].polarity);
      if (!inner || !inner->unconditional) return false;
      const model::SlotLaw& law = laws_.of(nominal->class_id).parameters[reason.path[k].part].at(reason.path[k].polarity);
      if (!law.exact || !law.conditions.empty()) return false;
      continue;
    }
    if (model::as_overload(types[k])) return false;
    if (model::as_tuple(types[k])) {
      only_unions_follow = false;
      continue;
    }
    if (const auto* called = model::as_callable(types[k])) {
      only_unions_follow = false;
      if (!arguments_exist(*called, reason.path[k].part)) return false;
      continue;
    }
    for (std::size_t o = 0; o < parts.size(); ++o) {
      if (o == reason.path[k].part) continue;
      if (only_unions_follow) {
        conditions.outside.push_back(parts[o]);
      } else if (!surely_outside(table_, types[k + 1], parts[o])) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace agverify::solver::smt
