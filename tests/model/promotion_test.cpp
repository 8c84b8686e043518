#include "model/promotion.h"

#include <gtest/gtest.h>

namespace agverify::model {
namespace {

constexpr ClassId object{0}, integer{3}, floating{4}, complex_number{5}, list{6};

class PromotionTest : public ::testing::Test {
 protected:
  TypePool pool;
  const WellKnown known{object, ClassId{1}, ClassId{2}, integer, floating, complex_number};
  Promotion promotion{known, pool};
  Type whole = pool.nominal(integer), real = pool.nominal(floating), both = pool.union_of({real, whole});

  Type list_of(Type type) { return pool.nominal(list, {type}); }
};

TEST_F(PromotionTest, EverywhereReachesWhatStandsInside) {
  const std::vector<Type> parameters{real};
  EXPECT_EQ(promotion.everywhere(list_of(real)), list_of(both));
  EXPECT_EQ(promotion.everywhere(pool.callable(parameters, list_of(real))), pool.callable(std::vector{both}, list_of(both)));
  EXPECT_EQ(promotion.everywhere(pool.tuple(std::vector{real, whole}, 0)), pool.tuple(std::vector{both, whole}, 0));
  EXPECT_EQ(promotion.everywhere(list_of(whole)), list_of(whole));
}

TEST_F(PromotionTest, AtTheTopGoesThroughUnionsAlone) {
  const Type number = pool.nominal(complex_number);
  EXPECT_EQ(promotion.at_top(real), both);
  EXPECT_EQ(promotion.at_top(number), pool.union_of({number, real, whole}));
  EXPECT_EQ(promotion.at_top(pool.union_of({list_of(real), real})), pool.union_of({list_of(real), both}));
}

TEST_F(PromotionTest, ATableKeepsItsBases) {
  ClassTable table;
  table.well_known = known;
  for (int i = 0; i < 8; ++i) table.classes.emplace_back();
  for (std::uint32_t i = 1; i < 8; ++i) table.classes[i].bases = {pool.nominal(object)};
  table[list].parameters.emplace_back();
  table.classes[7].bases = {list_of(real), real};
  table.classes[7].members.push_back({"item", Attribute{real}, {}, false});
  ASSERT_FALSE(table.linearise(pool, object));
  const ClassTable read = promoted(table, pool);
  EXPECT_EQ(read.classes[7].bases, (std::vector{list_of(both), real}));
  EXPECT_EQ(read.ancestor(ClassId{7}, list)->specialization, list_of(both));
  EXPECT_EQ(read.ancestor(ClassId{7}, floating)->specialization, real);
  EXPECT_EQ(std::get<Attribute>(read.classes[7].members.front().form).type, both);
}

TEST_F(PromotionTest, AliasesThatDoubleAreReadOncePerPart) {
  Type type = real, read = both;
  for (int i = 0; i < 60; ++i) type = pool.tuple(std::vector{type, type}), read = pool.tuple(std::vector{read, read});
  EXPECT_EQ(promotion.everywhere(type), read);
}

}  // namespace
}  // namespace agverify::model
