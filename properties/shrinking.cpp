#include "properties/shrinking.h"

#include <algorithm>

#include "properties/places.h"

namespace agverify::properties {
namespace {

using namespace model;

/// A part in the place of the whole, and a union with a member fewer.
void shorten(Type type, const World& world, std::vector<Type>& into) {
  const auto parts = parts_of(type);
  into.insert(into.end(), parts.begin(), parts.end());
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

}  // namespace

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
