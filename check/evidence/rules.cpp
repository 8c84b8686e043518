#include "check/evidence/rules.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "check/evidence/alias_rules.h"
#include "check/evidence/class_object_rules.h"
#include "check/evidence/trial.h"
#include "check/evidence/tuple_rules.h"
#include "check/types/signature.h"
#include "logic/rule_names.h"

namespace agverify::check {

namespace {

// S <: S
bool subtype_reflexive(Trial& trial) { return trial.source() == trial.target() || trial.reject("the sides differ"); }

bool is_any(Trial& trial, TypeId type) {
  return trial.types().is(type, Form::Opaque) && trial.types().opaque_name(type) == "Any";
}

// Any ~> T;  S ~> Any
bool any_consistent_with_all(Trial& trial) {
  if (!trial.is_assignability()) return trial.reject("the question is not about assignability");
  return is_any(trial, trial.source()) || is_any(trial, trial.target()) || trial.reject("neither side is Any");
}

// Never <: T
bool never_bottom(Trial& trial) {
  return trial.types().is(trial.source(), Form::Never) || trial.reject("the source is not Never");
}

bool is_object(Trial& trial, TypeId type) {
  return trial.types().is(type, Form::Application) && trial.slice().is_object(trial.types()[type].class_id);
}

// S <: object
bool object_top(Trial& trial) { return is_object(trial, trial.target()) || trial.reject("the target is not object"); }

// A | B <: T  if  A <: T, B <: T
bool union_left_all(Trial& trial) {
  if (!trial.types().is(trial.source(), Form::Union)) return trial.reject("the source is no union");
  for (const TypeId member : trial.types().parts(trial.source()))
    if (!trial.earlier(member, trial.target())) return false;
  return true;
}

// S <: A | B  if  S <: A
bool union_member_below(Trial& trial) {
  if (!trial.types().is(trial.target(), Form::Union)) return trial.reject("the target is no union");
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const auto members = trial.types().parts(trial.target());
  const bool is_member = std::find(members.begin(), members.end(), premise->target) != members.end();
  return (is_member && premise->source == trial.source()) || trial.reject("the premise is not about a member");
}

/// With it a class that takes back a method of a protocol is not below it, although it is below others that are.
constexpr std::string_view by_members_reading = "none-member=members";

bool target_is_class(Trial& trial) {
  return trial.types().is(trial.target(), Form::Application) || trial.reject("the target is no class");
}

bool is_strictly_above(Trial& trial, TypeId upper) {
  const ClassId below = trial.types()[trial.source()].class_id, above = trial.types()[upper].class_id;
  if (trial.slice().takes(by_members_reading) && trial.slice().takes_back(trial.types(), below, above))
    return trial.reject(fmt::format("{} takes back a method of {}", trial.slice()[below].name, trial.slice()[above].name));
  if (below != above && trial.slice().derives_from(below, above)) return true;
  return trial.reject(fmt::format("{} is not above {}", trial.slice()[above].name, trial.slice()[below].name));
}

// C[..] <: D  if  D, without parameters, is a class above C
bool nominal_by_subclassing(Trial& trial) {
  if (!trial.source_is_class() || !target_is_class(trial)) return false;
  if (!trial.types().parts(trial.target()).empty()) return trial.reject("the target has arguments");
  return is_strictly_above(trial, trial.target());
}

// C[..] <: T  if  D[..] <: T, D[..] above C[..]
bool class_upcast(Trial& trial) {
  if (!trial.source_is_class()) return false;
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  if (!trial.types().is(premise->source, Form::Application)) return trial.reject("the premise is not about a class");
  if (!is_strictly_above(trial, premise->source)) return false;
  const ClassId above = trial.types()[premise->source].class_id;
  if (trial.slice().takes(by_members_reading) && !trial.types().is_application_of(trial.target(), above))
    return trial.reject("the target is of another class than the base");
  const TypeId upper = *up_cast(trial.slice(), trial.types(), trial.source(), above);
  if (upper != premise->source) return trial.reject(fmt::format("the base is {}", trial.print(upper)));
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

// C[A..] <: C[B..]  if  A <: B (covariant), B <: A (contravariant), both (invariant), for each parameter where they
// differ
bool by_variance(Trial& trial, Variance named) {
  if (!trial.source_is_class() || !target_is_class(trial)) return false;
  const ClassId class_id = trial.types()[trial.source()].class_id;
  if (!trial.types().is_application_of(trial.target(), class_id)) return trial.reject("the classes differ");
  bool named_differs = false;
  const auto& parameters = trial.slice()[class_id].parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const TypeId below = trial.types().part(trial.source(), i), above = trial.types().part(trial.target(), i);
    if (below == above) continue;
    const Variance variance = parameters[i].variance;
    named_differs |= variance == named;
    if (variance == Variance::Bivariant) continue;
    if (variance != Variance::Contravariant && !trial.any(below, above)) return false;
    if (variance != Variance::Covariant && !trial.any(above, below)) return false;
  }
  return named_differs || trial.reject(fmt::format("no {} argument differs", name_of(named)));
}

bool variance_covariant(Trial& trial) { return by_variance(trial, Variance::Covariant); }
bool variance_contravariant(Trial& trial) { return by_variance(trial, Variance::Contravariant); }
bool variance_invariant(Trial& trial) { return by_variance(trial, Variance::Invariant); }
bool variance_of_nothing(Trial& trial) { return by_variance(trial, Variance::Bivariant); }

bool has(const Shape& shape, ParameterKind kind) {
  return std::any_of(shape.begin(), shape.end(), [&](const ShapeParameter& each) { return each.kind == kind; });
}

// (S..) -> Q <: (T..) -> R  if  every call fits, T <: S where an argument passes, Q <: R
bool callable_general(Trial& trial) {
  TypeTable& types = trial.types();
  const TypeId given = trial.source(), wanted = trial.target();
  if (!types.is(given, Form::Callable) || !types.is(wanted, Form::Callable)) return trial.reject("a side is no signature");
  const auto reached = fit(types.shape(given), types.shape(wanted));
  if (trial.slice().takes("positional-args=only-if") && has(types.shape(wanted), ParameterKind::PositionalOnly) &&
      !has(types.shape(given), ParameterKind::Variadic))
    return trial.reject("the source has no `*args`");
  if (!reached) return trial.reject("a call does not fit");
  for (const Reached& each : *reached)
    if (!trial.any_unless_same(types.part(wanted, each.wanted), types.part(given, each.given))) return false;
  return trial.any_unless_same(types.result(given), types.result(wanted));
}

// S <: overload[A, B]  if  S <: A, S <: B
bool overload_target(Trial& trial) {
  if (!trial.types().is(trial.target(), Form::Overload)) return trial.reject("the target is no overload");
  for (const TypeId each : trial.types().signatures(trial.target()))
    if (!trial.earlier(trial.source(), each)) return false;
  return true;
}

// overload[A, B] <: T  if  A <: T
bool overload_source(Trial& trial) {
  if (!trial.types().is(trial.source(), Form::Overload)) return trial.reject("the source is no overload");
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const auto signatures = trial.types().signatures(trial.source());
  const bool is_one = std::find(signatures.begin(), signatures.end(), premise->source) != signatures.end();
  return (is_one && premise->target == trial.target()) || trial.reject("the premise is not about a signature");
}

bool member_serves(Trial& trial, const Member& given, const Member& wanted) {
  if (!kind_serves(given, wanted, trial.slice().takes("protocol-classvar=access"))) return trial.reject("a member is of another kind");
  if (!trial.any_unless_same(type_of(given), type_of(wanted))) return false;
  return !can_be_written(wanted) || trial.any_unless_same(type_of(wanted), type_of(given));
}

std::optional<Member> member_in(Trial& trial, TypeId type, NameId name) {
  const ClassId class_id = trial.types()[type].class_id;
  const auto found = trial.slice().look_up_given(trial.types(), class_id, name);
  if (found) {
    Replacement self = Replacement::of_self(trial.types(), trial.source());
    return replace_types(member_of(trial.slice(), trial.types(), type, *found), self);
  }
  trial.reject(fmt::format("no line says what {} finds as {}", trial.slice()[class_id].name, trial.slice().name(name)));
  return std::nullopt;
}

// C[..] <: P[..]  if  C has every member that P requires, each as P declares it
bool by_members(Trial& trial, bool source_is_protocol) {
  if (!trial.source_is_class() || !target_is_class(trial)) return false;
  const ClassId below = trial.types()[trial.source()].class_id, above = trial.types()[trial.target()].class_id;
  if (below == above) return trial.reject("one class on both sides goes by variance");
  if (trial.slice()[below].is_protocol != source_is_protocol)
    return trial.reject("the rule is the other protocol rule");
  const Requirement* requirement = trial.slice().requirements.use(above);
  if (!requirement) return trial.reject(fmt::format("no line says what {} requires", trial.slice()[above].name));
  for (const NameId name : requirement->names) {
    const auto given = member_in(trial, trial.source(), name);
    const auto wanted = given ? member_in(trial, trial.target(), name) : std::nullopt;
    if (!wanted || !member_serves(trial, *given, *wanted)) return false;
  }
  return true;
}

std::optional<TypeId> call_of(Trial& trial, TypeId type) {
  const auto member = member_in(trial, type, trial.slice().name_id("__call__"));
  if (member && std::holds_alternative<Method>(*member)) return type_of(*member);
  if (member) trial.reject("`__call__` is no method");
  return std::nullopt;
}

// C[..] <: T  if  its `__call__` <: T
bool nominal_call_to_callable(Trial& trial) {
  if (!trial.source_is_class()) return false;
  if (!trial.types().is_callable(trial.target())) return trial.reject("the target is no callable type");
  const auto call = call_of(trial, trial.source());
  return call && trial.earlier(*call, trial.target());
}

// S <: P[..]  if  P requires `__call__` alone, and S <: that
bool callback_protocol_callable(Trial& trial) {
  if (!trial.types().is_callable(trial.source())) return trial.reject("the source is no callable type");
  if (!target_is_class(trial)) return false;
  const Requirement* requirement = trial.slice().requirements.use(trial.types()[trial.target()].class_id);
  if (!requirement) return trial.reject("no line says what the protocol requires");
  if (requirement->names.empty()) return true;
  if (requirement->names.size() != 1 || trial.slice().name(requirement->names.front()) != "__call__")
    return trial.reject("the protocol requires more than `__call__`");
  const auto call = call_of(trial, trial.target());
  return call && trial.earlier(trial.source(), *call);
}

bool protocol_structural(Trial& trial) { return by_members(trial, false); }
bool protocol_to_protocol(Trial& trial) { return by_members(trial, true); }

bool says(const Relation& relation, TypeId source, TypeId target) {
  return (relation.source == source && relation.target == target) ||
         (relation.both_ways && relation.source == target && relation.target == source);
}

}  // namespace

bool hypothesis_says(Trial& trial, TypeId source, TypeId target) {
  if (!trial.by()) return trial.reject("the rule uses a hypothesis");
  const auto& relation = trial.assumption(*trial.by()).relation;
  return (relation && says(*relation, source, target)) ||
         trial.reject(
             fmt::format("hypothesis {} is not {} <: {}", *trial.by() + 1, trial.print(source), trial.print(target)));
}

namespace {

// X <: T  if  U <: T, with X <: U assumed
bool typevar_bound(Trial& trial) {
  if (!trial.types().is(trial.source(), Form::Variable)) return trial.reject("the source is no variable");
  const Step* premise = trial.only_earlier();
  if (!premise || !hypothesis_says(trial, trial.source(), premise->source)) return false;
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

// S <: X  if  S <: L, with L <: X assumed
bool typevar_lower_bound(Trial& trial) {
  if (!trial.types().is(trial.target(), Form::Variable)) return trial.reject("the target is no variable");
  const Step* premise = trial.only_earlier();
  if (!premise || !hypothesis_says(trial, premise->target, trial.target())) return false;
  return premise->source == trial.source() || trial.reject("the premise has another source");
}

struct RuleTest {
  std::string_view name;
  bool (*test)(Trial&);
  bool takes_hypothesis = false;
};

constexpr std::array<RuleTest, 44> tests{{
    {"subtype-reflexive", subtype_reflexive},
    {"any-consistent-with-all", any_consistent_with_all},
    {"never-bottom", never_bottom},
    {"object-top", object_top},
    {"union-left-all", union_left_all},
    {"union-member-below", union_member_below},
    {"nominal-by-subclassing", nominal_by_subclassing},
    {"class-upcast", class_upcast},
    {"variance-covariant", variance_covariant},
    {"variance-contravariant", variance_contravariant},
    {"variance-invariant-default", variance_invariant},
    {"protocol-same-generic", variance_of_nothing},
    {"protocol-structural", protocol_structural},
    {"protocol-to-protocol", protocol_to_protocol},
    {"callable-general", callable_general},
    {"overload-source", overload_source},
    {"overload-target", overload_target},
    {"nominal-call-to-callable", nominal_call_to_callable},
    {"callback-protocol-callable", callback_protocol_callable},
    {"literal-below-type", literal_below_type},
    {"bool-expands", bool_expands},
    {"enum-expands", enum_expands},
    {"enum-empty", enum_empty},
    {"tuple-elementwise", tuple_elementwise},
    {"tuple-mixed-relation", tuple_mixed_relation},
    {"tuple-is-sequence", tuple_is_sequence},
    {"tuple-element-union-expands", tuple_element_union_expands},
    {"tuple-element-bool-enum-expands", tuple_element_bool_enum_expands},
    {"tuple-mixed-fixed-part-expands", tuple_mixed_fixed_part_expands},
    {"tuple-unbounded-split", tuple_unbounded_split},
    {"tuple-never-element", tuple_never_element},
    {"tuple-never-unbounded", tuple_never_unbounded},
    {"namedtuple-to-tuple", namedtuple_to_tuple},
    {"type-of-class", type_of_class},
    {"type-covariant", type_covariant},
    {"type-distributes", type_distributes},
    {"type-object-all-classes", type_object_all_classes},
    {"type-below-metaclass", type_below_metaclass},
    {"type-of-bound", type_of_bound, true},
    {"type-value-to-callable", type_value_to_callable},
    {"type-never", type_never},
    {"alias-recursive", alias_recursive},
    {"typevar-bound", typevar_bound, true},
    {"typevar-lower-bound", typevar_lower_bound, true},
}};

static_assert(std::all_of(tests.begin(), tests.end(),
                          [](const RuleTest& each) { return logic::rule_named(each.name).has_value(); }),
              "a test is bound to a name that no rule has");

}  // namespace

std::optional<std::uint32_t> tested_rule(std::string_view name) {
  const auto found = std::find_if(tests.begin(), tests.end(), [&](const RuleTest& each) { return each.name == name; });
  return found == tests.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - tests.begin()));
}

bool test_step(Proof& proof, std::uint32_t step) {
  const RuleTest& rule = tests[proof.steps[step].rule];
  Trial trial(proof, step);
  return (rule.takes_hypothesis || trial.takes_no_hypothesis()) && rule.test(trial) && trial.has_no_more();
}

}  // namespace agverify::check
