#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "campaign/question.h"

namespace agverify::campaign {

/// What a difference between a checker's answer and ours is called.
enum class DifferenceKind : std::uint8_t {
  Deviation,       ///< the spec's text demands the other answer, and a certificate shows it
  Incompleteness,  ///< a note: it rejects what holds, though the text does not demand it
  Unsoundness,     ///< a note: it accepts what fails, though the text does not demand otherwise
  Divergence,      ///< the spec leaves it open
  OracleReview,    ///< every answering checker says the other thing: we are presumed wrong
};

constexpr std::string_view name_of(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::Deviation: return "deviation";
    case DifferenceKind::Incompleteness: return "incompleteness";
    case DifferenceKind::Unsoundness: return "unsoundness";
    case DifferenceKind::Divergence: return "divergence";
    case DifferenceKind::OracleReview: return "oracle-review";
  }
  return "";
}

/// The kinds, worst first: what the text forbids, what puts us in the wrong, notes, what the text leaves open.
inline constexpr std::array<DifferenceKind, 5> kinds{DifferenceKind::Deviation, DifferenceKind::OracleReview,
                                                     DifferenceKind::Unsoundness, DifferenceKind::Incompleteness,
                                                     DifferenceKind::Divergence};

struct Difference {
  std::size_t participant, question;  ///< indices into the answers
  DifferenceKind kind;
};

/// Every answer that differs from the verdict, in order of question, then participant. A question without verdict, and an
/// outcome that is no answer, differ from nothing. The consensus brake needs at least two checkers that answered.
std::vector<Difference> differences(const Answers& answers);

/// The differences of one cause: the same deciding rule, the same direction (accepts what fails, or rejects what holds),
/// the same kind. Each group once, worst kind first, then the largest; inside by question.
struct DifferenceGroup {
  std::optional<logic::Rule> rule;
  bool accepts;  ///< what fails
  DifferenceKind kind;
  std::vector<Difference> members;
};
std::vector<DifferenceGroup> grouped(const Answers& answers, const std::vector<Difference>& all);

}  // namespace agverify::campaign
