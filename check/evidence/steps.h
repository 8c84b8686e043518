#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/slice/class_slice.h"
#include "check/syntax/query.h"
#include "check/syntax/type_reader.h"
#include "check/text/lines.h"

namespace agverify::check {

/// A hypothesis as it may be used: of the query, or a consequence of one.
struct Assumption {
  std::uint32_t line = 0;                  ///< 0 for one of the query
  std::optional<Relation> relation{};      ///< none: it says nothing, as an `in` that was replaced
  std::optional<std::uint32_t> inverts{};  ///< index of the hypothesis that it follows from
  bool used = false;
};

/// `step N RULE S <: T [by HYPOTHESIS] [from PREMISE..]`; numbers are kept as indices from 0.
struct Step {
  std::uint32_t line = 0;
  std::uint32_t rule = 0;  ///< index into the rules that have a test
  TypeId source{}, target{};
  std::optional<std::uint32_t> by{};
  std::vector<std::uint32_t> premises{};
  bool used = false;
};

/// Everything that the test of one step may look at.
struct Proof {
  ClassSlice* slice = nullptr;
  TypeTable* types = nullptr;
  Complaint* complaint = nullptr;
  const Variables* variables = nullptr;
  std::vector<Assumption> assumptions;
  std::vector<Step> steps;
  bool is_assignability = false;  ///< the steps are read as `~>`
};

/// Reads what follows `step ` and adds it; the number must be the next one. Types pass through `as_meant` first, which
/// puts the types of a case or an instance in the place of variables.
bool read_step(Cursor& cursor, const TypeScope& scope, Replacement& as_meant, Proof& proof);

/// What a `conclude` line must prove.
struct Conclusion {
  std::string name;       ///< as it stands behind the keyword
  std::string_view kind;  ///< as complaints call it
  TypePair wanted;
};

/// Reads `conclude NAME by STEP`, holds the step against what is wanted, and adds its index to the conclusions.
bool read_conclusion(Lines& lines, const Conclusion& conclusion, const Proof& proof, std::vector<std::uint32_t>& conclusions);

/// Tests every step by the rule that it names; numbers of premises and hypotheses are in range after it.
bool test_steps(Proof& proof);

/// Marks the steps and assumptions that the concluding steps rest on, then complains of the first one left over.
bool all_used(Proof& proof, const std::vector<std::uint32_t>& conclusions);

}  // namespace agverify::check
