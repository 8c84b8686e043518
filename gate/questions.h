#pragma once

#include <cstdint>
#include <string>

#include "campaign/question.h"
#include "properties/pairs.h"
#include "solver/rules/decider.h"

namespace agverify::gate {

/// Makes questions of pairs: as the printer writes them, with what the rules say of them.
class Questions {
 public:
  /// \param group that the questions get. \param own of the world's classes
  /// \pre world, rules and the text of own classes outlive it, and are of one table
  Questions(const properties::World& world, solver::rules::Decider& rules, std::size_t group, const model::python::OwnClasses& own)
      : world_(world), rules_(rules), group_(group), own_(own) {}

  /// \param index that the question gets. \returns a question whose verdict may be unknown
  campaign::Question of(const properties::Pair& pair, std::uint64_t index);
  /// Why the last question that is unknown is so.
  const std::string& reason() const { return reason_; }
  const properties::World& world() const { return world_; }

 private:
  model::python::Probe probe_of(const properties::Pair& pair) const;

  const properties::World& world_;
  solver::rules::Decider& rules_;
  std::size_t group_;
  model::python::OwnClasses own_;
  std::string reason_;
};

}  // namespace agverify::gate
