#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/exit_code.h"
#include "cli/pairs/pair_options.h"
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
  bool counts = false;  ///< of the whole typeshed, in the place of the classes
  bool laws = false;    ///< of the whole typeshed, in the place of counts
  bool timing = false;
};

struct CorpusOptions {
  std::vector<std::string> paths;  ///< files and folders; none: the cases that are built in
  std::optional<std::string> typeshed;  ///< a folder by which each query is asked as well
  bool coverage = false;           ///< what the cases have of each rule, in the place of a run
  unsigned milliseconds = 2000;    ///< for the solver, a query
};

struct GateOptions {
  pairs::PairOptions asked;            ///< what about
  std::vector<std::string> checkers;   ///< names; `all`: every one that is known
  std::vector<std::string> files;      ///< with further checkers
  std::optional<std::string> report;   ///< a folder
  std::optional<std::string> tools;    ///< a folder with one folder a checker
  unsigned jobs = 2;                   ///< runs of checkers at one time
  unsigned milliseconds = 20'000;      ///< of processor time for a run of a checker, beside what its probes may take
};

using Command = std::variant<ProveOptions, RulesOptions, ClassesOptions, CorpusOptions, GateOptions>;

/// What to print instead of running a command: help and version to standard output, a wrong use to standard error.
struct Notice {
  input::ExitCode code;
  std::string text;
};

tl::expected<Command, Notice> read_command_line(int count, const char* const* arguments, std::string_view version);

}  // namespace agverify::cli
