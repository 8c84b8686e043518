#pragma once

#include <string>

#include "check/slice/class_slice.h"
#include "check/syntax/type_reader.h"

namespace agverify::check {

/// Whether `Callable[[..], R]` can say the signature.
bool is_plain(const Shape& shape);

/// Writes types as certificates spell them, for messages and statements.
struct Printer {
  const ClassSlice* slice = nullptr;
  const TypeTable* types = nullptr;
  const Variables* variables = nullptr;
  std::size_t most = 2000;  ///< past so many characters a type ends in `...`: by `let` a type can be exponentially long

  std::string operator()(TypeId type) const;
  /// What follows the name in a `member` line.
  std::string operator()(const Member& member) const;
};

}  // namespace agverify::check
