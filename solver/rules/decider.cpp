#include "solver/rules/decider.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "logic/rule_table.h"
#include "solver/rules/derivation.h"
#include "solver/rules/expansive.h"
#include "solver/rules/instances.h"
#include "solver/rules/rule_functions.h"
#include "solver/rules/witness.h"

namespace agverify::solver::rules {
namespace {

using namespace model;
using logic::Rule;
using Goals = std::vector<std::pair<Type, Type>>;

constexpr std::size_t most_cases = 1024;

bool is_symmetric(Relation relation) { return relation == Relation::Equivalent || relation == Relation::Consistent; }

/// `==` and `~` ask both ways; between static types `~>` is `<:` and `~` is `==`.
Goals goals_of(const Query& query) {
  Goals goals{{query.source, query.target}};
  if (is_symmetric(query.relation)) goals.push_back({query.target, query.source});
  return goals;
}

std::vector<const OneOfHypothesis*> one_of_hypotheses(const Query& query) {
  std::vector<const OneOfHypothesis*> found;
  for (const Hypothesis& each : query.hypotheses)
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&each)) found.push_back(one_of);
  return found;
}

/// A table may declare a variance that its members refute by way of a class whose own parameter is declared only. There
/// the rules for members and those for variance part, and a value would have to show what its class denies.
/// \returns such a parameter, as `Class.Parameter`
std::optional<std::string> shown_against_declaration(const Witness& witness, const ClassTable& table) {
  for (const Value& value : witness.values)
    for (const SlotObservation& each : value.slots) {
      const Class& owner = table[each.owner];
      const TypeParameter& parameter = owner.parameters[each.parameter];
      if (!has_slot(parameter.declared_variance, each.polarity)) return owner.name + "." + parameter.name;
    }
  return std::nullopt;
}

/// Whether a question about calls or tuples is answered as no value shows.
bool departs_from_values(const Assumptions& assumed) {
  return std::ranges::any_of(std::array{Switch::OverloadsTogether, Switch::ParameterMapping, Switch::PositionalArgs, Switch::MixedTuples, Switch::CallOfType},
                             [&](Switch each) { return !assumed.is_default(each); });
}

template <typename Choose>
bool holds_type(std::vector<Type> open, const Choose& choose) {
  std::unordered_set<Type> seen;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (choose(next)) return true;
    for (Type each : parts_of(next))
      if (seen.insert(each).second) open.push_back(each);
  }
  return false;
}

/// Whether it is a tuple type with an element without values: that it has values all the same is an open question.
bool is_tuple_of_nothing(Type type) { return as_tuple(type) && std::ranges::any_of(parts_of(type), is_empty); }

/// Whether such a tuple type may be asked about, from the query or from a base. What is asked of members is looked at in any case.
bool may_ask_of_nothing(const Query& query, const ClassTable& table) {
  if (holds_type({query.source, query.target}, is_never)) return true;
  return std::ranges::any_of(table.classes, [](const Class& each) { return holds_type(each.bases, is_tuple_of_nothing); });
}

bool asks_of_nothing(const Query& query, const Trace& trace) {
  std::vector<Type> asked{query.source, query.target};
  for (const TraceNode& each : trace.nodes) asked.insert(asked.end(), {each.goal.source, each.goal.target});
  return holds_type(std::move(asked), is_tuple_of_nothing);
}

/// Whether a tuple among the values has an element that holds none.
bool holds_nothing_somewhere(const Witness& witness) {
  return std::ranges::any_of(witness.values, [](const Value& each) {
    return each.elements && std::ranges::find(*each.elements, Argument{}) != each.elements->end();
  });
}

}  // namespace

/// One query on its way through the decider.
struct Decider::Run {
  Decider& decider;
  const Query& query;
  bool wants_evidence;
  Goals goals = goals_of(query);
  Finding finding = {};
  bool rests_on_members = false;  ///< a refutation that held members against members

  void run() {
    if (query.variables.empty() && query.hypotheses.empty()) return ground();
    if (!proved_in_every_case()) refute_by_instance();
  }

  // --- without variables: the engine's verdict is final either way

  void ground() {
    Engine& engine = decider.engine_;
    Proof proof{{ProofCase{}}};
    std::optional<Opinion> unknown;
    for (std::size_t half = 0; half < goals.size(); ++half) {
      Trace trace;
      const Goal goal{goals[half].first, goals[half].second};
      const Decided decided = engine.decide(goal, nullptr, wants_evidence ? &trace : nullptr, query.relation);
      finding.opinion.subgoals += engine.subgoals();
      if (decided.verdict == Verdict::Refuted) return refuted(decided, half, trace, decider.table_, decider.substitution_, engine);
      if (decided.verdict == Verdict::Unknown && finding.opinion.reason.empty()) finding.opinion.reason = engine.reason();
      if (decided.verdict == Verdict::Proved) accept(decided, half, trace, proof.cases.front());
    }
    if (finding.opinion.reason.empty()) conclude_proved(std::move(proof));
  }

  void accept(const Decided& decided, std::size_t half, const Trace& trace, ProofCase& into) {
    finding.opinion.basis = std::max(finding.opinion.basis, decided.basis);
    finding.opinion.strength = std::max(finding.opinion.strength, decided.strength);
    if (half == 0) finding.opinion.rule = decided.rule;
    if (wants_evidence) append_derivation(trace, decided.node, into.derivation);
  }

  void conclude_proved(Proof proof) {
    finding.opinion.verdict = Verdict::Proved;
    if (is_symmetric(query.relation)) finding.opinion.rule = Rule::EquivalentStatic;
    if (!one_of_hypotheses(query).empty()) by_cases();
    if (wants_evidence) finding.evidence = std::move(proof);
  }

  /// That a constrained variable is one of the types is written; that any other question may be asked case by case
  /// follows only from types being sets.
  void by_cases() {
    finding.opinion.rule = Rule::TypevarConstrained;
    if (!as_variable(query.source)) finding.opinion.basis = std::max(finding.opinion.basis, Basis::Sets);
  }

  void refuted(const Decided& decided, std::size_t half, const Trace& trace, const ClassTable& table,
               Substitution& substitution, Engine& engine, Refutation refutation = {}) {
    const std::uint64_t subgoals = finding.opinion.subgoals;
    finding.opinion = {Verdict::Refuted, decided.basis, decided.rule, std::nullopt, {}, subgoals};
    if (is_symmetric(query.relation))
      finding.opinion.direction = half == 0 ? Direction::SourceToTarget : Direction::TargetToSource;
    rests_on_members = engine.used_members();
    if (!wants_evidence) return;
    refutation.direction = finding.opinion.direction;
    const Shown shown = build_witness(trace, decided.node, table, substitution, engine.matcher(), refutation.witness);
    if (shown == Shown::ByReading && query.variables.empty()) return by_reading();
    if (shown != Shown::ByValue)
      return withdraw(std::string{asks_overloads(trace) ? overloads_together : no_value_shows_it});
    if (const auto parameter = shown_against_declaration(refutation.witness, table))
      return withdraw("structural: members show against its declared variance " + *parameter);
    if (!table.assumed.is_default(Switch::EmptyElement) && holds_nothing_somewhere(refutation.witness)) return withdraw(std::string{no_value_shows_it});
    if (holds_nothing_somewhere(refutation.witness) && asks_of_nothing(query, trace)) finding.opinion.basis = Basis::Open;
    finding.evidence = std::move(refutation);
  }

  /// Under the reading the rules are all that there is.
  void by_reading() {
    finding.opinion.basis = Basis::Open;
    finding.evidence = std::monostate{};
  }

  static bool asks_overloads(const Trace& trace) {
    return std::ranges::any_of(trace.nodes, [](const TraceNode& each) { return as_overload(each.goal.source) != nullptr; });
  }

  /// A refutation without a value that shows it is none.
  void withdraw(std::string reason) {
    const std::uint64_t subgoals = finding.opinion.subgoals;
    finding.opinion = {};
    finding.opinion.reason = std::move(reason);
    finding.opinion.subgoals = subgoals;
  }

  // --- with variables: a derivation from the hypotheses, case by case for constrained variables

  bool proved_in_every_case() {
    const auto constrained = one_of_hypotheses(query);
    std::size_t cases = 1;
    for (const OneOfHypothesis* each : constrained) cases *= each->types.size();
    if (cases > most_cases) {
      finding.opinion.reason = "limit of cases for constrained variables";
      return false;
    }
    Proof proof;
    for (std::size_t number = 0; number < cases; ++number)
      if (!proved(number, constrained, proof)) return false;
    conclude_proved(std::move(proof));
    return true;
  }

  bool proved(std::size_t number, const std::vector<const OneOfHypothesis*>& constrained, Proof& proof) {
    ProofCase here;
    const Query narrowed = chosen(number, constrained, here.choices);
    const auto hypotheses = take_apart(narrowed, decider.table_, decider.slots_, decider.substitution_);
    if (!hypotheses) {
      finding.opinion.reason = hypotheses.error();
      return false;
    }
    for (const NumberedHypothesis& each : hypotheses->all)
      if (each.inverts != 0) {
        here.derived.push_back({each.number, each.source, each.target, each.inverts, each.parameter});
        finding.opinion.basis = std::max(finding.opinion.basis, basis_of_inversion(*hypotheses, each.inverts));
      }
    if (!derived(narrowed, *hypotheses, here)) {
      if (!hypotheses->left_out.empty()) finding.opinion.reason = hypotheses->left_out;
      return false;
    }
    if (wants_evidence) keep_used(here);
    proof.cases.push_back(std::move(here));
    return true;
  }

  /// The query in the case of this number, with the choice of each constrained variable; the last one changes fastest.
  Query chosen(std::size_t number, const std::vector<const OneOfHypothesis*>& constrained, std::vector<Type>& chosen_types) {
    std::vector<Type> types;
    for (std::uint32_t i = 0; i < query.variables.size(); ++i) types.push_back(decider.pool_.variable(i));
    for (std::size_t i = constrained.size(); i-- > 0;) {
      const auto& choices = constrained[i]->types;
      const Type choice = choices[number % choices.size()];
      types[constrained[i]->variable] = choice;
      chosen_types.insert(chosen_types.begin(), choice);
      number /= choices.size();
    }
    return at(types);
  }

  /// That the members of a union are below what the union is below is written.
  static Basis basis_of_inversion(const Hypotheses& hypotheses, std::uint32_t inverted) {
    const auto from = std::ranges::find(hypotheses.all, inverted, &NumberedHypothesis::number);
    return logic::basis_of(as_union(from->source) ? Rule::UnionLeftAll : Rule::VarianceInversion);
  }

  Query at(const std::vector<Type>& types) {
    Query made = query;
    made.source = decider.substitution_.variables(query.source, types);
    made.target = decider.substitution_.variables(query.target, types);
    for (Hypothesis& each : made.hypotheses)
      if (auto* relation = std::get_if<RelationHypothesis>(&each)) {
        relation->source = decider.substitution_.variables(relation->source, types);
        relation->target = decider.substitution_.variables(relation->target, types);
      }
    return made;
  }

  bool derived(const Query& narrowed, const Hypotheses& hypotheses, ProofCase& into) {
    const Goals here = goals_of(narrowed);
    for (std::size_t half = 0; half < here.size(); ++half) {
      Trace trace;
      const Decided decided = decider.engine_.decide({here[half].first, here[half].second}, &hypotheses, wants_evidence ? &trace : nullptr,
                                                     query.relation);
      finding.opinion.subgoals += decider.engine_.subgoals();
      if (decided.verdict == Verdict::Unknown) finding.opinion.reason = decider.engine_.reason();
      if (decided.verdict != Verdict::Proved) return false;
      accept(decided, half, trace, into);
    }
    return true;
  }

  // --- or closed types for the variables at which the hypotheses hold and the goal fails

  void refute_by_instance() {
    const std::string reason = std::exchange(finding.opinion.reason, {});
    finding.opinion = {};
    Search last;
    for (const auto fresh : {InstanceSearch::FreshClasses::Meets, InstanceSearch::FreshClasses::All})
      if (found_instance(fresh, last)) return;
    if (last.obstacle) {
      finding.opinion.reason = *last.obstacle;
    } else if (last.was_cut) {
      finding.opinion.reason = "limit: too many instances to try each" + (reason.empty() ? reason : "; " + reason);
    } else {
      finding.opinion.reason = reason.empty() ? "structural: neither a derivation nor an instance was found" : reason;
    }
  }

  struct Search {
    std::optional<std::string> obstacle;
    bool was_cut = false;
  };

  bool found_instance(InstanceSearch::FreshClasses fresh, Search& outcome) {
    if (!decider.open_table_) {
      decider.open_table_ = decider.table_;
      decider.open_slots_ = decider.slots_;
    }
    const ClassTable& table = *decider.open_table_;
    InstanceSearch search{query, *decider.open_table_, decider.pool_, decider.substitution_, fresh};
    decider.open_slots_.resize(table.size());
    Engine engine{table, decider.open_slots_, decider.pool_, decider.limits_, decider.rules_};
    const auto holds = [&](Type source, Type target) -> std::optional<bool> {
      const Verdict verdict = engine.decide({source, target}, nullptr, nullptr).verdict;
      return verdict == Verdict::Unknown ? std::nullopt : std::optional{verdict == Verdict::Proved};
    };
    const auto instance = search.run(goals, holds);
    if (instance) refuted_at(*instance, engine, table);
    outcome = {search.obstacle(), search.was_cut()};
    return instance.has_value();
  }

  void refuted_at(const Instance& instance, Engine& engine, const ClassTable& table) {
    Refutation refutation;
    refutation.witness.fresh_classes = instance.fresh_classes;
    refutation.witness.instances = instance.types;
    if (wants_evidence) prove_hypotheses(instance, engine, refutation);
    if (wants_evidence) finding.extended = std::make_shared<const ClassTable>(table);
    for (std::size_t half = 0; half < goals.size(); ++half) {
      Trace trace;
      const Goal goal{decider.substitution_.variables(goals[half].first, instance.types),
                      decider.substitution_.variables(goals[half].second, instance.types)};
      const Decided decided = engine.decide(goal, nullptr, wants_evidence ? &trace : nullptr, query.relation);
      finding.opinion.subgoals += engine.subgoals();
      if (decided.verdict == Verdict::Refuted)
        return refuted(decided, half, trace, table, decider.substitution_, engine, std::move(refutation));
    }
  }

  void prove_hypotheses(const Instance& instance, Engine& engine, Refutation& into) {
    const auto prove = [&](Type source, Type target) {
      Trace trace;
      const Decided decided = engine.decide({decider.substitution_.variables(source, instance.types),
                                             decider.substitution_.variables(target, instance.types)}, nullptr, &trace);
      append_derivation(trace, decided.node, into.hypotheses);
    };
    for (const Hypothesis& each : query.hypotheses)
      if (const auto* relation = std::get_if<RelationHypothesis>(&each)) {
        prove(relation->source, relation->target);
        if (relation->relation == Relation::Equivalent) prove(relation->target, relation->source);
      }
  }
};

Decider::Decider(const ClassTable& table, const Slots& slots, TypePool& pool, Limits limits, const RuleSet& rules)
    : table_(table), slots_(slots), pool_(pool), limits_(limits), rules_(rules), substitution_(pool),
      engine_(table, slots, pool, limits, rules) {}

Opinion Decider::decide(const Query& query) {
  Run run{*this, query, false};
  run.run();
  // Only the witness tells whether such a refutation has one.
  if (run.rests_on_members || departs_from_values(table_.assumed) || (run.finding.opinion.verdict == Verdict::Refuted && may_ask_of_nothing(query, table_)))
    return find(query).opinion;
  explain_limit(run.finding.opinion.reason, table_);
  return run.finding.opinion;
}

Finding Decider::find(const Query& query) {
  Run run{*this, query, true};
  run.run();
  explain_limit(run.finding.opinion.reason, table_);
  return std::move(run.finding);
}

}  // namespace agverify::solver::rules
