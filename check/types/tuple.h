#pragma once

#include <cstddef>
#include <functional>
#include <optional>

namespace agverify::check {

/// How many parts a tuple type has before and after its unbounded part; all before where it has none.
struct TupleLayout {
  std::size_t before = 0, after = 0;
  bool is_unbounded = false;

  static TupleLayout of(std::size_t parts, std::optional<std::size_t> unbounded);
  std::size_t shortest() const { return before + after; }
  bool has_length(std::size_t length) const { return is_unbounded ? length >= shortest() : length == shortest(); }
  /// The part at a place of a length that it has.
  std::size_t part_at(std::size_t place, std::size_t length) const;
};

/// Visits each pair of a part of the source and a part of the target that stand at one place in some length of the source, in
/// order of the former, then of the latter, until the visitor says no.
/// \returns whether all said yes; nothing when some length of the source is none of the target
std::optional<bool> visit_pairs(const TupleLayout& source, const TupleLayout& target,
                                const std::function<bool(std::size_t, std::size_t)>& visit);

}  // namespace agverify::check
