#include "model/substitution.h"

#include <gtest/gtest.h>

namespace agverify::model {
namespace {

constexpr ClassId list{0}, number{1}, pair{2};

class SubstitutionTest : public ::testing::Test {
 protected:
  TypePool pool;
  Substitution substitution{pool};
  Type integer = pool.nominal(number);

  Type pair_of(Type left, Type right) { return pool.nominal(pair, {left, right}); }
};

TEST_F(SubstitutionTest, ReplacesEveryParameterAndKeepsTheShape) {
  const Type type = pair_of(pool.union_of({pool.parameter(0), integer}), pool.nominal(list, {pool.parameter(1)}));
  const std::vector<Type> arguments{pool.nominal(list, {integer}), pool.never()};
  EXPECT_EQ(substitution.parameters(type, arguments),
            pair_of(pool.union_of({arguments[0], integer}), pool.nominal(list, {pool.never()})));
}

TEST_F(SubstitutionTest, ParametersAndVariablesAreDifferentLeaves) {
  const Type type = pair_of(pool.parameter(0), pool.variable(0));
  const std::vector<Type> with{integer};
  EXPECT_EQ(substitution.parameters(type, with), pair_of(integer, pool.variable(0)));
  EXPECT_EQ(substitution.variables(type, with), pair_of(pool.parameter(0), integer));
}

TEST_F(SubstitutionTest, WhatIsPutInIsNotLookedAtAgain) {
  const std::vector<Type> swapped{pool.parameter(1), pool.parameter(0)};
  EXPECT_EQ(substitution.parameters(pair_of(pool.parameter(0), pool.parameter(1)), swapped),
            pair_of(pool.parameter(1), pool.parameter(0)));
}

TEST_F(SubstitutionTest, ATypeThatIsOnlyAParameterBecomesTheArgument) {
  const std::vector<Type> with{integer};
  EXPECT_EQ(substitution.parameters(pool.parameter(0), with), integer);
  EXPECT_EQ(substitution.parameters(integer, {}), integer);
}

TEST_F(SubstitutionTest, DepthCostsNoStack) {
  Type type = pool.parameter(0), expected = integer;
  for (int i = 0; i < 50'000; ++i) {
    type = pool.nominal(list, {type});
    expected = pool.nominal(list, {expected});
  }
  const std::vector<Type> with{integer};
  EXPECT_EQ(substitution.parameters(type, with), expected);
}

}  // namespace
}  // namespace agverify::model
