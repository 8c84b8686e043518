#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/assumptions.h"

namespace agverify::logic {

/// One answer to an open question.
struct ReadingEntry {
  std::string_view name;     ///< after `=` in `--assume NAME=VALUE`
  std::string_view sentence;
};

/// An open question as data. The first reading is the default.
struct SwitchEntry {
  model::Switch which;
  std::string_view name;
  std::string_view question;
  std::string_view anchor;
  std::string_view checkers;  ///< which reading mypy, pyright, ty, pyrefly, zuban, basedpyright and pycroscope take
  std::array<ReadingEntry, 3> named;  ///< the last one has no name where there are two

  std::span<const ReadingEntry> readings() const { return std::span{named}.first(named.back().name.empty() ? 2 : 3); }
};

/// All switches, in the order of `model::Switch`.
std::span<const SwitchEntry> switch_table();

/// `NAME=VALUE`, such as `infer-at-object=algorithm`. \returns false when there is no such switch or reading
bool assume(std::string_view text, model::Assumptions& into);

/// `NAME=VALUE` for each switch that is not at its default.
std::vector<std::string> texts_of(const model::Assumptions& assumed);

}  // namespace agverify::logic
