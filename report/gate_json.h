#pragma once

#include <span>
#include <string>

#include "campaign/campaign.h"
#include "report/gate_setting.h"

namespace agverify::report {

/// The whole campaign as one JSON document, as docs/gate-schema.json describes it. Depends on nothing but its arguments.
/// \param of_findings one a finding
std::string gate_json(const campaign::Campaign& campaign, const GateSetting& setting, std::span<const GateSetting> of_findings);

}  // namespace agverify::report
