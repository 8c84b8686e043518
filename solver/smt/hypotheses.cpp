// Hypotheses over arbitrary sets, done right. Asserting `C[A] <: D[B]` over the few values of one countermodel is vacuous, and
// bounds of a variable say something about each other that no single value shows. So before values are looked at the
// hypotheses are closed:
//   - a hypothesis is a clause "v in L -> v in R1 or .. or Rn": unions on the left split, unions on the right are opened;
//   - resolution: L -> R, X and X -> R' give L -> R, R';
//   - a clause between classes only, L = C[s..]: without variables it is decided and must hold; with variables the class law is
//     inverted: C[s..] <: D[t..] exactly when the slots of D stand at the arguments, and these are hypotheses again. A union of
//     classes on the right adds nothing, since C[s..] lies below a union only if below a member of it (a value may show at once
//     what keeps it out of each). A tuple type is below another when its lengths are lengths of that and parts that stand together
//     are related; one whose values are covered by several together is not taken apart.
// After that the hypotheses can be satisfied, and any choice for the values of a finite tree that keeps the clauses there can be
// extended to all values, by induction on their size: among the clauses between classes each holds of a value once those about
// the arguments hold of what it shows, and the rest is a set of propositional clauses closed under resolution without the
// empty one. So it is right that the tree of a countermodel asks for the clauses at its own values only.

#include "solver/smt/hypotheses.h"

#include <algorithm>
#include <deque>

#include "model/alias.h"
#include "solver/smt/tuple_lengths.h"

namespace agverify::solver::smt {
namespace {

using model::ClassId;
using model::Nominal;
using model::Polarity;
using model::Type;
using model::Verdict;

constexpr std::size_t most_clauses = 256;
constexpr std::size_t most_parts = 64;

class Saturation {
 public:
  Saturation(World& world, SlotUses& uses, const GroundQuestion& ground) : world_(world), uses_(uses), ground_(ground) {}

  tl::expected<std::vector<Clause>, Unusable> run(std::span<const Inclusion> hypotheses) {
    for (const Inclusion& each : hypotheses) assume(each.source, each.target);
    for (std::size_t at = 0; at < clauses_.size() && !failure_; ++at) {
      take_apart(clauses_[at]);
      for (std::size_t other = 0; other <= at && !failure_; ++other) {
        resolve(clauses_[at], clauses_[other]);
        resolve(clauses_[other], clauses_[at]);
      }
    }
    if (failure_) return tl::unexpected(*failure_);
    return std::vector<Clause>(clauses_.begin(), clauses_.end());
  }

 private:
  void assume(Type source, Type target) {
    for (Type left : ways_to_be_in(source)) add(left, ways_to_be_in(target));
  }

  std::vector<Type> ways_to_be_in(Type type) {
    std::vector<Type> found = model::leaves_of(type, world_.table(), substitution_);
    std::erase_if(found, model::is_never);
    return found;
  }

  bool is_object(Type type) const {
    const Nominal* nominal = model::as_nominal(type);
    return nominal && nominal->class_id == world_.table().well_known.object;
  }

  void add(Type left, std::vector<Type> right) {
    std::ranges::sort(right, {}, [](Type each) { return each->serial; });
    right.erase(std::unique(right.begin(), right.end()), right.end());
    if (std::ranges::any_of(right, [&](Type each) { return each == left || is_object(each); })) return;
    Clause made{left, std::move(right)};
    if (std::ranges::find(clauses_, made) != clauses_.end()) return;
    if (clauses_.size() == most_clauses) return fail("limit: too many hypotheses follow");
    clauses_.push_back(std::move(made));
  }

  /// `one` with a variable of its right side replaced by what `two` says of it. Clauses are copied: adding moves them.
  void resolve(Clause one, Clause two) {
    if (!model::as_variable(two.left)) return;
    const auto place = std::ranges::find(one.right, two.left);
    if (place == one.right.end()) return;
    one.right.erase(place);
    one.right.insert(one.right.end(), two.right.begin(), two.right.end());
    add(one.left, std::move(one.right));
  }

  void take_apart(Clause clause) {
    if (model::as_variable(clause.left)) return;
    if (std::ranges::any_of(clause.right, [](Type each) { return model::as_variable(each) != nullptr; })) return;
    const bool rigid = clause.left->has_variables || std::ranges::any_of(clause.right, [](Type each) { return each->has_variables; });
    if (!rigid) return decide(clause);
    if (const auto* below = model::as_type_of(clause.left); below && clause.right.size() == 1 && model::as_type_of(clause.right.front()))
      return assume(below->inner(), model::as_type_of(clause.right.front())->inner());  // a class below the one is below the other
    const auto is_read = [](Type each) { return model::as_nominal(each) || model::as_tuple(each) || model::as_literal(each); };
    if (!is_read(clause.left) || !std::ranges::all_of(clause.right, is_read)) return fail("structural hypothesis between callable types or class objects");
    if (const auto* nominal = model::as_nominal(clause.left); nominal && std::ranges::any_of(clause.right, model::as_literal))
      if (const auto literals = world_.literals_of(nominal->class_id); !literals.empty()) return assume(world_.pool().union_of(literals), world_.pool().union_of(clause.right));
    std::vector<Type> candidates;
    for (Type each : clause.right) {
      if (may_meet(clause.left, each)) candidates.push_back(each);
    }
    if (failure_) return;
    if (candidates.empty()) return fail_vacuous();
    if (candidates.size() > 1) return fail("unsupported union on the right of a hypothesis between classes");
    invert(clause.left, candidates.front());
  }

  void decide(const Clause& clause) {
    std::string reason;
    const Verdict verdict = ground_(clause.left, world_.pool().union_of(clause.right), reason);
    if (verdict == Verdict::Unknown) return fail(reason);
    if (verdict == Verdict::Refuted) fail_vacuous();
  }

  /// Whether values of the source lie in the target that do for no other reason. No literal lies in another one; the values of one
  /// class that is not below another, and a tuple of a length that a tuple type does not have, lie outside.
  bool may_meet(Type source, Type target) {
    const auto *from = model::as_tuple(source), *to = model::as_tuple(target);
    if (from && to) return share_a_length(*from, *to);
    if (model::as_literal(target)) return false;
    const ClassId id = class_of(source);
    if (to) return world_.is_below_tuple(id);
    const ClassId above = class_of(target);
    if (world_.derives_from(id, above)) return true;
    if (world_.is_protocol(above)) fail("structural hypothesis between classes");
    return false;
  }

  static bool share_a_length(const model::Tuple& one, const model::Tuple& two) {
    if (!one.unbounded) return admits(two, one.parts.size());
    return two.unbounded || admits(one, two.parts.size());
  }

  /// The class that all values of the type are in.
  ClassId class_of(Type type) const {
    if (const auto* literal = model::as_literal(type)) return literal->class_id;
    const auto* nominal = model::as_nominal(type);
    return nominal ? nominal->class_id : *world_.table().well_known.tuple;
  }

  void invert(Type source, Type target) {
    const auto *from = model::as_tuple(source), *to = model::as_tuple(target);
    if (from && to) return invert_tuples(*from, *to);
    if (from) return invert_elements(*from, *model::as_nominal(target));
    const Type at_class = model::as_literal(source) ? world_.pool().nominal(class_of(source)) : source;
    if (!to) return invert_classes(*model::as_nominal(at_class), *model::as_nominal(target));
    const auto bases = world_.tuple_bases(*model::as_nominal(at_class));
    if (bases.size() != 1) return fail("structural hypothesis between tuple types");
    assume(bases.front(), target);
  }

  /// Every length of the source is one of the target, and what stands together there is related: an element may have no value, so
  /// each place can tell by itself.
  void invert_tuples(const model::Tuple& source, const model::Tuple& target) {
    if (source.parts.size() + target.parts.size() > most_parts) return fail("limit: a hypothesis between long tuple types");
    const auto together = parts_together(source, target);
    if (!together) return fail_vacuous();
    for (const auto& [one, two] : *together)
      if (one != two) assume(one, two);
  }

  void invert_elements(const model::Tuple& source, const Nominal& target) {
    if (target.arguments.empty()) return;
    if (!world_.has_element_slot(target.class_id)) return fail("structural hypothesis between tuple types");
    if (const auto& doubt = uses_.doubt(target.class_id)) return fail(*doubt);
    const SlotUse& use = uses_.of(target.class_id, 0, Polarity::Positive);
    if (!use.plain) return fail(use.doubt);
    for (Type each : source.parts)
      if (each != target.arguments.front()) assume(each, target.arguments.front());
  }

  /// C[s..] <: D[t..] gives s_i <: t_i for the positive slots of D and t_i <: s_i for the negative ones, after the up-cast.
  void invert_classes(const Nominal& source, const Nominal& target) {
    const model::Class* to = world_.declared(target.class_id);
    if (!to) return;
    if (const auto& doubt = uses_.doubt(target.class_id)) return fail(*doubt);
    const Type above = world_.up_cast(source, *world_.ancestor(source.class_id, target.class_id));
    const std::span<const Type> arguments = model::as_nominal(above)->arguments;
    for (std::uint32_t i = 0; i < arguments.size(); ++i)
      for (const Polarity polarity : {Polarity::Positive, Polarity::Negative}) {
        if (!has_slot(to->parameters[i].declared_variance, polarity)) continue;
        if (arguments[i] == target.arguments[i]) continue;
        const SlotUse& use = uses_.of(target.class_id, i, polarity);
        if (!use.plain) return fail(use.doubt);
        polarity == Polarity::Positive ? assume(arguments[i], target.arguments[i]) : assume(target.arguments[i], arguments[i]);
      }
  }

  void fail(std::string reason) {
    if (!failure_) failure_ = Unusable{std::move(reason), false};
  }
  void fail_vacuous() {
    if (!failure_) failure_ = Unusable{vacuous_hypothesis, true};
  }

  World& world_;
  SlotUses& uses_;
  const GroundQuestion& ground_;
  model::Substitution substitution_{world_.pool()};
  std::deque<Clause> clauses_;
  std::optional<Unusable> failure_;
};

}  // namespace

tl::expected<std::vector<Clause>, Unusable> saturate(World& world, SlotUses& uses, const GroundQuestion& ground,
                                                     std::span<const Inclusion> hypotheses) {
  return Saturation{world, uses, ground}.run(hypotheses);
}

}  // namespace agverify::solver::smt
