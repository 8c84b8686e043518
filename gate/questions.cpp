#include "gate/questions.h"

#include "logic/rule_table.h"
#include "model/python/spelling.h"
#include "model/syntax/printer.h"

namespace agverify::gate {

campaign::Question Questions::of(const properties::Pair& pair, std::uint64_t index) {
  const auto opinion = rules_.decide(properties::query_of(pair));
  campaign::Question question;
  question.index = index;
  question.source = model::syntax::print(pair.source, world_.table());
  question.target = model::syntax::print(pair.target, world_.table());
  if (auto probe = model::python::spelled(pair.source, pair.target, world_.table()); !probe.definitions.empty())
    question.spelled = std::move(probe);
  question.verdict = opinion.verdict;
  question.basis = opinion.basis;
  question.rule = opinion.rule;
  if (opinion.rule) question.strength = logic::entry_of(*opinion.rule).strength;
  reason_ = opinion.reason;
  return question;
}

Questions::Drawn Questions::draw(std::uint64_t seed, std::uint64_t pairs) {
  Drawn drawn;
  for (std::uint64_t index = 0; index < pairs; ++index) {
    campaign::Question question = of(pair_at(seed, index), index);
    if (question.verdict == model::Verdict::Unknown) {
      ++drawn.unknown[reason_];
    } else {
      drawn.questions.push_back(std::move(question));
    }
  }
  return drawn;
}

}  // namespace agverify::gate
