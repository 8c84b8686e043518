#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace agverify::model::syntax::stubs {

/// The dotted names of a text, with the offsets where they begin; quoted ones too.
std::vector<std::pair<std::string_view, std::size_t>> names_in(std::string_view text);

}  // namespace agverify::model::syntax::stubs
