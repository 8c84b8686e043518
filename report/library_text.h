#pragma once

#include <span>
#include <string>

#include "model/class_table.h"
#include "model/syntax/error.h"

namespace agverify::report {

/// What came of reading a whole library.
struct LibrarySummary {
  const model::ClassTable& table;
  std::size_t modules;
  std::span<const model::syntax::ParseError> complaints;
};

/// Counts of modules, classes and members; then every construct that is not read, with how many classes and members
/// have it and the first place; then what is wrong in the stubs.
std::string library_text(const LibrarySummary& summary);

}  // namespace agverify::report
