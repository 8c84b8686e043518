#pragma once

#include <span>
#include <vector>

#include "model/type_pool.h"

namespace agverify::model {

/// Replaces leaves of types. Keeps its buffers between calls, so that a warm one does not allocate.
class Substitution {
 public:
  explicit Substitution(TypePool& pool) : pool_(pool) {}

  TypePool& pool() const { return pool_; }

  /// `type` with `Parameter{i}` replaced by `arguments[i]`. Spec: generics#arbitrary-generic-types-as-base-classes.
  Type parameters(Type type, std::span<const Type> arguments);
  /// `type` with `Variable{i}` replaced by `instances[i]`.
  Type variables(Type type, std::span<const Type> instances);
  /// `type` with `Self` replaced by the receiver's type. Spec: generics#use-in-method-signatures.
  Type self(Type type, Type receiver);

 private:
  Type leaf(Type type) const;
  bool concerns(Type type) const;
  Type run(Type type);

  struct Frame {
    Type type;
    std::size_t next;       // part to be visited next
    std::size_t done_from;  // where this frame's finished parts begin in done_
  };
  TypePool& pool_;
  std::span<const Type> replacements_;
  enum class Leaf : std::uint8_t { Parameter, Variable, Self } leaf_ = Leaf::Parameter;
  std::vector<Frame> frames_;
  std::vector<Type> done_;
};

}  // namespace agverify::model
