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

  /// The type of what a protocol's member gives, or takes at a place, for the protocol at these arguments.
  model::Type given_type(model::ClassId protocol, std::string_view member, std::span<const model::Type> arguments);
  model::Type taken_type(model::ClassId protocol, std::string_view member, std::uint32_t place, std::span<const model::Type> arguments);

  /// The classes whose members were held against those of a protocol so far.
  const std::set<std::pair<model::ClassId, model::ClassId>>& structural_pairs() const { return structural_pairs_; }

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
  std::optional<bool> at_class(const Question& question, const model::Nominal& type);
  std::optional<bool> at_protocol(const Question& question, const model::Nominal& type);
  const model::FoundMember* member_of(model::ClassId protocol, std::string_view name);

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  StructuralMatcher& matcher_;
  const std::vector<model::Value>& values_;
  std::unordered_map<Question, bool, QuestionHash> answers_;
  std::vector<Question> waiting_;
  std::set<std::pair<model::ClassId, model::ClassId>> structural_pairs_;
};

/// What a member gives when it is read, or returns when it is called.
model::Type result_of(const model::Member& member);
/// What a member takes at a place: a method's parameter, or what is assigned.
model::Type input_of(const model::Member& member, std::uint32_t place);

}  // namespace agverify::solver::rules
