#include "properties/laws.h"

#include <algorithm>
#include <cassert>

#include <rapidcheck.h>

#include "properties/places.h"
#include "properties/reduction.h"
#include "properties/shrinking.h"
#include "properties/steps.h"
#include "properties/types.h"

namespace agverify::properties {
namespace {

using namespace model;
using Types = std::vector<Type>;
using Subject = std::span<const Type>;

constexpr std::size_t usual_depth = 3;

Type some_type(Draw& draw, const World& world, const TypeWeights& weights) { return draw_type(draw, world, 1 + draw.below(usual_depth), weights); }

/// Unknown answers test nothing.
Outcome outcome(Verdict verdict, Verdict wanted) {
  if (verdict == Verdict::Unknown) return Outcome::NotMet;
  return verdict == wanted ? Outcome::Holds : Outcome::Fails;
}

Outcome both(Outcome left, Outcome right) {
  if (left == Outcome::Fails || right == Outcome::Fails) return Outcome::Fails;
  return left == Outcome::NotMet ? left : right;
}

Outcome agree(Verdict left, Verdict right) { return left == Verdict::Unknown ? Outcome::NotMet : outcome(right, left); }

/// Strictly below: the one way holds, the other does not.
bool strictly(const Court& court, Type lower, Type upper) {
  return court.subtype(lower, upper) == Verdict::Proved && court.subtype(upper, lower) == Verdict::Refuted;
}

// --- what laws are about

std::optional<Types> one(Draw& draw, const World& world, const TypeWeights& weights) { return Types{some_type(draw, world, weights)}; }

std::optional<Types> three(Draw& draw, const World& world, const TypeWeights& weights) {
  return Types{some_type(draw, world, weights), some_type(draw, world, weights), some_type(draw, world, weights)};
}

/// A chain, each built above the one before.
std::optional<Types> chain(Draw& draw, const World& world, const TypeWeights& weights) {
  const Type first = some_type(draw, world, weights);
  const Type second = steps(draw, world, first, Course::Up, 1 + draw.below(2), weights);
  return Types{first, second, steps(draw, world, second, Course::Up, 1 + draw.below(2), weights)};
}

/// Neighbours of neighbours, each a step up, or aside.
std::optional<Types> near_chain(Draw& draw, const World& world, const TypeWeights& weights) {
  const auto next = [&](Type type) { return draw.chance(75) ? step(draw, world, type, Course::Up, weights) : swapped_leaf(draw, world, type, weights); };
  const Type first = some_type(draw, world, weights), second = next(first);
  return Types{first, second, next(second)};
}

/// A type, and another spelling of it, or one next to it.
std::optional<Types> spellings(Draw& draw, const World& world, const TypeWeights& weights) {
  const Type first = some_type(draw, world, weights);
  const Type second = steps(draw, world, first, Course::Same, 1 + draw.below(2), weights);
  return Types{first, draw.chance(60) ? second : step(draw, world, second, draw.chance(50) ? Course::Up : Course::Down, weights)};
}

/// Two types below a third.
std::optional<Types> below_one(Draw& draw, const World& world, const TypeWeights& weights) {
  const Type top = some_type(draw, world, weights);
  return Types{steps(draw, world, top, Course::Down, 1 + draw.below(2), weights), steps(draw, world, top, Course::Down, 1 + draw.below(2), weights), top};
}

std::optional<Types> an_application(Draw& draw, const World& world, const TypeWeights& weights) {
  if (world.generics().empty()) return std::nullopt;
  return Types{draw_application(draw, world, draw.one_of(world.generics()), 1 + draw.below(2), weights)};
}

std::optional<std::uint32_t> argument_that_differs(Type left, Type right) {
  const Nominal *one_side = as_nominal(left), *other = as_nominal(right);
  if (!one_side || !other || one_side->class_id != other->class_id) return std::nullopt;
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < one_side->arguments.size(); ++i) {
    if (one_side->arguments[i] == other->arguments[i]) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

/// One class at arguments that differ at one parameter: the first has the lower one there.
std::optional<Types> application_pair(Draw& draw, const World& world, ClassId id, std::uint32_t parameter, const TypeWeights& weights) {
  const TypeParameter& chosen = world.table()[id].parameters[parameter];
  if (is_restricted(chosen)) return std::nullopt;
  const Type whole = draw_application(draw, world, id, 1 + draw.below(2), weights);
  const Nominal* application = as_nominal(whole);
  Types arguments{application->arguments.begin(), application->arguments.end()};
  const Type lower = arguments[parameter];
  arguments[parameter] = steps(draw, world, lower, Course::Up, 1 + draw.below(2), weights);
  return Types{whole, world.pool().nominal(id, arguments)};
}

auto parameter_of(Variance wanted) {
  return [wanted](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
    std::vector<std::pair<ClassId, std::uint32_t>> all;
    for (ClassId id : world.generics())
      for (std::uint32_t i = 0; i < world.table()[id].parameters.size(); ++i)
        if (world.table()[id].parameters[i].declared_variance == wanted) all.push_back({id, i});
    if (all.empty()) return std::nullopt;
    const auto [id, parameter] = draw.one_of(all);
    return application_pair(draw, world, id, parameter, weights);
  };
}

auto parameter_of(std::string_view name, std::uint32_t parameter) {
  return [name, parameter](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
    const auto id = world.generic_named(name);
    if (!id || parameter >= world.table()[*id].parameters.size()) return std::nullopt;
    return application_pair(draw, world, *id, parameter, weights);
  };
}

/// `C[lower]`, `C[upper]` stand to each other as the variance says, which is the documented one of this parameter.
Outcome stand(const Court& court, Subject types, Variance variance) {
  const auto parameter = argument_that_differs(types[0], types[1]);
  if (!parameter) return Outcome::NotMet;
  const Type low = parts_of(types[0])[*parameter], high = parts_of(types[1])[*parameter];
  if (!strictly(court, low, high)) return Outcome::NotMet;
  const auto as = [](bool holds) { return holds ? Verdict::Proved : Verdict::Refuted; };
  return both(outcome(court.subtype(types[0], types[1]), as(variance == Variance::Covariant)),
              outcome(court.subtype(types[1], types[0]), as(variance == Variance::Contravariant)));
}

/// The parameter that differs has the variance in its declaration.
auto stands(Variance variance) {
  return [variance](const Court& court, Subject types) {
    const auto parameter = argument_that_differs(types[0], types[1]);
    if (!parameter) return Outcome::NotMet;
    const Class& definition = court.world.table()[as_nominal(types[0])->class_id];
    return definition.parameters[*parameter].declared_variance == variance ? stand(court, types, variance) : Outcome::NotMet;
  };
}

/// The parameter that differs is this one, whose variance is documented whatever a declaration says.
auto stands_documented(std::string_view name, std::uint32_t wanted, Variance variance) {
  return [=](const Court& court, Subject types) {
    if (argument_that_differs(types[0], types[1]) != wanted) return Outcome::NotMet;
    const bool named = court.world.table()[as_nominal(types[0])->class_id].name == name;
    return named ? stand(court, types, variance) : Outcome::NotMet;
  };
}

/// `G[Y, ..]`, `Iterator[Y]`, `Iterable[Y]` of the async hierarchy or its twin.
auto hierarchy(std::string_view prefix) {
  return [prefix](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
    const auto named = [&](std::string_view name) { return world.generic_named(std::string{prefix} + std::string{name}); };
    const auto generator = named("Generator"), iterator = named("Iterator"), iterable = named("Iterable");
    if (!generator || !iterator || !iterable) return std::nullopt;
    const Type top = draw_application(draw, world, *generator, 1 + draw.below(2), weights);
    const Type yield_type = as_nominal(top)->arguments.front();
    return Types{top, world.pool().nominal(*iterator, {yield_type}), world.pool().nominal(*iterable, {yield_type})};
  };
}

/// The subject is still a generator, an iterator and an iterable of one yield type: shrinking may have changed that.
bool is_hierarchy(const Court& court, Subject types) {
  std::array<const Nominal*, 3> all{as_nominal(types[0]), as_nominal(types[1]), as_nominal(types[2])};
  constexpr std::array<std::string_view, 3> ends{"Generator", "Iterator", "Iterable"};
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i] || !court.world.table()[all[i]->class_id].name.ends_with(ends[i])) return false;
    if (all[i]->arguments.front() != all[0]->arguments.front()) return false;
  }
  return true;
}

// --- the laws

Outcome reflexive(const Court& court, Subject types) { return outcome(court.subtype(types[0], types[0]), Verdict::Proved); }

Outcome never_below(const Court& court, Subject types) {
  const Type never = court.world.pool().never();
  if (court.ask({{"X"}, {}, Relation::Subtype, never, court.world.pool().variable(0)}) != Verdict::Proved) return Outcome::Fails;
  return outcome(court.subtype(never, types[0]), Verdict::Proved);
}

/// Of every type at once too; what is asked of a variable alone has an answer.
Outcome object_above(const Court& court, Subject types) {
  const Verdict of_every_type = court.ask({{"X"}, {}, Relation::Subtype, court.world.pool().variable(0), court.world.object()});
  if (of_every_type != Verdict::Proved) return Outcome::Fails;
  return outcome(court.subtype(types[0], court.world.object()), Verdict::Proved);
}

bool is_inhabited(Type type) {
  const Union* all = as_union(type);
  return all ? std::ranges::any_of(all->members, [](Type each) { return as_nominal(each) != nullptr; }) : as_nominal(type) != nullptr;
}

Outcome only_never_below_never(const Court& court, Subject types) {
  if (!is_inhabited(types[0])) return Outcome::NotMet;
  return outcome(court.subtype(types[0], court.world.pool().never()), Verdict::Refuted);
}

Outcome transitive(const Court& court, Subject types) {
  if (court.subtype(types[0], types[1]) != Verdict::Proved || court.subtype(types[1], types[2]) != Verdict::Proved) return Outcome::NotMet;
  return outcome(court.subtype(types[0], types[2]), Verdict::Proved);
}

Outcome built_above(const Court& court, Subject types) { return outcome(court.subtype(types[0], types[1]), Verdict::Proved); }

Outcome antisymmetric(const Court& court, Subject types) {
  const Verdict forth = court.subtype(types[0], types[1]), back = court.subtype(types[1], types[0]);
  if (forth == Verdict::Unknown || back == Verdict::Unknown) return Outcome::NotMet;
  const bool same = forth == Verdict::Proved && back == Verdict::Proved;
  return outcome(court.relation(Relation::Equivalent, types[0], types[1]), same ? Verdict::Proved : Verdict::Refuted);
}

Outcome equivalence_symmetric(const Court& court, Subject types) {
  return agree(court.relation(Relation::Equivalent, types[0], types[1]), court.relation(Relation::Equivalent, types[1], types[0]));
}

Outcome equivalence_transitive(const Court& court, Subject types) {
  const auto same = [&](Type left, Type right) { return court.relation(Relation::Equivalent, left, right); };
  if (same(types[0], types[1]) != Verdict::Proved || same(types[1], types[2]) != Verdict::Proved) return Outcome::NotMet;
  return outcome(same(types[0], types[2]), Verdict::Proved);
}

Outcome equivalent_in_place(const Court& court, Subject types) {
  if (court.relation(Relation::Equivalent, types[0], types[1]) != Verdict::Proved) return Outcome::NotMet;
  return both(agree(court.subtype(types[0], types[2]), court.subtype(types[1], types[2])),
              agree(court.subtype(types[2], types[0]), court.subtype(types[2], types[1])));
}

Outcome assignable_is_subtype(const Court& court, Subject types) {
  return both(agree(court.subtype(types[0], types[1]), court.relation(Relation::Assignable, types[0], types[1])),
              agree(court.relation(Relation::Equivalent, types[0], types[1]), court.relation(Relation::Consistent, types[0], types[1])));
}

Outcome below_its_union(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  return both(outcome(court.subtype(types[0], pool.union_of({types[0], types[1]})), Verdict::Proved),
              outcome(court.subtype(types[0], pool.union_of({types[1], types[0]})), Verdict::Proved));
}

Outcome union_is_least(const Court& court, Subject types) {
  const Verdict left = court.subtype(types[0], types[2]), right = court.subtype(types[1], types[2]);
  if (left == Verdict::Unknown || right == Verdict::Unknown) return Outcome::NotMet;
  const bool all = left == Verdict::Proved && right == Verdict::Proved;
  return outcome(court.subtype(court.world.pool().union_of({types[0], types[1]}), types[2]), all ? Verdict::Proved : Verdict::Refuted);
}

/// Order and nesting of a union's members say nothing.
Outcome union_spelling(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  const Type flat = pool.union_of({types[0], types[1], types[2]});
  const Type nested = pool.union_of({types[2], pool.union_of({types[1], types[0]})});
  return outcome(court.relation(Relation::Equivalent, flat, nested), Verdict::Proved);
}

Outcome below_its_bases(const Court& court, Subject types) {
  const Nominal* nominal = as_nominal(types[0]);
  if (!nominal) return Outcome::NotMet;
  Substitution substitution{court.world.pool()};
  Outcome all = Outcome::NotMet;
  for (Type base : court.world.table()[nominal->class_id].bases) {
    const Outcome here = outcome(court.subtype(types[0], substitution.parameters(base, nominal->arguments)), Verdict::Proved);
    all = all == Outcome::NotMet ? here : both(all, here);
  }
  return all;
}

Outcome hierarchy_descends(const Court& court, Subject types) {
  if (!is_hierarchy(court, types)) return Outcome::NotMet;
  return both(outcome(court.subtype(types[0], types[1]), Verdict::Proved), outcome(court.subtype(types[1], types[2]), Verdict::Proved));
}

Outcome hierarchy_does_not_ascend(const Court& court, Subject types) {
  if (!is_hierarchy(court, types)) return Outcome::NotMet;
  return both(outcome(court.subtype(types[1], types[0]), Verdict::Refuted), outcome(court.subtype(types[2], types[1]), Verdict::Refuted));
}

constexpr std::string_view relations = "concepts#subtype-supertype-and-type-equivalence";

std::vector<Law> all_laws() {
  return {
      {"reflexive", "Every type is a subtype of itself.", relations, one, reflexive},
      {"transitive", "A subtype of a subtype is a subtype.", relations, chain, transitive},
      {"transitive-near", "A subtype of a subtype is a subtype, where near misses of the three are none.", relations, near_chain, transitive},
      {"built-above", "What steps up lead to is above where they began.", relations, chain, built_above,
       true},
      {"antisymmetric", "Two types are equivalent exactly when each is a subtype of the other.", relations, spellings, antisymmetric},
      {"equivalence-symmetric", "Equivalence does not ask which side is which.", relations, spellings, equivalence_symmetric},
      {"equivalence-transitive", "What is equivalent to an equivalent type is equivalent.", relations,
       [](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
         const Type first = some_type(draw, world, weights), second = step(draw, world, first, Course::Same, weights);
         return Types{first, second, step(draw, world, second, Course::Same, weights)};
       },
       equivalence_transitive},
      {"equivalent-in-place", "Equivalent types have the same subtypes and supertypes.", relations,
       [](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
         const Type first = some_type(draw, world, weights);
         const Type other = step(draw, world, first, draw.chance(50) ? Course::Up : Course::Down, weights);
         return Types{first, step(draw, world, first, Course::Same, weights), other};
       },
       equivalent_in_place},
      {"assignable-static", "Between static types, assignable is subtype and consistent is equivalent.", "concepts#summary-of-type-relations",
       spellings, assignable_is_subtype},
      {"never-below", "Never is a subtype of every type.", "special-types#never", one, never_below},
      {"only-never-below-never", "A class is no subtype of Never.", "special-types#never", one, only_never_below_never},
      {"object-above", "Every type is a subtype of object.", "concepts#fully-static-types", one, object_above},
      {"below-its-union", "Each member is a subtype of its union.", "concepts#union-types", three, below_its_union},
      {"union-is-least", "A union is below a type exactly when its members are.", "concepts#union-types", below_one, union_is_least},
      {"union-spelling", "Order and nesting of a union's members say nothing.", "concepts#union-types", three, union_spelling},
      {"below-its-bases", "A class is a subtype of each of its bases, its arguments put in.",
       "generics#arbitrary-generic-types-as-base-classes", an_application, below_its_bases},
      {"covariant", "A covariant parameter keeps the direction, and a strict one strict.", "generics#variance",
       parameter_of(Variance::Covariant), stands(Variance::Covariant)},
      {"contravariant", "A contravariant parameter turns the direction, and a strict one strict.", "generics#variance",
       parameter_of(Variance::Contravariant), stands(Variance::Contravariant)},
      {"invariant", "An invariant parameter relates no types of which one is strictly below the other.", "generics#variance",
       parameter_of(Variance::Invariant), stands(Variance::Invariant)},
      {"yield-type-covariant", "AsyncGenerator is covariant in YieldType.", "generics#variance", parameter_of("AsyncGenerator", 0),
       stands_documented("AsyncGenerator", 0, Variance::Covariant)},
      {"send-type-contravariant", "AsyncGenerator is contravariant in SendType.", "generics#variance", parameter_of("AsyncGenerator", 1),
       stands_documented("AsyncGenerator", 1, Variance::Contravariant)},
      {"sync-send-type-contravariant", "Generator is contravariant in SendType.", "generics#variance", parameter_of("Generator", 1),
       stands_documented("Generator", 1, Variance::Contravariant)},
      {"sync-return-type-covariant", "Generator is covariant in ReturnType.", "generics#variance", parameter_of("Generator", 2),
       stands_documented("Generator", 2, Variance::Covariant)},
      {"send-type-default", "SendType is None where a generator only yields: that is its default.",
       "generics#defaults-for-type-parameters",
       [](Draw& draw, const World& world, const TypeWeights& weights) -> std::optional<Types> {
         const auto id = world.generic_named("AsyncGenerator");
         if (!id || !world.table()[*id].parameters.back().default_type) return std::nullopt;
         const Type yielded = some_type(draw, world, weights);
         return Types{world.pool().nominal(*id, {yielded, *world.table()[*id].parameters.back().default_type}),
                      world.pool().nominal(*id, {yielded, world.none()})};
       },
       [](const Court& court, Subject types) { return outcome(court.relation(Relation::Equivalent, types[0], types[1]), Verdict::Proved); },
       true},
      {"async-hierarchy", "AsyncGenerator is below AsyncIterator, and that below AsyncIterable, of the same yield type.",
       "concepts#nominal-and-structural-types", hierarchy("Async"), hierarchy_descends},
      {"async-hierarchy-strict", "The async hierarchy does not go the other way.", "concepts#nominal-and-structural-types",
       hierarchy("Async"), hierarchy_does_not_ascend},
      {"sync-hierarchy", "Generator is below Iterator, and that below Iterable, of the same yield type.",
       "concepts#nominal-and-structural-types", hierarchy(""), hierarchy_descends},
      {"sync-hierarchy-strict", "The sync hierarchy does not go the other way.", "concepts#nominal-and-structural-types", hierarchy(""),
       hierarchy_does_not_ascend},
  };
}

rc::Shrinkable<Types> tree_of(const Types& types, const World& world) {
  return rc::shrinkable::shrinkRecur(types, [&world](const Types& each) { return rc::seq::fromContainer(smaller_lists(each, world)); });
}

}  // namespace

std::span<const Law> laws() {
  static const std::vector<Law> all = all_laws();
  return all;
}

const Law& law_named(std::string_view name) {
  const auto found = std::ranges::find(laws(), name, &Law::name);
  assert(found != laws().end());
  return *found;
}

LawReport try_law(const Law& law, const Court& court, std::uint64_t seed, std::uint64_t count, std::uint64_t first,
                  const TypeWeights& weights) {
  constexpr std::uint64_t for_laws = 2;
  LawReport report;
  for (std::uint64_t index = first; index < first + count; ++index) {
    Draw draw{seed, index, for_laws};
    const auto types = law.build(draw, court.world, weights);
    ++report.tried;
    const Outcome outcome = types ? law.check(court, *types) : Outcome::NotMet;
    report.met += outcome != Outcome::NotMet;
    if (outcome != Outcome::Fails) continue;
    ++report.failed;
    report.counterexample = *types;
    if (law.holds_by_building) break;
    report.counterexample = reduced(tree_of(*types, court.world), [&](const Types& each) { return law.check(court, each) == Outcome::Fails; });
    break;
  }
  return report;
}

}  // namespace agverify::properties
