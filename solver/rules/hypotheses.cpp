#include "solver/rules/hypotheses.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace agverify::solver::rules {
namespace {

using namespace model;

class Inversion {
 public:
  Inversion(const ClassTable& table, const Slots& slots, Substitution& substitution, Hypotheses& into)
      : table_(table), slots_(slots), substitution_(substitution), into_(into) {}

  /// Works through the list while it grows. \returns a reason when one cannot be taken apart
  std::optional<std::string> run() {
    for (std::size_t i = 0; i < into_.all.size(); ++i)
      if (auto reason = take(NumberedHypothesis{into_.all[i]})) return reason;
    return std::nullopt;
  }

 private:
  std::optional<std::string> take(const NumberedHypothesis& hypothesis) {
    if (const Union* all = as_union(hypothesis.source)) {
      for (Type member : all->members) add(member, hypothesis.target, hypothesis.number);
      return std::nullopt;
    }
    const Variable* below = as_variable(hypothesis.source);
    const Variable* above = as_variable(hypothesis.target);
    if (below) into_.upper[below->index].push_back({hypothesis.target, hypothesis.number});
    if (above) into_.lower[above->index].push_back({hypothesis.source, hypothesis.number});
    if (below || above || hypothesis.source == hypothesis.target || is_never(hypothesis.source)) return std::nullopt;
    return between_constructors(hypothesis);
  }

  std::optional<std::string> between_constructors(const NumberedHypothesis& hypothesis) {
    const Nominal* source = as_nominal(hypothesis.source);
    const Nominal* target = as_nominal(hypothesis.target);
    if (target && target->class_id == table_.well_known.object) return std::nullopt;
    if (!source || !target) return "structural: a hypothesis to a union, or to Never, is not taken apart";
    const Ancestor* up = table_.ancestor(source->class_id, target->class_id);
    if (!up) return "structural: a hypothesis between unrelated classes is not taken apart";
    const Type lifted = substitution_.parameters(up->specialization, source->arguments);
    for (std::uint32_t i = 0; i < target->arguments.size(); ++i)
      invert(*target, i, as_nominal(lifted)->arguments[i], hypothesis.number);
    return std::nullopt;
  }

  void invert(const Nominal& above, std::uint32_t parameter, Type source, std::uint32_t from) {
    const Type target = above.arguments[parameter];
    if (source == target) return;
    const Class& definition = table_[above.class_id];
    if (!inverts_exactly(table_, slots_, above.class_id, parameter)) {
      into_.left_out = "structural: the arguments of " + definition.name + " do not follow from its members without condition";
      return;
    }
    const Variance variance = definition.parameters[parameter].declared_variance;
    if (has_slot(variance, Polarity::Positive)) add(source, target, from, parameter);
    if (has_slot(variance, Polarity::Negative)) add(target, source, from, parameter);
  }

  void add(Type source, Type target, std::uint32_t from, std::optional<std::uint32_t> parameter = {}) {
    const bool known = std::ranges::any_of(into_.all, [&](const auto& old) { return old.source == source && old.target == target; });
    if (!known) into_.all.push_back({source, target, ++last_, from, parameter});
  }

  const ClassTable& table_;
  const Slots& slots_;
  Substitution& substitution_;
  Hypotheses& into_;
  std::uint32_t last_ = 0;

 public:
  void start_after(std::uint32_t number) { last_ = number; }
};

}  // namespace

void keep_used(ProofCase& proof) {
  if (proof.derived.empty()) return;
  std::set<std::uint32_t> used;
  for (const Step& step : proof.derivation.steps) used.insert(step.hypothesis);
  for (const DerivedHypothesis& each : proof.derived | std::views::reverse)  // it follows from one before it
    if (used.contains(each.number)) used.insert(each.inverts);
  std::map<std::uint32_t, std::uint32_t> renumbered;
  std::uint32_t next = proof.derived.front().number;
  std::erase_if(proof.derived, [&](const DerivedHypothesis& each) { return !used.contains(each.number); });
  const auto number_of = [&](std::uint32_t old) { return renumbered.contains(old) ? renumbered.at(old) : old; };
  for (DerivedHypothesis& each : proof.derived) {
    renumbered[each.number] = next;
    each = {next++, each.source, each.target, number_of(each.inverts), each.parameter};
  }
  for (Step& step : proof.derivation.steps) step.hypothesis = number_of(step.hypothesis);
}

bool inverts_exactly(const ClassTable& table, const Slots& slots, ClassId id, std::uint32_t parameter) {
  for (const Polarity polarity : {Polarity::Positive, Polarity::Negative}) {
    if (!has_slot(table[id].parameters[parameter].declared_variance, polarity)) continue;
    const auto& reason = slots[index_of(id)][parameter].at(polarity);
    if (!reason || !reason->unconditional) return false;
  }
  return true;
}

tl::expected<Hypotheses, std::string> take_apart(const Query& query, const ClassTable& table, const Slots& slots,
                                                 Substitution& substitution) {
  Hypotheses made;
  made.upper.resize(query.variables.size());
  made.lower.resize(query.variables.size());
  std::uint32_t number = 0;
  for (const Hypothesis& each : query.hypotheses) {
    ++number;
    const auto* relation = std::get_if<RelationHypothesis>(&each);
    if (!relation) continue;
    made.all.push_back({relation->source, relation->target, number, 0});
    if (relation->relation == Relation::Equivalent) made.all.push_back({relation->target, relation->source, number, 0});
  }
  Inversion inversion{table, slots, substitution, made};
  inversion.start_after(number);
  if (auto reason = inversion.run()) return tl::unexpected(*reason);
  return made;
}

}  // namespace agverify::solver::rules
