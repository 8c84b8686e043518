#pragma once

#include <span>
#include <string_view>

#include "check/slice/class_slice.h"
#include "check/text/cursor.h"

namespace agverify::check {

/// Whether a line that begins so belongs to the slice of the class table.
bool is_slice_keyword(std::string_view keyword);

/// Reads the lines of the slice, whatever their order (a class before its parameters, files in sequence), links every
/// class with those above it, and tests that the facts fit together.
bool read_slice(std::span<const Line> lines, ClassSlice& slice, TypeTable& types, Complaint& complaint);

}  // namespace agverify::check
