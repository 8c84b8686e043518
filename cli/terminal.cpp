#include "cli/terminal.h"

#include <unistd.h>

#include <cstdio>

#include "cli/input/files.h"

namespace agverify::cli {

bool wants_colours() { return ::isatty(STDOUT_FILENO) != 0 && !input::environment("NO_COLOR"); }

bool print(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

void print_error(std::string_view line) {
  // Answers before the error stand before it on a terminal too.
  std::fflush(stdout);
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

void show_progress(std::string_view line) {
  if (::isatty(STDERR_FILENO) == 0) return;
  constexpr std::string_view over_the_last = "\r\033[K";
  std::fwrite(over_the_last.data(), 1, over_the_last.size(), stderr);
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

}  // namespace agverify::cli
