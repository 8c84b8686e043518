#include "properties/steps.h"

#include <algorithm>

#include "properties/aliases.h"
#include "properties/class_objects.h"
#include "properties/places.h"
#include "properties/signatures.h"
#include "properties/tuples.h"

namespace agverify::properties {
namespace {

using namespace model;

constexpr std::size_t most_members = 6;

Course opposite(Course course) {
  if (course == Course::Same) return Course::Same;
  return course == Course::Up ? Course::Down : Course::Up;
}

/// What to do at a place so that the whole goes as wanted.
Course course_at(Variance variance, Course wanted) {
  switch (variance) {
    case Variance::Covariant: return wanted;
    case Variance::Contravariant: return opposite(wanted);
    case Variance::Bivariant:
    case Variance::Invariant: break;
  }
  return Course::Same;
}

/// What a class's parameters must be for `pattern` to be `type`; nothing when they cannot.
std::optional<std::vector<std::optional<Type>>> match(Type pattern, Type type, std::size_t parameters) {
  std::vector<std::optional<Type>> found(parameters);
  std::vector<std::pair<Type, Type>> left{{pattern, type}};
  while (!left.empty()) {
    const auto [here, there] = left.back();
    left.pop_back();
    if (here == there) continue;
    if (const Parameter* parameter = as_parameter(here)) {
      auto& known = found[parameter->index];
      if (known && *known != there) return std::nullopt;
      known = there;
      continue;
    }
    const Tuple *pattern_tuple = as_tuple(here), *tuple = as_tuple(there);
    if (pattern_tuple && tuple && pattern_tuple->unbounded == tuple->unbounded && pattern_tuple->parts.size() == tuple->parts.size()) {
      for (std::size_t i = 0; i < tuple->parts.size(); ++i) left.emplace_back(pattern_tuple->parts[i], tuple->parts[i]);
      continue;
    }
    const Nominal *one = as_nominal(here), *other = as_nominal(there);
    if (!one || !other || one->class_id != other->class_id) return std::nullopt;
    for (std::size_t i = 0; i < one->arguments.size(); ++i) left.push_back({one->arguments[i], other->arguments[i]});
  }
  return found;
}

bool is_callable(Type type) { return as_callable(type) || as_overload(type); }

class Step {
 public:
  Step(Draw& draw, const World& world, const TypeWeights& weights) : draw_(draw), world_(world), pool_(world.pool()), weights_(weights) {}

  Type at(Type type, Course course) {
    if (world_.is_narrowing(type)) return course == Course::Up ? narrowing_up() : type;
    if (const auto beside = literal_string_step(type, course)) return *beside;
    switch (course) {
      case Course::Up: return up(type);
      case Course::Down: return down(type);
      case Course::Same: return same(type);
    }
    return type;
  }

 private:
  Type something() { return draw_type(draw_, world_, 1 + draw_.below(2), weights_); }
  bool has_tuples() const { return weights_.tuple != 0; }

  /// What narrows is a bool, or the union of its literals.
  Type narrowing_up() {
    const Type boolean = pool_.nominal(world_.table().well_known.boolean);
    return draw_.chance(50) ? boolean : pool_.union_of(world_.values_of(boolean));
  }

  /// Between a literal of str, LiteralString and str.
  std::optional<Type> literal_string_step(Type type, Course course) {
    const auto special = world_.literal_string();
    if (weights_.literal_string == 0 || !special || course == Course::Same || draw_.chance(40)) return std::nullopt;
    const Type text = pool_.nominal(*world_.table().well_known.string);
    const Literal* literal = as_literal(type);
    if (type == *special) return course == Course::Up ? text : pool_.literal(*world_.table().well_known.string, R"("a")");
    if (type == text && course == Course::Down) return special;
    return literal && literal->class_id == as_nominal(text)->class_id && course == Course::Up ? special : std::nullopt;
  }

  Type up(Type type) {
    if (is_never(type)) return something();
    if (as_alias(type)) return up(opened(world_, type));
    if (const Union* all = as_union(type)) return draw_.chance(20) ? world_.object() : union_up(*all);
    if (is_callable(type)) return callable_up(type);
    if (as_tuple(type)) return tuple_up(type);
    if (const Literal* literal = as_literal(type)) return literal_up(*literal);
    if (as_type_of(type)) return draw_.chance(70) ? type_of_above(draw_, world_, type) : draw_.chance(30) ? world_.object() : with_member(type, something());
    if (const auto call = call_of(type); call && draw_.chance(30)) return *call;
    const Nominal* nominal = as_nominal(type);
    const auto& tuple = world_.table()[nominal->class_id].tuple_base;
    if (has_tuples() && tuple && draw_.chance(60)) return specialised(*tuple, nominal->arguments);
    const auto above = world_.above(nominal->class_id);
    if (!above.empty() && draw_.chance(70)) return specialised(draw_.one_of(above).above, nominal->arguments);
    return draw_.chance(20) ? world_.object() : with_member(type, something());
  }

  Type tuple_up(Type type) {
    if (draw_.chance(75))
      if (const auto above = tuple_above(draw_, world_, type, weights_)) return *above;
    return draw_.chance(15) ? world_.object() : with_member(type, something());
  }

  Type literal_up(const Literal& literal) {
    if (draw_.chance(50)) return pool_.nominal(literal.class_id);
    return draw_.chance(15) ? world_.object() : with_member(pool_.literal(literal.class_id, *literal.value), something());
  }

  /// What an instance of the class is called as; nothing where it has no method for it.
  std::optional<Type> call_of(Type type) {
    const Nominal& nominal = *as_nominal(type);
    const auto found = world_.table().find_member(nominal.class_id, "__call__");
    const auto* method = found ? std::get_if<Method>(&found->member->form) : nullptr;
    if (!method) return std::nullopt;
    const Type inherited = specialised(method->callable, as_nominal(found->owner_specialization)->arguments);
    return Substitution{pool_}.self(specialised(inherited, nominal.arguments), type);
  }

  /// A protocol that asks for `__call__` alone is what its method is. Spec: callables#callback-protocols.
  bool is_callback_protocol(Type type) const {
    const ClassId id = as_nominal(type)->class_id;
    return world_.table()[id].is_protocol && world_.table().protocol_members(id).size() == 1;
  }

  Type callable_up(Type type) {
    if (draw_.chance(75))
      if (const auto above = signature_above(draw_, world_, type)) return *above;
    return draw_.chance(15) ? world_.object() : with_member(type, something());
  }

  Type callable_down(Type type) {
    if (draw_.chance(90))
      if (const auto below = signature_below(draw_, world_, type)) return *below;
    return draw_.chance(15) ? pool_.never() : type;
  }

  Type union_up(const Union& all) {
    const Type type = pool_.union_of(all.members);
    if (all.members.size() < most_members && draw_.chance(70)) return with_member(type, something());
    std::vector<Type> members{all.members.begin(), all.members.end()};
    Type& member = draw_.one_of(members);
    member = as_union(member) ? world_.object() : up(member);
    return pool_.union_of(members);
  }

  Type down(Type type) {
    if (is_never(type)) return type;
    if (type == world_.object()) return something();
    if (as_alias(type)) return down(opened(world_, type));
    if (const Union* all = as_union(type)) return union_down(*all);
    if (is_callable(type)) return callable_down(type);
    if (as_tuple(type)) return tuple_down(type);
    if (as_type_of(type)) return draw_.chance(85) ? type_of_below(draw_, world_, type) : pool_.never();
    if (weights_.type_of != 0 && draw_.chance(60))
      if (const auto classes = classes_of_metaclass(draw_, world_, type)) return *classes;
    if (as_literal(type)) return draw_.chance(15) ? pool_.never() : type;
    if (has_tuples() && draw_.chance(40))
      if (const auto inside = tuple_or_literal_inside(type)) return *inside;
    if (const auto call = call_of(type); call && is_callback_protocol(type) && draw_.chance(30)) return *call;
    const auto below = world_.below(as_nominal(type)->class_id);
    if (!below.empty() && draw_.chance(75))
      if (const auto lower = subclass(type, draw_.one_of(below))) return *lower;
    return draw_.chance(25) ? pool_.never() : type;
  }

  Type tuple_down(Type type) {
    if (draw_.chance(85))
      if (const auto below = tuple_below(draw_, world_, type)) return *below;
    return draw_.chance(15) ? pool_.never() : type;
  }

  /// A value of the class, or a tuple where the class is one of those above tuples.
  std::optional<Type> tuple_or_literal_inside(Type type) {
    std::vector<Type> found;
    for (Type literal : world_.literals())
      if (as_literal(literal)->class_id == as_nominal(type)->class_id) found.push_back(literal);
    if (!found.empty()) return draw_.one_of(found);
    for (Type above : world_.above_tuples())
      if (const auto matched = match(above, type, 1)) found.push_back((*matched)[0].value_or(world_.object()));
    if (found.empty()) return std::nullopt;
    const Type element = draw_.one_of(found);
    const std::vector<Type> elements(draw_.below(4), element);
    return elements.empty() || draw_.chance(50) ? pool_.tuple({&element, 1}, 0) : pool_.tuple(elements);
  }

  Type union_down(const Union& all) {
    if (draw_.chance(10)) return pool_.never();
    std::vector<Type> members{all.members.begin(), all.members.end()};
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(draw_.below(members.size())));
    return pool_.union_of(members);
  }

  /// The lower class at arguments that make its base this type; what the base leaves open is anything.
  std::optional<Type> subclass(Type type, const DirectlyAbove& edge) {
    const auto& parameters = world_.table()[edge.class_id].parameters;
    const auto found = match(edge.above, type, parameters.size());
    if (!found) return std::nullopt;
    std::vector<Type> arguments;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (is_restricted(parameters[i])) return std::nullopt;
      arguments.push_back((*found)[i] ? *(*found)[i] : draw_leaf(draw_, world_, weights_));
    }
    return pool_.nominal(edge.class_id, arguments);
  }

  Type same(Type type) {
    if (as_alias(type) && draw_.chance(85)) return alias_respelled(draw_, world_, type);
    if (weights_.alias != 0 && draw_.chance(60))
      if (const auto folded = alias_of(world_, type)) return *folded;
    if (const Union* all = as_union(type)) return union_same(*all);
    if (as_type_of(type) && draw_.chance(70)) return type_of_respelled(draw_, world_, type);
    if (has_tuples() && draw_.chance(80))
      if (const auto respelled = tuple_respelled(draw_, world_, type)) return *respelled;
    if (type == world_.object()) return with_member(type, something());
    if (is_never(type)) return draw_.chance(50) ? type : pool_.union_of({type, type});
    return with_member(type, draw_.chance(30) ? pool_.never() : down(type));
  }

  Type union_same(const Union& all) {
    std::vector<Type> members{all.members.begin(), all.members.end()};
    const Type member = draw_.one_of(members);
    switch (draw_.below(3)) {
      case 0: std::ranges::rotate(members, members.begin() + 1); break;
      case 1: return with_member(pool_.union_of(members), is_never(member) || as_union(member) ? member : down(member));
      default: members = {pool_.union_of({members[0], members[1]})};
               members.insert(members.end(), all.members.begin() + 2, all.members.end());
               members.push_back(member);
    }
    return pool_.union_of(members);
  }

  Type with_member(Type type, Type member) {
    return draw_.chance(50) ? pool_.union_of({type, member}) : pool_.union_of({member, type});
  }

  Type specialised(Type pattern, std::span<const Type> arguments) { return Substitution{pool_}.parameters(pattern, arguments); }

  Draw& draw_;
  const World& world_;
  TypePool& pool_;
  const TypeWeights& weights_;
};

/// A callable type has many parts, and most of what can go wrong with it goes wrong with the whole.
void prefer_signatures(Draw& draw, std::vector<PlaceInType>& places) {
  if (std::ranges::any_of(places, [](const PlaceInType& place) { return is_callable(place.type); }) && draw.chance(50))
    std::erase_if(places, [](const PlaceInType& place) { return !is_callable(place.type); });
}

void prefer_aliases(Draw& draw, std::vector<PlaceInType>& places) {
  const auto is_one = [](const PlaceInType& place) { return as_alias(place.type) != nullptr; };
  if (std::ranges::any_of(places, is_one) && draw.chance(50)) std::erase_if(places, [&](const PlaceInType& place) { return !is_one(place); });
}

/// What takes tuples apart stands at few places.
void prefer_tuples(Draw& draw, const World& world, std::vector<PlaceInType>& places) {
  const auto is_one = [&](const PlaceInType& place) { return as_tuple(place.type) || !world.values_of(place.type).empty(); };
  if (std::ranges::any_of(places, is_one) && draw.chance(50)) std::erase_if(places, [&](const PlaceInType& place) { return !is_one(place); });
}

}  // namespace

Type step(Draw& draw, const World& world, Type type, Course course, const TypeWeights& weights) {
  std::vector<PlaceInType> places = places_in(type, world.table());
  std::erase_if(places, [](const PlaceInType& place) { return place.bounded; });
  prefer_signatures(draw, places);
  if (weights.alias != 0) prefer_aliases(draw, places);
  if (weights.tuple != 0) prefer_tuples(draw, world, places);
  const PlaceInType& place = draw.one_of(places);
  const Type stepped = Step{draw, world, weights}.at(place.type, course_at(place.variance, course));
  return with_part(type, place.path, stepped, world.pool());
}

Type steps(Draw& draw, const World& world, Type type, Course course, std::size_t count, const TypeWeights& weights) {
  for (std::size_t i = 0; i < count; ++i) type = step(draw, world, type, course, weights);
  return type;
}

std::optional<Type> swapped_signature(Draw& draw, const World& world, Type type) {
  std::vector<PlaceInType> places = places_in(type, world.table());
  std::erase_if(places, [](const PlaceInType& place) { return place.bounded || !is_callable(place.type); });
  if (places.empty()) return std::nullopt;
  const PlaceInType& place = draw.one_of(places);
  return with_part(type, place.path, signature_beside(draw, world, place.type), world.pool());
}

Type swapped_tuple(Draw& draw, const World& world, Type type, const TypeWeights& weights) {
  std::vector<PlaceInType> places = places_in(type, world.table());
  std::erase_if(places, [&](const PlaceInType& place) { return place.bounded || !can_be_swapped(place.type, world); });
  if (places.empty()) return type;
  const PlaceInType& place = draw.one_of(places);
  return with_part(type, place.path, tuple_beside(draw, world, place.type, weights), world.pool());
}

Type swapped_type_of(Draw& draw, const World& world, Type type) {
  std::vector<PlaceInType> places = places_in(type, world.table());
  std::erase_if(places, [&](const PlaceInType& place) { return place.bounded || !as_type_of(place.type); });
  if (places.empty()) return type;
  const PlaceInType& place = draw.one_of(places);
  return with_part(type, place.path, type_of_beside(draw, world, place.type), world.pool());
}

Type swapped_leaf(Draw& draw, const World& world, Type type, const TypeWeights& weights) {
  std::vector<PlaceInType> places = places_in(type, world.table());
  std::erase_if(places, [](const PlaceInType& place) { return !place.restriction && (place.bounded || !parts_of(place.type).empty()); });
  if (places.empty()) return type;
  const PlaceInType& place = draw.one_of(places);
  const Type other = place.restriction ? draw.one_of(world.fitting(*place.restriction)) : draw_leaf(draw, world, weights);
  return with_part(type, place.path, other, world.pool());
}

}  // namespace agverify::properties
