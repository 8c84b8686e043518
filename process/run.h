#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace agverify::process {

/// One run of a program, in a process group of its own, which is killed whole when a limit is passed.
struct Command {
  std::vector<std::string> arguments;  ///< the program first, looked up in PATH
  std::string input = {};              ///< its standard input
  std::chrono::milliseconds time = std::chrono::seconds{10};
  std::size_t output_bytes = 1 << 20;  ///< of standard output and of standard error each; what is more is thrown away
};

struct Outcome {
  enum class Kind { Exited, Signalled, TimedOut, Missing } kind = Kind::Missing;
  int code = 0;  ///< exit code, or the signal's number
  std::string output, error;
  bool output_cut = false;
};

/// Runs it to its end. Missing: no such program, or it cannot be started.
Outcome run(const Command& command);

}  // namespace agverify::process
