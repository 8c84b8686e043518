#pragma once

#include <string>
#include <vector>

#include "cli/pairs/group_text.h"
#include "cli/pairs/pair_options.h"
#include "properties/pairs.h"

namespace agverify::cli::pairs {

/// Pairs over random class tables, a group a table: classes made from protocols and near misses of such beside all else.
GroupTexts pairs_of_tables(const PairOptions& options);

/// Pairs over the classes of the run and random enums and named tuples, a group a set of these.
/// \param files texts of the preludes of the whole run
/// \returns what is wrong with those
tl::expected<GroupTexts, input::Failure> pairs_of_values(const PairOptions& options, const std::vector<std::string>& files,
                                                         const properties::Profile& profile);

}  // namespace agverify::cli::pairs
