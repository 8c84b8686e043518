#include "solver/rules/hypotheses.h"

#include <gtest/gtest.h>

#include "solver/rules/decider.h"
#include "tests/solver/world.h"

namespace agverify::solver::rules {
namespace {

using tests::World;

/// The derived hypotheses of the only case of a proof.
model::ProofCase proof_of(World& world, std::string_view query) {
  Decider decider{world.table(), world.slots, world.pool};
  return std::get<model::Proof>(decider.find(world.query(query)).evidence).cases.front();
}

TEST(Hypotheses, InversionGivesBothHalvesOfAnInvariantParameter) {
  World world;
  const model::ProofCase proof = proof_of(world, "forall A, B. list[A] <: list[B] |- A == B");
  ASSERT_EQ(proof.derived.size(), 2U);
  EXPECT_EQ(proof.derived[0].number, 2U);
  EXPECT_EQ(proof.derived[1].number, 3U);
}

TEST(Hypotheses, ConsequencesThatNoStepUsesAreLeftOutAndNumbersCloseUp) {
  World world;
  const model::ProofCase proof = proof_of(world, "forall A, B. list[A] <: list[B] |- Sequence[B] <: Sequence[A]");
  ASSERT_EQ(proof.derived.size(), 1U);
  EXPECT_EQ(proof.derived[0].number, 2U);
  EXPECT_EQ(proof.derived[0].inverts, 1U);
  std::size_t uses = 0;
  for (const model::Step& step : proof.derivation.steps) uses += step.hypothesis == 2 ? 1 : 0;
  EXPECT_EQ(uses, 1U);
}

TEST(Hypotheses, WhatAUsedConsequenceFollowsFromIsKept) {
  World world;
  const model::ProofCase proof =
      proof_of(world, "forall A, B. list[list[A]] | set[A] <: Iterable[Iterable[B]] |- A <: B");
  ASSERT_GE(proof.derived.size(), 2U);
  EXPECT_EQ(proof.derived.front().inverts, 1U);
  EXPECT_EQ(proof.derived.back().inverts, proof.derived[proof.derived.size() - 2].number);
}

/// `second` shows B only where it does not return None.
constexpr std::string_view halves = R"(
from typing import Generic, TypeVar
A = TypeVar("A", covariant=True)
B = TypeVar("B", covariant=True)
class Halves(Generic[A, B]):
    def first(self) -> A: ...
    def second(self) -> B | None: ...
)";

TEST(Hypotheses, AParameterIsGivenBackWhateverIsNotKnownOfTheOthers) {
  World world{halves};
  Decider decider{world.table(), world.slots, world.pool};
  const auto verdict = [&](std::string_view query) { return decider.decide(world.query(query)).verdict; };
  EXPECT_EQ(verdict("forall X, Y, Z. Halves[X, Z] <: Halves[Y, Z] |- X <: Y"), model::Verdict::Proved);
  EXPECT_EQ(verdict("forall X, Y, V, W. Halves[X, V] <: Halves[Y, W] |- X <: Y"), model::Verdict::Proved);
  EXPECT_EQ(verdict("forall X, Y, Z. Halves[Z, X] <: Halves[Z, Y] |- X <: Y"), model::Verdict::Unknown);
  EXPECT_EQ(proof_of(world, "forall X, Y, V, W. Halves[X, V] <: Halves[Y, W] |- X <: Y").derived.front().parameter, 0U);
}

}  // namespace
}  // namespace agverify::solver::rules
