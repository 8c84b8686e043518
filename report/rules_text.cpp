#include "report/rules_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "logic/rule_table.h"
#include "logic/switches.h"

namespace agverify::report {

using model::Verdict;
using solver::Lemma;
using solver::LemmaMutant;

namespace {

std::size_t mutants_with(const Lemma& lemma, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(lemma.mutants, verdict, &LemmaMutant::verdict));
}

std::string second_text(const Lemma& lemma) {
  if (!lemma.second) return {};
  return *lemma.second == lemma.found ? ", cvc5 too" : fmt::format(", cvc5 says {}", name_of(*lemma.second));
}

std::string found_text(const Lemma& lemma) {
  if (lemma.found == Verdict::Unknown) return fmt::format("unknown: {}", lemma.reason);
  if (lemma.found != lemma.expected) return fmt::format("{}, but must be {}", name_of(lemma.found), name_of(lemma.expected));
  return lemma.found == Verdict::Proved ? "proved" : "refuted as it must be,";
}

std::string mutants_text(const Lemma& lemma) {
  if (lemma.mutants.empty()) return {};
  std::string text = fmt::format("; changed: {} refuted", mutants_with(lemma, Verdict::Refuted));
  if (const auto count = mutants_with(lemma, Verdict::Proved)) text += fmt::format(", {} equivalent", count);
  if (const auto count = mutants_with(lemma, Verdict::Unknown)) text += fmt::format(", {} unknown", count);
  return text;
}

std::string lemma_text(const Lemma& lemma) {
  if (lemma.expected == Verdict::Unknown) return "open: the spec answers two ways, so there is nothing to prove";
  const std::string premises = lemma.premises_satisfiable ? "" : "; its premises are never met";
  return fmt::format("{} in {:.1f} ms{}{}{}", found_text(lemma), lemma.milliseconds, second_text(lemma), premises, mutants_text(lemma));
}

std::string rule_text(const Lemma& lemma) {
  const logic::RuleEntry& entry = logic::entry_of(lemma.rule);
  const std::string condition = entry.condition.empty() ? "" : fmt::format("   if {}", entry.condition);
  return fmt::format("{}  ({} {}, {})\n    {}{}\n    {}\n    lemma: {}\n", logic::name_of(lemma.rule), name_of(entry.basis),
                     name_of(entry.strength), entry.anchor, entry.sequent, condition, entry.sentence, lemma_text(lemma));
}

std::string summary(std::span<const Lemma> lemmas) {
  const auto count = [&](auto&& wanted) { return std::ranges::count_if(lemmas, wanted); };
  const auto proved = count([](const Lemma& each) { return each.found == Verdict::Proved && each.expected == Verdict::Proved; });
  const auto refuted = count([](const Lemma& each) { return each.found == Verdict::Refuted && each.expected == Verdict::Refuted; });
  const auto open = count([](const Lemma& each) { return each.expected == Verdict::Unknown; });
  const auto second = count([](const Lemma& each) { return each.second && *each.second == each.found; });
  std::size_t mutants = 0, dead = 0, equivalent = 0;
  for (const Lemma& each : lemmas) {
    mutants += each.mutants.size();
    dead += mutants_with(each, Verdict::Refuted);
    equivalent += mutants_with(each, Verdict::Proved);
  }
  const auto rest = static_cast<std::ptrdiff_t>(lemmas.size()) - proved - refuted - open;
  return fmt::format(
      "{} rules: {} lemmas proved, {} refuted as they must be, {} open, {} otherwise; cvc5 agrees on {}\n"
      "{} changed sequents: {} refuted, {} equivalent, {} unknown\n",
      lemmas.size(), proved, refuted, open, rest, second, mutants, dead, equivalent, mutants - dead - equivalent);
}

}  // namespace

std::string rules_text(std::span<const Lemma> lemmas) {
  std::vector<std::string> parts;
  for (const Lemma& each : lemmas) parts.push_back(rule_text(each));
  return fmt::format("{}\n{}", fmt::join(parts, "\n"), summary(lemmas));
}

std::string switches_text() {
  std::string text;
  for (const logic::SwitchEntry& each : logic::switch_table()) {
    text += fmt::format("{}  ({})\n    {}\n", each.name, each.anchor, each.question);
    for (const logic::ReadingEntry& reading : each.readings())
      text += fmt::format("    {}={}{}: {}\n", each.name, reading.name, &reading == each.named.data() ? ", the default" : "", reading.sentence);
    text += fmt::format("    seen: {}\n\n", each.checkers);
  }
  return text;
}

}  // namespace agverify::report
