#include "gate/module_answers.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/python/declarations.h"

namespace agverify::gate {
namespace {

using campaign::Observation;
using campaign::Outcome;
using model::python::NameSet;
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

/// The lines from `begin` to `end`.
std::string_view lines_between(std::string_view text, std::size_t begin, std::size_t end) {
  const auto start_of = [&](std::size_t line) {
    std::size_t at = 0;
    for (; line > 0; --line) at = text.find('\n', at) + 1;
    return at;
  };
  const std::size_t first = start_of(begin);
  return text.substr(first, start_of(end) - first);
}

bool is_in_declarations(const ProbeModule& module, const Diagnostic& error) {
  return error.line >= module.declarations_begin && error.line < module.declarations_end;
}

/// The names in what each probe asks about.
std::vector<NameSet> names_of_probes(const ProbeModule& module) {
  std::vector<NameSet> names;
  std::size_t begin = 0;
  for (const auto& place : module.lines) {
    const std::size_t end = module.text.find('\n', begin);
    if (place && !place->is_canary && place->line != ProbeLine::Assignment) {
      names.resize(std::max(names.size(), place->probe + 1));
      model::python::collect_names(std::string_view{module.text}.substr(begin, end - begin), names[place->probe]);
    }
    begin = end + 1;
  }
  return names;
}

/// What a checker refuses of the declarations is not for it what it is for us, nor is what rests on it: about that it has no answer.
void void_declared(std::vector<Observation>& probes, const ProbeModule& module, const Diagnostic& error) {
  const std::string_view declarations = lines_between(module.text, module.declarations_begin, module.declarations_end);
  const auto resting = model::python::resting_on_line(declarations, error.line - module.declarations_begin);
  const std::vector<NameSet> names = names_of_probes(module);
  for (std::size_t i = 0; i < probes.size(); ++i)
    if (!resting || std::ranges::any_of(names[i], [&](const std::string& each) { return resting->contains(each); }))
      probes[i] = {Outcome::Unsupported, fmt::format("refuses a class as it is declared: {}", error.message)};
}

bool leaves_classes(const Checker& checker, const Diagnostic& error) {
  return std::ranges::find(checker.declaration_codes, error.code) != checker.declaration_codes.end();
}

std::optional<Trouble> trouble_of(const Checker& checker, const ProbeModule& module, const Diagnostic& error) {
  if (std::ranges::find(checker.void_codes, error.code) != checker.void_codes.end())
    return Trouble{Outcome::Unsupported, fmt::format("left the module unread: {}", error.message)};
  const bool is_known = is_in_declarations(module, error) || (error.line < module.lines.size() && module.lines[error.line]);
  if (!is_known)
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
    if (!is_in_declarations(module, error)) said.note(*module.lines[error.line], error.message);
  }
  if (auto trouble = wrong_canary(said.canaries)) return tl::unexpected{std::move(*trouble)};
  for (const Diagnostic& error : errors)
    if (is_in_declarations(module, error) && !leaves_classes(checker, error)) void_declared(said.probes, module, error);
  return std::move(said.probes);
}

}  // namespace agverify::gate
