#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/exit_code.h"
#include "cli/session/session.h"

namespace agverify::cli {

struct ProveOptions {
  session::StubOptions texts;
  std::vector<std::string> queries;
  std::optional<std::string> file;
  std::optional<std::string> jsonl;  ///< `-` is standard input
  std::optional<std::string> certificate;
  bool explain = false;
  bool timing = false;
  solver::Deciders deciders = solver::Deciders::Both;
  unsigned milliseconds = 2000;      ///< for the solver, a query
};

struct RulesOptions {
  bool open = false;
  unsigned milliseconds = 5000;  ///< for the second solver, a lemma
};

struct ClassesOptions {
  session::StubOptions texts;
  std::vector<std::string> names;
};

struct CorpusOptions {
  std::vector<std::string> paths;  ///< files and folders; none: the cases that are built in
  unsigned milliseconds = 2000;    ///< for the solver, a query
};

using Command = std::variant<ProveOptions, RulesOptions, ClassesOptions, CorpusOptions>;

/// What to print instead of running a command: help and version to standard output, a wrong use to standard error.
struct Notice {
  input::ExitCode code;
  std::string text;
};

tl::expected<Command, Notice> read_command_line(int count, const char* const* arguments, std::string_view version);

}  // namespace agverify::cli
