#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "campaign/question.h"
#include "gate/checker.h"
#include "gate/error.h"
#include "model/python/probe.h"

namespace agverify::gate {

struct GateOptions {
  std::filesystem::path tools = {}; ///< one folder a checker, as scripts/checkers makes them
  std::filesystem::path typeshed = {};  ///< the stubs that all read; empty or not there: each reads its own
  std::filesystem::path temporary = std::filesystem::temp_directory_path();  ///< where a fresh folder a run is made
  std::string python_version = "3.13";
  unsigned workers = 2;             ///< runs at one time
  /// Processor time that a run may take: the first, and the second for each probe in it. By the clock it may take four times
  /// as long, so that other work on the machine changes no answer.
  std::chrono::milliseconds time = std::chrono::seconds{20}, time_a_probe = std::chrono::milliseconds{25};
  std::size_t output_bytes = std::size_t{64} << 20;  ///< of a run; more is a flood
};

/// How long it took: everything, and the runs of checkers, by all workers together.
struct GateTimes {
  std::chrono::nanoseconds wall{}, in_checkers{};
};

/// Asks each checker each question. What is wrong with one checker, or with its runs, is said in its note and its outcomes;
/// the others' answers are kept. The result follows from the arguments and from what the checkers do, not from the order
/// in which runs end.
/// \param preludes of the modules that hold the questions of a group, one a group
/// \returns an error only where no folder for runs can be made
tl::expected<campaign::Answers, GateError> ask(std::span<const model::python::Prelude> preludes, std::span<const Checker> checkers,
                                               std::vector<campaign::Question> questions, const GateOptions& options,
                                               GateTimes* times = nullptr);

}  // namespace agverify::gate
