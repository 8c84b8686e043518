// A signature has infinitely many calls; few shapes of them need be looked at. Take a call that each of k signatures fails
// at. Each of them fails for one reason: an argument too many at a place, an argument that its parameter does not take, a
// required parameter that nothing reaches, or the result. Leave out all arguments that can be left out but for one for each
// of the k: what was missing still is, and the reasons stand. So beside what is required at most k named arguments matter, and
// past the last place that any signature names at most k places of `*args`.

#include "solver/smt/call_shapes.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/signature.h"

namespace agverify::solver::smt {
namespace {

using model::ParameterKind;
using model::SignatureShape;

bool has_place(ParameterKind kind) { return kind == ParameterKind::PositionalOnly || kind == ParameterKind::Standard; }
bool has_name(ParameterKind kind) { return kind == ParameterKind::Standard || kind == ParameterKind::KeywordOnly; }

}  // namespace

std::optional<std::vector<std::uint32_t>> bind(const SignatureShape& shape, const CallShape& call) {
  return model::bind_arguments(shape, call.positional, call.names);
}

namespace {

class Shapes {
 public:
  Shapes(const SignatureShape& shape, std::span<const model::Type> others, std::size_t limit)
      : shape_(shape), others_(others), limit_(limit) {}

  std::optional<std::vector<CallShape>> run() {
    const std::size_t most = most_places();
    for (std::size_t positional = 0; positional <= most && !past_limit_; ++positional) with(positional);
    if (past_limit_) return std::nullopt;
    return std::move(found_);
  }

 private:
  static const SignatureShape& shape_of(model::Type signature) { return *model::as_callable(signature)->shape; }

  std::size_t most_places() const {
    std::size_t most = model::count_positional(shape_);
    if (!model::find_kind(shape_, ParameterKind::Variadic)) return most;
    for (model::Type each : others_) most = std::max(most, model::count_positional(shape_of(each)));
    return most + std::max<std::size_t>(others_.size(), 1);
  }

  void with(std::size_t positional) {
    std::vector<std::string> required;
    std::set<std::string> free;
    std::size_t place = 0;
    for (const model::SignatureParameter& each : shape_) {
      const bool given = has_place(each.kind) && place++ < positional;
      if (given) continue;
      if (each.kind == ParameterKind::PositionalOnly && !each.has_default) return;
      if (has_name(each.kind)) each.has_default ? void(free.insert(each.name)) : required.push_back(each.name);
    }
    if (model::find_kind(shape_, ParameterKind::KeywordVariadic)) add_other_names(free);
    choose(positional, required, {free.begin(), free.end()});
  }

  void add_other_names(std::set<std::string>& free) const {
    const auto is_own = [&](const std::string& name) { return model::find_name(shape_, name).has_value(); };
    for (model::Type each : others_)
      for (const model::SignatureParameter& parameter : shape_of(each))
        if (has_name(parameter.kind) && !is_own(parameter.name)) free.insert(parameter.name);
    std::size_t wanted = std::max<std::size_t>(others_.size(), 1);
    for (std::size_t k = 0; wanted > 0; ++k) {
      const std::string name = k == 0 ? "other" : fmt::format("other{}", k);
      if (!is_own(name) && free.insert(name).second) --wanted;
    }
  }

  /// Every choice of at most as many names as there are others, in order of their number.
  void choose(std::size_t positional, const std::vector<std::string>& required, const std::vector<std::string>& free) {
    std::vector<std::vector<std::size_t>> choices{{}};
    for (std::size_t at = 0; at < choices.size(); ++at) {
      add(positional, required, free, choices[at]);
      if (past_limit_) return;
      if (choices[at].size() == others_.size()) continue;
      const std::size_t next = choices[at].empty() ? 0 : choices[at].back() + 1;
      for (std::size_t k = next; k < free.size(); ++k) {
        choices.push_back(choices[at]);
        choices.back().push_back(k);
      }
    }
  }

  void add(std::size_t positional, std::vector<std::string> names, const std::vector<std::string>& free,
           const std::vector<std::size_t>& chosen) {
    for (std::size_t each : chosen) names.push_back(free[each]);
    std::ranges::sort(names);
    found_.push_back({positional, std::move(names), chosen.empty()});
    past_limit_ = found_.size() > limit_;
  }

  const SignatureShape& shape_;
  std::span<const model::Type> others_;
  std::size_t limit_;
  std::vector<CallShape> found_;
  bool past_limit_ = false;
};

}  // namespace

std::optional<std::vector<CallShape>> telling_shapes(const SignatureShape& shape, std::span<const model::Type> others, std::size_t limit) {
  return Shapes{shape, others, limit}.run();
}

}  // namespace agverify::solver::smt
