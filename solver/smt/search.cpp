// A tree that is not grown far enough promises too much: nodes that are not grown show whatever is asked. So no model means
// that there is no countermodel, and a model is one as soon as every node that it uses is grown; else those nodes are grown
// and the question is put again.
//
// Where types recur a tree could grow for ever. Of all countermodels we look for one with the fewest values. In such a one no
// value does all that a value above it is asked to do: it could take that one's place, and the tree would be smaller. So when
// a node is to be grown whose facts contain those of a node above it, that is forbidden instead. This is induction on the
// size of values, and it is what makes `Iterator[bool] <: Iterator[int]` end, also by members.

#include "solver/smt/search.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace agverify::solver::smt {
namespace {

using model::ClassId;
using model::Nominal;
using model::Type;
using model::Verdict;
using Result = BooleanSolver::Result;

class Search {
 public:
  Search(ValueTree& tree, BooleanSolver& solver, const SearchLimits& limits) : tree_(tree), solver_(solver), limits_(limits) {}

  Finding run(Type source, Type target) {
    tree_.plant(source, target);
    Result result = countermodel(false);
    Finding found;
    if (result == Result::Satisfiable) {
      found.verdict = Verdict::Refuted;
      read_back(found);
    } else if (result == Result::Unsatisfiable && !tree_.doubts().empty()) {
      result = countermodel(true);
      if (result == Result::Satisfiable) found.reason = doubt_in_model();
    }
    if (result == Result::Unsatisfiable) found.verdict = Verdict::Proved;
    if (result == Result::Unknown) found.reason = reason_;
    return found;
  }

 private:
  Result countermodel(bool with_doubts) {
    for (int round = 0; round < limits_.rounds; ++round) {
      std::vector<Literal> assumed;
      if (!with_doubts)
        for (const auto& [literal, reason] : tree_.doubts()) assumed.push_back(-literal);
      const Result result = solver_.check(assumed);
      reason_ = "timeout";
      if (result != Result::Satisfiable) return result;
      walk();
      if (to_grow_.empty()) return result;
      for (std::uint32_t each : to_grow_)
        if (!tree_.nodes()[each].grown) grow(each);
      reason_ = "limit: the tree of values grows too large";
      if (tree_.nodes().size() > limits_.nodes) return Result::Unknown;
    }
    return Result::Unknown;
  }

  /// Goes through the nodes that the model uses, level by level: what each of them shows, and which are not grown yet.
  void walk() {
    used_.assign(1, 0);
    reached_.assign(tree_.nodes().size(), std::nullopt);
    taken_.assign(tree_.nodes().size(), {});
    called_.assign(tree_.nodes().size(), {});
    to_grow_.clear();
    for (std::size_t at = 0; at < used_.size(); ++at) {
      const std::uint32_t node = used_[at];
      if (!tree_.nodes()[node].grown) to_grow_.push_back(node);
      for (const Demand& demand : tree_.nodes()[node].demands)
        if (std::ranges::all_of(demand.triggers, [&](Literal each) { return solver_.holds(each); }))
          take(node, choose(demand));
    }
  }

  void take(std::uint32_t node, const Option& option) {
    if (option.call && std::ranges::find(called_[node], &option) == called_[node].end()) called_[node].push_back(&option);
    for (const Edge& edge : option.edges) follow(node, edge);
  }

  void follow(std::uint32_t from, const Edge& edge) {
    const auto same = [&](const Edge* each) { return each->literal == edge.literal && each->node == edge.node; };
    if (std::ranges::any_of(taken_[from], same)) return;
    taken_[from].push_back(&edge);
    if (reached_[edge.node]) return;
    reached_[edge.node] = Reached{from, edge.literal};
    used_.push_back(edge.node);
  }

  /// The option that needs least: no node, then grown nodes, then any.
  const Option& choose(const Demand& demand) {
    const auto cost = [&](const Option& option) {
      const bool grown = std::ranges::all_of(option.edges, [&](const Edge& each) { return tree_.nodes()[each.node].grown; });
      return std::tuple{option.doubtful, !option.edges.empty(), !grown};
    };
    const Option* best = nullptr;
    for (const Option& each : demand.options)
      if ((!best || cost(each) < cost(*best)) && solver_.holds(each.literal)) best = &each;
    return *best;
  }

  /// Grows a node, or forbids the way to it where it can take the place of a node on that way. An element is grown with those beside
  /// it: else, where a tuple is long, the search would come by each of its places.
  void grow(std::uint32_t at) {
    const ValueNode& node = tree_.nodes()[at];
    std::vector<Literal> way;
    for (std::uint32_t above = at; above != 0;) {
      way.push_back(-reached_[above]->edge);
      above = reached_[above]->from;
      if (replaces(node, tree_.nodes()[above])) return forbid(std::move(way), node, tree_.nodes()[above]);
    }
    const std::vector<std::uint32_t> beside = node.beside;
    tree_.grow(at);
    for (std::uint32_t each : beside)
      if (!tree_.nodes()[each].grown) tree_.grow(each);
  }

  bool asked(const Initial& each) { return each.cause.code == 0 || solver_.holds(each.cause); }

  /// The first thing that the node is asked, by a cause that holds, and that is the fact of the other.
  const Initial* same_asked(const ValueNode& node, const Initial& fact) {
    const auto found = std::ranges::find_if(
        node.initial, [&](const Initial& each) { return each.type == fact.type && each.inside == fact.inside && asked(each); });
    return found == node.initial.end() ? nullptr : &*found;
  }

  bool replaces(const ValueNode& node, const ValueNode& above) {
    return std::ranges::all_of(above.initial, [&](const Initial& each) { return !asked(each) || same_asked(node, each); });
  }

  /// "Not all: this way is taken, the node is asked all of this, and the one above nothing more than this."
  void forbid(std::vector<Literal> clause, const ValueNode& node, const ValueNode& above) {
    for (const Initial& each : above.initial) {
      if (!asked(each)) {
        clause.push_back(each.cause);
      } else if (const Initial* same = same_asked(node, each); same->cause.code != 0) {
        clause.push_back(-same->cause);
      }
    }
    solver_.add(clause);
  }

  std::string doubt_in_model() {
    for (const auto& [literal, reason] : tree_.doubts())
      if (solver_.holds(literal)) return reason;
    return "limit";
  }

  // ---- the model as values

  void read_back(Finding& found) {
    std::vector<std::uint32_t> place(tree_.nodes().size());
    for (std::size_t k = used_.size(); k-- > 0;) {
      place[used_[k]] = static_cast<std::uint32_t>(found.values.size());
      auto made = value_of(used_[k], place, found.classes);
      if (!made) {
        found.values.clear();
        found.classes.clear();
        return;
      }
      found.values.push_back(std::move(*made));
    }
  }

  /// \returns nothing for a value whose class is one that cannot be written: it is called and has no `__call__`, or it is a tuple
  /// and of an unrelated class
  std::optional<model::Value> value_of(std::uint32_t at, const std::vector<std::uint32_t>& place, std::vector<model::FreshClass>& classes) {
    const ValueNode& node = tree_.nodes()[at];
    model::Value made;
    const auto tag = class_of(node, classes);
    if (!tag) return std::nullopt;
    made.tag = *tag;
    if (node.is_tuple.code != 0 && solver_.holds(node.is_tuple)) made.elements.emplace(length_of(node));
    for (const Fact& each : node.facts)
      if (const auto* literal = model::as_literal(each.type); literal && each.inside && solver_.holds(each.literal)) made.literal = *literal->value;
    const auto& known = tree_.world().table().well_known;
    if (made.literal && made.tag == known.literal_string) made.tag = *known.string;
    const bool in_callable = std::ranges::any_of(
        node.facts, [&](const Fact& each) { return each.inside && model::as_callable(each.type) && solver_.holds(each.literal); });
    if (in_callable && !calls_by_class(node)) {
      if (made.tag != tree_.world().table().well_known.object) return std::nullopt;
      made.is_callable = true;
    }
    for (const Edge* each : taken_[at]) {
      const Shown& shown = each->shown;
      const model::ValueId value{place[each->node]};
      if (shown.kind == Shown::Kind::Slot) made.slots.push_back({shown.owner, shown.place, shown.polarity, value});
      if (shown.kind == Shown::Kind::Given) made.members.push_back({*shown.member, model::Gives{value}});
      if (shown.kind == Shown::Kind::Instance) made.instances.push_back(value);
      if (shown.kind == Shown::Kind::Element) made.elements->at(shown.place) = value;
      if (shown.kind == Shown::Kind::Refused) made.members.push_back({*shown.member, model::RefusesAssigned{value}});
    }
    made.class_object = shown_by(node, made.tag);
    for (const Option* each : called_[at]) made.members.push_back({each->call->member, call_of(*each, place)});
    return made;
  }

  /// The lowest class that a class object is asked to be of; nothing for another value, and where its own class tells.
  std::optional<ClassId> shown_by(const ValueNode& node, ClassId tag) const {
    const World& world = tree_.world();
    const auto& type = world.table().well_known.type;
    const bool is_known = type && index_of(tag) < world.size();
    if (!is_known || !world.derives_from(tag, *type) || (!world.is_fresh(tag) && world.table()[tag].class_object_of)) return std::nullopt;
    ClassId lowest = world.table().well_known.object;
    for (const Fact& each : node.facts) {
      const auto* objects = model::as_type_of(each.type);
      const Nominal* of = objects && each.inside && solver_.holds(each.literal) ? model::as_nominal(objects->inner()) : nullptr;
      if (of && world.derives_from(of->class_id, lowest)) lowest = of->class_id;
    }
    return lowest;
  }

  static model::Call call_of(const Option& option, const std::vector<std::uint32_t>& place) {
    const CallShape& shape = option.call->shape;
    model::Call made;
    std::size_t next = 0;
    const auto value = [&] { return model::ValueId{place[option.edges[next++].node]}; };
    for (std::size_t k = 0; k < shape.size(); ++k) {
      const model::Argument argument = option.call->has_value[k] ? std::optional(value()) : std::nullopt;
      (k < shape.positional ? made.arguments.positional : made.arguments.named).push_back(argument);
    }
    made.arguments.names = shape.names;
    if (next < option.edges.size()) made.returned = value();
    return made;
  }

  bool calls_by_class(const ValueNode& node) {
    const World& world = tree_.world();
    return std::ranges::any_of(node.classes, [&](const InClass& each) {
      return solver_.holds(each.literal) && world.find_member(model::as_nominal(each.type)->class_id, "__call__");
    });
  }

  std::size_t length_of(const ValueNode& node) {
    return std::ranges::find_if(node.lengths, [&](const Length& each) { return solver_.holds(each.literal); })->length;
  }

  /// The class that the value's facts ask for: the lowest ones, or one derived from all of these.
  std::optional<ClassId> class_of(const ValueNode& node, std::vector<model::FreshClass>& classes) {
    std::vector<Type> lowest;
    const World& world = tree_.world();
    const auto& well_known = world.table().well_known;
    const auto id_of = [](Type type) { return model::as_nominal(type)->class_id; };
    for (const InClass& each : node.classes) {
      if (!solver_.holds(each.literal)) continue;
      const ClassId id = id_of(each.type);
      if (std::ranges::any_of(lowest, [&](Type low) { return world.derives_from(id_of(low), id); })) continue;
      std::erase_if(lowest, [&](Type low) { return world.derives_from(id, id_of(low)); });
      lowest.push_back(each.type);
    }
    if (lowest.size() < 2) return lowest.empty() ? well_known.object : id_of(lowest.front());
    if (std::ranges::any_of(lowest, [&](Type low) { return well_known.tuple == id_of(low); })) return std::nullopt;
    classes.push_back({fmt::format("Both{}", classes.size() + 1), lowest});
    return ClassId{static_cast<std::uint32_t>(world.size() + classes.size() - 1)};
  }

  ValueTree& tree_;
  BooleanSolver& solver_;
  const SearchLimits& limits_;
  std::string reason_;
  std::vector<std::uint32_t> used_, to_grow_;
  struct Reached {
    std::uint32_t from;
    Literal edge;
  };
  std::vector<std::optional<Reached>> reached_;       // per node: how the walk came to it first
  std::vector<std::vector<const Edge*>> taken_;       // per node: what it shows in the model
  std::vector<std::vector<const Option*>> called_;    // per node: the calls that it shows
};

}  // namespace

Finding search(ValueTree& tree, BooleanSolver& solver, Type source, Type target, const SearchLimits& limits) {
  return Search{tree, solver, limits}.run(source, target);
}

}  // namespace agverify::solver::smt
