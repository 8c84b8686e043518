#include "solver/rules/expansive.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agverify::solver::rules {
namespace {

using namespace model;

struct Edge {
  std::uint32_t to;
  bool expansive;  // the parameter stands deeper than as the argument itself
};

/// The type parameter dependency graph, over subterms of bases and of protocol members.
class ParameterGraph {
 public:
  explicit ParameterGraph(const ClassTable& table) : table_(table) {
    for (const Class& each : table.classes) {
      first_.push_back(static_cast<std::uint32_t>(names_.size()));
      for (const TypeParameter& parameter : each.parameters) names_.push_back(each.name + "." + parameter.name);
    }
    edges_.resize(names_.size());
    for (std::uint32_t i = 0; i < table.size(); ++i) add_class(i);
  }

  /// A shortest way from the end of an expansive edge back to its start.
  std::optional<std::string> cycle() const {
    for (std::uint32_t from = 0; from < edges_.size(); ++from)
      for (const Edge& edge : edges_[from])
        if (edge.expansive)
          if (auto way = path(edge.to, from)) return fmt::format("{} => {}", names_[from], fmt::join(*way, " -> "));
    return std::nullopt;
  }

 private:
  void add_class(std::uint32_t id) {
    for (Type base : table_.classes[id].bases) add_subterms(id, base);
    if (!table_.classes[id].is_protocol) return;
    for (const Member& member : table_.classes[id].members) {
      if (const auto* method = std::get_if<Method>(&member.form)) add_subterms(id, method->callable);
      if (const auto* attribute = std::get_if<Attribute>(&member.form)) add_subterms(id, attribute->type);
      if (const auto* property = std::get_if<Property>(&member.form)) add_subterms(id, property->type);
    }
  }

  void add_subterms(std::uint32_t id, Type type) {
    std::vector<Type> left{type};
    while (!left.empty()) {
      const Type next = left.back();
      left.pop_back();
      for (Type part : parts_of(next)) left.push_back(part);
      const Nominal* nominal = as_nominal(next);
      for (std::uint32_t i = 0; nominal && i < nominal->arguments.size(); ++i)
        add_edges(id, nominal->arguments[i], first_[index_of(nominal->class_id)] + i);
    }
  }

  void add_edges(std::uint32_t id, Type argument, std::uint32_t to) {
    std::vector<Type> left{argument};
    while (!left.empty()) {
      const Type next = left.back();
      left.pop_back();
      if (const Parameter* parameter = as_parameter(next)) edges_[first_[id] + parameter->index].push_back({to, next != argument});
      for (Type part : parts_of(next)) left.push_back(part);
    }
  }

  std::optional<std::vector<std::string>> path(std::uint32_t from, std::uint32_t to) const {
    std::vector<std::uint32_t> came(edges_.size(), UINT32_MAX), queue{from};
    came[from] = from;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const Edge& edge : edges_[queue[i]])
        if (came[edge.to] == UINT32_MAX) {
          came[edge.to] = queue[i];
          queue.push_back(edge.to);
        }
    if (came[to] == UINT32_MAX) return std::nullopt;
    std::vector<std::string> way{names_[to]};
    for (std::uint32_t at = to; at != from; at = came[at]) way.push_back(names_[came[at]]);
    std::ranges::reverse(way);
    return way;
  }

  const ClassTable& table_;
  std::vector<std::uint32_t> first_;
  std::vector<std::string> names_;
  std::vector<std::vector<Edge>> edges_;
};

}  // namespace

std::optional<std::string> expansive_cycle(const ClassTable& table) { return ParameterGraph{table}.cycle(); }

void explain_limit(std::string& reason, const ClassTable& table) {
  if (!reason.starts_with("limit of")) return;
  if (const auto cycle = expansive_cycle(table)) reason = fmt::format("expansive: {} ({})", *cycle, reason);
}

}  // namespace agverify::solver::rules
