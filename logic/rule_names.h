#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace agverify::logic {

/// The inference rules, by name: the only thing of ours that the independent checker knows.
/// What each says stands in `logic/rule_table.cpp`; a derivation may use those marked in `steps`.
enum class Rule : std::uint16_t {
  SubtypeReflexive,
  AnyConsistentWithAll,
  NeverBottom,
  ObjectTop,
  UnionLeftAll,
  UnionMemberBelow,
  UnionNotThroughConstructor,
  VarianceCovariant,
  VarianceContravariant,
  VarianceInvariantDefault,
  NominalBySubclassing,
  ClassUpcast,
  ProtocolStructural,
  ProtocolToProtocol,
  ProtocolMethod,
  ProtocolAttributeInvariant,
  ProtocolPropertyCovariant,
  ProtocolPropertySetter,
  ProtocolClassvar,
  ProtocolClassvarForInstance,
  ClassvarForProperty,
  ProtocolNotToConcrete,
  ProtocolSameGeneric,
  ProtocolRecursive,
  CallableGeneral,
  CallableReturnCovariant,
  CallableParamContravariant,
  CallableIsCallable,
  CallableEmptyParameter,
  ParamPositionalOnly,
  ParamStandard,
  ParamKeywordOnly,
  ParamArgs,
  ParamArgsAbsorbs,
  ParamKwargs,
  ParamKwargsAbsorbs,
  ParamDefaultDropped,
  OverloadSource,
  OverloadTarget,
  NominalCallToCallable,
  CallbackProtocolCallable,
  TypevarRigid,
  TypevarBound,
  TypevarLowerBound,
  TypevarConstrained,
  VarianceInversion,
  EquivalentStatic,
};

inline constexpr std::array<std::string_view, 47> rule_names{
    "subtype-reflexive",
    "any-consistent-with-all",
    "never-bottom",
    "object-top",
    "union-left-all",
    "union-member-below",
    "union-not-through-constructor",
    "variance-covariant",
    "variance-contravariant",
    "variance-invariant-default",
    "nominal-by-subclassing",
    "class-upcast",
    "protocol-structural",
    "protocol-to-protocol",
    "protocol-method",
    "protocol-attribute-invariant",
    "protocol-property-covariant",
    "protocol-property-setter",
    "protocol-classvar",
    "protocol-classvar-for-instance",
    "classvar-for-property",
    "protocol-not-to-concrete",
    "protocol-same-generic",
    "protocol-recursive",
    "callable-general",
    "callable-return-covariant",
    "callable-param-contravariant",
    "callable-is-callable",
    "callable-empty-parameter",
    "param-positional-only",
    "param-standard",
    "param-keyword-only",
    "param-args",
    "param-args-absorbs",
    "param-kwargs",
    "param-kwargs-absorbs",
    "param-default-dropped",
    "overload-source",
    "overload-target",
    "nominal-call-to-callable",
    "callback-protocol-callable",
    "typevar-rigid",
    "typevar-bound",
    "typevar-lower-bound",
    "typevar-constrained",
    "variance-inversion",
    "equivalent-static",
};

constexpr std::string_view name_of(Rule rule) { return rule_names[static_cast<std::size_t>(rule)]; }

constexpr std::optional<Rule> rule_named(std::string_view name) {
  for (std::size_t i = 0; i < rule_names.size(); ++i)
    if (rule_names[i] == name) return static_cast<Rule>(i);
  return std::nullopt;
}

}  // namespace agverify::logic
