#include "solver/rules/tuple_values.h"

#include <algorithm>

#include "solver/rules/tuple_parts.h"

namespace agverify::solver::rules {

using namespace model;
using logic::Rule;

std::optional<ValueId> TupleValues::build(const TraceNode& node) {
  for (const TraceEdge& edge : trace_.edges_of(node))
    if (as_union(trace_.nodes[edge.node].goal.source) && edge.place.kind == Place::Kind::Whole) return value_of_.at(edge.node);  // it was expanded
  const Demands demands = demands_of(node);
  const Tuple& source = *as_tuple(node.goal.source);
  std::size_t longest = shortest(source);
  if (source.unbounded) {
    for (const Tuple* each : demands.lengths) longest = std::max(longest, each->parts.size() + 1);
    for (const AtPart& each : demands.parts) longest = std::max(longest, each.target->parts.size());
    longest += shortest(source) + demands.parts.size() + demands.elements.size();
  }
  for (std::size_t length = shortest(source); length <= longest; ++length)
    if (const auto made = of_length(node, demands, length)) return made;
  return std::nullopt;
}

TupleValues::Demands TupleValues::demands_of(const TraceNode& root) const {
  Demands found;
  std::vector<const TraceNode*> open{&root};
  while (!open.empty()) {
    const TraceNode& node = *open.back();
    open.pop_back();
    const auto edges = trace_.edges_of(node);
    const Tuple* target = as_tuple(node.goal.target);
    if (target && edges.empty()) found.lengths.push_back(target);
    for (const TraceEdge& edge : edges) {
      if (target && edge.place.kind == Place::Kind::Element) {
        found.parts.push_back({target, as_tuple(node.goal.source)->parts[edge.place.member], target->parts[edge.place.wanted], value_of_.at(edge.node)});
      } else if (as_nominal(trace_.nodes[edge.node].goal.source)) {
        add_view(store_[value_of_.at(edge.node)], found);
      } else {
        open.push_back(&trace_.nodes[edge.node]);
      }
    }
  }
  return found;
}

/// What it shows as a Sequence are elements.
void TupleValues::add_view(const Value& view, Demands& into) const {
  for (const SlotObservation& each : view.slots)
    if (each.owner == view.tag) add_once(into.elements, each.shown);
  for (const MemberObservation& each : view.members) add_once(into.members, each);
}

std::optional<ValueId> TupleValues::of_length(const TraceNode& node, const Demands& demands, std::size_t length) {
  const Tuple& source = *as_tuple(node.goal.source);
  if (std::ranges::any_of(demands.lengths, [&](const Tuple* each) { return has_length(*each, length); })) return std::nullopt;
  std::vector<Argument> elements(length);
  for (const AtPart& each : demands.parts)
    if (!place(each, source, elements)) return std::nullopt;
  for (ValueId each : demands.elements)
    if (!place(each, source, elements)) return std::nullopt;
  for (std::size_t i = 0; i < length; ++i)
    if (!elements[i]) elements[i] = store_.inhabitant(source.parts[part_at(source, i, length)]);
  Value made{*table_.well_known.tuple, {}, demands.members};
  made.elements = std::move(elements);
  const ValueId kept = store_.keep(std::move(made));
  return membership_.in(kept, node.goal.source) && membership_.out(kept, node.goal.target) ? std::optional{kept} : std::nullopt;
}

/// An empty place first, so that what breaks one type does not stand in the way of what breaks another.
bool TupleValues::place(const AtPart& demand, const Tuple& source, std::vector<Argument>& elements) {
  if (!has_length(*demand.target, elements.size())) return true;
  for (const bool is_empty : {true, false})
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const bool meets = source.parts[part_at(source, i, elements.size())] == demand.given &&
                         demand.target->parts[part_at(*demand.target, i, elements.size())] == demand.wanted;
      if (meets && elements[i].has_value() != is_empty && put(demand.shown, elements[i])) return true;
    }
  return false;
}

bool TupleValues::place(ValueId shown, const Tuple& source, std::vector<Argument>& elements) {
  if (std::ranges::find(elements, Argument{shown}) != elements.end()) return true;
  for (const bool is_empty : {true, false})
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (elements[i].has_value() != is_empty && membership_.in(shown, source.parts[part_at(source, i, elements.size())]) && put(shown, elements[i]))
        return true;
  return false;
}

bool TupleValues::put(ValueId shown, Argument& element) {
  const auto both = element ? store_.merged(*element, shown) : std::optional{shown};
  if (both) element = both;
  return both.has_value();
}

}  // namespace agverify::solver::rules
