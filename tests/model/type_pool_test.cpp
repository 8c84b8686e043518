#include "model/type_pool.h"

#include <gtest/gtest.h>

namespace agverify::model {
namespace {

constexpr ClassId list{0}, number{1};

TEST(TypePool, EqualTextsAreEqualHandles) {
  TypePool pool;
  const Type once = pool.nominal(list, {pool.nominal(number)});
  EXPECT_EQ(once, pool.nominal(list, {pool.nominal(number)}));
  EXPECT_NE(once, pool.nominal(list, {pool.nominal(list)}));
  EXPECT_NE(pool.variable(0), pool.parameter(0));
  EXPECT_NE(pool.variable(0), pool.variable(1));
}

TEST(TypePool, KeepsUnionsAsWritten) {
  TypePool pool;
  const Type a = pool.nominal(list), b = pool.nominal(number);
  EXPECT_NE(pool.union_of({a, b}), pool.union_of({b, a}));
  EXPECT_NE(pool.union_of({a, a}), a);
  EXPECT_NE(pool.union_of({a, b, a}), pool.union_of({pool.union_of({a, b}), a}));
  EXPECT_EQ(pool.union_of({a}), a);
  EXPECT_EQ(pool.union_of({}), pool.never());
}

TEST(TypePool, NodesKnowTheirDepthAndWhatStandsInside) {
  TypePool pool;
  const Type deep = pool.nominal(list, {pool.union_of({pool.variable(0), pool.nominal(number)})});
  EXPECT_EQ(deep->depth, 3u);
  EXPECT_TRUE(deep->has_variables);
  EXPECT_FALSE(deep->has_parameters);
  EXPECT_TRUE(pool.nominal(list, {pool.parameter(2)})->has_parameters);
  EXPECT_LT(parts_of(deep).front()->serial, deep->serial);
}

TEST(TypePool, HandlesStayValidWhileThePoolGrows) {
  TypePool pool;
  const Type first = pool.nominal(list, {pool.nominal(number)});
  std::vector<Type> all{first};
  for (std::uint32_t i = 0; i < 20'000; ++i) all.push_back(pool.nominal(list, {all.back()}));
  EXPECT_EQ(all.back()->depth, 20'002u);
  EXPECT_EQ(first, pool.nominal(list, {pool.nominal(number)}));
  EXPECT_EQ(as_nominal(all[1])->arguments.front(), first);
}

TEST(TypePool, RollsBackToAMarkAndCanMakeTheSameAgain) {
  TypePool pool;
  const Type kept = pool.nominal(number);
  const TypePool::Mark mark = pool.mark();
  const std::size_t size = pool.size();
  for (int round = 0; round < 3; ++round) {
    Type type = kept;
    for (int i = 0; i < 10'000; ++i) type = pool.nominal(list, {type});
    EXPECT_EQ(type->depth, 10'001u);
    pool.roll_back(mark);
    EXPECT_EQ(pool.size(), size);
    EXPECT_EQ(pool.nominal(number), kept);
  }
}

}  // namespace
}  // namespace agverify::model
