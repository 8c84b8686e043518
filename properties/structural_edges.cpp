#include "properties/structural_edges.h"

#include <algorithm>

#include "solver/rules/structural.h"

namespace agverify::properties {
namespace {

using namespace model;
using solver::rules::MemberDemand;
using solver::rules::StructuralMatch;

/// What the demands on members say of the protocol's arguments.
class Reading {
 public:
  Reading(TypePool& pool, std::size_t parameters) : pool_(pool), found_(parameters) {}

  void take(const MemberDemand& demand) {
    const Parameter* parameter = as_parameter(demand.of_protocol);
    if (!parameter) return;
    auto& argument = found_[parameter->index];
    if (!argument) argument = demand.of_class;
    if (*argument == demand.of_class) return;
    if (!demand.class_below) doubtful_ = true;
    argument = pool_.union_of({*argument, demand.of_class});
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

bool surely_stands(const MemberDemand& demand, Type wanted) {
  if (demand.of_class == wanted) return true;
  const Union* all = as_union(wanted);
  return demand.class_below && all && std::ranges::find(all->members, demand.of_class) != all->members.end();
}

}  // namespace

std::optional<Type> protocol_read_off(const ClassTable& table, TypePool& pool, ClassId of_class, ClassId protocol) {
  Substitution substitution{pool};
  solver::rules::StructuralMatcher matcher{table, substitution};
  const StructuralMatch& match = matcher.match(of_class, protocol);
  if (match.kind != StructuralMatch::Kind::Possible || match.demands.empty()) return std::nullopt;
  Reading reading{pool, table[protocol].parameters.size()};
  for (const MemberDemand& each : match.demands) reading.take(each);
  const auto arguments = reading.arguments();
  if (!arguments) return std::nullopt;
  const bool stands = std::ranges::all_of(match.demands, [&](const MemberDemand& each) {
    return surely_stands(each, substitution.parameters(each.of_protocol, *arguments));
  });
  return stands ? std::optional{pool.nominal(protocol, *arguments)} : std::nullopt;
}

}  // namespace agverify::properties
