#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace agverify::check {

/// A class of the slice, in the order of its `class` line.
enum class ClassId : std::uint32_t {};
constexpr std::uint32_t index_of(ClassId id) { return static_cast<std::uint32_t>(id); }

/// A recursive alias of the slice, in the order of its `alias` line.
enum class AliasId : std::uint32_t {};
constexpr std::uint32_t index_of(AliasId id) { return static_cast<std::uint32_t>(id); }

/// What the parameters of an alias have as their owner: no class.
constexpr ClassId owner_of(AliasId id) { return ClassId{0x80000000U | index_of(id)}; }

/// A type of a `TypeTable`: equal when written the same.
enum class TypeId : std::uint32_t {};
constexpr std::uint32_t index_of(TypeId id) { return static_cast<std::uint32_t>(id); }

enum class Form : std::uint8_t {
  Never,
  Application,  ///< a class with its arguments
  Union,        ///< at least two members, as written
  Variable,     ///< of the query
  Parameter,    ///< of the class in whose base or member it stands
  Callable,     ///< the types of a signature's parameters, then its result
  Overload,     ///< at least two signatures
  Self,         ///< the receiver's type, in a member
  Opaque,       ///< not read any further, with the types inside
  Tuple,        ///< its elements in order; one part may stand for any number of them
  Literal,      ///< the one value of a class that it names
  TypeOf,       ///< class objects, with what they are of
  Alias,        ///< a recursive alias with its arguments
};

/// How arguments reach a parameter. Spec: callables#parameter-kinds.
enum class ParameterKind : std::uint8_t { PositionalOnly, Standard, Variadic, KeywordOnly, KeywordVariadic };

struct ShapeParameter {
  ParameterKind kind = ParameterKind::Standard;
  bool has_default = false;
  std::string name{};  ///< where it can be named
  friend bool operator==(const ShapeParameter&, const ShapeParameter&) = default;
};

/// The parameters of a signature but for their types.
using Shape = std::vector<ShapeParameter>;

struct TypeNode {
  Form form = Form::Never;
  bool has_variables = false;
  bool has_parameters = false;
  bool has_self = false;
  ClassId class_id{};                ///< Application, Literal: the class; Parameter: its owner
  /// Place among the variables, the owner's parameters, the shapes, the names of what is opaque, the spellings of literals;
  /// of a tuple with an unbounded part the place behind that one, else 0; the aliases.
  std::uint32_t number = 0;
  std::size_t first = 0, count = 0;  ///< the parts, in the table's arena
};

/// Makes and keeps types, each once; a type can only be made after its parts, so they form no circle.
class TypeTable {
 public:
  TypeTable();
  TypeId never() const { return TypeId{0}; }
  TypeId variable(std::uint32_t number);
  TypeId parameter(ClassId owner, std::uint32_t number);
  TypeId apply(ClassId class_id, std::span<const TypeId> arguments);
  TypeId unite(std::span<const TypeId> members);
  /// \param parts the type of each parameter, then the result
  TypeId callable(const Shape& shape, std::span<const TypeId> parts);
  TypeId overload(std::span<const TypeId> signatures);
  /// `type[inner]`
  TypeId type_of(TypeId inner);
  TypeId self();
  TypeId opaque(const std::string& name, std::span<const TypeId> parts);
  /// \param unbounded the place of the part that stands for any number of elements
  TypeId tuple(std::span<const TypeId> parts, std::optional<std::size_t> unbounded = std::nullopt);
  /// \param value as certificates spell it; of an enum the member's name
  TypeId literal(ClassId class_id, const std::string& value);
  TypeId alias(AliasId id, std::span<const TypeId> arguments);
  /// The class `tuple` at the union of the tuple's parts, each once; at the one part there is, or at Never.
  TypeId sequence_view(TypeId tuple, ClassId tuple_class);
  /// The same type with other parts.
  TypeId with_parts(TypeId type, std::span<const TypeId> parts);

  const Shape& shape(TypeId callable) const { return shapes_[(*this)[callable].number]; }
  const std::string& opaque_name(TypeId opaque) const { return opaque_names_[(*this)[opaque].number]; }
  const std::string& literal_value(TypeId literal) const { return *literal_values_[(*this)[literal].number]; }
  std::optional<std::size_t> unbounded(TypeId tuple) const;
  AliasId alias_of(TypeId alias) const { return AliasId{(*this)[alias].number}; }
  TypeId result(TypeId callable) const { return parts(callable).back(); }
  bool is_callable(TypeId type) const { return is(type, Form::Callable) || is(type, Form::Overload); }
  /// Those of an overload, or the one that the callable type is.
  std::vector<TypeId> signatures(TypeId callable) const;

  const TypeNode& operator[](TypeId type) const { return nodes_[index_of(type)]; }
  /// Arguments or members. Invalid after the next type is made.
  std::span<const TypeId> parts(TypeId type) const;
  TypeId part(TypeId type, std::size_t at) const { return parts(type)[at]; }
  bool is(TypeId type, Form form) const { return (*this)[type].form == form; }
  bool is_application_of(TypeId type, ClassId class_id) const;
  bool is_closed(TypeId type) const { return !(*this)[type].has_variables && !(*this)[type].has_parameters; }
  std::size_t size() const { return nodes_.size(); }

 private:
  TypeId make(TypeNode node, std::span<const TypeId> parts);
  bool matches(TypeId type, const TypeNode& node, std::span<const TypeId> parts) const;

  std::vector<TypeNode> nodes_;
  std::vector<TypeId> arena_;
  std::deque<Shape> shapes_;
  std::deque<std::string> opaque_names_;
  std::unordered_map<std::string, std::uint32_t> literal_places_;
  std::vector<const std::string*> literal_values_;  ///< keys of `literal_places_`
  std::unordered_multimap<std::size_t, TypeId> by_hash_;
};

/// Replaces leaves: the parameters of one class, or variables. Remembers what it replaced, so that a type is walked
/// once however often it occurs.
class Replacement {
 public:
  /// Parameter i of the owner becomes the i-th image.
  static Replacement of_parameters(TypeTable& types, ClassId owner, std::vector<TypeId> images);
  /// Variable i becomes the i-th image, where there is one.
  static Replacement of_variables(TypeTable& types, std::vector<std::optional<TypeId>> images);
  /// Self becomes the receiver's type.
  static Replacement of_self(TypeTable& types, TypeId receiver);

  TypeId operator()(TypeId type);

 private:
  Replacement(TypeTable& types, Form leaf, std::optional<ClassId> owner, std::vector<std::optional<TypeId>> images)
      : types_(&types), leaf_(leaf), owner_(owner), images_(std::move(images)) {}
  bool is_untouched(TypeId type) const;
  std::optional<TypeId> image_of_leaf(TypeId type) const;
  bool wait_for_parts(TypeId type);
  TypeId rebuild(TypeId type);

  TypeTable* types_;
  Form leaf_;  ///< Parameter, Variable or Self
  std::optional<ClassId> owner_;
  std::vector<std::optional<TypeId>> images_;
  std::unordered_map<TypeId, TypeId> done_;
  std::vector<TypeId> pending_;
};

}  // namespace agverify::check
