#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"
#include "model/assumptions.h"

namespace agverify::cli::pairs {

/// A pair as it is written somewhere.
struct PairText {
  std::string source, target;
  std::string file = {};   ///< where it stands; empty: it was drawn
  std::uint32_t line = 0;
};

/// Pairs that speak of the same classes.
struct GroupText {
  std::string prelude = {};  ///< stub text of classes of their own
  model::Assumptions assumed = {};
  std::vector<PairText> pairs = {};
};

/// What a campaign is given to ask.
struct GroupTexts {
  std::vector<GroupText> groups;
  std::map<std::string, std::uint64_t> left_out = {};  ///< questions that are none to put to a checker, by reason
};

/// The lines of a file as `prove --jsonl` takes them. Lines of one prelude that follow one another are a group.
tl::expected<GroupTexts, input::Failure> pairs_of_lines(const std::string& path, const model::Assumptions& assumed);

/// The queries of corpus cases, a group a case; what is bad input is left out without a word.
/// \param paths files and folders
tl::expected<GroupTexts, input::Failure> pairs_of_cases(const std::vector<std::string>& paths);

}  // namespace agverify::cli::pairs
