#include "properties/tuples.h"

#include <algorithm>

#include "properties/aliases.h"

namespace agverify::properties {
namespace {

using namespace model;

using Parts = std::vector<Type>;

/// A tuple type as it is changed.
struct Form {
  Parts parts;
  std::optional<std::uint32_t> unbounded;

  static Form of(Type type) {
    const Tuple& tuple = *as_tuple(type);
    return {{tuple.parts.begin(), tuple.parts.end()}, tuple.unbounded};
  }
  Type made(const World& world) const { return world.pool().tuple(parts, unbounded); }

  void insert(std::size_t at, Type part) {
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), part);
    if (unbounded && at <= *unbounded) ++*unbounded;
  }
  void erase(std::size_t at) {
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
    if (unbounded == at) unbounded.reset();
    else if (unbounded && at < *unbounded) --*unbounded;
  }
};

std::uint32_t some_place(Draw& draw, const Form& form) { return static_cast<std::uint32_t>(draw.below(form.parts.size())); }

/// Neighbouring parts, with the one of any length where there is one, as one of any length.
Type gathered(Draw& draw, const World& world, Form form) {
  std::size_t first = some_place(draw, form), last = first + draw.below(form.parts.size() - first);
  if (form.unbounded) first = std::min<std::size_t>(first, *form.unbounded), last = std::max<std::size_t>(last, *form.unbounded);
  const auto from = form.parts.begin() + static_cast<std::ptrdiff_t>(first), to = form.parts.begin() + static_cast<std::ptrdiff_t>(last) + 1;
  const Type all = world.pool().union_of(Parts{from, to});
  *from = all;
  form.parts.erase(from + 1, to);
  form.unbounded = static_cast<std::uint32_t>(first);
  return form.made(world);
}

/// The tuple with each of the types at the place of one part, as a union.
Type apart(const Form& form, std::size_t part, const Parts& types, const World& world) {
  Parts members;
  for (Type each : types) {
    Form member = form;
    member.parts[part] = each;
    members.push_back(member.made(world));
  }
  return world.pool().union_of(members);
}

/// No elements of any length, or one and then any number: at the front of it or at its back.
Type split(Draw& draw, const Form& form, const World& world) {
  Form none = form, some = form;
  none.erase(*form.unbounded);
  const Type element = form.parts[*form.unbounded];
  some.insert(*form.unbounded + (draw.chance(50) ? 1 : 0), element);
  return world.pool().union_of({none.made(world), some.made(world)});
}

/// Elements that are all alike are in no order.
std::optional<Type> turned(Form form, const World& world) {
  const std::size_t at = *form.unbounded;
  for (const std::size_t beside : {at + 1, at - 1})
    if (beside < form.parts.size() && form.parts[beside] == form.parts[at]) {
      form.unbounded = static_cast<std::uint32_t>(beside);
      return form.made(world);
    }
  return std::nullopt;
}

/// What a part is the union of.
Parts members_of(Type type, const World& world) {
  if (as_alias(type)) type = opened(world, type);
  if (const Union* all = as_union(type)) return {all->members.begin(), all->members.end()};
  return world.values_of(type);
}

Type tuple_changed(Draw& draw, const World& world, Form form, const TypeWeights& weights) {
  const std::size_t size = form.parts.size();
  switch (size == 0 ? 0 : draw.below(5)) {
    case 0: {
      const Type element = size != 0 && draw.chance(50) ? draw.one_of(form.parts) : draw_leaf(draw, world, weights);
      form.insert(draw.below(size + 1), element);
      break;
    }
    case 1: form.erase(draw.below(size)); break;
    case 2: std::swap(form.parts[some_place(draw, form)], form.parts.front()); break;
    case 3: form.unbounded = form.unbounded ? std::nullopt : std::optional{some_place(draw, form)}; break;
    default: form.unbounded = some_place(draw, form);
  }
  return form.made(world);
}

Type literal_changed(Draw& draw, const World& world, const Literal& literal) {
  if (draw.chance(25)) return world.pool().nominal(literal.class_id);
  return draw.one_of(world.literals());
}

}  // namespace

std::optional<Type> tuple_above(Draw& draw, const World& world, Type tuple, const TypeWeights& weights) {
  Form form = Form::of(tuple);
  switch (draw.below(3)) {
    case 0: {
      if (world.above_tuples().empty()) return std::nullopt;
      Substitution substitution{world.pool()};
      return substitution.parameters(draw.one_of(world.above_tuples()), Parts{world.pool().union_of(form.parts)});
    }
    case 1:
      if (form.parts.empty()) return std::nullopt;
      return gathered(draw, world, form);
    default: {
      if (form.unbounded) return std::nullopt;
      const auto at = static_cast<std::uint32_t>(draw.below(form.parts.size() + 1));
      form.insert(at, draw_type(draw, world, 1 + draw.below(2), weights));
      form.unbounded = at;
      return form.made(world);
    }
  }
}

std::optional<Type> tuple_below(Draw& draw, const World& world, Type tuple) {
  Form form = Form::of(tuple);
  if (!form.unbounded) return std::nullopt;
  const std::size_t at = *form.unbounded;
  const Type element = form.parts[at];
  if (draw.chance(40)) {
    form.insert(at + (draw.chance(50) ? 1 : 0), element);
    return form.made(world);
  }
  form.erase(at);
  for (std::size_t count = draw.below(4); count > 0; --count) form.insert(at, element);
  return form.made(world);
}

std::optional<Type> tuple_respelled(Draw& draw, const World& world, Type type) {
  if (const Parts values = world.values_of(type); !values.empty()) return world.pool().union_of(values);
  if (!as_tuple(type)) return std::nullopt;
  const Form form = Form::of(type);
  if (form.unbounded && draw.chance(60)) {
    const auto other = draw.chance(30) ? turned(form, world) : std::nullopt;
    return other ? *other : split(draw, form, world);
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < form.parts.size(); ++i)
    if (form.unbounded != i && !members_of(form.parts[i], world).empty()) places.push_back(i);
  if (places.empty()) return std::nullopt;
  const std::size_t part = draw.one_of(places);
  return apart(form, part, members_of(form.parts[part], world), world);
}

bool can_be_swapped(Type type, const World& world) { return as_tuple(type) || as_literal(type) || !world.values_of(type).empty(); }

Type tuple_beside(Draw& draw, const World& world, Type type, const TypeWeights& weights) {
  if (as_tuple(type)) return tuple_changed(draw, world, Form::of(type), weights);
  if (const Literal* literal = as_literal(type)) return literal_changed(draw, world, *literal);
  return draw.one_of(world.values_of(type));
}

}  // namespace agverify::properties
