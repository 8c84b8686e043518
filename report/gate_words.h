#pragma once

#include <string>
#include <string_view>

#include "campaign/campaign.h"

namespace agverify::report {

/// `variance-contravariant`, or `none` where no rule decided.
std::string_view rule_name(std::optional<logic::Rule> rule);
/// The address of an anchor of the typing spec; empty for one in parentheses, which is none.
std::string spec_address(std::string_view anchor);
/// `accepts what fails`, `rejects what holds`.
std::string_view direction_words(bool accepts);
/// `accepts` or `rejects`, for the name of a file and for JSON.
std::string_view direction_name(bool accepts);
/// What a kind of difference means, as a sentence.
std::string_view meaning_of(campaign::DifferenceKind kind);
/// The name of the finding's checker, or `every checker`.
std::string_view whose(const campaign::Campaign& campaign, const campaign::Finding& finding);
/// Of the version of a participant, `-` when it told none.
std::string_view version_of(const campaign::Participant& participant);
/// `1 pair`, `2 pairs`.
std::string counted(std::uint64_t count, std::string_view noun);
/// How often a verdict is held against the checkers.
std::uint64_t count_of(const campaign::Campaign& campaign, model::Verdict verdict);
/// How many questions a checker answered in this way.
std::uint64_t count_of(const campaign::Campaign& campaign, std::size_t participant, campaign::Outcome outcome);
std::uint64_t unknown_of(const campaign::Campaign& campaign);

/// The file of a finding's report in the folder of reports: `deviation-variance-contravariant-accepts-mypy.md`.
std::string file_of(const campaign::Campaign& campaign, const campaign::Finding& finding);

}  // namespace agverify::report
