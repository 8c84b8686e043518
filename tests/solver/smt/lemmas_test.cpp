#include <gtest/gtest.h>

#include "logic/rule_table.h"
#include "logic/switches.h"
#include "model/syntax/printer.h"
#include "model/syntax/stubs/class_objects.h"
#include "solver/smt/decide.h"
#include "tests/solver/world.h"

namespace agverify::solver::smt {
namespace {

using model::Verdict;
using tests::World;

bool with_class_objects(World& world) {
  model::syntax::stubs::add_class_objects(*world.universe, {"Base", "Traversable"}, 0, world.pool);
  world.slots = model::least_slots(world.table());
  return true;
}

struct Lemmas : testing::TestWithParam<logic::RuleEntry> {
  struct Bench {
    World world{logic::lemma_prelude()};
    bool has_objects = with_class_objects(world);
    ClassLaws laws{world.table(), world.pool, world.slots};
    Decider decider{world.table(), world.pool, world.slots, laws};
  };
  static Bench& bench() {
    static Bench made;
    return made;
  }
  static Answer decide(const model::Query& query) { return bench().decider.decide(query); }
  static std::string text(const model::Query& query) { return model::syntax::print(query, bench().world.table()); }
};

/// A rule of a further reading says what values do not keep.
TEST_P(Lemmas, ComeOutAsTheTableSays) {
  if (model::Assumptions assumed; logic::assume(GetParam().condition, assumed)) {
    EXPECT_EQ(name_of(GetParam().obligation), name_of(Verdict::Unknown));
    return;
  }
  const model::Query query = bench().world.query(GetParam().sequent);
  const Answer answer = decide(query);
  EXPECT_EQ(name_of(answer.verdict), name_of(GetParam().obligation)) << GetParam().sequent << ": " << answer.reason;
}

TEST_P(Lemmas, NeedEachOfTheirPremises) {
  const model::Query query = bench().world.query(GetParam().sequent);
  if (GetParam().obligation != Verdict::Proved) return;
  for (std::size_t k = 0; k < query.hypotheses.size(); ++k) {
    model::Query less = query;
    less.hypotheses.erase(less.hypotheses.begin() + static_cast<std::ptrdiff_t>(k));
    EXPECT_EQ(name_of(decide(less).verdict), name_of(Verdict::Refuted)) << text(less);
  }
}

TEST_P(Lemmas, FailTurnedRoundUnlessTheyAreSymmetric) {
  using logic::Rule;
  if (GetParam().obligation != Verdict::Proved) return;
  model::Query turned = bench().world.query(GetParam().sequent);
  std::swap(turned.source, turned.target);
  const Rule rule = GetParam().rule;
  // Overloads together take what each takes; a callback protocol is its call. No rule turns these round, values do.
  const bool symmetric = rule == Rule::SubtypeReflexive || rule == Rule::VarianceInvariantDefault || rule == Rule::EquivalentStatic ||
                         rule == Rule::OverloadTarget || rule == Rule::CallbackProtocolCallable;
  EXPECT_EQ(name_of(decide(turned).verdict), name_of(symmetric ? Verdict::Proved : Verdict::Refuted)) << text(turned);
}

std::string name(const testing::TestParamInfo<logic::RuleEntry>& info) {
  std::string made{name_of(info.param.rule)};
  std::ranges::replace(made, '-', '_');
  return made;
}

INSTANTIATE_TEST_SUITE_P(Rules, Lemmas, testing::ValuesIn(logic::rule_table().begin(), logic::rule_table().end()), name);

}  // namespace
}  // namespace agverify::solver::smt
