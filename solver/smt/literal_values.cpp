// What a literal names is one value of exactly its class: it is in that class and in no other unless that lies above, and it is no
// other literal. A value of bool or of an enum with members is one of its literals.

#include <unordered_map>

#include "solver/smt/value_tree.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::Type;

namespace {
constexpr std::size_t few = 4;
}

void ValueTree::close_literals(ValueNode& node, const Fact& here) {
  if (!here.inside) return;
  const auto& known = world_.table().well_known;
  if (const auto* literal = model::as_literal(here.type)) {
    const bool is_text = literal->class_id == known.string && known.literal_string;
    return solver_.add({-here.literal, fact(node, world_.pool().nominal(is_text ? *known.literal_string : literal->class_id), true, here.literal)});
  }
  const std::vector<Type> values = world_.literals_above(model::as_nominal(here.type)->class_id);
  if (values.empty()) return;
  std::vector<Literal> some{-here.literal};
  for (Type each : values) some.push_back(fact(node, each, true, here.literal));
  solver_.add(some);
}

void ValueTree::meet_literals(const ValueNode& node) {
  std::unordered_map<std::uint32_t, std::vector<Literal>> of_class;
  for (const Fact& in : node.facts)
    if (const auto* literal = model::as_literal(in.type); literal && in.inside) of_class[index_of(literal->class_id)].push_back(in.literal);
  for (const auto& [index, literals] : of_class) {
    const ClassId id{index};
    at_most_one(literals);
    const Literal some = solver_.fresh();
    for (Literal each : literals) solver_.add({-each, some});
    for (const InClass& in : node.classes) {
      const ClassId other = model::as_nominal(in.type)->class_id;
      const World::Below below = world_.literals_below(id, other);
      if (world_.derives_from(id, other) || below == World::Below::Shared) continue;
      if (below == World::Below::Open) {
        solver_.add({-some, -in.literal, doubt("structural: literals among the values of a NewType")});
        continue;
      }
      if (world_.is_protocol(other)) {
        solver_.add({-some, -in.literal, doubt("structural meet with a final class")});
      } else {
        solver_.add({-some, -in.literal});
      }
    }
    if (world_.find_member(id, "__call__")) continue;  // looked at with its class
    for (const Fact& called : node.facts)
      if (called.inside && model::as_callable(called.type)) solver_.add({-some, -called.literal});
  }
}

/// In pairs where they are few; else along a chain that says whether one of those before holds.
void ValueTree::at_most_one(std::span<const Literal> literals) {
  if (literals.size() <= few) {
    for (std::size_t i = 0; i < literals.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) solver_.add({-literals[i], -literals[k]});
    return;
  }
  Literal before = solver_.fresh();
  solver_.add({-literals.front(), before});
  for (Literal each : literals.subspan(1)) {
    const Literal so_far = solver_.fresh();
    solver_.add({-before, -each});
    solver_.add({-before, so_far});
    solver_.add({-each, so_far});
    before = so_far;
  }
}

/// A variable holds None or not, and each value that a literal names or not, at every occurrence alike.
void ValueTree::single_values(const ValueNode& node) {
  std::vector<const Fact*> variables;
  for (const Fact& each : node.facts)
    if (model::as_variable(each.type)) variables.push_back(&each);
  for (const Fact& kind : node.facts) {
    const auto* nominal = model::as_nominal(kind.type);
    const bool is_single = model::as_literal(kind.type) || (nominal && nominal->class_id == world_.table().well_known.none_type);
    if (!kind.inside || !is_single) continue;
    for (const Fact* each : variables) {
      auto [at, is_new] = single_values_.try_emplace({model::as_variable(each->type)->index, kind.type->serial});
      if (is_new) at->second = solver_.fresh();
      solver_.add({-kind.literal, -each->literal, each->inside ? at->second : -at->second});
    }
  }
}

}  // namespace agverify::solver::smt
