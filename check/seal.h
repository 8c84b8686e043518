#pragma once

#include <vector>

#include "check/text/cursor.h"

namespace agverify::check {

/// Takes the `seal` lines off the end and holds every other line against them. They guard against accidents and tell the
/// very line; who alters a certificate on purpose can seal it again, and meets the tests.
/// \returns false, with a complaint, when a line is not as it was sealed. Without seals nothing is held against anything.
bool open_seals(std::vector<Line>& lines, Complaint& complaint);

}  // namespace agverify::check
