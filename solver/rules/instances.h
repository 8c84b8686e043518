#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/query.h"
#include "model/substitution.h"
#include "model/value.h"

namespace agverify::solver::rules {

/// Closed types for the variables of a query, over the table of the search.
struct Instance {
  std::vector<model::FreshClass> fresh_classes;
  std::vector<model::Type> types;  ///< one per variable
};

/// Looks for an instance at which every hypothesis holds and the goal fails. Candidates for each variable: common types,
/// what the query names (also over other variables), unions of lower bounds, and fresh classes: a plain one a variable,
/// and one below each set of upper bounds that a variable has. Bounded; finding none proves nothing.
class InstanceSearch {
 public:
  /// Which classes the world is given beside the table's: only those below several bounds of a variable, or also a
  /// plain one for each variable and one below each single bound.
  enum class FreshClasses { Meets, All };

  /// \param table gets the fresh classes at its end, and loses them when this goes: copying it would cost more than most searches
  InstanceSearch(const model::Query& query, model::ClassTable& table, model::TypePool& pool, model::Substitution& substitution,
                 FreshClasses fresh);
  ~InstanceSearch();
  InstanceSearch(const InstanceSearch&) = delete;
  InstanceSearch& operator=(const InstanceSearch&) = delete;

  /// Whether `source <: target` holds of closed types of `table`; asked very often.
  using Holds = std::function<std::optional<bool>(model::Type source, model::Type target)>;

  /// \param goals the goal, or the two halves of an equivalence: one of them must fail
  std::optional<Instance> run(const std::vector<std::pair<model::Type, model::Type>>& goals, const Holds& holds);

  /// Whether `run` gave up before every choice of candidates was tried.
  bool was_cut() const { return was_cut_; }
  /// A sentence when an upper bound needs a common subclass of two disjoint bases (spec: directives#disjoint-base).
  const std::optional<std::string>& obstacle() const { return obstacle_; }

 private:
  void collect_bounds();
  void add_fresh_classes(FreshClasses wanted);
  void add_below_bounds(std::uint32_t variable, FreshClasses wanted);
  model::ClassId add_class(std::string name, std::vector<model::Type> bases);
  void collect_candidates(const std::vector<std::pair<model::Type, model::Type>>& goals);
  void add_parts(model::Type type);
  bool resolve(const std::vector<std::size_t>& choice, std::vector<model::Type>& types);
  bool fits(const std::vector<model::Type>& types, const std::vector<std::pair<model::Type, model::Type>>& goals, const Holds& holds);
  bool hypothesis_holds(const model::Hypothesis& hypothesis, const std::vector<model::Type>& types, const Holds& holds);
  std::optional<bool> holds_at(model::Type source, model::Type target, const std::vector<model::Type>& types, const Holds& holds);

  const model::Query& query_;
  model::ClassTable& table_;
  const std::size_t table_size_;  // without the fresh classes
  model::TypePool& pool_;
  model::Substitution& substitution_;
  std::vector<model::FreshClass> fresh_;
  std::vector<std::vector<model::Type>> upper_;  // closed class bounds of each variable, also through other variables
  std::vector<model::Type> candidates_;
  std::vector<std::vector<std::uint32_t>> variables_;  // of each candidate
  std::unordered_map<std::uint64_t, std::optional<bool>> known_;  // what was asked of `holds`
  bool was_cut_ = false;
  std::optional<std::string> obstacle_;
};

}  // namespace agverify::solver::rules
