#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "campaign/deviation.h"
#include "campaign/finding.h"
#include "campaign/question.h"

namespace agverify::campaign {

/// A campaign as it went: with the seed and the versions it can be run again, to the same end.
struct Campaign {
  std::uint64_t seed = 0;
  std::string profile = "classes";  ///< what pairs are made of; `file` and `cases`: they were given
  std::string given = {};           ///< the options that gave pairs or classes, as words of a command; empty: none did
  std::uint64_t pairs = 0;                       ///< all: those asked and those that nobody was asked
  std::map<std::string, std::uint64_t> unknown;  ///< how many pairs were not decided, so not asked, by reason
  Answers answers;
  std::vector<Difference> differences;           ///< of the answers
  std::vector<Finding> findings;                 ///< worst kind first
};

/// Whether a checker answered anything.
bool answered(const Answers& answers, std::size_t participant);

}  // namespace agverify::campaign
