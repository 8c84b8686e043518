#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <variant>

namespace agverify::model {

/// A class, as its index in the class table.
enum class ClassId : std::uint32_t {};

constexpr std::uint32_t index_of(ClassId id) { return static_cast<std::uint32_t>(id); }

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

struct TypeNode {
  std::variant<Never, Nominal, Union, Variable, Parameter> form;
  std::uint32_t depth;     ///< 1 for a leaf
  std::uint32_t serial;    ///< place in the pool's order of making; arguments have smaller ones
  bool has_variables;      ///< a rigid variable stands somewhere inside
  bool has_parameters;     ///< a class's type parameter stands somewhere inside
};

inline const Nominal* as_nominal(Type type) { return std::get_if<Nominal>(&type->form); }
inline const Union* as_union(Type type) { return std::get_if<Union>(&type->form); }
inline const Variable* as_variable(Type type) { return std::get_if<Variable>(&type->form); }
inline const Parameter* as_parameter(Type type) { return std::get_if<Parameter>(&type->form); }
inline bool is_never(Type type) { return std::holds_alternative<Never>(type->form); }

/// The types directly inside: arguments of a class, members of a union, nothing for a leaf.
std::span<const Type> parts_of(Type type);

}  // namespace agverify::model

template <>
struct std::hash<agverify::model::Type> {
  std::size_t operator()(agverify::model::Type type) const noexcept {
    return std::hash<const void*>{}(type.node_);
  }
};
