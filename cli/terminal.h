#pragma once

#include <string_view>

namespace agverify::cli {

/// Whether colours are wanted on standard output: it is a terminal and NO_COLOR is unset or empty.
bool wants_colours();

/// \returns false when standard output no longer takes anything
bool print(std::string_view text);
void print_error(std::string_view line);

/// A line that the next one takes the place of, or an empty one: on a terminal only, on standard error.
void show_progress(std::string_view line);

}  // namespace agverify::cli
