#include "solver/rules/engine.h"

#include <algorithm>

#include <fmt/format.h>

#include "logic/rule_table.h"
#include "solver/rules/literal_functions.h"

namespace agverify::solver::rules {
namespace {

using namespace model;
using logic::Rule;

constexpr std::uint64_t remember_after = 48;

Basis weaker(Basis left, Basis right) { return std::max(left, right); }

/// Names alone settle these: they say less of a failed union than a rule about arguments or members does.
bool is_by_name(Rule rule) {
  return rule == Rule::NominalBySubclassing || rule == Rule::NeverBottom || rule == Rule::TypevarRigid ||
         rule == Rule::ProtocolNotToConcrete || rule == Rule::ProtocolStructural || rule == Rule::ProtocolToProtocol ||
         rule == Rule::UnionMemberBelow || rule == Rule::CallableIsCallable || rule == Rule::LiteralEqual ||
         rule == Rule::TypeOfClass || rule == Rule::TypeCovariant || rule == Rule::TypeBelowMetaclass || rule == Rule::TypeOfProtocol;
}

bool is_passage(Rule rule) {
  return rule == Rule::UnionLeftAll || rule == Rule::ClassUpcast || rule == Rule::OverloadTarget || rule == Rule::NominalCallToCallable ||
         rule == Rule::CallbackProtocolCallable || rule == Rule::BoolExpands || rule == Rule::EnumExpands || rule == Rule::LiteralBelowType ||
         rule == Rule::TupleIsSequence || rule == Rule::NamedtupleToTuple || rule == Rule::TupleNeverUnbounded ||
         rule == Rule::TypeDistributes || rule == Rule::AliasRecursive;
}

/// By these the source is the same type as what takes its place.
bool is_expansion(Rule rule) {
  return rule == Rule::TupleUnboundedSplit || rule == Rule::TupleElementUnionExpands || rule == Rule::TupleElementBoolEnumExpands ||
         rule == Rule::TupleMixedFixedPartExpands || rule == Rule::AliasRecursive;
}

/// Whether nothing but its name is in the way of an element: classes without arguments and literals.
bool is_plain(Type element) { return as_literal(element) || (as_nominal(element) && as_nominal(element)->arguments.empty()); }

bool has_plain_elements(const Tuple& tuple) { return std::ranges::all_of(tuple.parts, is_plain); }

bool varies_in_the_unbounded_part_alone(const Tuple& tuple) {
  if (!tuple.unbounded || !as_union(tuple.parts[*tuple.unbounded])) return false;
  const auto others = std::ranges::count_if(tuple.parts, [](Type each) { return !is_plain(each); });
  return others == 1 && std::ranges::all_of(as_union(tuple.parts[*tuple.unbounded])->members, is_plain);
}

}  // namespace

Engine::Engine(const ClassTable& table, const Slots& slots, TypePool& pool, Limits limits, const RuleSet& rules)
    : limits_(limits), rules_(rules), substitution_(pool), matcher_(table),
      context_{.rules = rules, .table = table, .slots = slots, .pool = pool, .substitution = substitution_,
               .matcher = matcher_, .premises = premises_} {}

void Engine::begin(const Hypotheses* hypotheses, Trace* trace) {
  context_.hypotheses = hypotheses;
  trace_ = trace;
  premises_.clear();
  frames_.clear();
  edge_stack_.clear();
  if (remembering_) memo_.clear();
  remembering_ = hypotheses != nullptr;  // these may lead in circles at once
  subgoals_ = 0;
  used_members_ = false;
  reason_.clear();
}

Decided Engine::decide(const Goal& goal, const Hypotheses* hypotheses, Trace* trace, Relation relation) {
  begin(hypotheses, trace);
  context_.is_assignability = relation == Relation::Assignable || relation == Relation::Consistent;
  start(goal, false);
  while (true) {
    if (pending_) {
      pending_ = false;
      if (frames_.empty()) return result_;
      fold();
      continue;
    }
    Frame& top = frames_.back();
    if (top.next == top.last) {
      finish_exhausted();
      continue;
    }
    const Premise premise = premises_[top.next++];
    start(premise.goal, premise.guarded);
  }
}

void Engine::start(const Goal& goal, bool guarded) {
  if (++subgoals_ > limits_.subgoals) return give_up(goal, fmt::format("limit of {} subgoals", limits_.subgoals));
  if (std::max(goal.source->depth, goal.target->depth) > limits_.depth)
    return give_up(goal, fmt::format("limit of types nested {} deep", limits_.depth));
  if (subgoals_ == remember_after && !remembering_) note_open_frames();
  if (remembering_ && known(goal, guarded)) return;
  apply(goal, guarded);
}

void Engine::apply(const Goal& goal, bool guarded) {
  const std::size_t first = premises_.size();
  context_.basis = Basis::Spec;
  for (const auto& entry : rules_.deciding) {
    context_.rule = entry.name;
    const Outcome outcome = entry.function(goal, context_);
    if (outcome == Outcome::NotMine) continue;
    if (outcome == Outcome::All) return push_frame(goal, guarded, true, first);
    if (outcome == Outcome::Unknown) return give_up(goal, context_.reason);
    const Basis basis = weaker(context_.basis, logic::basis_of(context_.rule));
    return leaf(goal, outcome == Outcome::Proved ? Verdict::Proved : Verdict::Refuted, basis, context_.rule);
  }
  for (const auto& entry : rules_.alternatives) entry.function(goal, context_);
  if (premises_.size() > first) return push_frame(goal, guarded, false, first);
  const Rule failing = failing_rule(goal, context_.table);
  leaf(goal, Verdict::Refuted, logic::basis_of(failing), failing);
}

void Engine::push_frame(const Goal& goal, bool guarded, bool all, std::size_t first) {
  Frame frame{.goal = goal,
              .rule = context_.rule,
              .own_basis = all ? weaker(context_.basis, logic::basis_of(context_.rule)) : Basis::Spec,
              .all = all,
              .first = static_cast<std::uint32_t>(first),
              .next = static_cast<std::uint32_t>(first),
              .last = static_cast<std::uint32_t>(premises_.size()),
              .edge_base = static_cast<std::uint32_t>(edge_stack_.size()),
              .node = new_node(goal),
              .guards = (frames_.empty() ? 0 : frames_.back().guards) + (guarded ? 1 : 0)};
  if (remembering_) memo_.insert_or_assign(Key{goal.source, goal.target}, Memo{true, static_cast<std::uint32_t>(frames_.size()), {}});
  frames_.push_back(frame);
  // Members and aliases often lead straight back to where they stand: then an answer that goes round is no answer that reads well.
  const bool by_members = frame.rule == Rule::ProtocolStructural || frame.rule == Rule::ProtocolToProtocol;
  if (!all || (!by_members && frame.rule != Rule::AliasRecursive)) return;
  used_members_ |= by_members;
  if (!remembering_) note_open_frames();
}

/// A goal that is decided, or open further up. \returns whether it was, with its result pending
bool Engine::known(const Goal& goal, bool guarded) {
  const auto found = memo_.find(Key{goal.source, goal.target});
  if (found == memo_.end()) return false;
  if (!found->second.open) {
    result_ = found->second.decided;
    result_low_ = never_low;
    pending_ = true;
    return true;
  }
  const Frame& open = frames_[found->second.frame];
  const bool holds = rules_.cycle(frames_.back().guards + (guarded ? 1 : 0) > open.guards);
  ++uses_[static_cast<std::size_t>(Rule::ProtocolRecursive)];
  const Basis basis = holds ? basis_of_cycle(found->second.frame) : Basis::Spec;
  result_ = {holds ? Verdict::Proved : Verdict::Refuted, basis, open.rule, open.node};
  result_low_ = found->second.frame;
  pending_ = true;
  return true;
}

/// The spec speaks of a class against a protocol, the suite of aliases; between protocols, and by inheritance alone, cycles are open.
Basis Engine::basis_of_cycle(std::size_t first) const {
  bool through_class = false, through_protocol = false, through_alias = false;
  for (std::size_t i = first; i < frames_.size(); ++i) {
    through_class |= frames_[i].all && frames_[i].rule == Rule::ProtocolStructural;
    through_protocol |= frames_[i].all && frames_[i].rule == Rule::ProtocolToProtocol;
    through_alias |= frames_[i].rule == Rule::AliasRecursive;
  }
  if (through_alias && !through_protocol) return logic::basis_of(Rule::AliasRecursive);
  return through_class && !through_protocol ? logic::basis_of(Rule::ProtocolRecursive) : Basis::Open;
}

void Engine::leaf(const Goal& goal, Verdict verdict, Basis basis, Rule rule) {
  ++uses_[static_cast<std::size_t>(rule)];
  const std::uint32_t node = new_node(goal);
  close_node(node, rule, verdict, static_cast<std::uint32_t>(edge_stack_.size()));
  result_ = {verdict, basis_of(goal, verdict, basis), rule, node};
  result_low_ = never_low;
  pending_ = true;
}

/// What fails because an enum without members has values is as open as whether it has. Spec: enums#enum-literal-expansion.
Basis Engine::basis_of(const Goal& goal, Verdict verdict, Basis basis) const {
  return verdict == Verdict::Refuted && is_enum_without_members(goal.source, context_.table) ? Basis::Open : basis;
}

void Engine::give_up(const Goal& goal, std::string reason) {
  if (reason_.empty()) reason_ = std::move(reason);
  const std::uint32_t node = new_node(goal);
  close_node(node, Rule{}, Verdict::Unknown, static_cast<std::uint32_t>(edge_stack_.size()));
  result_ = {Verdict::Unknown, Basis::Spec, Rule{}, node};
  result_low_ = never_low;
  pending_ = true;
}

/// Carries the result of the goal closed last into the frame that asked for it, which may close that one too.
void Engine::fold() {
  Frame& frame = frames_.back();
  const Premise& premise = premises_[frame.next - 1];
  frame.low = std::min(frame.low, result_low_);
  if (result_.verdict == Verdict::Proved) frame.strength = std::max(frame.strength, result_.strength);
  frame.any_unknown |= result_.verdict == Verdict::Unknown;
  frame.all ? fold_all(frame, premise) : fold_any(frame, premise);
}

void Engine::fold_all(Frame& frame, const Premise& premise) {
  if (result_.verdict == Verdict::Unknown) return;
  if (result_.verdict == Verdict::Refuted) {
    edge_stack_.resize(frame.edge_base);
    add_edge(premise);
    const Rule deciding = is_passage(frame.rule) ? result_.rule : premise.rule;
    const Basis basis = weaker(weaker(logic::basis_of(frame.rule), premise.when_it_fails), result_.basis);
    return finish(Verdict::Refuted, basis, frame.rule, deciding);
  }
  frame.basis = weaker(frame.basis, result_.basis);
  add_edge(premise);
}

void Engine::fold_any(Frame& frame, const Premise& premise) {
  if (result_.verdict == Verdict::Unknown) return;
  if (result_.verdict == Verdict::Proved) {
    edge_stack_.resize(frame.edge_base);
    add_edge(premise);
    return finish(Verdict::Proved, weaker(result_.basis, logic::basis_of(premise.rule)), premise.rule, premise.rule);
  }
  if (is_expansion(premise.rule)) {
    edge_stack_.resize(frame.edge_base);
    add_edge(premise);
    const Basis basis = premise.rule == Rule::AliasRecursive ? weaker(result_.basis, logic::basis_of(premise.rule)) : result_.basis;
    return finish(Verdict::Refuted, basis, premise.rule, result_.rule);
  }
  frame.basis = weaker(frame.basis, result_.basis);
  if (!is_by_name(result_.rule)) {
    ++frame.informative;
    frame.informative_rule = result_.rule;
  }
  add_edge(premise);
}

/// All premises of the top frame are decided and none settled it early.
void Engine::finish_exhausted() {
  const Frame frame = frames_.back();
  if (frame.any_unknown) return finish(Verdict::Unknown, Basis::Spec, frame.rule, frame.rule);
  if (frame.all) return finish(Verdict::Proved, weaker(frame.own_basis, frame.basis), frame.rule, frame.rule);
  used_members_ |= as_overload(frame.goal.source) || as_tuple(frame.goal.source);  // several signatures may hold what none does: a value tells
  if (as_overload(frame.goal.source) && !as_union(frame.goal.target))
    return finish(Verdict::Refuted, frame.basis, Rule::OverloadSource, Rule::OverloadSource);
  if (const Tuple* tuple = as_tuple(frame.goal.source); tuple && frame.informative > 1 && has_plain_elements(*tuple))
    return finish(Verdict::Refuted, frame.basis, Rule::UnionMemberBelow, tuple->unbounded ? Rule::TupleMixedRelation : Rule::TupleElementwise);
  if (const Tuple* tuple = as_tuple(frame.goal.source); tuple && frame.informative > 1 && varies_in_the_unbounded_part_alone(*tuple))
    return finish(Verdict::Refuted, frame.basis, Rule::UnionMemberBelow, Rule::TupleUnboundedNoExpansion);
  if (frame.informative > 1)
    return finish(Verdict::Refuted, weaker(frame.basis, logic::basis_of(Rule::UnionNotThroughConstructor)), Rule::UnionMemberBelow,
                  Rule::UnionNotThroughConstructor);
  const Rule by_name = as_union(frame.goal.target) ? Rule::UnionMemberBelow : Rule::TypevarRigid;
  finish(Verdict::Refuted, frame.basis, by_name, frame.informative == 1 ? frame.informative_rule : by_name);
}

void Engine::finish(Verdict verdict, Basis basis, Rule applied, Rule deciding) {
  const Frame frame = frames_.back();
  ++uses_[static_cast<std::size_t>(applied)];
  if (applied != deciding) ++uses_[static_cast<std::size_t>(deciding)];
  premises_.erase(premises_.begin() + frame.first, premises_.end());
  close_node(frame.node, applied, verdict, frame.edge_base);
  frames_.pop_back();
  const auto depth = static_cast<std::uint32_t>(frames_.size());
  const Strength strength = std::max(frame.strength, logic::entry_of(applied).strength);
  result_ = {verdict, basis_of(frame.goal, verdict, basis), deciding, frame.node, verdict == Verdict::Proved ? strength : Strength::Must};
  result_low_ = frame.low < depth ? frame.low : never_low;
  if (remembering_) {
    const Key key{frame.goal.source, frame.goal.target};
    if (result_low_ == never_low) {
      memo_.insert_or_assign(key, Memo{false, 0, result_});
    } else {
      memo_.erase(key);
    }
  }
  pending_ = true;
}

void Engine::add_edge(const Premise& premise) {
  if (trace_) edge_stack_.push_back({result_.node, premise.rule, premise.guarded, premise.place, premise.hypothesis});
}

void Engine::note_open_frames() {
  remembering_ = true;
  for (std::uint32_t i = 0; i < frames_.size(); ++i)
    memo_.try_emplace(Key{frames_[i].goal.source, frames_[i].goal.target}, Memo{true, i, {}});
}

std::uint32_t Engine::new_node(const Goal& goal) {
  if (!trace_) return 0;
  trace_->nodes.push_back({goal, Rule{}, Verdict::Unknown});
  return static_cast<std::uint32_t>(trace_->nodes.size() - 1);
}

void Engine::close_node(std::uint32_t node, Rule rule, Verdict verdict, std::uint32_t edge_base) {
  if (!trace_) return;
  TraceNode& closed = trace_->nodes[node];
  closed.rule = rule;
  closed.verdict = verdict;
  closed.first_edge = static_cast<std::uint32_t>(trace_->edges.size());
  closed.edge_count = static_cast<std::uint32_t>(edge_stack_.size()) - edge_base;
  trace_->edges.insert(trace_->edges.end(), edge_stack_.begin() + edge_base, edge_stack_.end());
  edge_stack_.resize(edge_base);
}

}  // namespace agverify::solver::rules
