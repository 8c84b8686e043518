#include "gate/questions.h"

#include <algorithm>

#include "logic/rule_table.h"
#include "model/python/spelling.h"
#include "model/syntax/printer.h"

namespace agverify::gate {

model::python::Probe Questions::probe_of(const properties::Pair& pair) const {
  model::python::Probe probe = model::python::spelled(pair.source, pair.target, world_.table());
  const auto shorten = [&](std::string& text) { text = model::python::in_own_words(std::move(text), world_.table(), own_); };
  shorten(probe.source);
  shorten(probe.target);
  std::ranges::for_each(probe.definitions, shorten);
  return probe;
}

campaign::Question Questions::of(const properties::Pair& pair, std::uint64_t index) {
  const auto opinion = rules_.decide(properties::query_of(pair));
  campaign::Question question;
  question.index = index;
  question.group = group_;
  question.source = model::syntax::print(pair.source, world_.table());
  question.target = model::syntax::print(pair.target, world_.table());
  auto probe = probe_of(pair);
  if (!probe.definitions.empty() || probe.source != question.source || probe.target != question.target) question.spelled = std::move(probe);
  question.verdict = opinion.verdict;
  question.basis = opinion.basis;
  question.rule = opinion.rule;
  question.strength = opinion.strength;
  reason_ = opinion.reason;
  return question;
}

}  // namespace agverify::gate
