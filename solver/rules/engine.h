#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/query.h"
#include "solver/rules/rule_functions.h"

namespace agverify::solver::rules {

struct Limits {
  std::uint64_t subgoals = 1'000'000;  ///< past it a goal is unknown
  std::uint32_t depth = 100'000;       ///< of a type in a subgoal; past it a goal is unknown
};

/// What is known of a goal that was decided. `basis` is that of its weakest step; `rule` the one that decides it: for a
/// proof the last one, for a refutation the first that is no mere passage (union, up-cast) on the way to what fails.
struct Decided {
  model::Verdict verdict = model::Verdict::Unknown;
  model::Basis basis = model::Basis::Spec;
  logic::Rule rule{};
  std::uint32_t node = 0;  ///< in the trace, where one is kept
  model::Strength strength = model::Strength::Must;  ///< of a proof: whether some step is only permitted
};

/// A use of a premise in the trace.
struct TraceEdge {
  std::uint32_t node;
  logic::Rule rule;
  bool guarded;
  Place place;
  std::uint32_t hypothesis;
};

/// One decided subgoal: the rule applied and those premises that account for the verdict.
struct TraceNode {
  Goal goal;
  logic::Rule rule;
  model::Verdict verdict;
  std::uint32_t first_edge = 0, edge_count = 0;
};

/// The search as it went, for evidence. A premise of a refuted goal stands after it; a proof may refer back.
struct Trace {
  std::vector<TraceNode> nodes;
  std::vector<TraceEdge> edges;

  std::span<const TraceEdge> edges_of(const TraceNode& node) const { return {edges.data() + node.first_edge, node.edge_count}; }
};

/// Goal-directed search over the rules, with its own stack: nothing recurses. Buffers are kept between calls.
///
/// Open goals are looked up once a search has grown past a few dozen subgoals; a goal met again below itself is decided
/// by the rule set's cycle rule, and what rests on that is remembered only when the open goal is closed.
/// Cost: about the number of subgoals; memory: the longest chain of them, plus one entry a goal from then on.
class Engine {
 public:
  Engine(const model::ClassTable& table, const model::Slots& slots, model::TypePool& pool, Limits limits,
         const RuleSet& rules);

  /// \param hypotheses may be nullptr: none
  /// \param trace may be nullptr: no evidence is wanted
  /// \param relation whether the goal, and each below it, is read as `<:` or as `~>`; of a symmetric one it is one half
  Decided decide(const Goal& goal, const Hypotheses* hypotheses, Trace* trace, model::Relation relation = model::Relation::Subtype);

  std::uint64_t subgoals() const { return subgoals_; }
  /// Whether the last search held members against members.
  bool used_members() const { return used_members_; }
  const std::string& reason() const { return reason_; }  ///< of the last Unknown: the first one met
  /// How often each rule was applied, by name: for coverage of generated tests.
  std::span<const std::uint64_t> uses() const { return uses_; }
  StructuralMatcher& matcher() { return matcher_; }

 private:
  static constexpr std::uint32_t never_low = UINT32_MAX;
  struct Frame {
    Goal goal;
    logic::Rule rule;
    model::Basis own_basis;
    bool all;              // of its premises, or one
    bool any_unknown = false;
    model::Basis basis = model::Basis::Spec;  // weakest so far
    model::Strength strength = model::Strength::Must;
    std::uint32_t first, next, last;          // premises
    std::uint32_t edge_base;
    std::uint32_t node;
    std::uint32_t guards;    // guarded steps from the root to here
    std::uint32_t low = never_low;  // the lowest open frame that a result below rests on
    std::uint32_t informative = 0;  // Any: refuted alternatives that got past a mere name
    logic::Rule informative_rule{};
  };

  /// Forgets the last decision, and what was remembered under hypotheses.
  void begin(const Hypotheses* hypotheses, Trace* trace);
  void start(const Goal& goal, bool guarded);
  void apply(const Goal& goal, bool guarded);
  void push_frame(const Goal& goal, bool guarded, bool all, std::size_t first);
  bool known(const Goal& goal, bool guarded);
  model::Basis basis_of_cycle(std::size_t first) const;
  model::Basis basis_of(const Goal& goal, model::Verdict verdict, model::Basis basis) const;
  void leaf(const Goal& goal, model::Verdict verdict, model::Basis basis, logic::Rule rule);
  void give_up(const Goal& goal, std::string reason);
  void fold();
  void fold_all(Frame& frame, const Premise& premise);
  void fold_any(Frame& frame, const Premise& premise);
  void finish(model::Verdict verdict, model::Basis basis, logic::Rule applied, logic::Rule deciding);
  void finish_exhausted();
  void add_edge(const Premise& premise);
  void note_open_frames();
  std::uint32_t new_node(const Goal& goal);
  void close_node(std::uint32_t node, logic::Rule rule, model::Verdict verdict, std::uint32_t edge_base);

  struct Key {
    model::Type source, target;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return std::hash<model::Type>{}(key.source) * 31 + std::hash<model::Type>{}(key.target);
    }
  };
  struct Memo {
    bool open;
    std::uint32_t frame;
    Decided decided;
  };

  Limits limits_;
  const RuleSet& rules_;
  model::Substitution substitution_;
  StructuralMatcher matcher_;
  std::vector<Premise> premises_;
  RuleContext context_;
  std::vector<Frame> frames_;
  std::unordered_map<Key, Memo, KeyHash> memo_;
  bool remembering_ = false;
  bool used_members_ = false;
  Trace* trace_ = nullptr;
  std::vector<TraceEdge> edge_stack_;
  Decided result_;            // of the goal closed last
  bool pending_ = false;      // it waits to be carried into the frame that asked for it
  std::uint32_t result_low_ = never_low;
  std::uint64_t subgoals_ = 0;
  std::string reason_;
  std::array<std::uint64_t, logic::rule_names.size()> uses_{};
};

}  // namespace agverify::solver::rules
