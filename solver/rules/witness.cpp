#include "solver/rules/witness.h"

#include <algorithm>
#include <ranges>
#include <string>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/rules/membership.h"

namespace agverify::solver::rules {
namespace {

using namespace model;

template <typename Element>
void add_once(std::vector<Element>& list, const Element& element) {
  if (std::ranges::find(list, element) == list.end()) list.push_back(element);
}

/// Gives a value what the laws of its class ask for: what it shows of a base must follow from what it shows of the class
/// that has this base, at the arguments that the value is built for.
class Support {
 public:
  Support(const ClassTable& table, Substitution& substitution, Membership& membership, const std::vector<Value>& values)
      : table_(table), substitution_(substitution), membership_(membership), values_(values) {}

  void complete(Value& value, std::span<const Type> arguments) {
    value_ = &value;
    for (const MemberObservation& each : std::vector<MemberObservation>{value.members}) from_member(each, arguments);
    for (const Ancestor& each : std::views::reverse(table_.ancestors(value.tag))) from_bases(each, arguments);
  }

 private:
  void from_member(const MemberObservation& observation, std::span<const Type> arguments) {
    const auto found = table_.find_member(value_->tag, observation.member);
    at(found->owner, substitution_.parameters(found->owner_specialization, arguments));
    if (const auto* gives = std::get_if<Gives>(&observation.shown)) return run(gives->shown, result_of(*found->member), true);
    const auto& refuses = std::get<RefusesArgument>(observation.shown);
    run(refuses.refused, input_of(*found->member, refuses.place), false);
  }

  void from_bases(const Ancestor& ancestor, std::span<const Type> arguments) {
    at(ancestor.class_id, substitution_.parameters(ancestor.specialization, arguments));
    for (Type base : table_[ancestor.class_id].bases) {
      const Nominal* above = as_nominal(base);
      for (const SlotObservation& each : std::vector<SlotObservation>{value_->slots})
        if (each.owner == above->class_id)
          run(each.shown, above->arguments[each.parameter], each.polarity == Polarity::Positive);
    }
  }

  void at(ClassId owner, Type specialization) {
    owner_ = owner;
    arguments_ = as_nominal(specialization)->arguments;
  }

  struct Wish {
    ValueId value;
    Type type;  // over the owner's parameters
    bool in;
  };

  void run(ValueId value, Type type, bool in) {
    wishes_.push_back({value, type, in});
    while (!wishes_.empty()) {
      const Wish wish = wishes_.back();
      wishes_.pop_back();
      if (wish.type->has_parameters) grant(wish);
    }
  }

  void grant(const Wish& wish) {
    if (const Parameter* parameter = as_parameter(wish.type))
      return add_once(value_->slots, {owner_, parameter->index, wish.in ? Polarity::Positive : Polarity::Negative, wish.value});
    if (const Union* all = as_union(wish.type)) return wish.in ? one_of(wish, *all) : each_of(wish, *all);
    const Nominal* type = as_nominal(wish.type);
    const Value& value = values_[index_of(wish.value)];
    if (table_.derives_from(value.tag, type->class_id)) return at_class(wish, value, *type);
    if (table_[type->class_id].is_protocol) at_protocol(wish, value, *type);
  }

  bool holds(ValueId value, Type type) { return membership_.in(value, substitution_.parameters(type, arguments_)); }

  void one_of(const Wish& wish, const Union& all) {
    const auto member = std::ranges::find_if(all.members, [&](Type each) { return holds(wish.value, each); });
    if (member != all.members.end()) wishes_.push_back({wish.value, *member, true});
  }

  void each_of(const Wish& wish, const Union& all) {
    for (Type member : all.members) wishes_.push_back({wish.value, member, false});
  }

  /// To be in, all that it shows must fit; to be out, one thing must not.
  void at_class(const Wish& wish, const Value& value, const Nominal& type) {
    for (const SlotObservation& each : value.slots) {
      if (each.owner != type.class_id) continue;
      const Type argument = type.arguments[each.parameter];
      const bool positive = each.polarity == Polarity::Positive;
      if (wish.in) {
        wishes_.push_back({each.shown, argument, positive});
      } else if (holds(each.shown, argument) != positive) {
        return wishes_.push_back({each.shown, argument, !positive});
      }
    }
  }

  void at_protocol(const Wish& wish, const Value& value, const Nominal& type) {
    for (const MemberObservation& each : value.members) {
      const auto* gives = std::get_if<Gives>(&each.shown);
      const auto* refuses = std::get_if<RefusesArgument>(&each.shown);
      const ValueId shown = gives ? gives->shown : refuses->refused;
      const Type there = gives ? membership_.given_type(type.class_id, each.member, type.arguments)
                               : membership_.taken_type(type.class_id, each.member, refuses->place, type.arguments);
      if (wish.in) {
        wishes_.push_back({shown, there, gives != nullptr});
      } else if (holds(shown, there) != (gives != nullptr)) {
        return wishes_.push_back({shown, there, gives == nullptr});
      }
    }
  }

  const ClassTable& table_;
  Substitution& substitution_;
  Membership& membership_;
  const std::vector<Value>& values_;
  Value* value_ = nullptr;
  ClassId owner_{};
  std::span<const Type> arguments_;
  std::vector<Wish> wishes_;
};

class Builder {
 public:
  Builder(const Trace& trace, const ClassTable& table, Substitution& substitution, StructuralMatcher& matcher, Witness& into)
      : trace_(trace), matcher_(matcher), into_(into), membership_(table, substitution, matcher, into.values),
        support_(table, substitution, membership_, into.values) {}

  bool run(std::uint32_t root) {
    for (std::uint32_t node : needed(root)) {
      if (!has_value(trace_.nodes[node])) return false;
      value_of_[node] = build(trace_.nodes[node]);
    }
    into_.root = value_of_.at(root);
    keep_what_the_root_shows();
    return true;
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

  /// A class has values of its own, a union only what the member that fails has; and what a value shows comes before it.
  bool has_value(const TraceNode& node) const {
    const bool is_shown = as_nominal(node.goal.source) || (as_union(node.goal.source) && node.edge_count > 0);
    return is_shown && std::ranges::all_of(trace_.edges_of(node), [&](const TraceEdge& edge) { return value_of_.contains(edge.node); });
  }

  ValueId build(const TraceNode& node) {
    const auto edges = trace_.edges_of(node);
    if (as_union(node.goal.source)) return value_of_.at(edges.front().node);
    const Nominal* source = as_nominal(node.goal.source);
    Value value{source->class_id, {}, {}};
    for (const TraceEdge& edge : edges) show(value, node, edge);
    support_.complete(value, source->arguments);
    return keep(std::move(value));
  }

  /// The same value is kept once, so that equal values have equal ids.
  ValueId keep(Value value) {
    std::ranges::sort(value.slots, {}, [](const SlotObservation& each) {
      return std::tuple{each.owner, each.parameter, each.polarity, each.shown};
    });
    std::string text = fmt::format("{}", index_of(value.tag));
    for (const SlotObservation& each : value.slots)
      text += fmt::format(" {}.{}{}{}", index_of(each.owner), each.parameter, sign_of(each.polarity), index_of(each.shown));
    std::vector<std::string> members;
    for (const MemberObservation& each : value.members) {
      const auto* gives = std::get_if<Gives>(&each.shown);
      const auto* refuses = std::get_if<RefusesArgument>(&each.shown);
      members.push_back(gives ? fmt::format(" {}>{}", each.member, index_of(gives->shown))
                              : fmt::format(" {}({}){}", each.member, refuses->place, index_of(refuses->refused)));
    }
    std::ranges::sort(members);
    text += fmt::format("{}", fmt::join(members, ""));
    const auto [entry, is_new] = known_.try_emplace(std::move(text), ValueId{static_cast<std::uint32_t>(into_.values.size())});
    if (is_new) into_.values.push_back(std::move(value));
    return entry->second;
  }

  void show(Value& value, const TraceNode& node, const TraceEdge& edge) {
    const ValueId shown = value_of_.at(edge.node);
    switch (edge.place.kind) {
      case Place::Kind::Whole: return merge(value, into_.values[index_of(shown)]);
      case Place::Kind::Slot: return value.slots.push_back({value.tag, edge.place.index, edge.place.polarity, shown});
      case Place::Kind::Gives: return value.members.push_back({member(node, edge), Gives{shown}});
      case Place::Kind::Refuses: return value.members.push_back({member(node, edge), RefusesArgument{edge.place.index, shown}});
    }
  }

  /// What breaks an alternative, or a base, is shown by this value too: observations are sets.
  static void merge(Value& value, const Value& other) {
    for (const SlotObservation& each : other.slots) add_once(value.slots, each);
    for (const MemberObservation& each : other.members) add_once(value.members, each);
  }

  const std::string& member(const TraceNode& node, const TraceEdge& edge) {
    return matcher_.members_of(as_nominal(node.goal.target)->class_id)[edge.place.member].member->name;
  }

  template <typename Visit>
  static void each_shown(Value& value, const Visit& visit) {
    for (SlotObservation& each : value.slots) visit(each.shown);
    for (MemberObservation& each : value.members) {
      if (auto* gives = std::get_if<Gives>(&each.shown)) visit(gives->shown);
      if (auto* refuses = std::get_if<RefusesArgument>(&each.shown)) visit(refuses->refused);
    }
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
  StructuralMatcher& matcher_;
  Witness& into_;
  Membership membership_;
  Support support_;
  std::unordered_map<std::uint32_t, ValueId> value_of_;  // by node of the trace
  std::unordered_map<std::string, ValueId> known_;
};

}  // namespace

bool build_witness(const Trace& trace, std::uint32_t root, const ClassTable& table, Substitution& substitution,
                   StructuralMatcher& matcher, Witness& into) {
  return Builder{trace, table, substitution, matcher, into}.run(root);
}

}  // namespace agverify::solver::rules
