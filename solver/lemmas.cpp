#include "solver/lemmas.h"

#include <cassert>
#include <chrono>

#include <fmt/format.h>

#include "logic/rule_table.h"
#include "model/slots.h"
#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "model/syntax/stubs/class_objects.h"
#include "solver/smt/class_laws.h"
#include "solver/smt/decide.h"
#include "solver/smt/hypotheses.h"
#include "solver/smt/smt_lib.h"

namespace agverify::solver {
namespace {

using namespace model;

RelationHypothesis* premise(Query& query, std::size_t index) { return std::get_if<RelationHypothesis>(&query.hypotheses[index]); }

class Workshop {
 public:
  Workshop(const syntax::stubs::Universe& universe, TypePool& pool, const SecondSolver& second)
      : universe_(universe), second_(second), pool_(pool), slots_(least_slots(universe.table)), laws_(universe.table, pool, slots_),
        decider_(universe.table, pool, slots_, laws_), reader_(universe.scope, universe.table, pool) {}

  Lemma lemma(const logic::RuleEntry& entry) {
    Lemma made;
    made.rule = entry.rule;
    made.expected = entry.obligation;
    if (entry.obligation == Verdict::Unknown) return made;
    const auto query = reader_.query(entry.sequent);
    assert(query);
    const auto started = std::chrono::steady_clock::now();
    const smt::Answer answer = decider_.decide(*query);
    made.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    made.found = answer.verdict;
    made.reason = answer.reason;
    made.second = ask_second(*query);
    made.premises_satisfiable = satisfiable(*query);
    if (entry.obligation == Verdict::Proved) made.mutants = mutants(*query);
    return made;
  }

 private:
  std::optional<Verdict> ask_second(const Query& query) {
    if (!second_) return std::nullopt;
    const auto script = smt::smt_lib(query, universe_.table, pool_);
    return script ? second_(*script) : std::nullopt;
  }

  /// With the premises alone, `object <: Never` must not follow.
  bool satisfiable(Query query) {
    query.relation = Relation::Subtype;
    query.source = pool_.nominal(universe_.table.well_known.object);
    query.target = pool_.never();
    return decider_.decide(query).verdict == Verdict::Refuted;
  }

  /// Without those whose premises no types satisfy: of these nothing can be said.
  std::vector<LemmaMutant> mutants(const Query& query) {
    std::vector<LemmaMutant> made;
    for (std::size_t i = 0; i < query.hypotheses.size(); ++i) {
      Query without = query;
      without.hypotheses.erase(without.hypotheses.begin() + static_cast<std::ptrdiff_t>(i));
      add_mutant(made, fmt::format("without premise {}", i + 1), without);
      Query turned = query;
      if (RelationHypothesis* here = premise(turned, i)) {
        std::swap(here->source, here->target);
        add_mutant(made, fmt::format("premise {} turned round", i + 1), turned);
      }
    }
    Query turned = query;
    std::swap(turned.source, turned.target);
    add_mutant(made, "conclusion turned round", turned);
    return made;
  }

  void add_mutant(std::vector<LemmaMutant>& made, std::string change, const Query& query) {
    const smt::Answer answer = decider_.decide(query);
    if (answer.reason != smt::vacuous_hypothesis) made.push_back({std::move(change), syntax::print(query, universe_.table), answer.verdict});
  }

  const syntax::stubs::Universe& universe_;
  const SecondSolver& second_;
  TypePool& pool_;
  Slots slots_;
  smt::ClassLaws laws_;
  smt::Decider decider_;
  syntax::Reader reader_;
};

}  // namespace

std::vector<Lemma> prove_lemmas(const syntax::stubs::Universe& prelude, TypePool& pool, const SecondSolver& second) {
  syntax::stubs::Universe universe = prelude;
  syntax::stubs::add_class_objects(universe, {"Base", "Traversable"}, 0, pool);
  Workshop workshop{universe, pool, second};
  std::vector<Lemma> lemmas;
  for (const logic::RuleEntry& entry : logic::rule_table()) lemmas.push_back(workshop.lemma(entry));
  return lemmas;
}

}  // namespace agverify::solver
