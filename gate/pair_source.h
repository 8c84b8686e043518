#pragma once

#include <cstdint>

#include "gate/questions.h"
#include "properties/pairs.h"

namespace agverify::gate {

/// The pairs of a campaign, each with the classes that it speaks of.
class PairSource {
 public:
  virtual ~PairSource() = default;
  /// \param index of a pair that was asked about
  virtual properties::Pair pair_at(std::uint64_t index) = 0;
  /// What makes questions about the classes of that pair.
  virtual Questions& questions_about(std::uint64_t index) = 0;
};

}  // namespace agverify::gate
