#include "properties/laws.h"
#include "properties/steps.h"

namespace agverify::properties {
namespace {

using namespace model;
using Types = std::vector<Type>;
using Subject = std::span<const Type>;

Type some_type(Draw& draw, const World& world, const TypeWeights& weights) { return draw_type(draw, world, 1 + draw.below(3), weights); }

/// Three types, and a chain of two, the second above the first.
std::optional<Types> three(Draw& draw, const World& world, const TypeWeights& weights) {
  return Types{some_type(draw, world, weights), some_type(draw, world, weights), some_type(draw, world, weights)};
}

std::optional<Types> ordered(Draw& draw, const World& world, const TypeWeights& weights) {
  const Type low = some_type(draw, world, weights);
  return Types{low, step(draw, world, low, Course::Up, weights), some_type(draw, world, weights)};
}

std::optional<Types> two_literals(Draw& draw, const World& world, const TypeWeights&) {
  if (world.literals().empty()) return std::nullopt;
  const Type one = draw.one_of(world.literals());
  return Types{one, draw.one_of(world.literals())};
}

Outcome wanted(Verdict verdict, Verdict wanted) {
  if (verdict == Verdict::Unknown) return Outcome::NotMet;
  return verdict == wanted ? Outcome::Holds : Outcome::Fails;
}

/// The first that fails, else the first that holds.
Outcome each_of(std::initializer_list<Outcome> all) {
  for (const Outcome wished : {Outcome::Fails, Outcome::Holds})
    for (const Outcome each : all)
      if (each == wished) return each;
  return Outcome::NotMet;
}

Outcome same(const Court& court, Type left, Type right) { return wanted(court.relation(Relation::Equivalent, left, right), Verdict::Proved); }

Outcome covariant_in_elements(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  if (court.subtype(types[0], types[1]) != Verdict::Proved || court.subtype(types[1], types[0]) != Verdict::Refuted) return Outcome::NotMet;
  const Type lower = pool.tuple(Types{types[2], types[0]}), upper = pool.tuple(Types{types[2], types[1]});
  const Type all_lower = pool.tuple(Types{types[0], types[2]}, 0), all_upper = pool.tuple(Types{types[1], types[2]}, 0);
  return each_of({wanted(court.subtype(lower, upper), Verdict::Proved), wanted(court.subtype(upper, lower), Verdict::Refuted),
                  wanted(court.subtype(all_lower, all_upper), Verdict::Proved), wanted(court.subtype(all_upper, all_lower), Verdict::Refuted)});
}

Outcome lengths_tell_apart(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  const Type one = pool.tuple(Types{types[0]}), two = pool.tuple(Types{types[0], types[0]}), any = pool.tuple(Types{types[0]}, 0);
  return each_of({wanted(court.subtype(one, two), Verdict::Refuted), wanted(court.subtype(two, one), Verdict::Refuted),
                  wanted(court.subtype(any, pool.union_of({one, two})), Verdict::Refuted), wanted(court.subtype(one, any), Verdict::Proved),
                  wanted(court.subtype(pool.tuple({}), any), Verdict::Proved)});
}

Outcome union_element_expands(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  const auto with = [&](Type element) { return pool.tuple(Types{types[2], element}); };
  return same(court, with(pool.union_of({types[0], types[1]})), pool.union_of({with(types[0]), with(types[1])}));
}

Outcome any_length_splits(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  const Type whole = pool.tuple(Types{types[0], types[1]}, 0), none = pool.tuple(Types{types[1]});
  return each_of({same(court, whole, pool.union_of({none, pool.tuple(Types{types[0], types[0], types[1]}, 1)})),
                  same(court, whole, pool.union_of({none, pool.tuple(Types{types[0], types[0], types[1]}, 0)}))});
}

Outcome below_its_sequence(const Court& court, Subject types) {
  Substitution substitution{court.world.pool()};
  const Type tuple = court.world.pool().tuple(Types{types[0], types[1]}), elements = court.world.pool().union_of({types[0], types[1]});
  Outcome all = Outcome::NotMet;
  for (Type above : court.world.above_tuples())
    all = each_of({all, wanted(court.subtype(tuple, substitution.parameters(above, Types{elements})), Verdict::Proved)});
  return all;
}

/// Two literals are one type or apart, each is below its class, and no class is below a literal; but a class of one value.
Outcome literals_are_values(const Court& court, Subject types) {
  if (!as_literal(types[0]) || !as_literal(types[1])) return Outcome::NotMet;
  const Type whole = court.world.pool().nominal(as_literal(types[0])->class_id);
  return each_of({wanted(court.subtype(types[0], types[1]), types[0] == types[1] ? Verdict::Proved : Verdict::Refuted),
                  wanted(court.subtype(types[0], whole), Verdict::Proved), wanted(court.subtype(whole, types[0]), Verdict::Refuted)});
}

Outcome bool_is_its_literals(const Court& court, Subject types) {
  TypePool& pool = court.world.pool();
  const Type boolean = pool.nominal(court.world.table().well_known.boolean);
  const Types values = court.world.values_of(boolean);
  const auto with = [&](Type element) { return pool.tuple(Types{element, types[0]}); };
  return each_of({same(court, boolean, pool.union_of(values)), same(court, with(boolean), pool.union_of({with(values[0]), with(values[1])})),
                  wanted(court.subtype(with(boolean), with(values[0])), Verdict::Refuted)});
}

}  // namespace

std::span<const Law> tuple_laws() {
  static const std::vector<Law> all{
      {"tuple-covariant", "A tuple is covariant in each element, and a strict one strict.", "tuples#type-compatibility-rules", ordered,
       covariant_in_elements},
      {"tuple-lengths", "Tuples of two lengths have no value in common.", "tuples#tuple-type-form", three, lengths_tell_apart},
      {"tuple-union-element", "A tuple with a union in it is the union of the tuples.", "tuples#type-compatibility-rules", three,
       union_element_expands},
      {"tuple-any-length", "A part of any length is none, or one and a part of any length.", "tuples#tuple-type-form", three, any_length_splits},
      {"tuple-sequence", "A tuple is a sequence of the union of its elements.", "tuples#type-compatibility-rules", three, below_its_sequence},
      {"literal-value", "A literal is one value of its class.", "literal#core-behavior", two_literals, literals_are_values},
      {"bool-values", "bool is its two literals, in a tuple too.", "overload#argument-type-expansion", three, bool_is_its_literals},
  };
  return all;
}

}  // namespace agverify::properties
