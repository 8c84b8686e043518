#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "solver/rules/goal.h"

namespace agverify::solver::rules {

/// One relation between a member of a class and the protocol's member of that name, as types over the parameters of the
/// two: what must lie below what.
struct MemberDemand {
  model::Type of_class;     ///< over the class's parameters
  model::Type of_protocol;  ///< over the protocol's parameters
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
  std::vector<MemberDemand> demands;
  /// The parameter types of the protocol's methods, over its parameters; Impossible: of the method that fails.
  std::vector<model::Type> inputs;
};

/// Holds members against members. Spec: protocol#assignability-relationships-with-other-types, #protocol-members,
/// callables#assignability-rules-for-callables. Remembers its answers.
class StructuralMatcher {
 public:
  StructuralMatcher(const model::ClassTable& table, model::Substitution& substitution)
      : table_(table), substitution_(substitution) {}

  const StructuralMatch& match(model::ClassId of_class, model::ClassId protocol);
  const std::vector<model::FoundMember>& members_of(model::ClassId protocol);

 private:
  StructuralMatch compare(model::ClassId of_class, model::ClassId protocol);

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  std::unordered_map<std::uint64_t, StructuralMatch> known_;
  std::unordered_map<std::uint32_t, std::vector<model::FoundMember>> members_;
};

/// Why a call that `wanted` admits may not be admitted by `given`; nothing when every one is.
/// Spec: callables#parameter-kinds, callables#default-argument-values.
std::optional<std::string> call_that_does_not_fit(const model::Method& given, const model::Method& wanted);

}  // namespace agverify::solver::rules
