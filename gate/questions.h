#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "campaign/question.h"
#include "properties/pairs.h"
#include "solver/rules/decider.h"

namespace agverify::gate {

/// Makes questions of pairs: as the printer writes them, with what the rules say of them.
class Questions {
 public:
  /// \pre world and rules outlive it, and are of one table
  Questions(const properties::World& world, solver::rules::Decider& rules, properties::Profile profile = {})
      : world_(world), rules_(rules), profile_(profile) {}

  /// Pairs of one seed, those that the rules decide.
  struct Drawn {
    std::vector<campaign::Question> questions;
    std::map<std::string, std::uint64_t> unknown;  ///< how many they do not decide, by reason
  };
  Drawn draw(std::uint64_t seed, std::uint64_t pairs);
  properties::Pair pair_at(std::uint64_t seed, std::uint64_t index) const { return properties::pair_at(world_, seed, index, profile_); }

  /// \param index that the question gets. \returns a question whose verdict may be unknown
  campaign::Question of(const properties::Pair& pair, std::uint64_t index);
  const properties::World& world() const { return world_; }

 private:
  const properties::World& world_;
  solver::rules::Decider& rules_;
  properties::Profile profile_;
  std::string reason_;  // of the last unknown
};

}  // namespace agverify::gate
