#include "properties/structural_edges.h"

#include <algorithm>

#include "solver/rules/structural.h"

namespace agverify::properties {
namespace {

using namespace model;
using solver::rules::MemberDemand;
using solver::rules::StructuralMatch;

/// A demand on a member, for the class and the protocol at their own parameters.
struct Relation {
  Type of_class, of_protocol;
  bool class_below;
};

/// A class's parameters, as arguments.
std::vector<Type> own_parameters(const ClassTable& table, ClassId id, TypePool& pool) {
  std::vector<Type> own;
  for (std::uint32_t i = 0; i < table[id].parameters.size(); ++i) own.push_back(pool.parameter(i));
  return own;
}

/// What the demands on members say of the protocol's arguments.
class Reading {
 public:
  Reading(TypePool& pool, std::size_t parameters) : pool_(pool), found_(parameters) {}

  void take(const Relation& relation) {
    const Parameter* parameter = as_parameter(relation.of_protocol);
    if (!parameter) return;
    auto& argument = found_[parameter->index];
    if (!argument) argument = relation.of_class;
    if (*argument == relation.of_class) return;
    if (!relation.class_below) doubtful_ = true;
    argument = pool_.union_of({*argument, relation.of_class});
  }

  std::optional<std::vector<Type>> arguments() const {
    std::vector<Type> all;
    for (const auto& each : found_) {
      if (!each || doubtful_) return std::nullopt;
      all.push_back(*each);
    }
    return all;
  }

 private:
  TypePool& pool_;
  std::vector<std::optional<Type>> found_;
  bool doubtful_ = false;
};

bool surely_stands(const Relation& demand, Type wanted) {
  if (demand.of_class == wanted) return true;
  const Union* all = as_union(wanted);
  return demand.class_below && all && std::ranges::find(all->members, demand.of_class) != all->members.end();
}

}  // namespace

std::optional<Type> protocol_read_off(const ClassTable& table, TypePool& pool, ClassId of_class, ClassId protocol) {
  Substitution substitution{pool};
  solver::rules::StructuralMatcher matcher{table};
  const StructuralMatch& match = matcher.match(of_class, protocol);
  if (match.kind != StructuralMatch::Kind::Possible || match.demands.empty()) return std::nullopt;
  const auto of_class_own = own_parameters(table, of_class, pool), of_protocol_own = own_parameters(table, protocol, pool);
  std::vector<Relation> relations;
  for (const MemberDemand& each : match.demands)
    relations.push_back({each.of_class.at(substitution, of_class_own), each.of_protocol.at(substitution, of_protocol_own), each.class_below});
  Reading reading{pool, of_protocol_own.size()};
  for (const Relation& each : relations) reading.take(each);
  const auto arguments = reading.arguments();
  if (!arguments) return std::nullopt;
  const bool stands = std::ranges::all_of(relations, [&](const Relation& each) {
    return surely_stands(each, substitution.parameters(each.of_protocol, *arguments));
  });
  return stands ? std::optional{pool.nominal(protocol, *arguments)} : std::nullopt;
}

}  // namespace agverify::properties
