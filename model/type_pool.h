#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/type.h"

namespace agverify::model {

/// The only maker of types. Interns every node, so that equal texts are equal handles; keeps types as written.
/// Classes are plain indices here: one pool serves any number of class tables.
class TypePool {
 public:
  TypePool();
  TypePool(const TypePool&) = delete;
  TypePool& operator=(const TypePool&) = delete;

  Type never() { return never_; }
  /// \param arguments one per type parameter of the class, in declaration order
  Type nominal(ClassId class_id, std::span<const Type> arguments = {});
  Type nominal(ClassId class_id, std::initializer_list<Type> arguments) {
    return nominal(class_id, std::span<const Type>{arguments.begin(), arguments.size()});
  }
  /// One member is that member itself; none is Never.
  Type union_of(std::span<const Type> members);
  Type union_of(std::initializer_list<Type> members) {
    return union_of(std::span<const Type>{members.begin(), members.size()});
  }
  Type variable(std::uint32_t index);
  Type parameter(std::uint32_t index);
  /// \param parts the type of each parameter of the shape, then the result
  Type callable(const SignatureShape& shape, std::span<const Type> parts);
  /// `Callable[[parameters..], result]`: positional-only parameters without defaults. Spec: callables#callable.
  Type callable(std::span<const Type> parameters, Type result);
  /// \param signatures each a `Callable`; one is that one itself
  Type overload(std::span<const Type> signatures);
  /// \param unbounded index of the part that stands for any number of elements
  Type tuple(std::span<const Type> parts, std::optional<std::uint32_t> unbounded = std::nullopt);
  /// \param value in the spelling that `Literal::value` says
  Type literal(ClassId class_id, std::string_view value);
  /// `type[inner]`: see `TypeOf`.
  Type type_of(Type inner) { return intern(TypeOf{{&inner, 1}}); }
  /// \param arguments one per type parameter of the alias, in declaration order
  Type alias(AliasId id, std::span<const Type> arguments = {}) { return intern(Alias{id, arguments}); }
  Type self() { return intern(SelfType{}); }
  Type opaque(std::string_view construct, std::span<const Type> parts = {});
  /// The type with other parts in the place of its own, as many.
  Type with_parts(Type type, std::span<const Type> parts);

  /// A point to which the pool can be taken back.
  struct Mark {
    std::size_t nodes, chunks, used, shapes, constructs;
  };
  Mark mark() const { return {nodes_.size(), chunks_.size(), used_, shapes_.size(), constructs_.size()}; }
  /// Forgets every type made since the mark; their handles must not be used again.
  void roll_back(const Mark& mark);

  std::size_t size() const { return nodes_.size(); }
  /// The types in the order of making. \pre serial < size()
  Type at(std::size_t serial) const { return Type{&nodes_[serial]}; }

 private:
  Type intern(const decltype(TypeNode::form)& form);
  std::span<const Type> keep(std::span<const Type> types);
  void grow();

  static constexpr std::size_t chunk_size = 4096;
  std::deque<TypeNode> nodes_;
  std::vector<std::size_t> hashes_;                 // one per node
  std::vector<std::uint32_t> slots_;                // open addressing: node index + 1, 0 is free
  std::vector<std::unique_ptr<std::byte[]>> chunks_;  // arguments and members
  std::vector<std::size_t> chunk_sizes_;
  std::size_t used_ = 0;                            // of the last chunk, in types
  std::deque<SignatureShape> shapes_;               // few: looked through
  std::deque<std::string> constructs_;
  std::unordered_set<std::string> literals_;        // of all types ever made: rolling back leaves them
  Type never_;
};

}  // namespace agverify::model
