#include "properties/places.h"

#include <algorithm>
#include <ranges>

namespace agverify::properties {

using namespace model;

Variance inside(Variance outer, Variance inner) {
  if (outer == Variance::Bivariant || inner == Variance::Bivariant) return Variance::Bivariant;
  if (outer == Variance::Invariant || inner == Variance::Invariant) return Variance::Invariant;
  return outer == inner ? Variance::Covariant : Variance::Contravariant;
}

std::vector<PlaceInType> places_in(Type type, const ClassTable& table) {
  std::vector<PlaceInType> places{{{}, type, Variance::Covariant}};
  for (std::size_t at = 0; at < places.size(); ++at) {
    const PlaceInType outer = places[at];
    const Nominal* nominal = as_nominal(outer.type);
    const Callable* signature = as_callable(outer.type);
    if (as_type_of(outer.type)) continue;
    const auto parts = parts_of(outer.type);
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      PlaceInType inner{outer.path, parts[i], outer.variance, outer.bounded};
      inner.path.push_back(i);
      if (signature && i + 1 < parts.size()) inner.variance = inside(outer.variance, Variance::Contravariant);
      if (as_alias(outer.type)) inner.variance = inside(outer.variance, Variance::Invariant);  // it is not known how it unfolds
      inner.in_overload = as_overload(outer.type) != nullptr;
      if (nominal) {
        const TypeParameter& parameter = table[nominal->class_id].parameters[i];
        inner.variance = inside(outer.variance, parameter.declared_variance);
        if (is_restricted(parameter)) inner.bounded = true, inner.restriction = &parameter;
      }
      places.push_back(std::move(inner));
    }
  }
  std::erase_if(places, [](const PlaceInType& place) { return place.in_overload; });
  return places;
}

Type with_part(Type type, const std::vector<std::uint32_t>& path, Type part, TypePool& pool) {
  std::vector<Type> outer{type};
  for (std::uint32_t index : path) outer.push_back(parts_of(outer.back())[index]);
  outer.back() = part;
  for (std::size_t at = path.size(); at-- > 0;) {
    const auto parts = parts_of(outer[at]);
    std::vector<Type> changed{parts.begin(), parts.end()};
    changed[path[at]] = outer[at + 1];
    outer[at] = pool.with_parts(outer[at], changed);
  }
  return outer.front();
}

}  // namespace agverify::properties
