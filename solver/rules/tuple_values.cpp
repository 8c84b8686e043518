#include "solver/rules/tuple_values.h"

#include <algorithm>

#include "solver/rules/tuple_parts.h"

namespace agverify::solver::rules {

using namespace model;

std::optional<ValueId> TupleValues::build(const TraceNode& node) {
  for (const TraceEdge& edge : trace_.edges_of(node))
    if (edge.place.kind == Place::Kind::Whole && (as_union(trace_.nodes[edge.node].goal.source) || edge.rule == logic::Rule::AliasRecursive))
      return value_of_.at(edge.node);  // it was expanded, or an alias in it unfolded
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
        add_view(store_[value_of_.at(edge.node)], node.goal.target, found);
      } else {
        open.push_back(&trace_.nodes[edge.node]);
      }
    }
  }
  return found;
}

/// What it shows as a Sequence are elements.
void TupleValues::add_view(const Value& view, Type target, Demands& into) const {
  const Nominal* above = as_nominal(target);
  const auto outside = above && above->arguments.size() == 1 ? std::optional{above->arguments.front()} : std::nullopt;
  for (const SlotObservation& each : view.slots)
    if (each.owner == view.tag) add_once(into.elements, Shown{each.shown, outside});
  for (const MemberObservation& each : view.members) add_once(into.members, each);
}

std::optional<ValueId> TupleValues::of_length(const TraceNode& node, const Demands& demands, std::size_t length) {
  const Tuple& source = *as_tuple(node.goal.source);
  if (std::ranges::any_of(demands.lengths, [&](const Tuple* each) { return has_length(*each, length); })) return std::nullopt;
  std::vector<Filled> elements(length);
  others_.clear();
  for (const AtPart& each : demands.parts)
    if (!place(each, source, elements)) return std::nullopt;
  for (const Shown& each : demands.elements)
    if (!place(each, source, elements)) return std::nullopt;
  Value made{*table_.well_known.tuple, {}, store_.replaced(demands.members, others_)};
  made.elements.emplace();
  for (std::size_t i = 0; i < length; ++i)
    made.elements->push_back(elements[i].element ? elements[i].element : store_.inhabitant(source.parts[part_at(source, i, length)]));
  const ValueId kept = store_.keep(std::move(made));
  return membership_.in(kept, node.goal.source) && membership_.out(kept, node.goal.target) ? std::optional{kept} : std::nullopt;
}

/// An empty place first, so that what breaks one type does not stand in the way of what breaks another.
bool TupleValues::place(const AtPart& demand, const Tuple& source, std::vector<Filled>& elements) {
  if (!has_length(*demand.target, elements.size())) return true;
  for (const bool is_empty : {true, false})
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const bool meets = source.parts[part_at(source, i, elements.size())] == demand.given &&
                         demand.target->parts[part_at(*demand.target, i, elements.size())] == demand.wanted;
      if (meets && elements[i].element.has_value() != is_empty && put({demand.shown, demand.wanted}, elements[i])) return true;
    }
  return false;
}

bool TupleValues::place(const Shown& demand, const Tuple& source, std::vector<Filled>& elements) {
  if (std::ranges::find(elements, Argument{demand.value}, &Filled::element) != elements.end()) return true;
  for (const bool is_empty : {true, false})
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (elements[i].element.has_value() != is_empty && membership_.in(demand.value, source.parts[part_at(source, i, elements.size())]) &&
          put(demand, elements[i]))
        return true;
  return false;
}

bool TupleValues::put(const Shown& demand, Filled& into) {
  const auto element = into.element ? both(demand, into) : std::optional{demand.value};
  if (!element) return false;
  for (const Argument& each : {Argument{demand.value}, into.element})
    if (each && *each != *element) others_.insert_or_assign(index_of(*each), *element);
  into.element = element;
  into.outside.push_back(demand.outside);
  return true;
}

/// What both show in one value; else one of them, where it does for both.
std::optional<ValueId> TupleValues::both(const Shown& demand, const Filled& present) {
  const auto is_out = [&](ValueId value, const std::optional<Type>& type) { return type && membership_.out(value, *type); };
  if (const auto merged = store_.merged(*present.element, demand.value)) return merged;
  if (is_out(*present.element, demand.outside)) return present.element;
  const bool does = std::ranges::all_of(present.outside, [&](const auto& each) { return is_out(demand.value, each); });
  return does ? std::optional{demand.value} : std::nullopt;
}

}  // namespace agverify::solver::rules
