#include "properties/universal.h"

#include <algorithm>
#include <array>

#include "properties/places.h"
#include "properties/steps.h"

namespace agverify::properties {
namespace {

using namespace model;

constexpr std::uint64_t for_universal = 3;

class QueryDrawing {
 public:
  QueryDrawing(Draw& draw, const World& world) : draw_(draw), world_(world), pool_(world.pool()) {}

  Query run() {
    for (ClassId id : world_.generics())
      if (std::ranges::none_of(world_.table()[id].parameters, is_restricted)) free_.push_back(id);
    const bool generic = !free_.empty();
    switch (draw_.weighted({4, generic ? 3U : 0U, generic ? 2U : 0U, 1, 1, 1})) {
      case 0: return with_part_abstracted();
      case 1: return under_a_constructor();
      case 2: return out_of_a_constructor();
      case 3: return chain_of_variables();
      case 4: return circle_of_variables();
      default: return bounds_of_everything();
    }
  }

 private:
  Type variable(std::uint32_t index) { return pool_.variable(index); }

  /// A pair in which one closed part, wherever it stands, is a variable of which something is assumed.
  Query with_part_abstracted() {
    Profile profile;
    profile.depth = 1 + draw_.below(3);
    const Pair pair = pair_at(world_, draw_.below(1'000'000), 0, profile);
    const Type part = draw_.one_of(places_in(draw_.chance(50) ? pair.source : pair.target, world_.table())).type;
    Query query{{"X"}, {}, Relation::Subtype, replaced(pair.source, part), replaced(pair.target, part)};
    if (draw_.chance(20)) query.relation = Relation::Equivalent;
    query.hypotheses = about(part);
    return query;
  }

  std::vector<Hypothesis> about(Type part) {
    const auto related = [&](Type source, Type target) { return RelationHypothesis{Relation::Subtype, source, target}; };
    switch (draw_.below(6)) {
      case 0: return {related(variable(0), part)};
      case 1: return {related(part, variable(0))};
      case 2: return {RelationHypothesis{Relation::Equivalent, variable(0), part}};
      case 3: return {OneOfHypothesis{0, {part, step(draw_, world_, part, Course::Down)}}};
      case 4: return {};
      default: return {related(variable(0), part), related(variable(0), step(draw_, world_, part, Course::Up))};
    }
  }

  Type replaced(Type type, Type part) {
    for (const PlaceInType& place : places_in(type, world_.table()))
      if (place.type == part && !place.bounded) {
        type = with_part(type, place.path, variable(0), pool_);
        if (place.path.empty()) return type;
      }
    return type;
  }

  /// `X <: Y |- C[.., X, ..] <: C[.., Y, ..]` one way or the other.
  Query under_a_constructor() {
    const auto [low, high] = applications();
    Query query = two(Relation::Subtype, low, high);
    query.hypotheses = {RelationHypothesis{draw_.chance(20) ? Relation::Equivalent : Relation::Subtype, variable(0), variable(1)}};
    if (draw_.chance(50)) std::swap(query.source, query.target);
    if (draw_.chance(20)) query.hypotheses.push_back(RelationHypothesis{Relation::Subtype, variable(1), variable(0)});
    return query;
  }

  /// `C[.., X, ..] <: C[.., Y, ..] |- X <: Y` one way or the other.
  Query out_of_a_constructor() {
    const auto [low, high] = applications();
    Query query = two(Relation::Subtype, variable(0), variable(1));
    query.hypotheses = {RelationHypothesis{Relation::Subtype, low, high}};
    if (draw_.chance(50)) std::swap(query.source, query.target);
    return query;
  }

  Query chain_of_variables() {
    const Type lower = draw_leaf(draw_, world_), upper = step(draw_, world_, lower, Course::Up);
    Query query = two(Relation::Subtype, variable(0), upper);
    query.hypotheses = {RelationHypothesis{Relation::Subtype, variable(0), variable(1)},
                        RelationHypothesis{Relation::Subtype, variable(1), draw_.chance(70) ? lower : upper}};
    if (draw_.chance(30)) query.target = step(draw_, world_, upper, Course::Down);
    return query;
  }

  /// Variables below each other: nothing may follow from going round.
  Query circle_of_variables() {
    Query query = two(Relation::Subtype, variable(0), draw_leaf(draw_, world_));
    query.hypotheses = {RelationHypothesis{Relation::Subtype, variable(0), variable(1)},
                        RelationHypothesis{Relation::Subtype, variable(1), variable(0)}};
    return query;
  }

  /// What holds of every type, or does not, nothing being assumed.
  Query bounds_of_everything() {
    const Type never = pool_.never(), object = world_.object(), other = draw_leaf(draw_, world_);
    const std::array<std::pair<Type, Type>, 5> sides{{{variable(0), object},
                                                      {never, variable(0)},
                                                      {variable(0), never},
                                                      {object, variable(0)},
                                                      {variable(0), pool_.union_of({other, variable(0)})}}};
    const auto [source, target] = draw_.one_of(sides);
    return {{"X"}, {}, Relation::Subtype, source, target};
  }

  Query two(Relation relation, Type source, Type target) { return {{"X", "Y"}, {}, relation, source, target}; }

  std::pair<Type, Type> applications() {
    const ClassId id = draw_.one_of(free_);
    const auto& parameters = world_.table()[id].parameters;
    const Type drawn = draw_application(draw_, world_, id, 1);
    std::vector<Type> arguments{as_nominal(drawn)->arguments.begin(), as_nominal(drawn)->arguments.end()};
    const std::size_t chosen = draw_.below(parameters.size());
    arguments[chosen] = variable(0);
    const Type low = pool_.nominal(id, arguments);
    arguments[chosen] = variable(1);
    return {low, pool_.nominal(id, arguments)};
  }

  Draw& draw_;
  const World& world_;
  TypePool& pool_;
  std::vector<ClassId> free_;  // classes whose parameters take every type
};

}  // namespace

Query universal_query_at(const World& world, std::uint64_t seed, std::uint64_t index) {
  Draw draw{seed, index, for_universal};
  return QueryDrawing{draw, world}.run();
}

}  // namespace agverify::properties
