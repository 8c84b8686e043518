#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/value.h"
#include "solver/smt/boolean_solver.h"
#include "solver/smt/call_shapes.h"
#include "solver/smt/hypotheses.h"
#include "solver/smt/member_fit.h"
#include "solver/smt/slot_uses.h"
#include "solver/smt/world.h"

namespace agverify::solver::smt {

/// What a value is to the value that shows it.
struct Shown {
  enum class Kind : std::uint8_t { Slot, Given, Refused, OfCall, Element, Instance } kind = Kind::Slot;  ///< refused: when it is assigned
  model::ClassId owner{};        ///< of a slot
  std::uint32_t place = 0;       ///< the parameter of a slot; of an element its index
  model::Polarity polarity{};    ///< of a slot
  const std::string* member = nullptr;
  friend bool operator==(const Shown&, const Shown&) = default;
};

/// "The value is in (or, when not `inside`, outside) the type, if `cause` holds."
struct Initial {
  model::Type type;
  bool inside;
  Literal cause;  ///< code 0: always
};

struct Fact {
  model::Type type;
  bool inside;
  Literal literal;
  std::vector<Literal> supports;  ///< some one holds wherever the fact does
};

/// "It is in that class, an application", which is not object. A tuple is in the class `tuple`.
struct InClass {
  Literal literal;
  model::Type type;
};

/// "The value at hand shows the value of that node."
struct Edge {
  Literal literal;
  std::uint32_t node;
  Shown shown;
};

/// A call that the value at hand shows: the values of its arguments and the one returned, if any, are the option's edges.
struct ShownCall {
  std::string member;
  CallShape shape;
  std::vector<bool> has_value = {};  ///< of each argument: one that has none has no edge
};

/// One way to stand outside a type.
struct Option {
  Literal literal;
  std::vector<Edge> edges;  ///< all of them hold with it
  bool doubtful = false;
  std::optional<ShownCall> call = std::nullopt;
};

/// Where all triggers hold, one option does.
struct Demand {
  std::vector<Literal> triggers;
  std::vector<Option> options;
};

/// "It is a tuple of that length."
struct Length {
  Literal literal;
  std::size_t length;
};

struct ValueNode {
  std::uint32_t level;  ///< the root's is 0, and what a value shows is one level below it
  Literal exists;
  std::vector<Initial> initial;
  bool grown = false;
  std::vector<Fact> facts = {};
  std::vector<InClass> classes = {};
  Literal is_tuple = {};             ///< code 0: no fact makes it one
  std::vector<Length> lengths = {};  ///< that a tuple may have
  bool shows_little = true;          ///< at most one fact asks for an element or something else that members show of the elements
  std::vector<Demand> demands = {};
  std::vector<std::uint32_t> beside = {};  ///< of an element: the others of its tuple
};

/// The values of a countermodel to `source <: target`, as propositions, grown where a model needs more of them.
class ValueTree {
 public:
  /// \param clauses what hypotheses ask of every value. All must outlive the tree
  ValueTree(World& world, SlotUses& uses, std::span<const Clause> clauses, BooleanSolver& solver);

  /// Starts anew with a value in the source and not in the target, as node 0.
  void plant(model::Type source, model::Type target);
  void grow(std::uint32_t node);

  const std::vector<ValueNode>& nodes() const { return nodes_; }
  /// Propositions that stand for something not known, with the reason.
  const std::vector<std::pair<Literal, std::string>>& doubts() const { return doubts_; }
  /// The class of a value that no fact puts anywhere is `object`.
  World& world() const { return world_; }

 private:
  Literal fact(ValueNode& node, model::Type type, bool inside, Literal support);
  void close(ValueNode& node, std::size_t at);
  /// "Of these types each, or when not `all` some one, has the fact's sign."
  void close_parts(ValueNode& node, const Fact& fact, bool all);
  void close_variable(ValueNode& node, const Fact& fact);
  void close_class(ValueNode& node, const Fact& fact);
  void find_classes(ValueNode& node);
  void contradict(const ValueNode& node);
  void meet_classes(const ValueNode& node);
  void meet_callables(const ValueNode& node);
  Literal doubt(const std::string& reason);

  // About literals, in literal_values.cpp.
  void close_literals(ValueNode& node, const Fact& fact);
  void meet_literals(const ValueNode& node);
  void at_most_one(std::span<const Literal> literals);
  void single_values(const ValueNode& node);

  // About class objects, in class_object_values.cpp.
  std::optional<model::ClassId> class_of_classes(model::ClassId id) const;
  void close_metaclass(ValueNode& node, const Fact& here);
  void close_type_of(ValueNode& node, const Fact& here);
  void close_bounds_of_classes(ValueNode& node, const Fact& here, model::Type variable);
  model::ClassId metaclass_of(model::Type inner) const;
  bool is_surely_below(const ValueNode& node, model::ClassId above) const;
  void by_instances(std::uint32_t node, const Fact& out);
  std::vector<Literal> doubt_of_access(std::uint32_t node, const Fact& out);

  // About tuples, in tuple_elements.cpp.
  void close_tuple_bases(ValueNode& node, const Fact& fact);
  void measure(ValueNode& node);
  void fit_lengths(const ValueNode& node, const Fact& in);
  void by_elements(std::uint32_t node);
  void doubt_beside_elements(std::uint32_t node, std::span<const Option> options);
  struct Cell;
  struct Cells;
  void add_elements(std::uint32_t node, const Fact& out, Cells& cells);
  void show_elements(std::uint32_t node, Cells& cells);
  std::optional<Literal> out_at(Cells& cells, const Length& length, std::pair<std::size_t, std::size_t> at, model::Type type);
  std::vector<Initial> asked_of_each_element(const ValueNode& node);
  void probe(std::uint32_t node, std::size_t first_clause);
  Edge show_element(std::uint32_t node, std::size_t place, const Cell& cell, std::vector<Initial> initial);

  struct Above {  // a class that the value is in, as the class whose slots are at hand
    Literal literal;
    std::span<const model::Type> arguments;
  };
  void stand_outside(std::uint32_t node, const Fact& fact);
  void by_slots(std::uint32_t node, const Fact& fact, std::span<const Above> above);
  void add_slot(std::uint32_t node, const model::Nominal& target, std::uint32_t parameter, model::Polarity polarity,
                std::span<const Above> above, std::vector<Option>& options);
  void add_conditional(std::uint32_t node, const model::Nominal& target, const Shown& shown, std::vector<Initial> initial,
                       std::span<const Above> above, std::vector<Option>& options);
  // The rest, about members and calls, is in members_outside.cpp.
  void by_members(std::uint32_t node, const Fact& fact, std::span<const Literal> above, std::vector<Literal> doubtful);
  void by_calls(std::uint32_t node, const Fact& fact);
  struct Holder {  // a member that the value has where the literal holds
    Literal literal;
    MemberUse use;
    model::Type receiver;
  };
  std::vector<Holder> holders(const ValueNode& node, const std::string& name);
  bool is_surely_in_a_class(const ValueNode& node) const;
  /// Holds where the value exists and has none of these members.
  Literal in_none_of(const ValueNode& node, std::span<const Holder> holders);
  void add_doubt(const Holder& holder, const std::string& why, std::vector<Option>& options);
  bool reads_self_plainly(const ValueNode& node) const;
  bool may_fit_by_access(const MemberUse& wanted, const MemberUse& had) const;
  bool may_be_taken_back(const Holder& holder) const;
  void rule_out(std::span<const Holder> unknown, std::span<const Option> options);
  bool add_member(std::uint32_t node, const model::FoundMember& wanted, const model::Nominal& target, std::vector<Option>& options);
  void add_lacks(const std::vector<Holder>& had, std::vector<Option>& options);
  void add_access(std::uint32_t node, const MemberUse& wanted, const std::vector<Holder>& fitting, bool doubtful,
                  std::vector<Option>& options);
  struct Held {  // a signature that the value keeps where the literal holds
    Literal literal;
    model::Type signature;
  };
  struct WantedCall {
    const std::string& member;
    model::Type signature;
    CallShape shape;
    std::vector<std::uint32_t> receivers;
    bool doubtful;
  };
  static std::vector<Held> held_by(const std::vector<Holder>& holders);
  void add_calls(std::uint32_t node, const std::string& member, model::Type wanted, const std::vector<Held>& held, bool doubtful,
                 std::vector<Option>& options);
  void add_call_past_one(std::uint32_t node, const WantedCall& call, const Held& held, std::vector<Option>& options);
  void add_call_past_all(std::uint32_t node, const WantedCall& call, const std::vector<Held>& held, std::vector<Option>& options);
  std::vector<std::vector<Initial>> arguments_of(const WantedCall& call) const;
  Option shown_call(std::uint32_t node, const WantedCall& call, std::vector<std::vector<Initial>> values);
  Edge edge_to(Literal literal, std::uint32_t node, const Shown& shown);

  Edge show(std::uint32_t parent, const Shown& shown, std::vector<Initial> initial);
  std::uint32_t shared_node(std::uint32_t level, std::vector<Initial> initial);
  std::uint32_t new_node(std::uint32_t level, std::vector<Initial> initial);
  void demand(std::uint32_t node, std::vector<Literal> triggers, std::vector<Option> options);

  World& world_;
  model::Member called_;  ///< `__call__` of what is in a callable type
  SlotUses& uses_;
  std::span<const Clause> clauses_;
  BooleanSolver& solver_;
  model::Substitution substitution_;
  std::vector<ValueNode> nodes_;
  std::map<std::vector<std::uint64_t>, std::uint32_t> shared_;  // by level and what is asked
  std::vector<std::pair<Literal, std::string>> doubts_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Literal> single_values_;  // variable, and the type of one value by its serial
};

}  // namespace agverify::solver::smt
