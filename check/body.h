#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/class_slice.h"
#include "check/cursor.h"
#include "check/inversion.h"
#include "check/query.h"
#include "check/type_reader.h"

namespace agverify::check {

enum class Direction : std::uint8_t { SourceToTarget, TargetToSource };

/// The lines after the slice, read one by one.
class Lines {
 public:
  Lines(std::span<const Line> lines, std::uint32_t last, Complaint& complaint)
      : lines_(lines), last_(last), complaint_(&complaint) {}
  /// Whether the next line begins with the keyword and a space.
  bool next_is(std::string_view keyword) const;
  /// A cursor behind the keyword and its space. There must be a next line.
  Cursor take(std::string_view keyword);
  /// Complains that a line of this kind should stand here.
  bool missed(std::string_view what);
  bool at_end() const { return lines_.empty(); }
  /// Complains of the next line, which should not be there.
  bool missed_end();

 private:
  std::span<const Line> lines_;
  std::uint32_t last_;  ///< the line to complain of when there is none left
  Complaint* complaint_;
};

/// What a proof or a refutation reads and writes.
struct Body {
  ClassSlice* slice = nullptr;
  TypeTable* types = nullptr;
  const Query* query = nullptr;
  std::vector<Let>* lets = nullptr;
  Complaint* complaint = nullptr;
  Narrowing narrowing;            ///< taken for granted
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
