#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "cli/exit_code.h"
#include "model/syntax/stubs/stub_reader.h"
#include "solver/judge.h"

namespace agverify::cli {

/// What every command that reads stubs takes.
struct StubOptions {
  std::optional<std::string> stubs;   ///< a folder
  std::vector<std::string> preludes;  ///< files
  model::syntax::stubs::PythonVersion version;
};

struct ProveOptions {
  StubOptions texts;
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
  StubOptions texts;
  std::vector<std::string> names;
};

struct CorpusOptions {
  std::vector<std::string> paths;  ///< files and folders; none: the cases that are built in
  unsigned milliseconds = 2000;    ///< for the solver, a query
};

using Command = std::variant<ProveOptions, RulesOptions, ClassesOptions, CorpusOptions>;

/// What to print instead of running a command: help and version to standard output, a wrong use to standard error.
struct Notice {
  ExitCode code;
  std::string text;
};

tl::expected<Command, Notice> read_command_line(int count, const char* const* arguments, std::string_view version);

}  // namespace agverify::cli
