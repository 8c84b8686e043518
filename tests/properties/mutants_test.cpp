#include "properties/mutants.h"

#include <gtest/gtest.h>

#include "logic/rule_table.h"
#include "properties/documented.h"
#include "properties/hunt.h"
#include "solver/lemmas.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;

constexpr std::uint64_t seed = 1;

std::string text(std::string_view name, const std::vector<Death>& deaths) {
  std::string out = fmt::format("  {:32}", name);
  if (deaths.empty()) out += " lives";
  for (const Death& each : deaths) out += fmt::format(" {} ({});", each.by, each.after);
  return out + "\n";
}

TEST(Mutants, EveryMistakeInTheRulesIsFound) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed};
  fmt::print("mistakes in the rules, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : engine_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
}

TEST(Mutants, EveryMistakeInTheRulesAboutSignaturesIsFound) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed, {}, signature_profile()};
  fmt::print("mistakes in the rules about signatures, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : signature_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
}

TEST(Mutants, EveryMistakeInTheRulesAboutTuplesIsFound) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed, {}, tuple_profile()};
  fmt::print("mistakes in the rules about tuples and literals, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : tuple_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
}

TEST(Mutants, EveryMistakeInTheRulesAboutClassObjectsIsFound) {
  const auto documentation = documented_with_class_objects();
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed, {}, class_object_profile()};
  fmt::print("mistakes in the rules about class objects, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : class_object_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
  const auto deaths = hunt.hunt(solver::rules::standard_rules());
  EXPECT_TRUE(deaths.empty()) << text("the rules", deaths);
}

TEST(Mutants, EveryMistakeInTheRulesAboutAliasesIsFound) {
  const auto documentation = documented_with_aliases();
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed, {}, alias_profile()};
  fmt::print("mistakes in the rules about recursive aliases, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : alias_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
  const auto deaths = hunt.hunt(solver::rules::standard_rules());
  EXPECT_TRUE(deaths.empty()) << text("the rules", deaths);
}

TEST(Mutants, EveryMistakeInTheRulesAboutLiteralStringsAndNarrowingIsFound) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  Hunt hunt{world, verified, seed, {}, special_profile()};
  fmt::print("mistakes in the rules about LiteralString and narrowing, seed {}: what found each, after how many queries\n", seed);
  for (const EngineMutant& mutant : special_mutants()) {
    const auto deaths = hunt.hunt(mutant.rules);
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
  const auto deaths = hunt.hunt(solver::rules::standard_rules());
  EXPECT_TRUE(deaths.empty()) << text("the rules", deaths);
}

TEST(Mutants, TheRulesAsTheyAreLive) {
  const auto documentation = documented(every_construct());
  const World world{documentation->universe.table, documentation->pool};
  for (const Profile& profile : {Profile{}, signature_profile()}) {
    const auto deaths = Hunt{world, verified, seed, {}, profile}.hunt(solver::rules::standard_rules());
    EXPECT_TRUE(deaths.empty()) << text("the rules", deaths);
  }
}

TEST(Mutants, TheRulesAsTheyAreLiveOverTuples) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  for (const Profile& profile : {tuple_profile(), expansion_profile(), special_profile()}) {
    const auto deaths = Hunt{world, verified, seed, {}, profile}.hunt(solver::rules::standard_rules());
    EXPECT_TRUE(deaths.empty()) << text("the rules", deaths);
  }
}

TEST(Mutants, EveryMistakeInTheClassTableIsFound) {
  const auto documentation = documented();
  fmt::print("mistakes in the class table, seed {}: what found each, after how many queries (0: when it is read)\n", seed);
  for (const TableMutant& mutant : table_mutants()) {
    const auto table = mutant.change(documentation->universe.table, documentation->pool);
    ASSERT_TRUE(table.has_value()) << mutant.name;
    const auto deaths = hunt_table(*table, documentation->pool, verified, seed, {.queries = 600, .tries_a_law = 200});
    fmt::print("{}", text(mutant.name, deaths));
    EXPECT_FALSE(deaths.empty()) << mutant.name << ": " << mutant.sentence;
  }
}

TEST(Mutants, EveryMistakeInTheRuleTableIsRefuted) {
  const auto documentation = documented(logic::lemma_prelude());
  fmt::print("mistakes in the rule table: what the solver says of the changed sequent\n");
  std::size_t refuted = 0;
  for (const solver::Lemma& lemma : solver::prove_lemmas(documentation->universe, documentation->pool))
    for (const solver::LemmaMutant& mutant : lemma.mutants) {
      fmt::print("  {:30} {:24} {}\n", logic::name_of(lemma.rule), mutant.change, name_of(mutant.verdict));
      EXPECT_NE(mutant.verdict, Verdict::Unknown) << mutant.sequent;
      refuted += mutant.verdict == Verdict::Refuted;
    }
  EXPECT_GE(refuted, 40U);
}

}  // namespace
}  // namespace agverify::properties
