#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "check/types/type.h"

namespace agverify::check {

/// A callable type: what access on an instance gives, the receiver left out.
struct Method {
  TypeId type{};
};

/// Read and written.
struct Attribute {
  TypeId type{};
  bool of_class = false;     ///< a ClassVar: written through the class alone
  bool of_instance = false;  ///< not on the class
};

struct Property {
  TypeId type{};
  bool settable = false;
};

/// A member as its owner declares it; its types speak of the owner's parameters.
using Member = std::variant<Method, Attribute, Property>;

/// Whether it can be assigned to, through an instance or through the class.
bool can_be_written(const Member& member);
/// Whether it is a ClassVar.
bool is_of_class(const Member& member);
/// Of a method the callable type.
TypeId type_of(const Member& member);

/// Whether a member of this kind serves for one of that kind, calls and types aside.
/// Spec: protocol#protocol-members.
/// \param by_access a ClassVar asks for what can be read and set on the class, however that is declared
bool kind_serves(const Member& given, const Member& wanted, bool by_access);

/// The member with each of its types replaced.
Member replace_types(const Member& member, Replacement& replacement);

}  // namespace agverify::check
