#include "model/type_pool.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <new>

namespace agverify::model {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
  return seed * 0xff51afd7ed558ccdULL;
}

std::size_t hash_all(std::size_t seed, std::span<const Type> types) {
  for (Type type : types) seed = mix(seed, type->serial + 1);
  return seed;
}

struct Hasher {
  std::size_t operator()(const Never&) const { return 1; }
  std::size_t operator()(const Nominal& it) const { return hash_all(mix(2, index_of(it.class_id)), it.arguments); }
  std::size_t operator()(const Union& it) const { return hash_all(3, it.members); }
  std::size_t operator()(const Variable& it) const { return mix(4, it.index); }
  std::size_t operator()(const Parameter& it) const { return mix(5, it.index); }
  std::size_t operator()(const Callable& it) const { return hash_all(mix(6, std::hash<const void*>{}(it.shape)), it.parts); }
  std::size_t operator()(const Overload& it) const { return hash_all(7, it.signatures); }
  std::size_t operator()(const Tuple& it) const { return hash_all(mix(10, it.unbounded ? *it.unbounded + 1 : 0), it.parts); }
  std::size_t operator()(const Literal& it) const { return mix(mix(11, index_of(it.class_id)), std::hash<const void*>{}(it.value)); }
  std::size_t operator()(const TypeOf& it) const { return hash_all(12, it.parts); }
  std::size_t operator()(const Alias& it) const { return hash_all(mix(13, index_of(it.alias_id)), it.arguments); }
  std::size_t operator()(const SelfType&) const { return 8; }
  std::size_t operator()(const Opaque& it) const { return hash_all(mix(9, std::hash<const void*>{}(it.construct)), it.parts); }
};

struct Same {
  const decltype(TypeNode::form)& other;
  bool operator()(const Never&) const { return true; }
  bool operator()(const Nominal& it) const {
    const Nominal& that = std::get<Nominal>(other);
    return it.class_id == that.class_id && std::ranges::equal(it.arguments, that.arguments);
  }
  bool operator()(const Union& it) const { return std::ranges::equal(it.members, std::get<Union>(other).members); }
  bool operator()(const Variable& it) const { return it.index == std::get<Variable>(other).index; }
  bool operator()(const Parameter& it) const { return it.index == std::get<Parameter>(other).index; }
  bool operator()(const Callable& it) const {
    const Callable& that = std::get<Callable>(other);
    return it.shape == that.shape && std::ranges::equal(it.parts, that.parts);
  }
  bool operator()(const Overload& it) const { return std::ranges::equal(it.signatures, std::get<Overload>(other).signatures); }
  bool operator()(const Tuple& it) const {
    const Tuple& that = std::get<Tuple>(other);
    return it.unbounded == that.unbounded && std::ranges::equal(it.parts, that.parts);
  }
  bool operator()(const Literal& it) const {
    const Literal& that = std::get<Literal>(other);
    return it.class_id == that.class_id && it.value == that.value;
  }
  bool operator()(const TypeOf& it) const { return it.inner() == std::get<TypeOf>(other).inner(); }
  bool operator()(const Alias& it) const {
    const Alias& that = std::get<Alias>(other);
    return it.alias_id == that.alias_id && std::ranges::equal(it.arguments, that.arguments);
  }
  bool operator()(const SelfType&) const { return true; }
  bool operator()(const Opaque& it) const {
    const Opaque& that = std::get<Opaque>(other);
    return it.construct == that.construct && std::ranges::equal(it.parts, that.parts);
  }
};

template <typename Value>
const Value* kept_once(std::deque<Value>& kept, const Value& value) {
  const auto found = std::ranges::find(kept, value);
  return found == kept.end() ? &kept.emplace_back(value) : &*found;
}

}  // namespace

TypePool::TypePool() : slots_(1024), never_(nullptr) { never_ = intern(Never{}); }

Type TypePool::nominal(ClassId class_id, std::span<const Type> arguments) {
  return intern(Nominal{class_id, arguments});
}

Type TypePool::union_of(std::span<const Type> members) {
  if (members.empty()) return never_;
  return members.size() == 1 ? members.front() : intern(Union{members});
}

Type TypePool::variable(std::uint32_t index) { return intern(Variable{index}); }

Type TypePool::parameter(std::uint32_t index) { return intern(Parameter{index}); }

Type TypePool::callable(const SignatureShape& shape, std::span<const Type> parts) {
  assert(parts.size() == shape.size() + 1);
  return intern(Callable{kept_once(shapes_, shape), parts});
}

Type TypePool::callable(std::span<const Type> parameters, Type result) {
  std::vector<Type> parts{parameters.begin(), parameters.end()};
  parts.push_back(result);
  return callable(SignatureShape(parameters.size(), {ParameterKind::PositionalOnly, false, {}}), parts);
}

Type TypePool::overload(std::span<const Type> signatures) {
  return signatures.size() == 1 ? signatures.front() : intern(Overload{signatures});
}

Type TypePool::tuple(std::span<const Type> parts, std::optional<std::uint32_t> unbounded) {
  assert(!unbounded || *unbounded < parts.size());
  return intern(Tuple{parts, unbounded});
}

Type TypePool::literal(ClassId class_id, std::string_view value) {
  return intern(Literal{class_id, &*literals_.emplace(value).first});
}

Type TypePool::opaque(std::string_view construct, std::span<const Type> parts) {
  return intern(Opaque{kept_once(constructs_, std::string{construct}), parts});
}

Type TypePool::with_parts(Type type, std::span<const Type> parts) {
  assert(parts.size() == parts_of(type).size());
  if (const Nominal* nominal = as_nominal(type)) return intern(Nominal{nominal->class_id, parts});
  if (as_union(type)) return intern(Union{parts});
  if (const Callable* callable = as_callable(type)) return intern(Callable{callable->shape, parts});
  if (as_overload(type)) return intern(Overload{parts});
  if (const Opaque* opaque = as_opaque(type)) return intern(Opaque{opaque->construct, parts});
  if (const Tuple* tuple = as_tuple(type)) return intern(Tuple{parts, tuple->unbounded});
  if (as_type_of(type)) return intern(TypeOf{parts});
  if (const Alias* alias = as_alias(type)) return intern(Alias{alias->alias_id, parts});
  return type;
}

Type TypePool::intern(const decltype(TypeNode::form)& form) {
  const std::size_t hash = std::visit(Hasher{}, form), mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::size_t at = slots_[slot] - 1;
    if (hashes_[at] == hash && nodes_[at].form.index() == form.index() && std::visit(Same{form}, nodes_[at].form))
      return Type{&nodes_[at]};
  }
  TypeNode node{form, 1, static_cast<std::uint32_t>(nodes_.size()), std::holds_alternative<Variable>(form),
                std::holds_alternative<Parameter>(form), std::holds_alternative<SelfType>(form), std::holds_alternative<Opaque>(form),
                std::holds_alternative<Alias>(form)};
  if (auto* it = std::get_if<Nominal>(&node.form)) it->arguments = keep(it->arguments);
  if (auto* it = std::get_if<Union>(&node.form)) it->members = keep(it->members);
  if (auto* it = std::get_if<Callable>(&node.form)) it->parts = keep(it->parts);
  if (auto* it = std::get_if<Overload>(&node.form)) it->signatures = keep(it->signatures);
  if (auto* it = std::get_if<Opaque>(&node.form)) it->parts = keep(it->parts);
  if (auto* it = std::get_if<Tuple>(&node.form)) it->parts = keep(it->parts);
  if (auto* it = std::get_if<TypeOf>(&node.form)) it->parts = keep(it->parts);
  if (auto* it = std::get_if<Alias>(&node.form)) it->arguments = keep(it->arguments);
  nodes_.push_back(node);
  for (Type part : parts_of(Type{&nodes_.back()})) {
    nodes_.back().depth = std::max(nodes_.back().depth, part->depth + 1);
    nodes_.back().has_variables |= part->has_variables;
    nodes_.back().has_parameters |= part->has_parameters;
    nodes_.back().has_self |= part->has_self;
    nodes_.back().has_opaque |= part->has_opaque;
    nodes_.back().has_alias |= part->has_alias;
  }
  hashes_.push_back(hash);
  slots_[slot] = static_cast<std::uint32_t>(nodes_.size());
  if (nodes_.size() * 2 > slots_.size()) grow();
  return Type{&nodes_.back()};
}

std::span<const Type> TypePool::keep(std::span<const Type> types) {
  if (types.empty()) return {};
  if (chunks_.empty() || used_ + types.size() > chunk_sizes_.back()) {
    chunk_sizes_.push_back(std::max(chunk_size, types.size()));
    chunks_.push_back(std::make_unique<std::byte[]>(chunk_sizes_.back() * sizeof(Type)));
    used_ = 0;
  }
  Type* place = reinterpret_cast<Type*>(chunks_.back().get()) + used_;
  std::uninitialized_copy(types.begin(), types.end(), place);
  used_ += types.size();
  return {place, types.size()};
}

void TypePool::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = 0; at < hashes_.size(); ++at) {
    std::size_t slot = hashes_[at] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(at + 1);
  }
}

void TypePool::roll_back(const Mark& mark) {
  assert(mark.nodes <= nodes_.size() && mark.nodes >= 1);
  const std::size_t mask = slots_.size() - 1;
  // Newest first: with linear probing the last one put in can be taken out without moving any other.
  while (nodes_.size() > mark.nodes) {
    std::size_t slot = hashes_.back() & mask;
    while (slots_[slot] != nodes_.size()) slot = (slot + 1) & mask;
    slots_[slot] = 0;
    nodes_.pop_back();
    hashes_.pop_back();
  }
  chunks_.resize(mark.chunks);
  chunk_sizes_.resize(mark.chunks);
  used_ = mark.used;
  while (shapes_.size() > mark.shapes) shapes_.pop_back();
  while (constructs_.size() > mark.constructs) constructs_.pop_back();
}

}  // namespace agverify::model
