// Which lengths of a tuple need be looked at. Let P be the longest prefix and S the longest suffix of the types with an unbounded
// part, n the number of types that a value can be out of by an element only where its length is none of the fixed ones, and L0 the
// least length from P + S + n on that is no fixed one. A value of a length of at least P + S that is no fixed one can be brought to
// L0 and stays in and out of the same types:
//   longer   elements that have no value are put in right after the first P; they are in every type and keep none from being in
//   shorter  the first P, the last S, and for each of the n one element that is out of its part are kept, others are dropped
// In both cases the elements kept stand against the same parts as before, since only the middles of unbounded parts change; no type
// with a fixed length is met by the old length or the new. So beside L0 the fixed lengths and those below P + S remain.

#include "solver/smt/tuple_lengths.h"

#include <algorithm>
#include <set>

namespace agverify::solver::smt {

using model::Tuple;
using model::Type;

std::size_t least_length(const Tuple& tuple) { return tuple.parts.size() - (tuple.unbounded ? 1 : 0); }

bool admits(const Tuple& tuple, std::size_t length) {
  return tuple.unbounded ? length >= least_length(tuple) : length == tuple.parts.size();
}

Type part_at(const Tuple& tuple, std::size_t length, std::size_t place) {
  if (!tuple.unbounded || place < *tuple.unbounded) return tuple.parts[place];
  const std::size_t suffix = tuple.parts.size() - 1 - *tuple.unbounded;
  return place + suffix < length ? tuple.parts[*tuple.unbounded] : tuple.parts[tuple.parts.size() - (length - place)];
}

namespace {

/// From this length on no prefix of one reaches into the suffix of the other, and the unbounded parts meet.
std::size_t length_to_tell(const Tuple& first, const Tuple& second) { return first.parts.size() + second.parts.size(); }

}  // namespace

std::optional<std::vector<std::pair<Type, Type>>> parts_together(const Tuple& first, const Tuple& second) {
  const std::size_t least = least_length(first), most = first.unbounded ? length_to_tell(first, second) : least;
  if (!admits(second, least) || !admits(second, most)) return std::nullopt;
  std::vector<std::pair<Type, Type>> found;
  for (std::size_t length = least; length <= most; ++length)
    for (std::size_t place = 0; place < length; ++place) {
      const std::pair both{part_at(first, length, place), part_at(second, length, place)};
      if (std::ranges::find(found, both) == found.end()) found.push_back(both);
    }
  return found;
}

Type sequence_view(model::TypePool& pool, model::ClassId tuple_class, const Tuple& tuple) {
  std::vector<Type> parts;
  for (Type each : tuple.parts)
    if (std::ranges::find(parts, each) == parts.end()) parts.push_back(each);
  return pool.nominal(tuple_class, {pool.union_of(parts)});
}

std::vector<std::size_t> telling_lengths(std::span<const Tuple> inside, std::span<const Tuple> outside, std::size_t elementwise) {
  std::size_t prefix = 0, suffix = 0;
  std::set<std::size_t> fixed;
  const auto measure = [&](const Tuple& each) {
    if (!each.unbounded) return void(fixed.insert(each.parts.size()));
    prefix = std::max<std::size_t>(prefix, *each.unbounded);
    suffix = std::max<std::size_t>(suffix, each.parts.size() - 1 - *each.unbounded);
  };
  std::ranges::for_each(inside, measure);
  std::ranges::for_each(outside, measure);
  std::size_t free = prefix + suffix + elementwise;
  free += static_cast<std::size_t>(std::ranges::count_if(outside, [](const Tuple& each) { return each.unbounded.has_value(); }));
  while (fixed.contains(free)) ++free;
  std::set<std::size_t> lengths = fixed;
  lengths.insert(free);
  for (std::size_t each = 0; each < prefix + suffix; ++each) lengths.insert(each);
  std::erase_if(lengths, [&](std::size_t length) {
    return std::ranges::none_of(inside, [&](const Tuple& each) { return admits(each, length); });
  });
  return {lengths.begin(), lengths.end()};
}

}  // namespace agverify::solver::smt
