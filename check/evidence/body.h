#pragma once

#include <cstdint>
#include <vector>

#include "check/evidence/inversion.h"
#include "check/slice/class_slice.h"
#include "check/syntax/query.h"
#include "check/syntax/type_reader.h"
#include "check/text/lines.h"

namespace agverify::check {

enum class Direction : std::uint8_t { SourceToTarget, TargetToSource };

/// What a proof or a refutation reads and writes.
struct Body {
  ClassSlice* slice = nullptr;
  TypeTable* types = nullptr;
  const Query* query = nullptr;
  std::vector<Let>* lets = nullptr;
  Complaint* complaint = nullptr;
  Narrowing narrowing;            ///< taken for granted
  bool counts_arguments_without_value = false;  ///< of calls: likewise
  std::vector<TypeId> instances;  ///< of a refutation, one for each variable
};

/// `let` lines up to the first other one.
bool read_lets(Lines& lines, Body& body);

/// Reads and tests the part that stands under `verdict proved`: `case`, `hypothesis`, `step`, `conclude`.
bool verify_proof(Lines& lines, Body& body);

/// Reads and tests the part under `verdict refuted`: `instance`, `step`, `conclude hypothesis`, `value`, `shows`,
/// `refute`.
bool verify_refutation(Lines& lines, Body& body, Direction direction);

}  // namespace agverify::check
