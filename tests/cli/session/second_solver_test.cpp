#include "cli/session/second_solver.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "logic/rule_table.h"
#include "solver/lemmas.h"
#include "tests/solver/world.h"

namespace agverify::cli {
namespace {

using namespace session;

TEST(SecondSolver, ProvesEveryLemmaThatCanBeWrittenWithoutInduction) {
  if (std::system("command -v cvc5 >/dev/null") != 0) GTEST_SKIP() << "cvc5 is not installed";
  tests::World world{logic::lemma_prelude()};
  std::size_t answered = 0;
  for (const solver::Lemma& lemma : solver::prove_lemmas(*world.universe, world.pool, cvc5(std::chrono::seconds{5}))) {
    if (!lemma.second) continue;
    ++answered;
    EXPECT_EQ(name_of(*lemma.second), name_of(lemma.expected)) << name_of(lemma.rule);
  }
  EXPECT_EQ(answered, logic::rule_names.size() - 34)
      << "all but those about tuples, literals, type[..] and aliases, the recursive protocol, Any, what the spec leaves open, two with a parameter of type Never, and what a ClassVar does not serve for";
}

}  // namespace
}  // namespace agverify::cli
