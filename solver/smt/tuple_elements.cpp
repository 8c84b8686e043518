// A tuple is its elements. Of its length few need be looked at (tuple_lengths.cpp). An element that is asked for nothing has no
// value and is in every type: so a value stands at a place only where something must be out of a type there. At the length chosen
//
//   in tuple[..]      the length is one of its lengths; what stands at a place is in the part for that place
//   not in tuple[..]  the length is none of its lengths, or at some place stands a value out of the part for that place
//   in D[b], not in D[b]   for a class D above `tuple` whose argument is that of `tuple`: what stands at a place is in b; some is out
//
// The places of each length, asked for different things, are cells: each is one value, asked for all that its place asks.

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "solver/smt/alternatives.h"
#include "solver/smt/tuple_lengths.h"
#include "solver/smt/value_tree.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::Nominal;
using model::Type;

namespace {

constexpr Literal always{0};
constexpr std::size_t most_choices = 100'000;
constexpr std::size_t most_probed = 1000;
constexpr std::size_t most_causes = 8;

/// Whether unit propagation from these comes to a clause that cannot hold.
bool breaks(const std::vector<std::vector<Literal>>& clauses, std::vector<Literal> held) {
  std::unordered_set<std::int32_t> known;
  std::unordered_map<std::int32_t, std::vector<std::size_t>> denied_in;  // by the literal whose truth takes one from the clause
  for (std::size_t k = 0; k < clauses.size(); ++k) {
    if (clauses[k].size() == 1) held.push_back(clauses[k].front());
    for (Literal each : clauses[k]) denied_in[-each.code].push_back(k);
  }
  for (std::size_t at = 0; at < held.size(); ++at) {
    if (known.contains(-held[at].code)) return true;
    if (!known.insert(held[at].code).second) continue;
    for (std::size_t k : denied_in[held[at].code]) {
      std::optional<Literal> left;
      bool open = false;
      for (Literal each : clauses[k]) {
        if (known.contains(-each.code) || left == each) continue;
        open |= left.has_value() || known.contains(each.code);
        left = each;
      }
      if (!left) return true;
      if (!open) held.push_back(*left);
    }
  }
  return false;
}

}  // namespace

/// A class derived from a tuple type is in it. The class `tuple` itself is the tuples of any length.
void ValueTree::close_tuple_bases(ValueNode& node, const Fact& here) {
  const Nominal& nominal = *model::as_nominal(here.type);
  const auto add = [&](Type type) { solver_.add({-here.literal, fact(node, type, here.inside, here.literal)}); };
  if (world_.is_tuple_class(nominal.class_id)) return add(world_.pool().tuple(nominal.arguments, 0u));
  if (!here.inside) return;
  for (Type each : world_.tuple_bases(nominal)) add(each);
}

/// The length is one of those that tell, and each tuple type that the value is in has it.
void ValueTree::measure(ValueNode& node) {
  std::vector<model::Tuple> inside, outside;
  std::size_t elementwise = 0, by_members = 0;
  for (const Fact& each : node.facts) {
    if (const auto* tuple = model::as_tuple(each.type)) (each.inside ? inside : outside).push_back(*tuple);
    const Nominal* nominal = model::as_nominal(each.type);
    if (each.inside || !nominal) continue;
    const bool by_element = world_.has_element_slot(nominal->class_id);
    elementwise += by_element;
    by_members += !by_element && (!nominal->arguments.empty() || world_.is_protocol(nominal->class_id));
  }
  if (inside.empty()) return;
  node.shows_little = outside.size() + elementwise + by_members < 2;
  node.is_tuple = solver_.fresh();
  std::vector<Literal> lengths;
  for (std::size_t each : telling_lengths(inside, outside, elementwise)) {
    lengths.push_back(solver_.fresh());
    node.lengths.push_back({lengths.back(), each});
  }
  at_most_one(lengths);
  lengths.push_back(-node.is_tuple);
  solver_.add(lengths);
  std::vector<Literal> some{-node.is_tuple};
  for (const Fact& each : node.facts)
    if (each.inside && model::as_tuple(each.type)) {
      some.push_back(each.literal);
      solver_.add({-each.literal, node.is_tuple});
      fit_lengths(node, each);
    }
  solver_.add(some);
}

void ValueTree::fit_lengths(const ValueNode& node, const Fact& in) {
  const model::Tuple& tuple = *model::as_tuple(in.type);
  for (const Length& each : node.lengths) {
    const bool fits = admits(tuple, each.length);
    if (fits && !tuple.unbounded) solver_.add({-in.literal, each.literal});
    if (!fits && tuple.unbounded) solver_.add({-in.literal, -each.literal});
  }
}

/// What a member shows of the elements, or a parameter of a class below `tuple`, is known to go with the elements only where
/// nothing else is asked of these.
void ValueTree::doubt_beside_elements(std::uint32_t at, std::span<const Option> options) {
  if (nodes_[at].is_tuple.code == 0 || nodes_[at].shows_little) return;
  for (const Option& each : options)
    if (!each.edges.empty() || each.call) solver_.add({-each.literal, -nodes_[at].is_tuple, doubt("structural: elements of a tuple shown by members")});
}

/// One place of one length: for each type that what stands there may have to be out of, that it is.
struct ValueTree::Cell {
  std::vector<std::pair<Type, Literal>> outside = {};
  std::vector<std::uint64_t> asked = {};  // by what, and to be out of what
  std::optional<Edge> edge = {};          // none: another cell serves as well
};

struct ValueTree::Cells {
  struct Inside {
    model::Tuple tuple;
    Literal literal;
  };
  std::vector<Inside> inside = {};                             // the tuple types that the value is in
  std::map<std::pair<std::size_t, std::size_t>, Cell> at = {};  // by the index of the length, and the place
  struct Choice {
    std::pair<std::size_t, std::size_t> at;
    Literal literal;
  };
  struct Asked {
    Literal out;
    std::vector<Literal> by_length = {};
    std::vector<Choice> by_element = {};
    std::optional<Literal> doubt = {};
  };
  std::vector<Asked> asked = {};
  std::size_t choices = 0;

  /// What a value at that place is in.
  std::vector<Initial> initial(std::size_t length, std::size_t place) const {
    std::vector<Initial> asked_there;
    for (const Inside& each : inside)
      if (admits(each.tuple, length)) asked_there.push_back({part_at(each.tuple, length, place), true, each.literal});
    return asked_there;
  }
};

void ValueTree::by_elements(std::uint32_t at) {
  Cells cells;
  for (const Fact& each : nodes_[at].facts)
    if (const auto* tuple = model::as_tuple(each.type); tuple && each.inside) cells.inside.push_back({*tuple, each.literal});
  for (const Fact& each : nodes_[at].facts) {
    const Nominal* nominal = model::as_nominal(each.type);
    if (each.inside || !(model::as_tuple(each.type) || (nominal && world_.has_element_slot(nominal->class_id)))) continue;
    add_elements(at, each, cells);
    if (cells.choices > most_choices)
      return solver_.add({-nodes_[at].is_tuple, doubt("limit: too many lengths and places of a tuple")});
  }
  show_elements(at, cells);
}

/// The ways to be out of a type: by the length, or by an element at some place of a length.
void ValueTree::add_elements(std::uint32_t at, const Fact& out, Cells& cells) {
  const std::vector<Length>& lengths = nodes_[at].lengths;
  const model::Tuple* tuple = model::as_tuple(out.type);
  Cells::Asked asked{out.literal};
  if (const Nominal* above = model::as_nominal(out.type)) {
    const auto& law = uses_.doubt(above->class_id);
    const SlotUse& use = uses_.of(above->class_id, 0, model::Polarity::Positive);
    if (law || !use.plain) asked.doubt = doubt(law ? *law : use.doubt);
  }
  bool has_length = false;
  for (std::size_t k = 0; k < lengths.size() && cells.choices <= most_choices; ++k) {
    const bool fits = !tuple || admits(*tuple, lengths[k].length);
    has_length |= fits;
    if (!fits && !tuple->unbounded) continue;
    if (!fits) {
      asked.by_length.push_back(lengths[k].literal);
      ++cells.choices;
      continue;
    }
    if (tuple && !tuple->unbounded) asked.by_length.push_back(-lengths[k].literal);
    for (std::size_t place = 0; place < lengths[k].length && cells.choices <= most_choices; ++place) {
      ++cells.choices;
      const Type type = tuple ? part_at(*tuple, lengths[k].length, place) : model::as_nominal(out.type)->arguments.front();
      const auto literal = out_at(cells, lengths[k], {k, place}, type);
      if (!literal) continue;
      asked.by_element.push_back({{k, place}, *literal});
      cells.at[{k, place}].asked.push_back(std::uint64_t{cells.asked.size()} << 32 | type->serial);
    }
  }
  if (has_length) cells.asked.push_back(std::move(asked));
}

/// "What stands there is out of the type." \returns nothing where nothing can be
std::optional<Literal> ValueTree::out_at(Cells& cells, const Length& length, std::pair<std::size_t, std::size_t> at, Type type) {
  auto& known = cells.at[at].outside;
  for (const auto& [other, literal] : known)
    if (other == type) return literal;
  const std::vector<Initial> inside = cells.initial(length.length, at.second);
  if (inside.size() == 1 && (inside.front().type == type || alternatives(inside.front().type).empty())) return std::nullopt;
  known.emplace_back(type, solver_.fresh());
  solver_.add({-known.back().second, length.literal});
  return known.back().second;
}

/// What the value is asked as a value of classes above `tuple`, or of classes below these.
std::vector<Initial> ValueTree::asked_of_each_element(const ValueNode& node) {
  std::vector<Initial> asked;
  for (const InClass& in : node.classes) {
    const Nominal& source = *model::as_nominal(in.type);
    if (world_.is_below_tuple(source.class_id)) continue;
    for (const model::Ancestor& each : world_.ancestors(source.class_id))
      if (world_.has_element_slot(each.class_id))
        asked.push_back({model::as_nominal(world_.up_cast(source, each))->arguments.front(), true, in.literal});
  }
  return asked;
}

/// Of places that are asked alike as many are kept as there are types to be out of: one element need be out of each.
void ValueTree::show_elements(std::uint32_t at, Cells& cells) {
  std::map<std::vector<std::uint64_t>, std::size_t> alike;
  const std::vector<Initial> of_each = asked_of_each_element(nodes_[at]);
  std::map<std::size_t, std::vector<std::uint32_t>> beside;  // by length
  for (auto& [index, cell] : cells.at) {
    if (cell.outside.empty()) continue;
    std::vector<Initial> initial = cells.initial(nodes_[at].lengths[index.first].length, index.second);
    initial.insert(initial.end(), of_each.begin(), of_each.end());
    std::vector<std::uint64_t> key{index.first, cell.asked.size()};
    key.insert(key.end(), cell.asked.begin(), cell.asked.end());
    for (const Initial& each : initial) key.push_back(std::uint64_t{each.type->serial} << 32 | static_cast<std::uint32_t>(each.cause.code));
    if (alike[key]++ >= cell.asked.size()) continue;
    cell.edge = show_element(at, index.second, cell, std::move(initial));
    beside[index.first].push_back(cell.edge->node);
  }
  for (const auto& [length, others] : beside)
    for (std::uint32_t each : others)
      if (nodes_[each].beside.empty()) nodes_[each].beside = others;
  for (const Cells::Asked& each : cells.asked) {
    std::vector<Option> options;
    for (Literal way : each.by_length) options.push_back({way, {}, false});
    for (const Cells::Choice& choice : each.by_element) {
      if (!cells.at.at(choice.at).edge) continue;
      options.push_back({choice.literal, {*cells.at.at(choice.at).edge}, each.doubt.has_value()});
      if (!each.doubt) continue;
      options.back().literal = solver_.fresh();
      solver_.add({-options.back().literal, choice.literal});
      solver_.add({-options.back().literal, *each.doubt});
    }
    demand(at, {each.out, nodes_[at].is_tuple}, std::move(options));
  }
}

/// \param initial what the value there is in
Edge ValueTree::show_element(std::uint32_t at, std::size_t place, const Cell& cell, std::vector<Initial> initial) {
  const Literal shown = solver_.fresh();
  solver_.add({-shown, nodes_[at].exists});
  if (initial.size() == 1) {
    solver_.add({-shown, initial.front().cause});
    initial.front().cause = always;
  }
  for (const auto& [type, literal] : cell.outside) {
    initial.push_back({type, false, cell.outside.size() == 1 ? always : literal});
    solver_.add({-literal, shown});
  }
  const bool is_plain = std::ranges::all_of(initial, [](const Initial& each) { return each.cause == always; });
  const std::uint32_t level = nodes_[at].level + 1;
  const std::uint32_t child = is_plain ? shared_node(level, std::move(initial)) : new_node(level, std::move(initial));
  return edge_to(shown, child, {Shown::Kind::Element, {}, static_cast<std::uint32_t>(place), {}, nullptr});
}

/// Where what an element is asked breaks its own clauses, by unit propagation alone, that is said in one clause: the solver would
/// come by it once for each place.
void ValueTree::probe(std::uint32_t at, std::size_t first) {
  const std::vector<std::vector<Literal>> clauses(solver_.clauses().begin() + static_cast<std::ptrdiff_t>(first), solver_.clauses().end());
  if (clauses.size() > most_probed) return;
  const ValueNode& node = nodes_[at];
  std::vector<Literal> asked{node.exists};  // and what an element is out of: with it the element exists
  for (const Initial& each : node.initial)
    if (!(each.cause == always) && !each.inside && asked.size() < most_causes) asked.push_back(each.cause);
  for (Literal each : asked)
    if (breaks(clauses, {each, node.exists})) solver_.add({-each});
}

}  // namespace agverify::solver::smt
