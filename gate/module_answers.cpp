#include "gate/module_answers.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::gate {
namespace {

using campaign::Observation;
using campaign::Outcome;
using model::python::Probe;
using model::python::ProbeLine;
using model::python::ProbeModule;
using model::python::ProbePlace;

/// What was said on the lines of each probe, and of each canary, of one module.
struct Said {
  std::vector<Observation> probes, canaries;

  explicit Said(const ProbeModule& module) {
    for (const auto& place : module.lines)
      if (place && place->line == ProbeLine::Assignment) (place->is_canary ? canaries : probes).push_back({Outcome::Accept, {}});
  }

  /// An error on a parameter's line says more than one on the assignment; of several the first is kept.
  void note(const ProbePlace& place, const std::string& message) {
    Observation& observation = (place.is_canary ? canaries : probes)[place.probe];
    const Outcome outcome = place.line == ProbeLine::Assignment ? Outcome::Reject : Outcome::Unsupported;
    if (observation.outcome == Outcome::Unsupported || observation.outcome == outcome) return;
    observation = {outcome, message};
  }
};

std::optional<Trouble> trouble_of(const Checker& checker, const ProbeModule& module, const Diagnostic& error) {
  if (std::ranges::find(checker.void_codes, error.code) != checker.void_codes.end())
    return Trouble{Outcome::Unsupported, fmt::format("left the module unread: {}", error.message)};
  if (error.line >= module.lines.size() || !module.lines[error.line])
    return Trouble{Outcome::Missing, fmt::format("reports line {}, which is of no probe: {}", error.line + 1, error.message)};
  return {};
}

std::optional<Trouble> wrong_canary(std::span<const Observation> said) {
  const auto [accepted, rejected] = canaries();
  for (std::size_t i = 0; i < said.size(); ++i) {
    const std::size_t which = i % (accepted.size() + rejected.size());
    const bool must_accept = which < accepted.size();
    const Probe& pair = must_accept ? accepted[which] : rejected[which - accepted.size()];
    if (said[i].outcome == (must_accept ? Outcome::Accept : Outcome::Reject)) continue;
    return Trouble{Outcome::Missing, must_accept ? fmt::format("rejects a {} as a {}: {}", pair.source, pair.target, said[i].message)
                                                 : fmt::format("accepts a {} as a {}, which it must reject", pair.source, pair.target)};
  }
  return {};
}

}  // namespace

model::python::Canaries canaries() {
  return {{{"bool", "int"}, {"list[int]", "object"}}, {{"int", "str"}, {"list[int]", "list[str]"}}};
}

ModuleAnswers module_answers(const Checker& checker, const ProbeModule& module, std::span<const Diagnostic> errors) {
  Said said{module};
  for (const Diagnostic& error : errors) {
    if (auto trouble = trouble_of(checker, module, error)) return tl::unexpected{std::move(*trouble)};
    said.note(*module.lines[error.line], error.message);
  }
  if (auto trouble = wrong_canary(said.canaries)) return tl::unexpected{std::move(*trouble)};
  return std::move(said.probes);
}

}  // namespace agverify::gate
