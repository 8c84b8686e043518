#include "solver/rules/derivation.h"

namespace agverify::solver::rules {
namespace {

constexpr std::uint32_t not_placed = UINT32_MAX;

/// Depth first along the premises that must come earlier; the others wait as further roots.
class Ordering {
 public:
  Ordering(const Trace& trace, model::Derivation& into)
      : trace_(trace), into_(into), place_(trace.nodes.size(), not_placed), seen_(trace.nodes.size(), false) {}

  void run(std::uint32_t root) {
    const std::size_t first = into_.steps.size();
    roots_.push_back(root);
    while (!roots_.empty()) {
      const std::uint32_t next = roots_.back();
      roots_.pop_back();
      visit(next);
    }
    for (std::size_t i = 0; i < order_.size(); ++i)
      for (const TraceEdge& edge : trace_.edges_of(trace_.nodes[order_[i]]))
        into_.steps[first + i].premises.push_back(place_[edge.node]);
    into_.conclusions.push_back(place_[root]);
  }

 private:
  void visit(std::uint32_t root) {
    if (seen_[root]) return;
    open(root);
    while (!stack_.empty()) {
      auto& [node, next] = stack_.back();
      const auto edges = trace_.edges_of(trace_.nodes[node]);
      if (next == edges.size()) {
        place(node);
        stack_.pop_back();
        continue;
      }
      const TraceEdge& edge = edges[next++];
      if (seen_[edge.node]) continue;
      edge.guarded ? roots_.push_back(edge.node) : open(edge.node);
    }
  }

  void open(std::uint32_t node) {
    seen_[node] = true;
    stack_.push_back({node, 0});
  }

  void place(std::uint32_t node) {
    const TraceNode& from = trace_.nodes[node];
    place_[node] = static_cast<std::uint32_t>(into_.steps.size());
    const auto edges = trace_.edges_of(from);
    into_.steps.push_back({from.rule, from.goal.source, from.goal.target, {}, edges.empty() ? 0 : edges.front().hypothesis});
    order_.push_back(node);
  }

  struct Visit {
    std::uint32_t node;
    std::size_t next;
  };
  const Trace& trace_;
  model::Derivation& into_;
  std::vector<std::uint32_t> place_;
  std::vector<bool> seen_;
  std::vector<std::uint32_t> roots_, order_;
  std::vector<Visit> stack_;
};

}  // namespace

void append_derivation(const Trace& trace, std::uint32_t root, model::Derivation& into) { Ordering{trace, into}.run(root); }

}  // namespace agverify::solver::rules
