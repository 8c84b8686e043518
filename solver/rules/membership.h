#pragma once

#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/value.h"
#include "solver/rules/structural.h"

namespace agverify::solver::rules {

/// What a value shows at one class above its own: what that class's parameters stand for in a law of values.
struct Environment {
  model::ValueId value{};
  model::ClassId owner{};
  friend bool operator==(const Environment&, const Environment&) = default;
};

/// Whether values are in types, and surely out of them (docs/certificate.md, "in" and "out"). Values may be added while it
/// is used, never changed. Iterative and remembering: cost is about the number of pairs of a value and a type that meet.
class Membership {
 public:
  Membership(const model::ClassTable& table, model::Substitution& substitution, StructuralMatcher& matcher,
             const std::vector<model::Value>& values)
      : table_(table), substitution_(substitution), matcher_(matcher), values_(values) {}

  /// \param environment what parameters in the type stand for; nothing for a closed type
  bool in(model::ValueId value, model::Type type, std::optional<Environment> environment = std::nullopt) {
    return ask({value, type, false, environment});
  }
  bool out(model::ValueId value, model::Type type, std::optional<Environment> environment = std::nullopt) {
    return ask({value, type, true, environment});
  }

  /// The type of a protocol's member, of a method the callable one, for the protocol at these arguments.
  model::Type member_type(model::ClassId protocol, std::string_view member, std::span<const model::Type> arguments);

  /// The parameter of a class at or above `tuple` at which a tuple hands out its elements.
  std::optional<std::uint32_t> element_parameter(model::ClassId id) const;

  /// The classes whose members were held against those of a protocol so far.
  const std::set<std::pair<model::ClassId, model::ClassId>>& structural_pairs() const { return structural_pairs_; }
  /// The protocols that callable values were held against.
  const std::set<model::ClassId>& callbacks() const { return callbacks_; }
  /// The classes of which it was asked whether they can be called, and whether they have `__call__`.
  const std::set<std::pair<model::ClassId, bool>>& asked_to_be_called() const { return asked_to_be_called_; }

 private:
  struct Question {
    model::ValueId value;
    model::Type type;
    bool out;  // surely out of it, rather than in it
    std::optional<Environment> environment;
    friend bool operator==(const Question&, const Question&) = default;
  };
  struct QuestionHash {
    std::size_t operator()(const Question& question) const noexcept {
      return std::hash<model::Type>{}(question.type) * 31 + index_of(question.value) * 2 + question.out;
    }
  };

  bool ask(const Question& asked);
  std::optional<bool> known(const Question& question);
  std::optional<bool> compute(const Question& question);
  bool at_parameter(const Question& question, std::uint32_t index) const;
  std::optional<bool> at_union(const Question& question, const model::Union& all);
  bool is_literal_text(const model::Value& value, model::ClassId asked) const;
  bool at_literal(const Question& question, const model::Literal& literal) const;
  std::optional<bool> at_type_of(const Question& question, model::Type inner);
  std::optional<bool> at_tuple(const Question& question, const model::Tuple& tuple);
  std::optional<bool> at_elements(const Question& question, const model::Nominal& type);
  std::optional<bool> at_class(const Question& question, const model::Nominal& type);
  std::optional<bool> at_protocol(const Question& question, const model::Nominal& type);
  std::optional<bool> at_callable(const Question& question);
  std::optional<bool> observation(const Question& question, const model::MemberObservation& shown, model::Type type, model::Type self);
  model::Type without_self(model::Type type, model::Type self);
  std::optional<bool> calls(const Question& question, const model::Call& call, model::Type callable, model::Type self);
  std::optional<bool> call_kept(const Question& question, const model::Call& call, const model::Callable& signature);
  std::optional<bool> call_broken(const Question& question, const model::Call& call, const model::Callable& signature, model::Type self);
  bool lacks_a_member(model::ClassId protocol);
  bool is_callback(model::ClassId protocol);
  const model::FoundMember* member_of(model::ClassId protocol, std::string_view name);

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  StructuralMatcher& matcher_;
  const std::vector<model::Value>& values_;
  std::unordered_map<Question, bool, QuestionHash> answers_;
  std::vector<Question> waiting_;
  std::set<std::pair<model::ClassId, model::ClassId>> structural_pairs_;
  std::set<model::ClassId> callbacks_;
  std::set<std::pair<model::ClassId, bool>> asked_to_be_called_;
};

/// The type of a member that is read: of a method the callable one.
model::Type type_of(const model::Member& member);

/// The arguments of a call with the types of the parameters that they reach; nothing when the call does not bind.
std::optional<std::vector<std::pair<model::Argument, model::Type>>> bound_arguments(const model::Call& call, const model::Callable& signature);

}  // namespace agverify::solver::rules
