#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace agverify::model {

/// A class, as its index in the class table.
enum class ClassId : std::uint32_t {};

constexpr std::uint32_t index_of(ClassId id) { return static_cast<std::uint32_t>(id); }

/// A type alias that is kept by its name, as its index among the aliases of the class table.
enum class AliasId : std::uint32_t {};

constexpr std::uint32_t index_of(AliasId id) { return static_cast<std::uint32_t>(id); }

class TypePool;
struct TypeNode;

/// A type as it was written: a handle to an interned node of one `TypePool`, so that `==` is "written the same".
/// Nothing is normalised: `int | str` and `str | int` are two types. Valid while its pool holds the node.
class Type {
 public:
  const TypeNode& operator*() const { return *node_; }
  const TypeNode* operator->() const { return node_; }
  friend bool operator==(Type, Type) = default;

 private:
  friend class TypePool;
  friend struct std::hash<Type>;
  explicit Type(const TypeNode* node) : node_(node) {}
  const TypeNode* node_;
};

/// The type without values; `NoReturn` is the same type. Spec: special-types#never.
struct Never {};

/// A class with its arguments, one per type parameter, in declaration order. `object` and `None` are such classes.
struct Nominal {
  ClassId class_id;
  std::span<const Type> arguments;
};

/// At least two members, in the order written; a member may itself be a union (written in parentheses).
struct Union {
  std::span<const Type> members;
};

/// A rigid variable of a query: its index in the list after `forall`.
struct Variable {
  std::uint32_t index;
};

/// A type parameter of the class in whose header or member it stands: its index in that class's parameter list.
struct Parameter {
  std::uint32_t index;
};

/// How arguments reach a parameter. Spec: callables#parameter-kinds.
enum class ParameterKind : std::uint8_t {
  PositionalOnly,
  Standard,         ///< by place or by name
  Variadic,         ///< `*args`: any number of further positional arguments
  KeywordOnly,
  KeywordVariadic,  ///< `**kwargs`: any number of further named arguments
};

/// A parameter of a signature but for its type.
struct SignatureParameter {
  ParameterKind kind = ParameterKind::Standard;
  bool has_default = false;
  std::string name = {};  ///< of a standard or keyword-only one; no caller sees the others'
  friend bool operator==(const SignatureParameter&, const SignatureParameter&) = default;
};

/// The parameters of a signature, in the order in which Python has them.
using SignatureShape = std::vector<SignatureParameter>;

/// What can be called with every argument list that the signature admits, and returns its result.
/// Spec: callables#callable, callables#assignability-rules-for-callables.
struct Callable {
  const SignatureShape* shape;  ///< kept by the pool: equal shapes are one
  std::span<const Type> parts;  ///< the type of each parameter, then the result

  std::span<const Type> parameters() const { return parts.first(shape->size()); }
  const Type& result() const { return parts.back(); }
};

/// Each of its signatures at once: at least two `Callable`s. Spec: callables#overloads.
struct Overload {
  std::span<const Type> signatures;
};

/// A tuple type: its elements in order; one of them may stand for any number of elements, none included, as the middle of
/// `tuple[A, *tuple[B, ...], C]`. What is unpacked is spliced in when it is read. Spec: tuples#tuple-type-form.
struct Tuple {
  std::span<const Type> parts;
  std::optional<std::uint32_t> unbounded;  ///< index of that one
};

/// The one value of a class that a literal names. Spec: literal#core-behavior, enums#enum-literal-expansion.
struct Literal {
  ClassId class_id;
  /// In one spelling of each value, kept by the pool: `-3`, `"a\n"`, `b"\xff"`, `True`; of an enum the name of the member.
  const std::string* value;
};

/// The class objects that are a class of the type or derive from one: `type[C]`. What is inside is a class, a variable, Never, or a
/// union of such. Spec: special-types#type.
struct TypeOf {
  std::span<const Type> parts;  ///< one

  const Type& inner() const { return parts.front(); }
};

/// A recursive alias with its arguments, one per type parameter: the type that it unfolds to (`model/alias.h`). Other aliases are
/// no types of their own; what they stand for takes their place where they are read. Spec: aliases#type-statement.
struct Alias {
  AliasId alias_id;
  std::span<const Type> arguments;
};

/// `Self` in a member: the type of the receiver. Spec: generics#self.
struct SelfType {};

/// A type in a member that is not read any further, such as `type[T]`: equal to itself, and nothing else is known.
struct Opaque {
  const std::string* construct;  ///< such as "type"; kept by the pool
  std::span<const Type> parts;   ///< the types inside
};

struct TypeNode {
  std::variant<Never, Nominal, Union, Variable, Parameter, Callable, Overload, SelfType, Opaque, Tuple, Literal, TypeOf, Alias> form;
  std::uint32_t depth;     ///< 1 for a leaf
  std::uint32_t serial;    ///< place in the pool's order of making; arguments have smaller ones
  bool has_variables;      ///< a rigid variable stands somewhere inside
  bool has_parameters;     ///< a class's type parameter stands somewhere inside
  bool has_self;           ///< `Self` stands somewhere inside
  bool has_opaque;         ///< something that is not read stands somewhere inside
  bool has_alias;          ///< a recursive alias stands somewhere inside
};

inline const Nominal* as_nominal(Type type) { return std::get_if<Nominal>(&type->form); }
inline const Union* as_union(Type type) { return std::get_if<Union>(&type->form); }
inline const Variable* as_variable(Type type) { return std::get_if<Variable>(&type->form); }
inline const Parameter* as_parameter(Type type) { return std::get_if<Parameter>(&type->form); }
inline const Callable* as_callable(Type type) { return std::get_if<Callable>(&type->form); }
inline const Overload* as_overload(Type type) { return std::get_if<Overload>(&type->form); }
inline const Opaque* as_opaque(Type type) { return std::get_if<Opaque>(&type->form); }
inline const Tuple* as_tuple(Type type) { return std::get_if<Tuple>(&type->form); }
inline const Literal* as_literal(Type type) { return std::get_if<Literal>(&type->form); }
inline const TypeOf* as_type_of(Type type) { return std::get_if<TypeOf>(&type->form); }
inline const Alias* as_alias(Type type) { return std::get_if<Alias>(&type->form); }
inline bool is_any(Type type) {
  const Opaque* opaque = as_opaque(type);
  return opaque && *opaque->construct == "Any";
}
inline bool is_self(Type type) { return std::holds_alternative<SelfType>(type->form); }
inline bool is_never(Type type) { return std::holds_alternative<Never>(type->form); }

/// The types directly inside: arguments of a class, members of a union, parameters and result of a signature, the signatures
/// of an overload, elements of a tuple, what `type[..]` is about, arguments of an alias, what stands inside something not read; nothing
/// for a leaf.
std::span<const Type> parts_of(Type type);

/// The signatures of a callable type, in order: of an overload all, else the one that it is.
std::span<const Type> signatures_of(const Type& callable);

}  // namespace agverify::model

template <>
struct std::hash<agverify::model::Type> {
  std::size_t operator()(agverify::model::Type type) const noexcept {
    return std::hash<const void*>{}(type.node_);
  }
};
