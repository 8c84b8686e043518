#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gate/checker.h"
#include "gate/gate.h"
#include "gate/module_answers.h"
#include "process/run.h"

namespace agverify::gate {

/// What a run made of its modules.
struct RunResult {
  std::vector<ModuleAnswers> modules;
  std::optional<Trouble> trouble = {};  ///< of the run as a whole: no module has answers
  std::chrono::nanoseconds time{};      ///< of the checker's process
};

/// Runs checkers, each time in a fresh folder, with an environment of its own. Several threads may use it.
class Runner {
 public:
  /// \param temporary an existing folder, ours alone. \pre the options outlive it
  Runner(const GateOptions& options, std::filesystem::path temporary);

  /// What a module is to hold.
  struct Module {
    const model::python::Prelude& prelude;
    std::span<const model::python::Probe> probes;
  };
  /// One run over some modules. \param id tells the run's folder from all others
  RunResult run(const Checker& checker, std::span<const Module> modules, std::size_t id) const;

  struct Version {
    std::string text;  ///< empty: it told none
    std::chrono::nanoseconds time{};
  };
  Version version(const Checker& checker, std::size_t id) const;

  /// Why it cannot be run at all: a file of it that is not there.
  std::optional<Trouble> missing(const Checker& checker) const;
  /// Whether there are stubs for all, and the checker takes them.
  bool shares_stubs(const Checker& checker) const { return has_typeshed_ && !checker.typeshed_arguments.empty(); }

 private:
  struct Folder;
  std::string expanded(std::string text, const std::string& folder) const;
  std::vector<std::string> words(const Checker& checker, std::span<const std::string> files, const std::string& folder) const;
  process::Command command(const Checker& checker, const std::string& folder) const;
  RunResult read(const Checker& checker, const process::Outcome& outcome, std::span<const model::python::ProbeModule> modules,
                 const std::string& folder) const;

  const GateOptions& options_;
  std::filesystem::path temporary_;
  std::string tools_, typeshed_;
  bool has_typeshed_;
};

}  // namespace agverify::gate
