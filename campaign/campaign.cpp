#include "campaign/campaign.h"

#include <algorithm>

namespace agverify::campaign {

bool answered(const Answers& answers, std::size_t participant) {
  return std::ranges::any_of(answers.observations[participant], [](const Observation& each) { return is_answer(each.outcome); });
}

}  // namespace agverify::campaign
