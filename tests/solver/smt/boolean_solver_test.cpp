#include "solver/smt/boolean_solver.h"

#include <gtest/gtest.h>

namespace agverify::solver::smt {
namespace {

using Result = BooleanSolver::Result;

/// More pigeons than holes: no model, and a long way to find that out.
void add_pigeons(BooleanSolver& solver, int holes) {
  std::vector<std::vector<Literal>> in(static_cast<std::size_t>(holes + 1));
  for (auto& pigeon : in) {
    for (int h = 0; h < holes; ++h) pigeon.push_back(solver.fresh());
    solver.add(pigeon);
  }
  for (std::size_t h = 0; h < static_cast<std::size_t>(holes); ++h)
    for (std::size_t one = 0; one < in.size(); ++one)
      for (std::size_t two = 0; two < one; ++two) solver.add({-in[one][h], -in[two][h]});
}

TEST(BooleanSolver, FindsModelsAndTheirAbsence) {
  BooleanSolver solver{{}};
  const Literal a = solver.fresh(), b = solver.fresh();
  solver.add({a, b});
  solver.add({-a});
  EXPECT_EQ(solver.check({}), Result::Satisfiable);
  EXPECT_TRUE(solver.holds(b) && solver.holds(-a));
  const Literal not_b = -b;
  EXPECT_EQ(solver.check({&not_b, 1}), Result::Unsatisfiable);
  EXPECT_EQ(solver.check({}), Result::Satisfiable);
}

TEST(BooleanSolver, ForgetsAQuestionWhenTheNextOneBegins) {
  BooleanSolver solver{{}};
  solver.add({solver.fresh()});
  solver.add(std::span<const Literal>{});
  EXPECT_EQ(solver.check({}), Result::Unsatisfiable);
  solver.begin();
  solver.add({solver.fresh()});
  EXPECT_EQ(solver.check({}), Result::Satisfiable);
}

TEST(BooleanSolver, GoesOnAfterAQuestionWithoutAnAnswer) {
  for (const BooleanSolver::Limits limits : {BooleanSolver::Limits{2000, 10'000}, BooleanSolver::Limits{100'000'000, 5}}) {
    BooleanSolver solver{limits};
    for (int round = 0; round < 3; ++round) {
      add_pigeons(solver, 11);
      EXPECT_EQ(solver.check({}), Result::Unknown);
      solver.begin();
      const Literal only = solver.fresh();
      solver.add({only});
      EXPECT_EQ(solver.check({}), Result::Satisfiable);
      EXPECT_TRUE(solver.holds(only));
      solver.begin();
    }
  }
}

TEST(BooleanSolver, AnswersTheSameInEveryContext) {
  BooleanSolver solver{{}};
  for (int question = 0; question < 12'000; ++question) {
    const Literal a = solver.fresh(), b = solver.fresh();
    solver.add({a, b});
    if (question % 2 == 0) solver.add({-a}), solver.add({-b});
    ASSERT_EQ(solver.check({}), question % 2 == 0 ? Result::Unsatisfiable : Result::Satisfiable) << question;
    solver.begin();
  }
}

}  // namespace
}  // namespace agverify::solver::smt
