#pragma once

#include <string>

#include "campaign/campaign.h"

namespace agverify::report {

/// A campaign for people at a terminal: how many pairs were asked; a table of every checker by every outcome; the
/// differences by rule and direction, worst kind first, each with the pair that shows it; a line for each thing to know of a
/// checker. Ends with a line end.
std::string gate_table(const campaign::Campaign& campaign, bool colours);

}  // namespace agverify::report
