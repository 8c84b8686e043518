#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "cli/classes.h"
#include "cli/command_line.h"
#include "cli/corpus.h"
#include "cli/gate.h"
#include "cli/prove.h"
#include "cli/rules.h"
#include "cli/session/version.h"
#include "cli/terminal.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

struct Run {
  ExitCode operator()(const ProveOptions& options) const { return prove(options); }
  ExitCode operator()(const RulesOptions& options) const { return rules(options); }
  ExitCode operator()(const ClassesOptions& options) const { return classes(options); }
  ExitCode operator()(const CorpusOptions& options) const { return corpus(options); }
  ExitCode operator()(const GateOptions& options) const { return gate(options); }
};

ExitCode tell(const Notice& notice) {
  if (notice.code == ExitCode::Success) {
    print(notice.text);
  } else {
    print_error(notice.text);
  }
  return notice.code;
}

ExitCode run(int count, const char* const* arguments) {
  const auto command = read_command_line(count, arguments, version());
  const ExitCode code = command ? std::visit(Run{}, *command) : tell(command.error());
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  print_error("agverify: standard output cannot be written");
  return worse(code, ExitCode::InputOutput);
}

}  // namespace
}  // namespace agverify::cli

int main(int count, char** arguments) {
  try {
    return static_cast<int>(agverify::cli::run(count, arguments));
  } catch (const std::exception& error) {
    agverify::cli::print_error(fmt::format("agverify: {}", error.what()));
    return static_cast<int>(agverify::cli::input::ExitCode::Internal);
  }
}
