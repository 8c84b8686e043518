#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "check/types/type.h"

namespace agverify::check {

/// A parameter of a method, after the receiver.
struct MethodParameter {
  std::string name;
  TypeId type{};
  bool positional_only = false;
  bool has_default = false;
};

struct Method {
  std::vector<MethodParameter> parameters;
  TypeId result{};
};

/// Read and written.
struct Attribute {
  TypeId type{};
};

struct Property {
  TypeId type{};
  bool settable = false;
};

/// A member as its owner declares it; its types speak of the owner's parameters.
using Member = std::variant<Method, Attribute, Property>;

/// Where a value can be refused: a method's parameters, or the one place of an attribute or settable property.
std::size_t count_places(const Member& member);
/// The type at a place that `count_places` admits.
TypeId type_at_place(const Member& member, std::size_t place);
/// What reading or calling gives.
TypeId type_given(const Member& member);

/// Whether every argument list that `wanted` admits is admitted by `given`, types aside.
/// Spec: callables#parameter-kinds, callables#default-argument-values.
bool call_fits(const Method& given, const Method& wanted);

/// Whether a member of this kind serves for one of that kind, calls and types aside.
/// Spec: protocol#protocol-members.
bool kind_serves(const Member& given, const Member& wanted);

/// The member with each of its types replaced.
Member replace_types(const Member& member, Replacement& replacement);

}  // namespace agverify::check
