#pragma once

#include "solver/rules/engine.h"
#include "solver/rules/membership.h"
#include "solver/rules/value_store.h"

namespace agverify::solver::rules {

/// Builds the tuple that shows a refuted goal about a tuple type: of the lengths that it can have one at which each type that it
/// must stand outside of fails, by the length or by an element.
class TupleValues {
 public:
  using ValueOf = std::unordered_map<std::uint32_t, model::ValueId>;
  TupleValues(const Trace& trace, const model::ClassTable& table, ValueStore& store, Membership& membership, const ValueOf& value_of)
      : trace_(trace), table_(table), store_(store), membership_(membership), value_of_(value_of) {}

  /// \param node refuted, its source a tuple type, with the values of the nodes that it rests on
  std::optional<model::ValueId> build(const TraceNode& node);

 private:
  /// The element `shown` stands at a place where the target's part `wanted` meets the source's part `given`.
  struct AtPart {
    const model::Tuple* target;
    model::Type given, wanted;
    model::ValueId shown;
  };
  /// A value that shows something, and what it must stand outside of for that, where it is known.
  struct Shown {
    model::ValueId value;
    std::optional<model::Type> outside;
    friend bool operator==(const Shown&, const Shown&) = default;
  };
  /// An element with all that it must stand outside of.
  struct Filled {
    model::Argument element;
    std::vector<std::optional<model::Type>> outside;
  };
  struct Demands {
    std::vector<const model::Tuple*> lengths;  ///< the length is none of theirs
    std::vector<AtPart> parts;
    std::vector<Shown> elements;               ///< each is an element somewhere
    std::vector<model::MemberObservation> members;
  };
  Demands demands_of(const TraceNode& node) const;
  void add_view(const model::Value& view, model::Type target, Demands& into) const;
  std::optional<model::ValueId> of_length(const TraceNode& node, const Demands& demands, std::size_t length);
  bool place(const AtPart& demand, const model::Tuple& source, std::vector<Filled>& elements);
  bool place(const Shown& demand, const model::Tuple& source, std::vector<Filled>& elements);
  bool put(const Shown& demand, Filled& into);
  std::optional<model::ValueId> both(const Shown& demand, const Filled& present);

  const Trace& trace_;
  const model::ClassTable& table_;
  ValueStore& store_;
  Membership& membership_;
  const ValueOf& value_of_;
  std::unordered_map<std::uint32_t, model::ValueId> others_;  ///< of the length at hand: what stands in the place of a value that shows less
};

}  // namespace agverify::solver::rules
