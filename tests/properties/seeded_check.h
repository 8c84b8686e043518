#pragma once

#include <sstream>
#include <string>

#include <rapidcheck.h>

namespace agverify::properties {

/// `rc::check` with a seed of its own, so that each run draws the same. The structured result is RapidCheck's own affair
/// (`rc::detail`): this is the one place that touches it.
/// \returns what failed, shrunk, with how to reproduce it; empty when all went well
template <typename Testable>
std::string seeded_check(std::uint64_t seed, int count, Testable&& testable) {
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = count;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable), rc::detail::TestMetadata{}, params);
  if (result.template is<rc::detail::SuccessResult>()) return {};
  std::ostringstream text;
  text << "seed " << seed << ": ";
  rc::detail::printResultMessage(result, text);
  return text.str();
}

}  // namespace agverify::properties
