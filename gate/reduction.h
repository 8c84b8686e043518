#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "campaign/finding.h"
#include "gate/checker.h"
#include "gate/error.h"
#include "gate/gate.h"
#include "gate/pair_source.h"

namespace agverify::gate {

/// The checkers of a campaign, asked again about further pairs. Those that answered nothing at all are asked nothing more:
/// what they did then is what they do now.
class Panel {
 public:
  /// \pre all arguments outlive it
  Panel(std::span<const model::python::Prelude> preludes, std::span<const Checker> checkers, const campaign::Answers& answers,
        const GateOptions& options);

  tl::expected<campaign::Answers, GateError> ask(std::vector<campaign::Question> questions) const { return ask(std::move(questions), able_); }
  /// Each question in a run of its own.
  tl::expected<campaign::Answers, GateError> ask_alone(std::vector<campaign::Question> questions) const;

 private:
  tl::expected<campaign::Answers, GateError> ask(std::vector<campaign::Question> questions, std::span<const Checker> checkers) const;

  const std::span<const model::python::Prelude> preludes_;
  const campaign::Answers& first_;
  const GateOptions& options_;
  std::vector<Checker> able_;
  std::vector<std::size_t> columns_;  // of the able ones
};

/// Makes the pair of each finding as small as a few rounds of asking find it: simpler pairs that the
/// rules decide alike, and that still differ at the same checker. All findings share the runs of a round.
tl::expected<void, GateError> reduce(std::vector<campaign::Finding>& findings, PairSource& pairs, const Panel& panel);

/// Asks each checker the pair of each finding alone, and notes what it answers. Where the difference is gone, the drawn pair
/// takes the place of the smaller one, and is asked alone too; it has no judgement then.
tl::expected<void, GateError> confirm(std::vector<campaign::Finding>& findings, PairSource& pairs, const Panel& panel);

/// Goes back to the pair that the finding was made from, as it was drawn.
void take_drawn(campaign::Finding& finding, PairSource& pairs);

}  // namespace agverify::gate
