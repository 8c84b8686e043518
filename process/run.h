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
  bool ends_when_flooded = false;      ///< more output than that ends it
  std::string folder = {};             ///< its working folder; empty: ours
  std::optional<std::vector<std::string>> environment = {};  ///< all of it, as `NAME=VALUE`; nothing: ours
  std::chrono::seconds processor_time{0};  ///< of each of its processes, beyond which SIGXCPU ends it; 0: no limit
  std::size_t memory_bytes = 0;        ///< that each of its processes may write to; 0: no limit
};

struct Outcome {
  enum class Kind { Exited, Signalled, TimedOut, Flooded, Missing } kind = Kind::Missing;
  int code = 0;  ///< exit code, or the signal's number
  std::string output, error;
  bool output_cut = false;
};

/// Runs it to its end. Missing: no such program or folder, or it cannot be started. Several threads may run programs.
Outcome run(const Command& command);

}  // namespace agverify::process
