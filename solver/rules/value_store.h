#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/value.h"

namespace agverify::solver::rules {

/// The values of a witness while it is built: the same value is kept once, so that equal values have equal ids.
class ValueStore {
 public:
  ValueStore(const model::ClassTable& table, model::Substitution& substitution, std::vector<model::Value>& values)
      : table_(table), substitution_(substitution), values_(values) {}

  /// Gives an instance of a class, built at these arguments, what the laws of the class ask for.
  using Completion = std::function<void(model::Value& value, std::span<const model::Type> arguments)>;
  void complete_by(Completion completion) { complete_ = std::move(completion); }

  model::ValueId keep(model::Value value);

  /// Some value of the type, which shows nothing that the type does not ask for; nothing where it is not known to have one.
  /// Nothing recurses: tuples may be nested as deep as text allows.
  std::optional<model::ValueId> inhabitant(model::Type type);

  /// What both show, in one value. \returns nothing where one value cannot be both
  std::optional<model::ValueId> merged(model::ValueId first, model::ValueId second);

  /// The same with other values in the place of some, in what these show as well. \param others old value to new one, added to
  std::vector<model::MemberObservation> replaced(std::vector<model::MemberObservation> members, std::unordered_map<std::uint32_t, model::ValueId>& others);

  const model::Value& operator[](model::ValueId id) const { return values_[index_of(id)]; }

  /// Of a class whose values are those of its literals alone: the first literal.
  std::optional<std::string> first_literal(model::ClassId id) const;

  /// The class object of the class, or of one that derives from it and adds nothing.
  model::Value class_object(model::ClassId of) const;

 private:
  using Known = std::unordered_map<model::Type, std::optional<model::ValueId>>;
  bool wait_for_parts(model::Type type, std::vector<model::Type>& open) const;
  std::optional<model::ValueId> made_of(model::Type type);
  std::optional<model::ValueId> class_object_in(model::Type inner);
  std::optional<model::ValueId> instance_of(const model::Nominal& type);
  std::vector<model::Argument> elements_of(const model::Tuple& tuple) const;
  std::optional<model::Type> tuple_behind(model::Type type) const;

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  std::vector<model::Value>& values_;
  Completion complete_;
  std::unordered_map<std::string, model::ValueId> known_;
  Known inhabitants_;
  std::unordered_set<model::Type> waiting_;  // for their parts, those that are made by now included
};

/// Adds to the one what the other shows by slots and members: observations are sets.
void add_observations(model::Value& value, const model::Value& other);

template <typename Element>
void add_once(std::vector<Element>& list, const Element& element) {
  for (const Element& each : list)
    if (each == element) return;
  list.push_back(element);
}

}  // namespace agverify::solver::rules
