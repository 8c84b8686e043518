#include "solver/smt/tuple_lengths.h"

#include <gtest/gtest.h>

namespace agverify::solver::smt {
namespace {

using model::Type;
using Lengths = std::vector<std::size_t>;

struct TupleLengths : testing::Test {
  model::TypePool pool;
  Type a = pool.nominal(model::ClassId{1}), b = pool.nominal(model::ClassId{2}), c = pool.nominal(model::ClassId{3});

  model::Tuple fixed(std::initializer_list<Type> parts) { return *model::as_tuple(pool.tuple(std::vector(parts))); }
  model::Tuple open(std::initializer_list<Type> parts, std::uint32_t unbounded) {
    return *model::as_tuple(pool.tuple(std::vector(parts), unbounded));
  }
};

TEST_F(TupleLengths, APartStandsByItsPlaceBeforeTheUnboundedOneAndByTheEndAfterIt) {
  const model::Tuple tuple = open({a, b, c}, 1);
  EXPECT_EQ(least_length(tuple), 2u);
  EXPECT_FALSE(admits(tuple, 1));
  EXPECT_EQ(part_at(tuple, 2, 1), c);
  EXPECT_EQ(part_at(tuple, 4, 0), a);
  EXPECT_EQ(part_at(tuple, 4, 2), b);
  EXPECT_EQ(part_at(tuple, 4, 3), c);
}

TEST_F(TupleLengths, FixedOnesTellByThemselves) {
  EXPECT_EQ(telling_lengths(std::vector{fixed({a, b})}, std::vector{fixed({a}), open({a}, 0)}, 1), (Lengths{2}));
}

TEST_F(TupleLengths, UnboundedOnesTellAtOneLengthThatIsNoFixedOneAndBelowTheirPrefixAndSuffix) {
  EXPECT_EQ(telling_lengths(std::vector{open({a}, 0)}, std::vector<model::Tuple>{}, 0), (Lengths{0}));
  EXPECT_EQ(telling_lengths(std::vector{open({a}, 0)}, std::vector{fixed({}), fixed({a, a})}, 1), (Lengths{0, 1, 2}));
  EXPECT_EQ(telling_lengths(std::vector{open({a}, 0)}, std::vector{open({a, b}, 1), open({b, a}, 0)}, 0), (Lengths{0, 1, 4}));
  EXPECT_EQ(telling_lengths(std::vector{open({a, a, a}, 2)}, std::vector{fixed({a, a, a})}, 1), (Lengths{3, 4}));
}

TEST_F(TupleLengths, PartsStandTogetherAtSomeLength) {
  using Pairs = std::vector<std::pair<Type, Type>>;
  EXPECT_EQ(parts_together(fixed({a, b}), open({c}, 0)), (Pairs{{a, c}, {b, c}}));
  EXPECT_FALSE(parts_together(fixed({a}), fixed({a, b})));
  EXPECT_FALSE(parts_together(open({a}, 0), fixed({a})));
  EXPECT_FALSE(parts_together(open({a}, 0), open({a, b}, 0)));
  EXPECT_EQ(parts_together(open({a, b}, 1), open({b, c}, 0)), (Pairs{{a, c}, {a, b}, {b, c}, {b, b}}));
}

}  // namespace
}  // namespace agverify::solver::smt
