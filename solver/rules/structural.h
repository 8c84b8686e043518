#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "solver/rules/goal.h"

namespace agverify::solver::rules {

/// The type of a member as its owner declares it. What is remembered here was in the pool with the table already: so what
/// a query makes can be taken back, whoever asked first.
struct DeclaredType {
  model::Type type;   ///< over the owner's parameters
  model::Type owner;  ///< in terms of the parameters of the class that has or inherits the member
  bool inherited;

  /// For the class at these arguments.
  model::Type at(model::Substitution& substitution, std::span<const model::Type> arguments) const;
};

/// One relation between a member of a class and the protocol's member of that name: what must lie below what.
struct MemberDemand {
  DeclaredType of_class;
  DeclaredType of_protocol;
  bool class_below;         ///< true: of_class <: of_protocol
  logic::Rule rule;
  Place place;
};

/// How the members of a class stand to those of a protocol, whatever the arguments of both.
struct StructuralMatch {
  enum class Kind { Possible, Impossible, Unknown } kind = Kind::Possible;
  logic::Rule rule = logic::Rule::ProtocolStructural;  ///< Impossible: the rule that fails
  std::string member;                                  ///< Impossible: at this member
  std::string reason;                                  ///< Unknown: why; Impossible: a sentence
  model::Basis basis = model::Basis::Spec;             ///< how sure it is that the class has the members, or lacks one
  std::vector<MemberDemand> demands;
  /// Impossible: what must be shown where that is not plain, such as that a member is None and cannot be called.
  std::optional<MemberDemand> shown;
};

/// Holds members against members. Spec: protocol#assignability-relationships-with-other-types, #protocol-members,
/// callables#assignability-rules-for-callables. Remembers its answers.
class StructuralMatcher {
 public:
  explicit StructuralMatcher(const model::ClassTable& table) : table_(table) {}

  const StructuralMatch& match(model::ClassId of_class, model::ClassId protocol);
  const std::vector<model::FoundMember>& members_of(model::ClassId protocol);

  /// The first method of the protocol that the class, which derives from it, sets to None; nullptr when there is none.
  /// Spec: protocol#terminology.
  const MemberDemand* taken_back(model::ClassId of_class, model::ClassId protocol);
  /// Whether such a class is held against the protocol by members all the same: an open question.
  bool goes_by_members(model::ClassId of_class, model::ClassId protocol);

 private:
  StructuralMatch compare(model::ClassId of_class, model::ClassId protocol);
  std::optional<model::FoundMember> find_given(model::ClassId of_class, const std::string& name) const;
  bool sets_something_to_none(model::ClassId of_class);

  const model::ClassTable& table_;
  std::unordered_map<std::uint64_t, StructuralMatch> known_;
  std::unordered_map<std::uint32_t, std::vector<model::FoundMember>> members_;
  std::unordered_map<std::uint64_t, std::optional<MemberDemand>> taken_back_;
  std::unordered_map<std::uint32_t, bool> sets_to_none_;
};

}  // namespace agverify::solver::rules
