#pragma once

#include <string>

#include "campaign/campaign.h"
#include "report/gate_setting.h"

namespace agverify::report {

/// A finding for an issue tracker: the pair, a program that shows it, what is expected with rule, anchor and sentence, why,
/// the whole evidence, what every checker answers at which version, how to see it again. Depends on nothing but its arguments.
std::string gate_markdown(const campaign::Campaign& campaign, const campaign::Finding& finding, const GateSetting& setting);

}  // namespace agverify::report
