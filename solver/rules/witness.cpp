#include "solver/rules/witness.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/alias.h"
#include "model/signature.h"
#include "solver/rules/call_shapes.h"
#include "solver/rules/callable_functions.h"
#include "solver/rules/membership.h"
#include "solver/rules/rule_functions.h"
#include "solver/rules/support.h"
#include "solver/rules/tuple_functions.h"
#include "solver/rules/tuple_values.h"
#include "solver/rules/value_store.h"

namespace agverify::solver::rules {
namespace {

using namespace model;

class Builder {
 public:
  Builder(const Trace& trace, const ClassTable& table, Substitution& substitution, StructuralMatcher& matcher, Witness& into)
      : trace_(trace), table_(table), substitution_(substitution), matcher_(matcher), into_(into), membership_(table, substitution, matcher, into.values),
        support_(table, substitution, membership_, into.values), store_(table, substitution, into.values),
        tuples_(trace, table, store_, membership_, value_of_) {
    store_.complete_by([this](Value& value, std::span<const Type> arguments) { support_.complete(value, arguments); });
  }

  Shown run(std::uint32_t root) {
    for (std::uint32_t node : needed(root)) {
      const auto built = has_value(trace_.nodes[node]) ? build(trace_.nodes[node]) : std::nullopt;
      if (built) value_of_[node] = *built;
      if (!built && !fails_by_reading(trace_.nodes[node])) return Shown::Not;
      if (!built) by_reading_.insert(node);
    }
    if (by_reading_.contains(root)) return Shown::ByReading;
    into_.root = value_of_.at(root);
    if (!support_.is_lawful()) return Shown::Not;
    const Goal& goal = trace_.nodes[root].goal;
    if (names_self_ && !(membership_.in(into_.root, goal.source) && membership_.out(into_.root, goal.target))) return Shown::Not;
    keep_what_the_root_shows();
    return Shown::ByValue;
  }

 private:
  /// The refuted nodes below the root, each after those that it rests on.
  std::vector<std::uint32_t> needed(std::uint32_t root) const {
    std::vector<bool> seen(trace_.nodes.size(), false);
    std::vector<std::uint32_t> order;
    std::vector<std::pair<std::uint32_t, std::size_t>> open{{root, 0}};
    seen[root] = true;
    while (!open.empty()) {
      auto& [node, next] = open.back();
      const auto edges = trace_.edges_of(trace_.nodes[node]);
      if (next == edges.size()) {
        order.push_back(node);
        open.pop_back();
      } else if (const std::uint32_t premise = edges[next++].node; !seen[premise]) {
        seen[premise] = true;
        open.push_back({premise, 0});
      }
    }
    return order;
  }

  /// Whether the node is refuted by a reading that values do not keep, or because one below it is.
  bool fails_by_reading(const TraceNode& node) const {
    const Type source = node.goal.source, target = node.goal.target;
    const auto edges = trace_.edges_of(node);
    if (node.rule == logic::Rule::TypeValueToCallable && node.edge_count == 0) return true;
    if (as_union(target) && stays_whole(source)) return true;  // then it is below a union only as a whole
    if (as_union(target)) return false;  // what is in neither of two by a reading may be in both together
    const bool is_one_of = as_overload(source) && as_callable(target) && !table_.assumed.is_default(Switch::OverloadsTogether);
    if (is_one_of && std::ranges::all_of(edges, [&](const TraceEdge& each) { return value_of_.contains(each.node) || by_reading_.contains(each.node); }))
      return true;
    if (std::ranges::any_of(edges, [&](const TraceEdge& each) { return by_reading_.contains(each.node); })) return !as_overload(source);
    return edges.empty() && as_callable(source) && as_callable(target) &&
           rules::fails_by_reading(*as_callable(source), *as_callable(target), table_.assumed).has_value();
  }

  /// A tuple with a part of any length that is not taken apart at its other parts.
  bool stays_whole(Type source) const {
    const Tuple* tuple = as_tuple(source);
    return tuple && tuple->unbounded && tuple->parts.size() > 1 && !table_.assumed.is_default(Switch::MixedTuples);
  }

  /// A class has values of its own, as a callable type has, a union only what the member that fails has; and what a value
  /// shows comes before it.
  bool has_value(const TraceNode& node) const {
    const Type source = node.goal.source;
    if (node.rule == logic::Rule::TypeValueToCallable && node.edge_count == 0) return false;  // by a reading
    const bool is_taken_apart = (as_union(source) || as_alias(source)) && node.edge_count > 0;
    const bool is_shown = is_taken_apart || as_type_of(source) || as_nominal(source) || as_literal(source) || as_tuple(source) || is_callable(source);
    return is_shown && std::ranges::all_of(trace_.edges_of(node), [&](const TraceEdge& edge) { return value_of_.contains(edge.node); });
  }

  static bool is_callable(Type type) { return as_callable(type) || as_overload(type); }

  std::optional<ValueId> build(const TraceNode& node) {
    const auto edges = trace_.edges_of(node);
    if (as_union(node.goal.source) || as_alias(node.goal.source) || (as_alias(node.goal.target) && !edges.empty())) return value_of_.at(edges.front().node);
    if (is_callable(node.goal.source)) return callable(node);
    if (as_tuple(node.goal.source)) return tuples_.build(node);
    if (as_type_of(node.goal.source)) return class_object(node);
    return as_literal(node.goal.source) ? literal(node) : instance(node);
  }

  std::optional<ValueId> instance(const TraceNode& node) {
    const Nominal* source = as_nominal(node.goal.source);
    Value value{source->class_id, {}, {}};
    for (const TraceEdge& edge : trace_.edges_of(node)) show(value, node, edge);
    if (!value.literal) value.literal = store_.first_literal(value.tag);
    if (const auto tuple = tuple_base_of(*source, table_, substitution_); tuple && !value.elements)
      value.elements = store_[*store_.inhabitant(*tuple)].elements;
    support_.complete(value, source->arguments);
    return store_.keep(std::move(value));
  }

  /// Of the class that stands in `type[..]`, or of the one whose instance tells.
  std::optional<ValueId> class_object(const TraceNode& node) {
    const auto edges = trace_.edges_of(node);
    if (!edges.empty() && (edges.front().rule == logic::Rule::TypeDistributes || edges.front().rule == logic::Rule::TypeValueToCallable))
      return value_of_.at(edges.front().node);
    const Nominal* of = as_nominal(as_type_of(node.goal.source)->inner());
    if (!of && edges.empty()) return std::nullopt;
    for (const TraceEdge& edge : edges)
      if (const Value& other = into_.values[index_of(value_of_.at(edge.node))]; edge.place.kind == Place::Kind::Whole && table_[other.tag].class_object_of)
        return class_object_itself(node, other.tag);
    Value value = store_.class_object(of ? of->class_id : into_.values[index_of(value_of_.at(edges.front().node))].tag);
    for (const TraceEdge& edge : edges) show(value, node, edge);
    return store_.keep(std::move(value));
  }

  /// How it is called is known of the class object of one class alone.
  std::optional<ValueId> class_object_itself(const TraceNode& node, ClassId tag) {
    Value value{tag, {}, {}};
    for (const TraceEdge& edge : trace_.edges_of(node)) {
      add_observations(value, into_.values[index_of(value_of_.at(edge.node))]);
      if (edge.place.kind == Place::Kind::Instance) add_once(value.instances, value_of_.at(edge.node));
    }
    return store_.keep(std::move(value));
  }

  std::optional<ValueId> literal(const TraceNode& node) {
    const Literal& source = *as_literal(node.goal.source);
    Value value{source.class_id, {}, {}};
    for (const TraceEdge& edge : trace_.edges_of(node)) show(value, node, edge);
    value.literal = *source.value;
    return store_.keep(std::move(value));
  }

  // A callable value shows one call for each signature or alternative that it breaks.

  std::optional<ValueId> callable(const TraceNode& node) {
    Value value{table_.well_known.object, {}, {}, true};
    if (const Nominal* protocol = as_nominal(node.goal.target))
      for (const FoundMember& each : matcher_.members_of(protocol->class_id))
        names_self_ |= std::holds_alternative<Method>(each.member->form) && type_of(*each.member)->has_self;
    for (const TraceEdge& edge : trace_.edges_of(node))
      if (edge.place.kind == Place::Kind::Whole) add_observations(value, into_.values[index_of(value_of_.at(edge.node))]);
    if (as_overload(node.goal.source)) return of_overload(node, value);
    if (!as_callable(node.goal.target)) return store_.keep(std::move(value));
    return call_that_breaks(node);
  }

  /// Of what breaks single signatures, that which all of them allow.
  std::optional<ValueId> of_overload(const TraceNode& node, const Value& candidates) {
    const auto breaks = [&](ValueId id) { return membership_.in(id, node.goal.source) && membership_.out(id, node.goal.target); };
    if (const ValueId all = store_.keep(Value{candidates}); breaks(all)) return all;
    for (const MemberObservation& each : candidates.members)
      if (const ValueId one = store_.keep({table_.well_known.object, {}, {each}, true}); breaks(one)) return one;
    return std::nullopt;
  }

  std::optional<ValueId> call_that_breaks(const TraceNode& node) {
    const auto edges = trace_.edges_of(node);
    std::optional<std::uint32_t> place;
    std::optional<ValueId> special, returned;
    if (!edges.empty() && edges.front().place.kind == Place::Kind::Argument) place = edges.front().place.index, special = value_of_.at(edges.front().node);
    if (!edges.empty() && edges.front().place.kind == Place::Kind::Result) returned = value_of_.at(edges.front().node);
    const CallShapes shapes{*as_callable(node.goal.source)->shape, *as_callable(node.goal.target)->shape};
    for (const CallShape& each : shapes.all()) {
      const auto arguments = arguments_of(each, *as_callable(node.goal.target), place, special);
      if (!arguments) continue;
      const ValueId made = store_.keep({table_.well_known.object, {}, {{"__call__", Call{*arguments, returned}}}, true});
      if (membership_.in(made, node.goal.source) && membership_.out(made, node.goal.target)) return made;
    }
    return std::nullopt;
  }

  /// \param special what reaches the target's parameter at `place`
  std::optional<Arguments> arguments_of(const CallShape& shape, const Callable& target, std::optional<std::uint32_t> place,
                                        std::optional<ValueId> special) {
    Arguments made{{}, shape.names, {}};
    const auto reached = bind_arguments(*target.shape, shape.positional, shape.names);
    if (!reached || (place && std::ranges::find(*reached, *place) == reached->end())) return std::nullopt;
    for (std::size_t i = 0; i < reached->size(); ++i) {
      const Type taken = target.parts[(*reached)[i]];
      const Argument value = (*reached)[i] == place ? special : store_.inhabitant(taken);
      if (!value && !is_empty(taken)) return std::nullopt;
      (i < shape.positional ? made.positional : made.named).push_back(value);
    }
    return made;
  }

  void show(Value& value, const TraceNode& node, const TraceEdge& edge) {
    const ValueId shown = value_of_.at(edge.node);
    switch (edge.place.kind) {
      case Place::Kind::Whole: return show_the_same(value, edge, into_.values[index_of(shown)]);
      case Place::Kind::Slot: return value.slots.push_back({value.tag, edge.place.index, edge.place.polarity, shown});
      case Place::Kind::Gives:
        note_self(node, edge);
        return value.members.push_back({member(node, edge), Gives{shown}});
      case Place::Kind::Refuses:
        note_self(node, edge);
        return value.members.push_back({member(node, edge), RefusesAssigned{shown}});
      case Place::Kind::Method:
        note_self(node, edge);
        return show_calls(value, member(node, edge), into_.values[index_of(shown)]);
      case Place::Kind::CallMethod: return show_calls(value, "__call__", into_.values[index_of(shown)]);
      case Place::Kind::Instance: return show_instance(value, shown);
      case Place::Kind::Element:
      case Place::Kind::Argument:
      case Place::Kind::Result: return;  // of a callable type: `call_that_breaks`
    }
  }

  /// What breaks an alternative, or a base, is shown by this value too. Which one of its class it is, and its elements, it has from
  /// what the whole class is, a union of literals or a tuple.
  static void show_the_same(Value& value, const TraceEdge& edge, const Value& other) {
    add_observations(value, other);
    if (!value.class_object) value.class_object = other.class_object;
    if (edge.rule == logic::Rule::BoolExpands || edge.rule == logic::Rule::EnumExpands) value.literal = other.literal;
    if (edge.rule == logic::Rule::NamedtupleToTuple || edge.rule == logic::Rule::ClassUpcast) value.elements = other.elements;
  }

  /// An instance of a metaclass is the class object of what its instance is of.
  void show_instance(Value& value, ValueId shown) {
    if (!value.class_object && !table_[value.tag].class_object_of) value.class_object = into_.values[index_of(shown)].tag;
    add_once(value.instances, shown);
  }

  void note_self(const TraceNode& node, const TraceEdge& edge) {
    names_self_ |= type_of(*matcher_.members_of(as_nominal(node.goal.target)->class_id)[edge.place.member].member)->has_self;
  }

  /// The method shows what the callable shows when it is called.
  static void show_calls(Value& value, const std::string& member, const Value& callable) {
    for (const MemberObservation& each : callable.members) add_once(value.members, {member, each.shown});
  }

  const std::string& member(const TraceNode& node, const TraceEdge& edge) {
    return matcher_.members_of(as_nominal(node.goal.target)->class_id)[edge.place.member].member->name;
  }

  template <typename Visit>
  static void each_shown(Value& value, const Visit& visit) {
    for (SlotObservation& each : value.slots) visit(each.shown);
    for (MemberObservation& each : value.members) each_value(each, visit);
    for (ValueId& each : value.instances) visit(each);
    if (!value.elements) return;
    for (Argument& each : *value.elements)
      if (each) visit(*each);
  }

  /// Values that were merged into others are dropped, and the rest numbered anew in the same order.
  void keep_what_the_root_shows() {
    std::vector<bool> kept(into_.values.size(), false);
    kept[index_of(into_.root)] = true;
    for (std::size_t i = into_.values.size(); i-- > 0;)
      if (kept[i]) each_shown(into_.values[i], [&](ValueId id) { kept[index_of(id)] = true; });
    std::vector<ValueId> number(into_.values.size());
    std::vector<Value> values;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (!kept[i]) continue;
      number[i] = ValueId{static_cast<std::uint32_t>(values.size())};
      values.push_back(std::move(into_.values[i]));
      each_shown(values.back(), [&](ValueId& id) { id = number[index_of(id)]; });
    }
    into_.values = std::move(values);
    into_.root = number[index_of(into_.root)];
  }

  const Trace& trace_;
  const ClassTable& table_;
  Substitution& substitution_;
  StructuralMatcher& matcher_;
  Witness& into_;
  Membership membership_;
  Support support_;
  ValueStore store_;
  bool names_self_ = false;  // a protocol's member on the way: what Self comes to is not known of every value
  TupleValues::ValueOf value_of_;                // by node of the trace
  std::unordered_set<std::uint32_t> by_reading_;  // nodes that no value shows
  TupleValues tuples_;
};

}  // namespace

Shown build_witness(const Trace& trace, std::uint32_t root, const ClassTable& table, Substitution& substitution,
                   StructuralMatcher& matcher, Witness& into) {
  return Builder{trace, table, substitution, matcher, into}.run(root);
}

}  // namespace agverify::solver::rules
