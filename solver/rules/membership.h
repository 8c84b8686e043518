#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/value.h"
#include "solver/rules/structural.h"

namespace agverify::solver::rules {

/// Whether values are in closed types (docs/certificate.md, "in"). Values may be added while it is used, never changed.
/// Iterative and remembering: cost is about the number of pairs of a value and a type that meet.
class Membership {
 public:
  Membership(const model::ClassTable& table, model::Substitution& substitution, StructuralMatcher& matcher,
             const std::vector<model::Value>& values)
      : table_(table), substitution_(substitution), matcher_(matcher), values_(values) {}

  bool in(model::ValueId value, model::Type type);

  /// The type of what a protocol's member gives, or takes at a place, for the protocol at these arguments.
  model::Type given_type(model::ClassId protocol, std::string_view member, std::span<const model::Type> arguments);
  model::Type taken_type(model::ClassId protocol, std::string_view member, std::uint32_t place, std::span<const model::Type> arguments);

 private:
  struct Question {
    model::ValueId value;
    model::Type type;
    friend bool operator==(const Question&, const Question&) = default;
  };
  struct QuestionHash {
    std::size_t operator()(const Question& question) const noexcept {
      return std::hash<model::Type>{}(question.type) * 31 + index_of(question.value);
    }
  };

  std::optional<bool> known(const Question& question);
  std::optional<bool> compute(const Question& question);
  std::optional<bool> at_class(const model::Value& value, const model::Nominal& type);
  std::optional<bool> at_protocol(const model::Value& value, const model::Nominal& type);
  const model::FoundMember* member_of(model::ClassId protocol, std::string_view name);

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  StructuralMatcher& matcher_;
  const std::vector<model::Value>& values_;
  std::unordered_map<Question, bool, QuestionHash> answers_;
  std::vector<Question> waiting_;
};

/// What a member gives when it is read, or returns when it is called.
model::Type result_of(const model::Member& member);
/// What a member takes at a place: a method's parameter, or what is assigned.
model::Type input_of(const model::Member& member, std::uint32_t place);

}  // namespace agverify::solver::rules
