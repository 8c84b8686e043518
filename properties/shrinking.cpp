#include "properties/shrinking.h"

#include <algorithm>
#include <optional>

#include "properties/places.h"

namespace agverify::properties {
namespace {

using namespace model;

/// A signature with a parameter fewer, or with all parameters required.
void shorten_signature(const Callable& signature, const World& world, std::vector<Type>& into) {
  for (std::size_t left_out = 0; left_out < signature.shape->size(); ++left_out) {
    SignatureShape shape = *signature.shape;
    std::vector<Type> parts{signature.parts.begin(), signature.parts.end()};
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(left_out));
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(left_out));
    into.push_back(world.pool().callable(shape, parts));
  }
  SignatureShape required = *signature.shape;
  for (SignatureParameter& each : required) each.has_default = false;
  if (required != *signature.shape) into.push_back(world.pool().callable(required, signature.parts));
}

/// An overload with a signature fewer, or with one of them shorter.
void shorten_overload(const Overload& overload, const World& world, std::vector<Type>& into) {
  for (std::size_t at = 0; at < overload.signatures.size(); ++at) {
    std::vector<Type> signatures{overload.signatures.begin(), overload.signatures.end()};
    std::vector<Type> shorter;
    shorten_signature(*as_callable(signatures[at]), world, shorter);
    for (Type each : shorter) {
      signatures[at] = each;
      into.push_back(world.pool().overload(signatures));
    }
    signatures.erase(signatures.begin() + static_cast<std::ptrdiff_t>(at));
    if (signatures.size() > 1) into.push_back(world.pool().overload(signatures));
  }
}

/// A tuple with an element fewer, or with all of them fixed.
void shorten_tuple(const Tuple& tuple, const World& world, std::vector<Type>& into) {
  if (tuple.unbounded) into.push_back(world.pool().tuple(tuple.parts));
  for (std::uint32_t left_out = 0; left_out < tuple.parts.size(); ++left_out) {
    std::vector<Type> rest{tuple.parts.begin(), tuple.parts.end()};
    rest.erase(rest.begin() + left_out);
    std::optional<std::uint32_t> unbounded = tuple.unbounded;
    if (unbounded == left_out) unbounded.reset();
    else if (unbounded && left_out < *unbounded) --*unbounded;
    into.push_back(world.pool().tuple(rest, unbounded));
  }
}

/// A part in the place of the whole, and a union, a tuple, a signature or an overload with one fewer.
void shorten(Type type, const World& world, std::vector<Type>& into) {
  const auto parts = parts_of(type);
  into.insert(into.end(), parts.begin(), parts.end());
  if (const Callable* signature = as_callable(type)) return shorten_signature(*signature, world, into);
  if (const Overload* overload = as_overload(type)) return shorten_overload(*overload, world, into);
  if (const Tuple* tuple = as_tuple(type)) return shorten_tuple(*tuple, world, into);
  if (const TypeOf* objects = as_type_of(type); objects && as_union(objects->inner()))
    for (Type each : parts_of(objects->inner())) into.push_back(world.pool().type_of(each));
  if (!as_union(type) || parts.size() < 3) return;
  for (std::size_t left_out = 0; left_out < parts.size(); ++left_out) {
    std::vector<Type> rest{parts.begin(), parts.end()};
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    into.push_back(world.pool().union_of(rest));
  }
}

/// The first leaf of all, and the one half way to it.
void simplify(Type type, const World& world, std::vector<Type>& into) {
  const auto place = static_cast<std::size_t>(std::ranges::find(world.leaves(), type) - world.leaves().begin());
  if (place == 0 || !parts_of(type).empty() || world.leaves().empty()) return;
  into.push_back(world.leaves().front());
  if (place / 2 != 0 && place != world.leaves().size()) into.push_back(world.leaves()[place / 2]);
}

/// The type with one part in the place of another wherever that stands; nothing where a bound may forbid it.
std::optional<Type> with_everywhere(Type type, Type part, Type by, const World& world) {
  Type made = type;
  for (const PlaceInType& place : places_in(type, world.table())) {
    if (place.type != part) continue;
    if (place.bounded) return std::nullopt;
    made = with_part(made, place.path, by, world.pool());
  }
  return made;
}

void simplify_common(const TypePair& pair, const World& world, std::vector<TypePair>& into) {
  std::vector<Type> common;
  const auto others = places_in(pair.target, world.table());
  for (const PlaceInType& place : places_in(pair.source, world.table()))
    if (std::ranges::find(others, place.type, &PlaceInType::type) != others.end() && std::ranges::find(common, place.type) == common.end())
      common.push_back(place.type);
  for (Type part : common) {
    std::vector<Type> simpler;
    if (!parts_of(part).empty() && !world.leaves().empty()) simpler.push_back(world.leaves().front());
    shorten(part, world, simpler);
    simplify(part, world, simpler);
    for (Type each : simpler) {
      const auto source = with_everywhere(pair.source, part, each, world), target = with_everywhere(pair.target, part, each, world);
      if (source && target) into.push_back({*source, *target});
    }
  }
}

bool are_alike(Type left, Type right) {
  const Nominal *one = as_nominal(left), *other = as_nominal(right);
  if (one && other) return one->class_id == other->class_id;
  return as_union(left) && as_union(right) && parts_of(left).size() == parts_of(right).size();
}

/// Both places hold the same class, or unions of as many members.
void shorten_both(const PlaceInType& source, const PlaceInType& target, const TypePair& pair, const World& world, std::vector<TypePair>& into) {
  std::vector<Type> sources, targets;
  shorten(source.type, world, sources);
  shorten(target.type, world, targets);
  for (std::size_t i = 0; i < std::min(sources.size(), targets.size()); ++i)
    into.push_back({with_part(pair.source, source.path, sources[i], world.pool()), with_part(pair.target, target.path, targets[i], world.pool())});
}

}  // namespace

std::vector<TypePair> smaller_together(const TypePair& pair, const World& world) {
  std::vector<TypePair> smaller;
  const auto targets = places_in(pair.target, world.table());
  for (const PlaceInType& place : places_in(pair.source, world.table())) {
    const auto other = std::ranges::find(targets, place.path, &PlaceInType::path);
    if (other == targets.end()) continue;
    if (!place.path.empty()) smaller.push_back({place.type, other->type});
    if (!place.bounded && !other->bounded && are_alike(place.type, other->type)) shorten_both(place, *other, pair, world, smaller);
  }
  simplify_common(pair, world, smaller);
  return smaller;
}

std::vector<Type> smaller_types(Type type, const World& world) {
  std::vector<Type> smaller;
  for (const PlaceInType& place : places_in(type, world.table())) {
    if (place.bounded) continue;
    std::vector<Type> here;
    shorten(place.type, world, here);
    simplify(place.type, world, here);
    for (Type each : here) smaller.push_back(with_part(type, place.path, each, world.pool()));
  }
  return smaller;
}

std::vector<std::vector<Type>> smaller_lists(const std::vector<Type>& types, const World& world) {
  std::vector<std::vector<Type>> smaller;
  for (std::size_t i = 0; i < types.size(); ++i)
    for (Type each : smaller_types(types[i], world)) {
      smaller.push_back(types);
      smaller.back()[i] = each;
    }
  return smaller;
}

}  // namespace agverify::properties
