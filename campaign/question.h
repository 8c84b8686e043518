#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaign/outcome.h"
#include "model/python/probe.h"
#include "solver/judgement.h"

namespace agverify::campaign {

/// One pair that checkers are asked about, with what is held against their answers.
struct Question {
  std::uint64_t index = 0;      ///< in the campaign; with its seed it makes the pair again
  std::string source, target;   ///< as the printer writes them
  model::Verdict verdict = model::Verdict::Unknown;
  model::Basis basis = model::Basis::Spec;
  model::Strength strength = model::Strength::Must;
  std::optional<logic::Rule> rule = {};  ///< the deciding one
  std::optional<model::python::Probe> spelled = {};  ///< where no checker reads what the printer writes
  std::size_t group = 0;  ///< of pairs that speak of the same classes
};

/// The question as checkers read it.
inline model::python::Probe probe_of(const Question& question) {
  return question.spelled.value_or(model::python::Probe{question.source, question.target});
}

/// A checker as it took part: its name and the version that it told, empty when it is missing.
struct Participant {
  std::string name, version;
  std::string note = {};  ///< why it is missing, or what was wrong with its runs, as a sentence; empty when all went well
  bool own_stubs = false;  ///< it read the stubs that it carries, not those that all others read
};

/// What one checker made of one question.
struct Observation {
  Outcome outcome = Outcome::Missing;
  std::string message;  ///< the diagnostic on the probe's line, or what went wrong; may be empty
};

/// The answers of a campaign: one row a question, one column a participant.
struct Answers {
  std::vector<Participant> participants;
  std::vector<Question> questions;
  std::vector<std::vector<Observation>> observations;  ///< [participant][question]
};

}  // namespace agverify::campaign
