#pragma once

#include <cstdint>
#include <string>

namespace agverify::gate {

/// Why nothing could be asked at all: a broken file of checkers, or a place that cannot be written to.
struct GateError {
  std::string message;
  std::string file = {};  ///< empty: it is about no file
  std::uint32_t line = 0, column = 0;  ///< from 1; 0: no place
};

}  // namespace agverify::gate
