// A place of a tuple lies x elements from its front and y from its back, and the length is x + y + 1. A part before the
// unbounded one fixes x, one after it fixes y; the unbounded part takes every x and y past both ends. What is not fixed runs
// from its least value, in the shortest length, on without end. The target's part at (x, y) is the one at x where that is
// before its unbounded part, else the one at y where that is after it, else the unbounded one: as long as the length is one
// of the target's, no two of these hold.
#include "check/types/tuple.h"

#include <algorithm>

namespace agverify::check {

TupleLayout TupleLayout::of(std::size_t parts, std::optional<std::size_t> unbounded) {
  if (!unbounded) return {parts, 0, false};
  return {*unbounded, parts - 1 - *unbounded, true};
}

std::size_t TupleLayout::part_at(std::size_t place, std::size_t length) const {
  if (!is_unbounded || place < before) return place;
  const std::size_t from_back = length - 1 - place;
  return from_back < after ? before + after - from_back : before;
}

namespace {

/// Where a part of the source can stand.
struct Places {
  std::size_t least_from_front = 0, least_from_back = 0;
  bool front_is_fixed = false, back_is_fixed = false;
};

Places places_of(const TupleLayout& source, std::size_t part) {
  if (part < source.before) return {part, source.shortest() - 1 - part, true, false};
  if (part == source.before) return {source.before, source.after, false, false};
  const std::size_t from_back = source.before + source.after - part;
  return {source.shortest() - 1 - from_back, from_back, false, true};
}

bool visit_targets(const Places& places, const TupleLayout& target, const std::function<bool(std::size_t)>& visit) {
  const auto [front, back, front_is_fixed, back_is_fixed] = places;
  if (front_is_fixed && front < target.before) return visit(front);
  if (back_is_fixed && back < target.after) return visit(target.before + target.after - back);
  for (std::size_t x = front; !front_is_fixed && x < target.before; ++x)
    if (!visit(x)) return false;
  if (!visit(target.before)) return false;
  for (std::size_t y = target.after; !back_is_fixed && y-- > back;)
    if (!visit(target.before + target.after - y)) return false;
  return true;
}

}  // namespace

std::optional<bool> visit_pairs(const TupleLayout& source, const TupleLayout& target,
                                const std::function<bool(std::size_t, std::size_t)>& visit) {
  const std::size_t least = source.shortest();
  if (!target.has_length(least) || (source.is_unbounded && !target.is_unbounded)) return std::nullopt;
  const std::size_t parts = least + (source.is_unbounded ? 1 : 0);
  for (std::size_t part = 0; part < parts; ++part) {
    const auto with_part = [&](std::size_t met) { return visit(part, met); };
    const bool goes_on = source.is_unbounded ? visit_targets(places_of(source, part), target, with_part)
                                             : with_part(target.part_at(part, least));
    if (!goes_on) return false;
  }
  return true;
}

}  // namespace agverify::check
