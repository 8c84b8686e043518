#include "properties/coverage.h"

#include <set>

#include <fmt/format.h>

#include "properties/places.h"
#include "solver/rules/hypotheses.h"

namespace agverify::properties {

using namespace model;
using logic::Rule;
using solver::rules::Place;
using solver::rules::Trace;
using solver::rules::TraceEdge;
using solver::rules::TraceNode;

namespace {

Polarity at_premise(const TraceEdge& edge, Polarity polarity) {
  const bool turned = edge.place.kind == Place::Kind::Refuses || edge.place.polarity == Polarity::Negative;
  return turned ? flip(polarity) : polarity;
}

bool is_variance(Rule rule) {
  return rule == Rule::VarianceCovariant || rule == Rule::VarianceContravariant || rule == Rule::VarianceInvariantDefault;
}

Polarity sign_of(Variance variance) { return variance == Variance::Contravariant ? Polarity::Negative : Polarity::Positive; }

/// The signs of the places where a variable stands.
std::set<Polarity> signs_of(std::uint32_t variable, Type type, const ClassTable& table) {
  std::set<Polarity> signs;
  for (const PlaceInType& place : places_in(type, table)) {
    const Variable* here = as_variable(place.type);
    if (!here || here->index != variable) continue;
    if (has_slot(place.variance, Polarity::Positive)) signs.insert(Polarity::Positive);
    if (has_slot(place.variance, Polarity::Negative)) signs.insert(Polarity::Negative);
  }
  return signs;
}

}  // namespace

Coverage::Coverage(const World& world)
    : world_(world), substitution_(world.pool()), engine_(world.table(), world.slots(), world.pool(), {}, solver::rules::standard_rules()),
      again_(world.table(), world.slots(), world.pool()) {}

void Coverage::count(const Query& query) {
  const auto hypotheses = solver::rules::take_apart(query, world_.table(), world_.slots(), substitution_);
  if (!hypotheses) return;
  const auto* given = query.variables.empty() ? nullptr : &*hypotheses;
  count_half(query.source, query.target, given, Polarity::Positive);
  const Verdict forth = last_;
  if (given) note_hypotheses(query, *hypotheses, again_.decide(query).verdict);
  if (query.relation != Relation::Equivalent && query.relation != Relation::Consistent) return;
  note(Rule::EquivalentStatic, Polarity::Positive, forth);
  count_half(query.target, query.source, given, Polarity::Negative);
  note(Rule::EquivalentStatic, Polarity::Negative, last_);
}

/// A constrained variable counts at the signs where it stands, an inversion at the sign of the parameter it gives back.
void Coverage::note_hypotheses(const Query& query, const solver::rules::Hypotheses& hypotheses, Verdict verdict) {
  for (const Hypothesis& each : query.hypotheses)
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&each))
      for (const Type side : {query.source, query.target})
        for (const Polarity sign : signs_of(one_of->variable, side, world_.table())) note(Rule::TypevarConstrained, sign, verdict);
  for (const auto& each : hypotheses.all) {
    if (each.inverts == 0 || each.inverts > query.hypotheses.size()) continue;
    const auto* from = std::get_if<RelationHypothesis>(&query.hypotheses[each.inverts - 1]);
    const Nominal* inverted = from ? as_nominal(from->source) : nullptr;
    if (!inverted) continue;
    for (std::size_t i = 0; i < inverted->arguments.size(); ++i)
      if (inverted->arguments[i] == each.source || inverted->arguments[i] == each.target)
        note(Rule::VarianceInversion, sign_of(world_.table()[inverted->class_id].parameters[i].declared_variance), verdict);
  }
}

void Coverage::count_half(Type source, Type target, const solver::rules::Hypotheses* hypotheses, Polarity polarity) {
  Trace trace;
  const solver::rules::Decided decided = engine_.decide({source, target}, hypotheses, &trace);
  last_ = decided.verdict;
  if (!trace.nodes.empty()) walk(trace, decided.node, polarity);
}

struct Coverage::Visit {
  std::uint32_t node;
  Polarity polarity;
  std::size_t next;
};

void Coverage::walk(const Trace& trace, std::uint32_t root, Polarity polarity) {
  std::vector<Visit> path{{root, polarity, 0}};
  std::set<std::pair<std::uint32_t, Polarity>> seen{{root, polarity}};
  std::set<std::uint32_t> open{root};
  visit(trace.nodes[root], polarity);
  while (!path.empty()) {
    Visit& top = path.back();
    const auto edges = trace.edges_of(trace.nodes[top.node]);
    if (top.next == edges.size()) {
      open.erase(top.node);
      path.pop_back();
      continue;
    }
    const TraceEdge& edge = edges[top.next++];
    const TraceNode& from = trace.nodes[top.node];
    const Polarity below = at_premise(edge, top.polarity);
    note(edge.rule, top.polarity, from.verdict);
    if (open.contains(edge.node)) note(Rule::ProtocolRecursive, below, from.verdict);
    if (!seen.insert({edge.node, below}).second) continue;
    visit(trace.nodes[edge.node], below);
    open.insert(edge.node);
    path.push_back({edge.node, below, 0});
  }
}

void Coverage::visit(const TraceNode& node, Polarity polarity) {
  note(node.rule, polarity, node.verdict);
  const Nominal *source = as_nominal(node.goal.source), *target = as_nominal(node.goal.target);
  if (is_variance(node.rule) && source && world_.table()[source->class_id].is_protocol && !world_.shows_its_parameters(source->class_id))
    note(Rule::ProtocolSameGeneric, polarity, node.verdict);
  if (const Callable* asked = as_callable(node.goal.target); asked && as_callable(node.goal.source) && std::ranges::any_of(asked->parameters(), solver::rules::is_empty))
    note(Rule::CallableEmptyParameter, polarity, node.verdict);
  if (node.verdict != Verdict::Refuted || node.goal.source->has_variables || node.goal.target->has_variables) return;
  if (source && target) return;
  const Rule deciding = again_.decide(node.goal).rule;
  if (deciding == Rule::UnionNotThroughConstructor) note(deciding, polarity, node.verdict);
}

void Coverage::note(Rule rule, Polarity polarity, Verdict verdict) {
  ++counts_[static_cast<std::size_t>(rule)][static_cast<std::size_t>(polarity)][static_cast<std::size_t>(verdict)];
}

std::uint64_t Coverage::of(Rule rule, Polarity polarity) const {
  return of(rule, polarity, Verdict::Proved) + of(rule, polarity, Verdict::Refuted);
}

std::string Coverage::text() const {
  std::string out = fmt::format("  {:30} {:>9} {:>9} {:>9} {:>9}\n", "rule", "+proved", "+refuted", "-proved", "-refuted");
  for (std::size_t i = 0; i < logic::rule_names.size(); ++i) {
    const auto rule = static_cast<Rule>(i);
    out += fmt::format("  {:30} {:>9} {:>9} {:>9} {:>9}\n", logic::name_of(rule), of(rule, Polarity::Positive, Verdict::Proved),
                       of(rule, Polarity::Positive, Verdict::Refuted), of(rule, Polarity::Negative, Verdict::Proved),
                       of(rule, Polarity::Negative, Verdict::Refuted));
  }
  return out;
}

}  // namespace agverify::properties
