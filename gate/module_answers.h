#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "campaign/question.h"
#include "gate/checker.h"
#include "gate/diagnostics.h"
#include "model/python/probe.h"

namespace agverify::gate {

/// Why a run, or one module of it, is no evidence.
struct Trouble {
  campaign::Outcome outcome = campaign::Outcome::Missing;  ///< what it means for a probe that stands alone
  std::string text;  ///< what the checker did: the end of a sentence that begins with its name
};

/// One observation a probe.
using ModuleAnswers = tl::expected<std::vector<campaign::Observation>, Trouble>;

/// Pairs of builtin classes about which no checker is wrong.
model::python::Canaries canaries();

/// What the errors in one module say of its probes. One in the declarations leaves those without an answer that rest on what
/// it is about, unless the checker's record says that the class stays what it is. An error on a line of no probe, a code that leaves the rest unread, or a
/// canary with the wrong answer void the whole module.
ModuleAnswers module_answers(const Checker& checker, const model::python::ProbeModule& module, std::span<const Diagnostic> errors);

}  // namespace agverify::gate
