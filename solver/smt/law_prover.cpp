// The law of one class, from what its members promise. The method is that of logical relations: a type argument is an
// arbitrary set of values (an uninterpreted predicate), so that one question speaks about all types at once.
//
// A value is known by what it shows: for a promise p it may refuse a list of values, and it may give a value on one. It
// keeps the promise at side s (s = A: the class at arguments a.., s = B: at b..) when
//     for all xs in taken[s]:  it does not refuse xs,  and whatever it gives on xs is in given[s].
// A call need not have an argument for each parameter. If some call breaks a promise for the result, so does the one with the
// required arguments alone; if for an argument, so does the one with that argument beside the required ones: these are asked.
// *Sound* is one induction on the size of values. What a value shows is smaller than the value; for smaller values the law of
// every class is assumed. So an applied class D[t..] inside a promise is an opaque set per side, and the hypothesis says: if
// the arguments t.. stand, among smaller values, as the slots of D ask, so do the two sets. It is stated once for a subterm
// and direction and not for each smaller value: that weaker form suffices and keeps quantifiers flat. A value that breaks one
// promise may be silent in the others, so each promise is a question of its own. A signature inside a promise is an opaque set
// too, and stands where its parameters, reversed, and its result do; a tuple type where its elements do. A type that is not read any
// further stands where the types inside are the same sets on both sides.
// *Exact* is one value a slot: it shows the one thing that the slot's reason names and nothing else. Its only observation is
// on constants, so both sides are propositions about these and the question has no quantifier.

#include "solver/smt/law_prover.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <z3++.h>

#include "model/signature.h"
#include "solver/smt/alternatives.h"
#include "solver/smt/type_text.h"

namespace agverify::solver::smt {
namespace {

using model::Polarity;
using model::Type;

enum class Side : unsigned { A, B };

constexpr Side other(Side side) { return side == Side::A ? Side::B : Side::A; }

int count(const z3::expr_vector& terms) { return static_cast<int>(terms.size()); }

constexpr unsigned resource_limit = 3'000'000;  // of Z3's own units: seconds on a usual machine, the same everywhere

}  // namespace

struct LawSession::Context {
  z3::context z3 = {};
};

LawSession::LawSession() : context_(std::make_unique<Context>()) {}

LawSession::~LawSession() = default;

struct LawProver::Formulas {
  z3::context& context;
  const model::ClassTable& table;
  const model::Slots& slots;
  std::span<const SlotVector> standing;
  const Promises& promises;
  const model::ClassId id;
  z3::sort value = context.uninterpreted_sort("Value");
  unsigned fresh = 0;

  z3::expr constant(const char* name) { return context.constant(fmt::format("{}{}", name, fresh++).c_str(), value); }
  z3::expr all(const z3::expr_vector& bound, const z3::expr& body) {
    return bound.empty() ? body : z3::forall(bound, body);
  }
  z3::solver solver() {
    z3::solver made{context, z3::solver::simple()};
    z3::params limits{context};
    limits.set("rlimit", resource_limit);
    made.set(limits);
    return made;
  }
  /// The parameters of the class at hand, as types.
  std::span<const Type> parameters() const {
    return model::as_nominal(table.ancestors(id).front().specialization)->arguments;
  }
  z3::expr predicate(const std::string& name, const z3::expr& x) {
    return context.function(name.c_str(), value, context.bool_sort())(x);
  }
  z3::expr smaller(const z3::expr& x) { return predicate("smaller", x); }

  /// x in type[side]. A set that does not speak of the parameters is the same on both sides.
  z3::expr holds(Type type, Side side, const z3::expr& x) {
    z3::expr_vector found{context};
    for (Type each : alternatives(type)) found.push_back(holds_plain(each, side, x));
    return z3::mk_or(found);
  }

  z3::expr holds_plain(Type type, Side side, const z3::expr& x) {
    const auto* nominal = model::as_nominal(type);
    if (nominal && nominal->class_id == table.well_known.object) return context.bool_val(true);
    const unsigned shown_side = type->has_parameters ? static_cast<unsigned>(side) : 0;
    return predicate(fmt::format("t{}@{}", type->serial, shown_side), x);
  }

  /// type[from] <= type[to], among all values or the smaller ones only.
  z3::expr included(Type type, Side from, bool only_smaller) {
    const z3::expr w = constant("w");
    const z3::expr source = holds(type, from, w);
    return z3::forall(w, z3::implies(only_smaller ? smaller(w) && source : source, holds(type, other(from), w)));
  }

  /// The arguments stand as the slots ask for going from one side to the other.
  z3::expr related(const SlotVector& vector, std::span<const Type> arguments, Side from, bool only_smaller) {
    z3::expr_vector found{context};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (has_slot(vector[i], Polarity::Positive)) found.push_back(included(arguments[i], from, only_smaller));
      if (has_slot(vector[i], Polarity::Negative)) found.push_back(included(arguments[i], other(from), only_smaller));
    }
    return z3::mk_and(found);
  }

  /// What stands inside a promise, classes applied and signatures, and changes with the side.
  std::vector<Type> nested(const Promise& promise) const {
    std::vector<Type> open = promise.taken, found;
    if (promise.given) open.push_back(*promise.given);
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const Type each = open.back();
      open.pop_back();
      if (!each->has_parameters || !seen.insert(each->serial).second) continue;
      if (!model::as_union(each) && !model::as_parameter(each)) found.push_back(each);
      for (Type part : model::parts_of(each)) open.push_back(part);
    }
    return found;
  }

  void assume_smaller_laws(z3::solver& solver, const Promise& promise) {
    for (Type each : nested(promise))
      for (const Side from : {Side::A, Side::B}) {
        const bool only_smaller = !model::as_opaque(each);  // else how it depends on its parts is not known
        solver.add(z3::implies(related(variances(each), model::parts_of(each), from, only_smaller), included(each, from, true)));
      }
  }

  /// How a type depends on each of its parts.
  SlotVector variances(Type type) const {
    if (const auto* applied = model::as_nominal(type)) return standing[index_of(applied->class_id)];
    if (const auto* opaque = model::as_opaque(type)) return SlotVector(opaque->parts.size(), model::Variance::Invariant);
    SlotVector found(model::parts_of(type).size(), model::as_callable(type) ? model::Variance::Contravariant : model::Variance::Covariant);
    found.back() = model::Variance::Covariant;
    return found;
  }

  z3::expr refuses(const z3::expr_vector& xs) { return relation("refuses", xs); }
  z3::expr gives(const z3::expr_vector& xs, const z3::expr& r) {
    z3::expr_vector all_of{context};  // a copied vector of z3++ would still be the same vector
    for (int k = 0; k < count(xs); ++k) all_of.push_back(xs[k]);
    all_of.push_back(r);
    return relation("gives", all_of);
  }
  z3::expr relation(const char* name, const z3::expr_vector& xs) {
    z3::sort_vector sorts{context};
    for (int k = 0; k < count(xs); ++k) sorts.push_back(value);
    return context.function(name, sorts, context.bool_sort())(xs);
  }

  using Indices = std::vector<std::uint32_t>;

  z3::expr_vector constants(const Indices& passed) {
    z3::expr_vector made{context};
    for (std::size_t k = 0; k < passed.size(); ++k) made.push_back(constant("x"));
    return made;
  }
  z3::expr admitted(const Promise& promise, const Indices& passed, Side side, const z3::expr_vector& xs) {
    z3::expr_vector found{context};
    for (int k = 0; k < count(xs); ++k) found.push_back(holds(promise.taken[passed[static_cast<std::size_t>(k)]], side, xs[k]));
    return z3::mk_and(found);
  }

  z3::expr kept_at_a(const Promise& promise, const Indices& passed) {
    z3::expr_vector xs = constants(passed);
    const z3::expr r = constant("r");
    z3::expr fine = !refuses(xs);
    if (promise.given) fine = fine && z3::forall(r, z3::implies(gives(xs, r), holds(*promise.given, Side::A, r)));
    return all(xs, z3::implies(admitted(promise, passed, Side::A, xs), fine));
  }

  z3::expr broken_at_b(const Promise& promise, const Indices& passed) {
    const z3::expr_vector xs = constants(passed);
    const z3::expr r = constant("r");
    z3::expr broken = refuses(xs);
    if (promise.given) broken = broken || (smaller(r) && gives(xs, r) && !holds(*promise.given, Side::B, r));
    for (int k = 0; k < count(xs); ++k) broken = broken && smaller(xs[k]);
    return broken && admitted(promise, passed, Side::B, xs);
  }

  z3::check_result break_promise(const Promise& promise, const Indices& passed, const SlotVector& vector) {
    z3::solver asked = solver();
    asked.add(related(vector, parameters(), Side::A, false));
    assume_smaller_laws(asked, promise);
    asked.add(kept_at_a(promise, passed));
    asked.add(broken_at_b(promise, passed));
    return asked.check();
  }
};

LawProver::LawProver(LawSession& session, const model::ClassTable& table, const model::Slots& slots,
                     std::span<const SlotVector> standing, const Promises& promises, model::ClassId id)
    : formulas_(new Formulas{session.context().z3, table, slots, standing, promises, id}) {}

LawProver::~LawProver() = default;

namespace {

LawProver::Answer answer_of(z3::check_result result) {
  if (result == z3::unknown) return LawProver::Answer::Unknown;
  return result == z3::unsat ? LawProver::Answer::Yes : LawProver::Answer::No;
}

}  // namespace

LawProver::Answer LawProver::sound(std::size_t promise, const SlotVector& vector) {
  Formulas& f = *formulas_;
  const Promise& asked = f.promises.promises[promise];
  try {
    Answer answer = answer_of(f.break_promise(asked, passed(asked, std::nullopt), vector));
    for (std::uint32_t k = 0; k < asked.taken.size() && answer == Answer::Yes; ++k)
      if (!model::is_required(asked.shape[k])) answer = answer_of(f.break_promise(asked, passed(asked, k), vector));
    return answer;
  } catch (const z3::exception&) {
    return Answer::Unknown;
  }
}

namespace {

/// The types that a path passes, the first at the place itself, the last the parameter.
std::vector<Type> along(Type type, const std::vector<model::PathStep>& path) {
  std::vector<Type> found{type};
  for (const model::PathStep& step : path) found.push_back(model::parts_of(found.back())[step.part]);
  return found;
}

/// The question of one schema value, put together from the parameter outwards.
template <class Formulas>
struct SchemaQuestion {
  Formulas& f;
  const std::uint32_t parameter;
  const model::SlotReason& reason;
  const Promise& promise;
  const std::vector<std::uint32_t> indices = passed(promise, reason.place);
  LawProver::Schema found = {};
  z3::expr_vector facts{f.context}, constants{f.context}, arguments{f.context};

  z3::expr constant(const char* name) {
    constants.push_back(f.constant(name));
    return constants.back();
  }

  z3::expr tells_apart(Type type, Side side) {
    const z3::expr made = constant("apart");
    facts.push_back(f.holds(type, side, made) && !f.holds(type, other(side), made));
    return made;
  }

  /// A value of the type at the reason's place, on one side and not on the other.
  z3::expr difference() {
    const std::vector<Type> types = along(reason.place ? promise.taken[*reason.place] : *promise.given, reason.path);
    std::vector<Side> sides{reason.place ? Side::B : Side::A};
    for (const model::PathStep& step : reason.path)
      sides.push_back(step.polarity == Polarity::Positive ? sides.back() : other(sides.back()));
    z3::expr apart = tells_apart(types.back(), sides.back());
    for (std::size_t k = reason.path.size(); k-- > 0;) {
      if (model::as_union(types[k])) {
        lies_outside_the_rest(types[k], reason.path[k].part, other(sides[k]), apart);
        continue;
      }
      if (const auto* applied = model::as_nominal(types[k]))
        found.rests_on.push_back({applied->class_id, reason.path[k].part, reason.path[k].polarity});
      if (const auto* called = model::as_callable(types[k]); called && !arguments_exist(*called, reason.path[k].part))
        found.conditions.push_back(fmt::format("arguments of a call of {} exist", readable(f.table, f.id, types[k])));
      if (model::as_overload(types[k])) lies_outside_other_signatures(readable(f.table, f.id, types[k]));
      apart = tells_apart(types[k], sides[k]);
    }
    return apart;
  }

  void lies_outside_the_rest(Type joined, std::uint32_t part, Side side, const z3::expr& apart) {
    const auto parts = model::parts_of(joined);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (k == part) continue;
      facts.push_back(!f.holds(parts[k], side, apart));
      found.conditions.push_back(fmt::format("the value lies outside {}", readable(f.table, f.id, parts[k])));
      found.possible &= !parts[k]->has_opaque && !parts[k]->has_self;
      if (model::as_tuple(parts[part])) found.possible &= surely_outside(f.table, parts[part], parts[k]);
    }
  }

  /// Whether there is such a call is not asked: a signature may take every value.
  void lies_outside_other_signatures(std::string_view of) {
    found.conditions.push_back(fmt::format("the call lies outside the other signatures of {}", of));
    found.possible = false;
  }

  void choose_arguments(const z3::expr& apart) {
    if (!outside_other_signatures(f.table, f.promises, promise, reason.place)) lies_outside_other_signatures(promise.name);
    for (std::uint32_t k : indices) {
      const Type taken = promise.taken[k];
      arguments.push_back(k == reason.place ? apart : constant("x"));
      if (k == reason.place) continue;
      facts.push_back(f.holds(taken, Side::B, arguments.back()));
      found.possible &= !taken->has_opaque || surely_inhabited(taken);
      if (!surely_inhabited(taken))
        found.conditions.push_back(fmt::format("an argument of type {} exists", readable(f.table, f.id, taken)));
    }
  }

  /// What keeping the promise comes to for the value that shows `apart` on these arguments, and nothing else.
  z3::expr kept(Side side, const z3::expr& apart) {
    const z3::expr fine = reason.place ? f.context.bool_val(false) : f.holds(*promise.given, side, apart);
    return z3::implies(f.admitted(promise, indices, side, arguments), fine);
  }

  /// An inconsistent schema would prove anything: it has a model even where all other parameters are equal.
  bool consistent(z3::solver& solver) {
    solver.push();
    for (std::uint32_t i = 0; i < f.parameters().size(); ++i)
      for (int k = 0; i != parameter && k < count(constants); ++k)
        solver.add(f.holds(f.parameters()[i], Side::A, constants[k]) == f.holds(f.parameters()[i], Side::B, constants[k]));
    const bool satisfiable = solver.check() == z3::sat;
    solver.pop();
    return satisfiable;
  }

  LawProver::Schema ask() {
    const z3::expr apart = difference();
    choose_arguments(apart);
    z3::solver solver = f.solver();
    for (int k = 0; k < count(facts); ++k) solver.add(facts[k]);
    if (!consistent(solver)) return found;
    solver.add(!(kept(Side::A, apart) && !kept(Side::B, apart)));
    found.proved = solver.check() == z3::unsat;
    return found;
  }
};

}  // namespace

LawProver::Schema LawProver::schema(std::uint32_t parameter, Polarity polarity) {
  Formulas& f = *formulas_;
  const model::SlotReason& reason = *f.slots[index_of(f.id)][parameter].at(polarity);
  try {
    return SchemaQuestion<Formulas>{f, parameter, reason, promise_of(f.promises, reason)}.ask();
  } catch (const z3::exception&) {
    return {};
  }
}

}  // namespace agverify::solver::smt
