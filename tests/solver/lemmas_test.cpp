#include "solver/lemmas.h"

#include <gtest/gtest.h>

#include "logic/rule_table.h"
#include "tests/solver/world.h"

namespace agverify::solver {
namespace {

using model::Verdict;

class Lemmas : public testing::Test {
 protected:
  tests::World world{logic::lemma_prelude()};
  std::vector<Lemma> lemmas = prove_lemmas(*world.universe, world.pool);
};

TEST_F(Lemmas, EveryRuleIsValidOrFailsAsItShould) {
  ASSERT_EQ(lemmas.size(), logic::rule_names.size());
  for (const Lemma& lemma : lemmas) EXPECT_EQ(name_of(lemma.found), name_of(lemma.expected)) << name_of(lemma.rule) << ": " << lemma.reason;
}

TEST_F(Lemmas, NoObligationIsVacuous) {
  for (const Lemma& lemma : lemmas)
    EXPECT_TRUE(lemma.premises_satisfiable || lemma.expected == Verdict::Unknown) << name_of(lemma.rule);
}

TEST_F(Lemmas, EveryChangedSequentIsRefutedOrShownEquivalent) {
  std::size_t refuted = 0, equivalent = 0;
  for (const Lemma& lemma : lemmas)
    for (const LemmaMutant& mutant : lemma.mutants) {
      EXPECT_NE(mutant.verdict, Verdict::Unknown) << mutant.sequent;
      refuted += mutant.verdict == Verdict::Refuted;
      equivalent += mutant.verdict == Verdict::Proved;
    }
  EXPECT_GE(refuted, 60u);
  EXPECT_EQ(equivalent, 5u) << "turned round: reflexivity, invariance, equivalence, overloads of one result, callback protocol";
}

}  // namespace
}  // namespace agverify::solver
