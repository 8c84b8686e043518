#include "solver/smt/instances.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::solver::smt {
namespace {

using model::Type;
using model::Verdict;

constexpr int most_questions = 300;

void add(std::vector<Type>& types, Type type) {
  if (std::ranges::find(types, type) == types.end()) types.push_back(type);
}

class Instances {
 public:
  Instances(World& world, const Ground& ground, const OpenQuestion& question)
      : world_(world), ground_(ground), question_(question), types_(question.choices.begin(), question.choices.end()) {
    for (std::size_t i = 0; i < types_.size(); ++i)
      if (const auto* variable = model::as_variable(types_[i]); variable && variable->index == i) free_.push_back(i);
  }

  std::optional<Instance> run(bool with_fresh_classes) {
    make_fresh_classes(with_fresh_classes);
    std::vector<std::vector<Type>> left;  // candidates of each free variable that has one, the next one last
    for (questions_ = 0; questions_ < most_questions;) {
      if (left.size() == free_.size()) {
        if (auto found = refuted()) return found;
      } else {
        left.push_back(candidates(free_[left.size()]));
      }
      if (!next(left)) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  /// Moves on to the next assignment whose settled hypotheses hold. \returns whether there is one
  bool next(std::vector<std::vector<Type>>& left) {
    while (!left.empty()) {
      const std::size_t variable = free_[left.size() - 1];
      if (left.back().empty()) {
        types_[variable] = question_.choices[variable];
        left.pop_back();
        continue;
      }
      types_[variable] = left.back().back();
      left.back().pop_back();
      if (hypotheses_hold(variable)) return true;
    }
    return false;
  }

  void make_fresh_classes(bool wanted) {
    fresh_.clear();
    fresh_of_.assign(types_.size(), {});
    for (std::size_t i : free_) {
      if (!wanted) break;
      add_fresh(i, {});
      if (auto bases = bases_of(i); !bases.empty()) add_fresh(i, std::move(bases));
    }
    world_.set_fresh(fresh_);
  }

  void add_fresh(std::size_t variable, std::vector<Type> bases) {
    const model::ClassId id{static_cast<std::uint32_t>(world_.table().size() + fresh_.size())};
    fresh_of_[variable].push_back(world_.pool().nominal(id));
    fresh_.push_back({fmt::format("Fresh{}", fresh_.size() + 1), std::move(bases)});
  }

  /// The classes that a class below all upper bounds derives from, where the bounds are closed.
  std::vector<Type> bases_of(std::size_t variable) const {
    std::vector<Type> bases;
    for (const Inclusion& each : question_.hypotheses) {
      const auto* source = model::as_variable(each.source);
      const auto* bound = model::as_nominal(each.target);
      if (!source || source->index != variable || !bound) continue;
      if (each.target->has_variables || world_.is_closed(bound->class_id)) return {};
      if (bound->class_id != world_.table().well_known.object) add(bases, each.target);
    }
    return bases;
  }

  /// Best last.
  std::vector<Type> candidates(std::size_t variable) {
    const auto& known = world_.table().well_known;
    model::TypePool& pool = world_.pool();
    std::vector<Type> found{pool.nominal(known.integer), pool.nominal(known.boolean), pool.nominal(known.none_type),
                            pool.nominal(known.object), pool.never()};
    std::vector<Type> lower;
    for (const Inclusion& each : question_.hypotheses) {
      const auto *source = model::as_variable(each.source), *target = model::as_variable(each.target);
      if (source && source->index == variable) add_closed(found, each.target);
      if (target && target->index == variable && add_closed(found, each.source)) add_closed(lower, each.source);
    }
    if (lower.size() > 1) add(found, pool.union_of(lower));
    for (Type each : fresh_of_[variable]) add(found, each);
    std::ranges::reverse(found);
    return found;
  }

  bool add_closed(std::vector<Type>& found, Type type) {
    const Type here = substitution_.variables(type, types_);
    if (!here->has_variables) add(found, here);
    return !here->has_variables;
  }

  /// The hypotheses that speak of this variable and of no free one any more.
  bool hypotheses_hold(std::size_t variable) {
    return std::ranges::all_of(question_.hypotheses, [&](const Inclusion& each) {
      const Type source = substitution_.variables(each.source, types_), target = substitution_.variables(each.target, types_);
      if (source->has_variables || target->has_variables) return true;
      if (!mentions(each.source, variable) && !mentions(each.target, variable)) return true;
      ++questions_;
      return ground_(source, target).verdict == Verdict::Proved;
    });
  }

  static bool mentions(Type type, std::size_t variable) {
    std::vector<Type> open{type};
    while (!open.empty()) {
      const Type each = open.back();
      open.pop_back();
      if (const auto* found = model::as_variable(each); found && found->index == variable) return true;
      if (each->has_variables) open.insert(open.end(), model::parts_of(each).begin(), model::parts_of(each).end());
    }
    return false;
  }

  std::optional<Instance> refuted() {
    ++questions_;
    const Type source = substitution_.variables(question_.source, types_), target = substitution_.variables(question_.target, types_);
    Finding found = ground_(source, target);
    if (found.verdict != Verdict::Refuted) return std::nullopt;
    return Instance{fresh_, types_, std::move(found)};
  }

  World& world_;
  const Ground& ground_;
  const OpenQuestion& question_;
  model::Substitution substitution_{world_.pool()};
  std::vector<Type> types_;
  std::vector<std::size_t> free_;
  std::vector<model::FreshClass> fresh_;
  std::vector<std::vector<Type>> fresh_of_;
  int questions_ = 0;
};

}  // namespace

std::optional<Instance> find_instance(World& world, const Ground& ground, const OpenQuestion& question) {
  Instances instances{world, ground, question};
  if (auto found = instances.run(false)) return found;
  return instances.run(true);
}

}  // namespace agverify::solver::smt
