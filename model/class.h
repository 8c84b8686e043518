#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/inference.h"
#include "model/type.h"
#include "model/variance.h"

namespace agverify::model {

/// A place in a stub, source or query. Lines and columns count from 1; 0 is "no place".
struct Location {
  std::uint32_t file = 0;  ///< index into `ClassTable::files`
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Location&, const Location&) = default;
};

/// A type parameter of a class. Spec: generics#variance, generics#defaults-for-type-parameters.
struct TypeParameter {
  std::string name;
  /// As the flags say; for a PEP 695 parameter: what its slots give (none: covariant), filled in with the table.
  Variance declared_variance = Variance::Invariant;
  bool variance_is_inferred = false;  ///< written in a PEP 695 header, or with infer_variance=True
  std::vector<OtherVariance> other_variances = {};  ///< that other ways to infer it come to, where not to the declared one
  /// Why an inferred variance is not known, such as "*args (member m)"; the declared one is then the widest, invariant.
  std::string variance_unread = {};
  std::optional<Type> upper_bound;
  std::vector<Type> constraints;      ///< empty, or at least two types: an argument is exactly one of them
  std::optional<Type> default_type;   ///< may name earlier parameters of the class
  Location location;
};

/// What a method is bound to where it is looked up. Spec: protocol#type-and-class-objects-vs-protocols.
enum class Binding : std::uint8_t { Instance, Class, Static };

/// A method as access on an instance gives it: a callable type, several signatures where it is overloaded, the receiver left
/// out. An `async def` without yield has its coroutine as result.
struct Method {
  Type callable;  ///< a `Callable` or an `Overload`
  Binding binding = Binding::Instance;
  std::optional<SignatureParameter> receiver = std::nullopt;  ///< of one bound to an instance: what access on the class shows
};

/// A mutable attribute: read and written.
struct Attribute {
  Type type;
  bool of_class = false;  ///< a ClassVar: read through an instance as well, set through the class alone. Spec: class-compat#classvar
  /// `name = None` in the class's body: a method of that name is taken back; of other members nothing is known but by their
  /// declarations.
  bool takes_back = false;
  bool of_instance = false;  ///< only a method assigns it: it is not on the class
};

/// A property; `settable` when it has a setter, which takes the same type.
struct Property {
  Type type;
  bool settable = false;
};

/// A member outside the language that is read so far: every verdict that rests on it is unknown.
struct Unread {
  std::string construct;  ///< such as "overload", "tuple"
  std::string text = {};  ///< what may name a type parameter of the class; empty where nothing can
};

struct Member {
  std::string name;
  std::variant<Method, Attribute, Property, Unread> form;
  Location location;
  /// What a value shows although no annotation says so: `__stop__` of Generator and Coroutine is what StopIteration
  /// carries. It is an observation for the class law and no requirement of a protocol.
  bool is_axiom = false;
};

/// A class as its stub declares it. Types inside speak of its parameters as `Parameter{index}`.
struct Class {
  std::string name;            ///< as written after `class`
  std::string qualified_name;  ///< with its module: `typing.AsyncGenerator`
  std::vector<TypeParameter> parameters;
  std::vector<Type> bases;     ///< each a `Nominal`, in order; `object` when none is written; empty for object itself
  std::vector<Member> members; ///< own ones, in order of their first definition
  /// Own `__init__` and `__new__`, bound: what its class object is called with. They are no observations of a value.
  std::vector<Member> constructors;
  /// Of a class that derives from a tuple type: that type, over its parameters; among the bases stands the class `tuple` then,
  /// with what all elements have in common. Spec: tuples#type-compatibility-rules.
  std::optional<Type> tuple_base;
  /// Of an enum: the members in order, each by its first name, and further names with the member that each is.
  /// Spec: enums#defining-members.
  std::vector<std::string> enum_members;
  std::vector<std::pair<std::string, std::string>> enum_aliases;
  bool is_flag = false;  ///< its members may be combined, so there are more values than members. Spec: enums#enum-literal-expansion
  std::optional<ClassId> metaclass;   ///< that its header names: a class below `type`
  std::string metaclass_unread;       ///< or, where that is not read any further, its name: `ABCMeta`
  std::optional<ClassId> class_object_of;  ///< of the class that stands for one class object: the class that this is
  bool is_protocol = false;
  bool is_final = false;
  bool is_new_type = false;  ///< what a call of `NewType` made. Spec: aliases#newtype
  bool is_disjoint_base = false;  ///< spec: directives#disjoint-base
  /// Why the class cannot be used in a query, such as "NamedTuple": every query that reaches it is unknown.
  std::optional<std::string> unsupported;
  Location location;
};

/// A type alias that has type parameters or is recursive. Other ones are no more than the type that their name stands for.
/// Spec: aliases#type-aliases, aliases#type-statement.
struct AliasDefinition {
  std::string name;
  std::string qualified_name;  ///< with its module
  std::vector<TypeParameter> parameters;
  std::optional<Type> body;    ///< over `Parameter`s of the alias; none until it is read
  bool is_recursive = false;   ///< it stands in its own unfolding, so that its name is a type of its own
  /// Why it cannot be used in a query: every query that names it is unknown.
  std::optional<std::string> unsupported;
  Location location;
};

/// Whether its values are those of its members and no others, so that it has no subclass. Spec: enums#enum-literal-expansion.
inline bool is_enumerated(const Class& definition) { return !definition.enum_members.empty() && !definition.is_flag; }

}  // namespace agverify::model
