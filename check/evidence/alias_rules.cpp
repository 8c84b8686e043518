#include "check/evidence/alias_rules.h"

#include <set>
#include <utility>
#include <vector>

#include "check/slice/unfolding.h"

namespace agverify::check {

namespace {

/// Whether the second is the first with some aliases unfolded by one step, wherever they stand.
bool is_unfolded_from(Trial& trial, TypeId folded, TypeId unfolded) {
  TypeTable& types = trial.types();
  std::vector<std::pair<TypeId, TypeId>> pending{{folded, unfolded}};
  std::set<std::pair<TypeId, TypeId>> seen;
  while (!pending.empty()) {
    const auto [one, other] = pending.back();
    pending.pop_back();
    if (one == other || !seen.insert({one, other}).second) continue;
    if (types.is(one, Form::Alias) && unfold(trial.slice(), types, one) == other) continue;
    const TypeNode &left = types[one], &right = types[other];
    if (left.form != right.form || left.class_id != right.class_id || left.number != right.number || left.count != right.count || left.count == 0) return false;
    for (std::size_t i = 0; i < left.count; ++i) pending.emplace_back(types.part(one, i), types.part(other, i));
  }
  return true;
}

}  // namespace

// S <: T  if  S' <: T', each the same with some aliases unfolded
bool alias_recursive(Trial& trial) {
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  if (premise->source == trial.source() && premise->target == trial.target()) return trial.reject("nothing is unfolded");
  return (is_unfolded_from(trial, trial.source(), premise->source) && is_unfolded_from(trial, trial.target(), premise->target)) ||
         trial.reject("the premise is not what the aliases unfold to");
}

}  // namespace agverify::check
