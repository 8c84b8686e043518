#include "solver/rules/tuple_parts.h"

#include <algorithm>

namespace agverify::solver::rules {

using model::Tuple;

namespace {

/// How many parts stand before the one of any length, and after it.
struct Ends {
  std::size_t before, after;
};

Ends ends_of(const Tuple& tuple) {
  const std::size_t before = tuple.unbounded ? *tuple.unbounded : tuple.parts.size();
  return {before, tuple.parts.size() - before - (tuple.unbounded ? 1 : 0)};
}

std::vector<PartPair> at_one_length(const Tuple& source, const Tuple& target, std::size_t length) {
  std::vector<PartPair> pairs;
  for (std::size_t place = 0; place < length; ++place) pairs.push_back({part_at(source, place, length), part_at(target, place, length)});
  return pairs;
}

/// Both have a part of any length. A place is so far from the front and so far from the back; a part of the source fixes one
/// of these, or neither, and leaves the other at what it is in the shortest length, or more.
std::vector<PartPair> at_every_length(const Tuple& source, const Tuple& target) {
  const Ends given = ends_of(source), wanted = ends_of(target);
  const auto last = target.parts.size() - 1;
  std::vector<PartPair> pairs;
  std::vector<std::size_t> met;
  for (std::size_t part = 0; part < source.parts.size(); ++part) {
    met.clear();
    const bool is_front = part < given.before, is_back = part > given.before;
    const std::size_t shortest_length = given.before + given.after;
    const std::size_t from_front = is_back ? part - 1 : is_front ? part : given.before;
    const std::size_t from_back = is_front ? shortest_length - 1 - part : is_back ? source.parts.size() - 1 - part : given.after;
    if (is_front && part < wanted.before) {
      met.push_back(part);
    } else if (is_back && from_back < wanted.after) {
      met.push_back(last - from_back);
    } else {
      if (!is_front)
        for (std::size_t i = from_front; i < wanted.before; ++i) met.push_back(i);
      met.push_back(wanted.before);
      if (!is_back)
        for (std::size_t i = from_back; i < wanted.after; ++i) met.push_back(last - i);
    }
    std::ranges::sort(met);
    for (std::size_t each : met) pairs.push_back({static_cast<std::uint32_t>(part), static_cast<std::uint32_t>(each)});
  }
  return pairs;
}

}  // namespace

std::size_t shortest(const Tuple& tuple) { return tuple.parts.size() - (tuple.unbounded ? 1 : 0); }

bool has_length(const Tuple& tuple, std::size_t length) {
  return tuple.unbounded ? length >= shortest(tuple) : length == shortest(tuple);
}

std::uint32_t part_at(const Tuple& tuple, std::size_t place, std::size_t length) {
  const Ends ends = ends_of(tuple);
  if (place < ends.before) return static_cast<std::uint32_t>(place);
  const std::size_t from_back = length - 1 - place;
  return static_cast<std::uint32_t>(from_back < ends.after ? tuple.parts.size() - 1 - from_back : ends.before);
}

std::optional<std::vector<PartPair>> part_pairs(const Tuple& source, const Tuple& target) {
  const bool fits = source.unbounded ? target.unbounded && shortest(source) >= shortest(target) : has_length(target, shortest(source));
  if (!fits) return std::nullopt;
  return source.unbounded ? at_every_length(source, target) : at_one_length(source, target, shortest(source));
}

bool are_apart(model::Type source, model::Type target) {
  const auto are_other_literals = [](model::Type one, model::Type other) { return one != other && model::as_literal(one) && model::as_literal(other); };
  const Tuple *given = model::as_tuple(source), *wanted = model::as_tuple(target);
  if (!given || !wanted) return are_other_literals(source, target);
  if (given->unbounded || wanted->unbounded) return false;
  if (given->parts.size() != wanted->parts.size()) return true;
  for (std::size_t i = 0; i < given->parts.size(); ++i)
    if (are_other_literals(given->parts[i], wanted->parts[i])) return true;
  return false;
}

}  // namespace agverify::solver::rules
