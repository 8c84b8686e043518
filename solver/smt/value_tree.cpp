// A countermodel to "source <: target" is one value: a finite tree of what it hands out and refuses. To stand outside a type
// a value need show one thing only, and a value may show any set of things at once. So of all countermodels there is one in
// which every value shows at most one thing for each type that it stands outside of, and the tree can be written down as
// propositions: for each value and type "it is inside", "it is outside", each asserted only where something asks for it.
//
//   in C[a..]      its class is C or below; so for C and each class D above C, with its arguments t(a..): what is handed out at a
//                  positive slot of D is in t_i, what is refused at a negative one is outside t_i
//   not in C[b..]  its class is not below C, or some slot of C shows a value that C[b..] forbids: the class law has proved that
//                  slots that stand leave no other way (sound), and that for each that does not there is such a value (exact)
//   not in P[b..]  for a protocol that its class does not derive from: a member is missing, does not admit the calls, gives
//                  something outside what P[b..] says, or refuses something inside
//   in (..) -> R   each call that it shows of `__call__` and that the signature binds has an argument outside its parameter, or
//                  it returned something in R; of overloads each
//   not in (..) -> R   it cannot be called, or it shows a call of which this is not so
//   type[..]       class objects, by their instances (class_object_values.cpp)
//   J, an alias    what it unfolds to: of one value no alias is unfolded for ever, and what the value shows is one level below
//   X              an arbitrary set of values that keeps the clauses of the hypotheses
//
// The class of a value is below exactly those classes that some fact asks for: no such fact, and it is an `object`; several
// unrelated ones, and it is a class derived from all of them. Such a class exists unless one of them is closed; where it
// is not plain that it exists (disjoint bases, members or generic ancestors to reconcile) a doubt must be true. Doubts
// also stand for slots that the law does not show, and for members that are not read: a verdict counts only if it comes out
// the same with all of them false, when it is refuted, and with all of them free, when it is proved.
// None is one value, and so is what a literal names: a variable has the same answer for all occurrences (literal_values.cpp). A tuple
// is its elements (tuple_elements.cpp).
//
// Two values of one level of which the same is asked can be one value. So nodes are shared within a level, and what would be
// a tree of 2^n nodes below n invariant parameters has 2n.

#include "solver/smt/value_tree.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "model/alias.h"
#include "solver/smt/tuple_lengths.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::Nominal;
using model::Polarity;
using model::Type;

namespace {
constexpr Literal always{0};
}

ValueTree::ValueTree(World& world, SlotUses& uses, std::span<const Clause> clauses, BooleanSolver& solver)
    : world_(world), called_{"__call__", model::Method{world.pool().callable(std::span<const Type>{}, world.pool().never())}, {}, false}, uses_(uses), clauses_(clauses), solver_(solver), substitution_(world.pool()) {}

void ValueTree::plant(Type source, Type target) {
  solver_.begin();
  nodes_.clear();
  doubts_.clear();
  single_values_.clear();
  shared_.clear();
  const Literal exists = solver_.fresh();
  solver_.add({exists});
  nodes_.push_back({0, exists, {{source, true, always}, {target, false, always}}});
  grow(0);
}

void ValueTree::grow(std::uint32_t at) {
  const std::size_t clauses = solver_.clauses().size();
  {
    ValueNode& node = nodes_[at];
    node.grown = true;
    for (const Initial& each : node.initial) {
      const Literal cause = each.cause == always ? node.exists : each.cause;
      solver_.add({-node.exists, -cause, fact(node, each.type, each.inside, cause)});
    }
    for (std::size_t k = 0; k < node.facts.size(); ++k) close(node, k);
    for (const Fact& each : node.facts) {
      std::vector<Literal> clause = each.supports;
      clause.push_back(-each.literal);
      solver_.add(clause);
      solver_.add({-each.literal, node.exists});
    }
    find_classes(node);
    contradict(node);
    meet_classes(node);
    meet_callables(node);
    meet_literals(node);
    single_values(node);
    measure(node);
  }
  if (!nodes_[at].lengths.empty()) by_elements(at);
  for (std::size_t k = 0; k < nodes_[at].facts.size(); ++k) {
    const Fact each = nodes_[at].facts[k];
    if (!each.inside && model::as_nominal(each.type)) stand_outside(at, each);
    if (!each.inside && model::as_callable(each.type)) by_calls(at, each);
    if (!each.inside && model::as_type_of(each.type)) by_instances(at, each);
  }
  if (!nodes_[at].beside.empty()) probe(at, clauses);
}

/// The proposition of a fact, made when it is new.
Literal ValueTree::fact(ValueNode& node, Type type, bool inside, Literal support) {
  for (Fact& each : node.facts)
    if (each.type == type && each.inside == inside) {
      each.supports.push_back(support);
      return each.literal;
    }
  node.facts.push_back({type, inside, solver_.fresh(), {support}});
  return node.facts.back().literal;
}

/// What a fact asks for at the same value.
void ValueTree::close(ValueNode& node, std::size_t at) {
  const Fact here = node.facts[at];
  if (const auto* alias = model::as_alias(here.type)) {
    const Type body = model::unfolded(*alias, world_.table(), substitution_);
    return solver_.add({-here.literal, fact(node, body, here.inside, here.literal)});
  }
  if (model::as_union(here.type)) return close_parts(node, here, !here.inside);
  if (model::as_overload(here.type)) return close_parts(node, here, here.inside);
  if (model::as_variable(here.type)) return close_variable(node, here);
  if (model::is_never(here.type) && here.inside) solver_.add({-here.literal});
  if (model::is_self(here.type)) solver_.add({-here.literal, doubt("structural: Self")});
  if (const auto* opaque = model::as_opaque(here.type))
    solver_.add({-here.literal, doubt(fmt::format("unsupported {}", *opaque->construct))});
  if (model::as_literal(here.type)) return close_literals(node, here);
  if (model::as_type_of(here.type)) return close_type_of(node, here);
  if (model::as_nominal(here.type)) close_class(node, here);
}

void ValueTree::close_class(ValueNode& node, const Fact& here) {
  const Nominal* nominal = model::as_nominal(here.type);
  if (nominal->class_id == world_.table().well_known.object && !here.inside) solver_.add({-here.literal});
  close_literals(node, here);
  close_tuple_bases(node, here);
  close_metaclass(node, here);
  if (const model::Class* declared = world_.declared(nominal->class_id); declared && declared->unsupported)
    solver_.add({-here.literal, doubt(fmt::format("unsupported {}", *declared->unsupported))});
}

void ValueTree::close_parts(ValueNode& node, const Fact& here, bool all) {
  std::vector<Literal> some{-here.literal};
  for (Type each : model::parts_of(here.type)) {
    const Literal part = fact(node, each, here.inside, here.literal);
    if (all) {
      solver_.add({-here.literal, part});
    } else {
      some.push_back(part);
    }
  }
  if (!all) solver_.add(some);
}

void ValueTree::close_variable(ValueNode& node, const Fact& here) {
  for (const Clause& each : clauses_) {
    const bool concerned = here.inside ? each.left == here.type : std::ranges::find(each.right, here.type) != each.right.end();
    if (!concerned) continue;
    std::vector<Literal> clause{-here.literal};
    if (!here.inside) clause.push_back(fact(node, each.left, false, here.literal));
    for (Type right : each.right)
      if (right != here.type) clause.push_back(fact(node, right, true, here.literal));
    solver_.add(clause);
  }
}

void ValueTree::contradict(const ValueNode& node) {
  std::unordered_map<Type, Literal> inside;
  for (const Fact& in : node.facts)
    if (in.inside) inside.emplace(in.type, in.literal);
  for (const Fact& out : node.facts)
    if (const auto in = inside.find(out.type); !out.inside && in != inside.end()) solver_.add({-in->second, -out.literal});
}

void ValueTree::find_classes(ValueNode& node) {
  const auto& well_known = world_.table().well_known;
  for (const Fact& in : node.facts) {
    if (!in.inside) continue;
    const Nominal* nominal = model::as_nominal(in.type);
    if (nominal && nominal->class_id != well_known.object && !world_.is_tuple_class(nominal->class_id)) node.classes.push_back({in.literal, in.type});
    if (const auto* tuple = model::as_tuple(in.type))
      node.classes.push_back({in.literal, sequence_view(world_.pool(), *well_known.tuple, *tuple)});
  }
}

/// What is below `tuple` needs no class below two of its kind: its elements say what it is in.
void ValueTree::meet_classes(const ValueNode& node) {
  const auto is_seen = [&](ClassId id) { return world_.is_below_tuple(id) || world_.has_element_slot(id); };
  for (std::size_t i = 0; i < node.classes.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const InClass &one = node.classes[i], &two = node.classes[k];
      const ClassId first = model::as_nominal(one.type)->class_id, second = model::as_nominal(two.type)->class_id;
      if ((world_.is_tuple_class(first) && is_seen(second)) || (world_.is_tuple_class(second) && is_seen(first))) continue;
      const World::Meet meet = world_.meet(one.type, two.type);
      if (!meet.possible) solver_.add({-one.literal, -two.literal});
      if (meet.doubt) solver_.add({-one.literal, -two.literal, doubt(*meet.doubt)});
    }
}

/// What can be called may be in a class too, unless no class derives from that one and it has no `__call__`.
void ValueTree::meet_callables(const ValueNode& node) {
  for (const InClass& in : node.classes) {
    const ClassId id = model::as_nominal(in.type)->class_id;
    const auto had = world_.find_member(id, "__call__");
    if (!had && !world_.is_closed(id)) continue;
    if (had && std::holds_alternative<model::Method>(had->member->form)) continue;
    const Literal reason = !had && !world_.is_protocol(id) ? always : doubt("structural meet of a class and a callable type");
    for (const Fact& called : node.facts) {
      if (!called.inside || !model::as_callable(called.type)) continue;
      std::vector<Literal> clause{-in.literal, -called.literal};
      if (!(reason == always)) clause.push_back(reason);
      solver_.add(clause);
    }
  }
}

/// Whether an int is a float, and a float a complex, is not read yet: no refutation may rest on it.
Literal ValueTree::doubt(const std::string& reason) {
  for (const auto& [literal, known] : doubts_)
    if (known == reason) return literal;
  doubts_.emplace_back(solver_.fresh(), reason);
  return doubts_.back().first;
}

void ValueTree::stand_outside(std::uint32_t at, const Fact& out) {
  const Nominal& target = *model::as_nominal(out.type);
  if (world_.is_tuple_class(target.class_id)) return;
  const bool by_element = nodes_[at].is_tuple.code != 0 && world_.has_element_slot(target.class_id);
  std::vector<Above> above;
  std::vector<Literal> literals;
  for (const InClass& in : nodes_[at].classes) {
    const Nominal& source = *model::as_nominal(in.type);
    const model::Ancestor* entry = world_.ancestor(source.class_id, target.class_id);
    if (!entry) continue;
    literals.push_back(in.literal);
    if (by_element && world_.is_below_tuple(source.class_id)) continue;
    above.push_back({in.literal, model::as_nominal(world_.up_cast(source, *entry))->arguments});
  }
  if (!above.empty()) by_slots(at, out, above);
  if (world_.is_protocol(target.class_id)) by_members(at, out, literals, doubt_of_access(at, out));
}

void ValueTree::by_slots(std::uint32_t at, const Fact& out, std::span<const Above> above) {
  const Nominal& target = *model::as_nominal(out.type);
  std::vector<Option> options;
  if (const model::Class* declared = world_.declared(target.class_id))
    for (std::uint32_t i = 0; i < target.arguments.size(); ++i)
      for (const Polarity polarity : {Polarity::Positive, Polarity::Negative})
        if (has_slot(declared->parameters[i].declared_variance, polarity)) add_slot(at, target, i, polarity, above, options);
  const bool as_written = above.size() == 1 && std::ranges::equal(above.front().arguments, target.arguments);
  if (!as_written && !target.arguments.empty())
    if (const auto& why = uses_.doubt(target.class_id)) options.push_back({doubt(*why), {}, true});
  const Literal is_tuple = nodes_[at].is_tuple;
  if (is_tuple.code != 0 && !world_.has_element_slot(target.class_id)) doubt_beside_elements(at, options);
  for (const Above& each : above) {
    std::vector<Literal> triggers{out.literal, each.literal};
    if (is_tuple.code != 0 && world_.has_element_slot(target.class_id)) triggers.push_back(-is_tuple);
    demand(at, std::move(triggers), options);
  }
}

void ValueTree::add_slot(std::uint32_t at, const Nominal& target, std::uint32_t parameter, Polarity polarity,
                         std::span<const Above> above, std::vector<Option>& options) {
  const Type wanted = target.arguments[parameter];
  if (above.size() == 1 && above.front().arguments[parameter] == wanted) return;  // inside and outside of one type
  const bool handed_out = polarity == Polarity::Positive;
  const Shown shown{Shown::Kind::Slot, target.class_id, parameter, polarity, nullptr};
  std::vector<Initial> initial{{wanted, !handed_out, always}};
  for (const Above& each : above) initial.push_back({each.arguments[parameter], handed_out, each.literal});
  const SlotUse& use = uses_.of(target.class_id, parameter, polarity);
  if (use.plain) {
    const Edge made = show(at, shown, std::move(initial));
    options.push_back({made.literal, {made}, false});
    return;
  }
  if (use.conditional) add_conditional(at, target, shown, initial, above, options);
  const Edge made = show(at, shown, std::move(initial));
  solver_.add({-made.literal, doubt(use.doubt)});
  options.push_back({made.literal, {made}, true});
}

/// The observation together with what its conditions ask for: other values that are its arguments, and types that the shown
/// value lies outside of, on the side that it is not in.
void ValueTree::add_conditional(std::uint32_t at, const Nominal& target, const Shown& shown, std::vector<Initial> initial,
                                std::span<const Above> above, std::vector<Option>& options) {
  const SlotConditions conditions = uses_.conditions(target.class_id, shown.place, shown.polarity);
  for (Type each : conditions.outside) {
    if (shown.polarity == Polarity::Positive) {
      initial.push_back({substitution_.parameters(each, target.arguments), false, always});
    } else {
      for (const Above& source : above)
        initial.push_back({substitution_.parameters(each, source.arguments), false, source.literal});
    }
  }
  const Edge made = show(at, shown, std::move(initial));
  Option option{made.literal, {made}, false};
  for (Type each : conditions.inhabited) {
    const Shown as_argument{Shown::Kind::OfCall, target.class_id, 0, Polarity::Negative, nullptr};
    option.edges.push_back(show(at, as_argument, {{substitution_.parameters(each, target.arguments), true, always}}));
    solver_.add({-made.literal, option.edges.back().literal});
  }
  options.push_back(std::move(option));
}

/// A value that another one shows. What it is asked on a single cause is asked always: it is shown for no other reason.
Edge ValueTree::show(std::uint32_t parent, const Shown& shown, std::vector<Initial> initial) {
  const Literal literal = solver_.fresh();
  solver_.add({-literal, nodes_[parent].exists});
  const auto conditional = std::ranges::count_if(initial, [](const Initial& each) { return !(each.cause == always); });
  for (Initial& each : initial)
    if (conditional == 1 && !(each.cause == always)) {
      solver_.add({-literal, each.cause});
      each.cause = always;
    }
  const std::uint32_t level = nodes_[parent].level + 1;
  return edge_to(literal, conditional > 1 ? new_node(level, std::move(initial)) : shared_node(level, std::move(initial)), shown);
}

Edge ValueTree::edge_to(Literal literal, std::uint32_t node, const Shown& shown) {
  solver_.add({-literal, nodes_[node].exists});
  return {literal, node, shown};
}

/// The node of which the same is asked at the same level.
std::uint32_t ValueTree::shared_node(std::uint32_t level, std::vector<Initial> initial) {
  std::vector<std::uint64_t> key;
  for (const Initial& each : initial) key.push_back(std::uint64_t{each.type->serial} * 2 + (each.inside ? 1 : 0));
  std::ranges::sort(key);
  key.push_back(level);
  const auto [at, is_new] = shared_.try_emplace(std::move(key));
  if (is_new) at->second = new_node(level, std::move(initial));
  return at->second;
}

std::uint32_t ValueTree::new_node(std::uint32_t level, std::vector<Initial> initial) {
  nodes_.push_back({level, solver_.fresh(), std::move(initial)});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void ValueTree::demand(std::uint32_t at, std::vector<Literal> triggers, std::vector<Option> options) {
  std::vector<Literal> clause;
  for (Literal each : triggers) clause.push_back(-each);
  for (const Option& each : options) clause.push_back(each.literal);
  solver_.add(clause);
  nodes_[at].demands.push_back({std::move(triggers), std::move(options)});
}

}  // namespace agverify::solver::smt
