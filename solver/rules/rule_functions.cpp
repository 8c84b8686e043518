#include "solver/rules/rule_functions.h"

#include <algorithm>
#include <unordered_set>

#include "logic/rule_table.h"
#include "model/alias.h"
#include "solver/rules/any.h"
#include "solver/rules/callable_functions.h"
#include "solver/rules/class_object_functions.h"
#include "solver/rules/literal_functions.h"
#include "solver/rules/tuple_functions.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::solver::rules {
namespace {

using namespace model;
using logic::Rule;

/// S <: S                                                    concepts#subtype-supertype-and-type-equivalence
Outcome subtype_reflexive(const Goal& goal, RuleContext&) {
  return goal.source == goal.target ? Outcome::Proved : Outcome::NotMine;
}

/// Never <: T                                                special-types#never
Outcome never_bottom(const Goal& goal, RuleContext&) { return is_never(goal.source) ? Outcome::Proved : Outcome::NotMine; }

/// S <: object                                               concepts#fully-static-types
Outcome object_top(const Goal& goal, RuleContext& context) {
  const Nominal* target = as_nominal(goal.target);
  return target && target->class_id == context.table.well_known.object ? Outcome::Proved : Outcome::NotMine;
}

/// J <: T  if  U <: T, J a recursive alias that unfolds to U, and so on the right
///                                                           aliases#type-statement
Outcome alias_recursive(const Goal& goal, RuleContext& context) {
  if (!as_alias(goal.source) && !as_alias(goal.target)) return Outcome::NotMine;
  if (!context.table.assumed.is_default(Switch::EmptyElement)) {
    context.reason = "structural: whether a recursive alias has values where each element of a tuple has one";
    return Outcome::Unknown;
  }
  const auto one_step = [&](Type type) { return as_alias(type) ? unfolded(*as_alias(type), context.table, context.substitution) : type; };
  context.premises.push_back({{one_step(goal.source), one_step(goal.target)}, Rule::AliasRecursive});
  return Outcome::All;
}

/// A | B <: T  if  A <: T, B <: T                            concepts#union-types
Outcome union_left_all(const Goal& goal, RuleContext& context) {
  const Union* source = as_union(goal.source);
  if (!source) return Outcome::NotMine;
  for (Type member : source->members) context.premises.push_back({{member, goal.target}, Rule::UnionLeftAll});
  return Outcome::All;
}

/// C[A] <: C[B]  if  A <: B, C covariant                     generics#variance
void variance_covariant(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  context.premises.push_back({{source, target}, Rule::VarianceCovariant, true, {Place::Kind::Slot, Polarity::Positive, parameter}});
}

/// C[A] <: C[B]  if  B <: A, C contravariant                 generics#variance
void variance_contravariant(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  context.premises.push_back({{target, source}, Rule::VarianceContravariant, true, {Place::Kind::Slot, Polarity::Negative, parameter}});
}

/// C[A] <: C[B]  if  A <: B, B <: A, C invariant             generics#variance
void variance_invariant_default(Type source, Type target, std::uint16_t parameter, RuleContext& context) {
  context.premises.push_back({{source, target}, Rule::VarianceInvariantDefault, true, {Place::Kind::Slot, Polarity::Positive, parameter}});
  context.premises.push_back({{target, source}, Rule::VarianceInvariantDefault, true, {Place::Kind::Slot, Polarity::Negative, parameter}});
}

/// P[A] <: P[B]  where no member of P shows the parameter, and members decide
///                                                           protocol#generic-protocols
void nothing_shown(Type, Type, std::uint16_t, RuleContext&) {}

/// How sure it is that the parameter fails at this polarity: a protocol's declared variance asks what no member shows
/// (protocol#generic-protocols), or another way to infer the variance does not ask for it (generics#variance-inference).
Basis basis_where_it_fails(ClassId id, std::size_t parameter, Polarity polarity, const RuleContext& context) {
  const TypeParameter& declared = context.table[id].parameters[parameter];
  Basis basis = Basis::Spec;
  for (const OtherVariance& other : declared.other_variances)
    if (!has_slot(other.variance, polarity)) basis = std::max(basis, basis_against(other.by));
  const Variance shown = context.slots[index_of(id)][parameter].variance();
  return context.table[id].is_protocol && join(declared.declared_variance, shown) != shown ? Basis::Open : basis;
}

/// How sure it is that no more than the declared variance is asked of the parameter.
Basis basis_where_it_holds(const TypeParameter& declared) {
  Basis basis = Basis::Spec;
  for (const OtherVariance& other : declared.other_variances)
    if (join(other.variance, declared.declared_variance) != declared.declared_variance) basis = std::max(basis, basis_against(other.by));
  return basis;
}

/// C[A..] <: C[B..]  if  each parameter stands by its variance (the n-ary form of the three rules above)
Outcome variance(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const Nominal* target = as_nominal(goal.target);
  if (!source || !target || source->class_id != target->class_id) return Outcome::NotMine;
  const Class& definition = context.table[source->class_id];
  bool named = false;
  for (std::size_t i = 0; i < source->arguments.size(); ++i) {
    if (source->arguments[i] == target->arguments[i]) continue;
    if (const TypeParameter& parameter = definition.parameters[i]; !parameter.variance_unread.empty()) {
      context.reason = "unsupported " + parameter.variance_unread;
      return Outcome::Unknown;
    }
    const auto& entry = context.rules.parameters[static_cast<std::size_t>(definition.parameters[i].declared_variance)];
    if (!named) context.rule = entry.name;
    named = true;
    const std::size_t first = context.premises.size();
    entry.function(source->arguments[i], target->arguments[i], static_cast<std::uint16_t>(i), context);
    for (std::size_t k = first; k < context.premises.size(); ++k)
      context.premises[k].when_it_fails = basis_where_it_fails(source->class_id, i, context.premises[k].place.polarity, context);
    context.basis = std::max(context.basis, basis_where_it_holds(definition.parameters[i]));
  }
  return Outcome::All;
}

/// Asks that None, to which the class sets a method of the protocol, can be called.
Outcome shown_by_none(const MemberDemand& demand, const Goal& asked, Basis basis, RuleContext& context) {
  const Type given = demand.of_class.at(context.substitution, as_nominal(asked.source)->arguments);
  const Type wanted = context.substitution.self(demand.of_protocol.at(context.substitution, as_nominal(asked.target)->arguments), asked.source);
  context.premises.push_back({{given, wanted}, demand.rule, true, demand.place, 0, basis});
  return Outcome::All;
}

/// A class below a protocol of which it sets a method to None: by inheritance, or by members  protocol#terminology
/// \returns nothing when it goes by inheritance
std::optional<Outcome> taken_back(const Goal& goal, RuleContext& context) {
  const ClassId source = as_nominal(goal.source)->class_id, target = as_nominal(goal.target)->class_id;
  const MemberDemand* none = context.matcher.taken_back(source, target);
  if (!none) return std::nullopt;
  context.basis = Basis::Open;
  if (!context.matcher.goes_by_members(source, target)) return std::nullopt;
  context.rule = Rule::ProtocolStructural;
  return shown_by_none(*none, goal, Basis::Open, context);
}

/// C[A..] <: D  if  C derives from D, D without parameters   concepts#nominal-and-structural-types
Outcome nominal_by_subclassing(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const Nominal* target = as_nominal(goal.target);
  if (!source || !target || !target->arguments.empty()) return Outcome::NotMine;
  if (!context.table.derives_from(source->class_id, target->class_id)) return Outcome::NotMine;
  return taken_back(goal, context).value_or(Outcome::Proved);
}

/// C[A..] <: T  if  D[..] <: T, C[A..] has the base D[..]    generics#arbitrary-generic-types-as-base-classes
Outcome class_upcast(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const Nominal* target = as_nominal(goal.target);
  if (!source || !target) return Outcome::NotMine;
  const Ancestor* up = context.table.ancestor(source->class_id, target->class_id);
  if (!up) return Outcome::NotMine;
  if (const auto by_members = taken_back(goal, context)) return *by_members;
  const Type lifted = context.substitution.parameters(up->specialization, source->arguments);
  const Type seen = seen_by_its_parts(*source, lifted, context);
  if (seen != lifted) context.basis = Basis::Open;
  Premise above{{seen, goal.target}, Rule::ClassUpcast};
  above.when_it_fails = basis_of_parts(*source, goal.target, context.table);
  context.premises.push_back(above);
  return Outcome::All;
}

/// Self is the source on both sides: spec generics#use-in-protocols, protocol#self-types-in-protocols
void demand_members(const StructuralMatch& match, const Goal& asked, RuleContext& context) {
  const Nominal& source = *as_nominal(asked.source);
  const Nominal& target = *as_nominal(asked.target);
  for (const MemberDemand& demand : match.demands) {
    context.basis = std::max(context.basis, logic::basis_of(demand.rule));
    const Type given = context.substitution.self(demand.of_class.at(context.substitution, source.arguments), asked.source);
    const Type wanted = context.substitution.self(demand.of_protocol.at(context.substitution, target.arguments), asked.source);
    if (given == wanted) continue;
    const Goal goal = demand.class_below ? Goal{given, wanted} : Goal{wanted, given};
    context.premises.push_back({goal, demand.rule, true, demand.place, 0, logic::basis_of(demand.rule)});
  }
}

Outcome unknown_because(std::string reason, RuleContext& context) {
  context.reason = std::move(reason);
  return Outcome::Unknown;
}

/// X[..] <: P[..]  if  every member of P has its counterpart in X, as it is declared
///                                                           protocol#assignability-relationships-with-other-types
Outcome protocol_structural(const Goal& goal, RuleContext& context) {
  const Nominal* source = as_nominal(goal.source);
  const Nominal* target = as_nominal(goal.target);
  if (!source || !target || !context.table[target->class_id].is_protocol) return Outcome::NotMine;
  const StructuralMatch& match = context.matcher.match(source->class_id, target->class_id);
  const Rule whole = context.table[source->class_id].is_protocol ? Rule::ProtocolToProtocol : Rule::ProtocolStructural;
  context.rule = match.rule == Rule::ProtocolStructural ? whole : match.rule;
  if (match.kind == StructuralMatch::Kind::Impossible && match.shown) return shown_by_none(*match.shown, goal, match.basis, context);
  if (match.kind == StructuralMatch::Kind::Impossible) return Outcome::Refuted;
  if (match.kind == StructuralMatch::Kind::Unknown) return unknown_because(match.reason, context);
  context.rule = whole;
  context.basis = std::max(context.basis, match.basis);
  demand_members(match, goal, context);
  return Outcome::All;
}

/// A union with more members than this is looked through for those that the source can be below: what a reader can follow
/// is left whole.
constexpr std::size_t few_members = 16;

/// S <: A | B  if  S <: A; or if S <: B                      concepts#union-types
Outcome union_member_below(const Goal& goal, RuleContext& context) {
  const Union* target = as_union(goal.target);
  if (!target) return Outcome::NotMine;
  if (std::ranges::find(target->members, goal.source) != target->members.end()) {
    context.premises.push_back({{goal.source, goal.source}, Rule::UnionMemberBelow});
    return Outcome::Any;
  }
  const std::size_t before = context.premises.size();
  const bool are_few = target->members.size() <= few_members;
  for (Type member : target->members)
    if (are_few || !are_apart(goal.source, member)) context.premises.push_back({{goal.source, member}, Rule::UnionMemberBelow});
  if (context.premises.size() == before) context.premises.push_back({{goal.source, target->members.front()}, Rule::UnionMemberBelow});
  return Outcome::Any;
}

/// X <: T  if  A <: T, assumed X <: A                        generics#type-variables-with-an-upper-bound
Outcome typevar_bound(const Goal& goal, RuleContext& context) {
  const Variable* source = as_variable(goal.source);
  if (!source || !context.hypotheses) return Outcome::NotMine;
  for (const VariableBound& bound : context.hypotheses->upper[source->index])
    context.premises.push_back({{bound.type, goal.target}, Rule::TypevarBound, false, {}, bound.hypothesis});
  return Outcome::Any;
}

/// S <: X  if  S <: A, assumed A <: X                        (types are sets of values)
/// From variable to variable the same way is found by their upper bounds.
Outcome typevar_lower_bound(const Goal& goal, RuleContext& context) {
  const Variable* target = as_variable(goal.target);
  if (!target || !context.hypotheses) return Outcome::NotMine;
  for (const VariableBound& bound : context.hypotheses->lower[target->index])
    if (!as_variable(goal.source) || !as_variable(bound.type))
      context.premises.push_back({{goal.source, bound.type}, Rule::TypevarLowerBound, false, {}, bound.hypothesis});
  return Outcome::Any;
}

/// A goal met again below itself holds when the way there went into an argument or a member: values are finite trees
///                                                           protocol#recursive-protocols
bool protocol_recursive(bool guarded) { return guarded; }

}  // namespace

bool is_empty(Type type) {
  if (!as_union(type)) return is_never(type);
  std::vector<Type> left{type};
  std::unordered_set<Type> seen;
  while (!left.empty()) {
    const Type next = left.back();
    left.pop_back();
    const Union* all = as_union(next);
    if (!all && !is_never(next)) return false;
    if (all && seen.insert(next).second) left.insert(left.end(), all->members.begin(), all->members.end());
  }
  return true;
}

logic::Rule failing_rule(const Goal& goal, const ClassTable& table) {
  if (as_variable(goal.source) || as_variable(goal.target)) return Rule::TypevarRigid;
  const Nominal* source = as_nominal(goal.source);
  if (is_never(goal.target)) return Rule::NeverBottom;
  if (as_literal(goal.target)) return Rule::LiteralEqual;
  if (as_type_of(goal.source) || as_type_of(goal.target)) return Rule::TypeOfClass;
  if (!source) return as_callable(goal.source) || as_overload(goal.source) ? Rule::CallableIsCallable : Rule::NeverBottom;
  return table[source->class_id].is_protocol ? Rule::ProtocolNotToConcrete : Rule::NominalBySubclassing;
}

const RuleSet& standard_rules() {
  static const RuleSet rules{
      .deciding = {{Rule::SubtypeReflexive, subtype_reflexive},
                   {Rule::AnyConsistentWithAll, any_consistent_with_all},
                   {Rule::NeverBottom, never_bottom},
                   {Rule::ObjectTop, object_top},
                   {Rule::AliasRecursive, alias_recursive},
                   {Rule::UnionLeftAll, union_left_all},
                   {Rule::TypeNever, type_never},
                   {Rule::TypeCovariant, type_covariant},
                   {Rule::TypeOfClass, class_below_type_of},
                   {Rule::TypeDistributes, type_of_below},
                   {Rule::VarianceCovariant, variance},
                   {Rule::LiteralBelowType, literal_below_type},
                   {Rule::BoolExpands, bool_expands},
                   {Rule::EnumExpands, enum_expands},
                   {Rule::EnumEmpty, enum_empty},
                   {Rule::TupleNeverElement, tuple_never_element},
                   {Rule::TupleNeverUnbounded, tuple_never_unbounded},
                   {Rule::TupleElementwise, tuple_parts},
                   {Rule::TupleIsSequence, tuple_is_sequence},
                   {Rule::NamedtupleToTuple, namedtuple_to_tuple},
                   {Rule::NominalBySubclassing, narrowing_apart},
                   {Rule::NominalBySubclassing, nominal_by_subclassing},
                   {Rule::ClassUpcast, class_upcast},
                   {Rule::ProtocolStructural, protocol_structural},
                   {Rule::OverloadTarget, overload_target},
                   {Rule::NominalCallToCallable, nominal_call_to_callable},
                   {Rule::CallbackProtocolCallable, callback_protocol_callable},
                   {Rule::CallableGeneral, callable_general},
                   {Rule::SubtypeReflexive, not_read}},
      .alternatives = {{Rule::UnionMemberBelow, union_member_below},
                       {Rule::NamedtupleToTuple, namedtuple_to_union},
                       {Rule::TupleElementUnionExpands, tuple_expands},
                       {Rule::OverloadSource, overload_source},
                       {Rule::TypevarBound, typevar_bound},
                       {Rule::TypeOfBound, type_of_bound},
                       {Rule::TypevarLowerBound, typevar_lower_bound},
                       {Rule::BoolExpands, literals_below_variable},
                       {Rule::BoolExpands, named_values_above}},
      .parameters = {{{Rule::ProtocolSameGeneric, nothing_shown},
                      {Rule::VarianceCovariant, variance_covariant},
                      {Rule::VarianceContravariant, variance_contravariant},
                      {Rule::VarianceInvariantDefault, variance_invariant_default}}},
      .cycle = protocol_recursive};
  return rules;
}

}  // namespace agverify::solver::rules
