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
  struct Demands {
    std::vector<const model::Tuple*> lengths;  ///< the length is none of theirs
    std::vector<AtPart> parts;
    std::vector<model::ValueId> elements;      ///< each is an element somewhere
    std::vector<model::MemberObservation> members;
  };
  Demands demands_of(const TraceNode& node) const;
  void add_view(const model::Value& view, Demands& into) const;
  std::optional<model::ValueId> of_length(const TraceNode& node, const Demands& demands, std::size_t length);
  bool place(const AtPart& demand, const model::Tuple& source, std::vector<model::Argument>& elements);
  bool place(model::ValueId shown, const model::Tuple& source, std::vector<model::Argument>& elements);
  bool put(model::ValueId shown, model::Argument& element);

  const Trace& trace_;
  const model::ClassTable& table_;
  ValueStore& store_;
  Membership& membership_;
  const ValueOf& value_of_;
};

}  // namespace agverify::solver::rules
