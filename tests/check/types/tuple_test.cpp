#include "check/types/tuple.h"

#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace agverify::check {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// Up to four parts before and after, with an unbounded one and without.
std::vector<TupleLayout> all_layouts() {
  std::vector<TupleLayout> layouts;
  for (std::size_t before = 0; before <= 4; ++before) {
    layouts.push_back({before, 0, false});
    for (std::size_t after = 0; after <= 4; ++after) layouts.push_back({before, after, true});
  }
  return layouts;
}

/// The part at a place, by writing out all parts of the length.
std::size_t written_out(const TupleLayout& layout, std::size_t place, std::size_t length) {
  std::vector<std::size_t> parts;
  for (std::size_t i = 0; i < layout.before; ++i) parts.push_back(i);
  while (layout.is_unbounded && parts.size() + layout.after < length) parts.push_back(layout.before);
  for (std::size_t i = 0; i < layout.after; ++i) parts.push_back(layout.before + 1 + i);
  return parts.at(place);
}

TEST(TupleLayout, GivesThePartAtAPlaceOfALength) {
  for (const TupleLayout& layout : all_layouts())
    for (std::size_t length = 0; length < 14; ++length)
      for (std::size_t place = 0; layout.has_length(length) && place < length; ++place)
        EXPECT_EQ(layout.part_at(place, length), written_out(layout, place, length));
}

TEST(TupleLayout, IsReadOffTheUnboundedPart) {
  const TupleLayout fixed = TupleLayout::of(3, std::nullopt), mixed = TupleLayout::of(3, 1);
  EXPECT_TRUE(fixed.has_length(3) && !fixed.has_length(2) && !fixed.has_length(4));
  EXPECT_TRUE(mixed.has_length(2) && mixed.has_length(9) && !mixed.has_length(1));
}

/// Length by length: up to 24, which is past all that can differ with four parts at each end.
std::optional<Pairs> by_brute_force(const TupleLayout& source, const TupleLayout& target) {
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t length = 0; length <= 24; ++length) {
    if (!source.has_length(length)) continue;
    if (!target.has_length(length)) return std::nullopt;
    for (std::size_t place = 0; place < length; ++place)
      pairs.emplace(written_out(source, place, length), written_out(target, place, length));
  }
  return Pairs(pairs.begin(), pairs.end());
}

TEST(TuplePairs, AreThoseThatStandAtOnePlaceInSomeLength) {
  std::size_t fitting = 0;
  for (const TupleLayout& source : all_layouts())
    for (const TupleLayout& target : all_layouts()) {
      Pairs visited;
      const auto all = visit_pairs(source, target, [&](std::size_t given, std::size_t wanted) { return visited.emplace_back(given, wanted), true; });
      const auto expected = by_brute_force(source, target);
      ASSERT_EQ(all.has_value(), expected.has_value());
      if (!expected) continue;
      EXPECT_EQ(visited, *expected);
      ++fitting;
    }
  EXPECT_GT(fitting, 300u);
}

TEST(TuplePairs, AreLeftAtTheFirstNo) {
  std::size_t asked = 0;
  const auto none = visit_pairs({1, 1, true}, {0, 0, true}, [&](std::size_t, std::size_t) { return ++asked, false; });
  EXPECT_EQ(none, false);
  EXPECT_EQ(asked, 1u);
}

}  // namespace
}  // namespace agverify::check
