#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "report/answer.h"
#include "report/breach.h"
#include "report/type_text.h"

namespace agverify::report {

/// Tells a refutation as a person would: an instance for the variables, a value that the source has, and what of it the
/// target rules out. Cut with `...` after a few levels. \pre the judgement is a refutation with evidence
class Story {
 public:
  explicit Story(const Answer& answer);

  /// `class AB(A, B): ...` for each class that the world may hold beside the table's and that is used.
  std::vector<std::string> fresh_classes();
  /// `A = bool, B = int`; empty without variables.
  std::string instance();
  /// `an AsyncGenerator[int, int] may refuse, when passed to `asend`, object(); every ...`
  std::string witness();

  /// The two types at the instance, in the direction that fails.
  model::Type source() const { return source_; }
  model::Type target() const { return target_; }
  model::ValueId root() const { return witness_.root; }
  /// Whether the value is one of a callable type alone.
  bool is_callable() const { return witness_.values[index_of(witness_.root)].is_callable; }
  model::ClassId tag() const { return witness_.values[index_of(witness_.root)].tag; }
  /// Why the value is not in the target, at the first level.
  std::vector<Breach> breaches() { return finder_.of(witness_.root, target_); }
  BreachFinder& finder() { return finder_; }

 private:
  /// A value as seen at a type that it is in, held against one that it is not in.
  struct Sight {
    model::ValueId value;
    std::optional<model::Type> source, target;
  };
  std::set<model::ClassId> used_classes() const;
  std::string without_breach(const Sight& sight, const std::vector<Breach>& found);
  std::string described(const Sight& sight, std::size_t levels);
  std::string plain(const Sight& sight);
  std::optional<std::string> which_one(model::ValueId id);
  bool is_named(model::ClassId id, std::string_view text) const;
  std::string written(const std::vector<model::Argument>& elements);
  std::string deeds(const Sight& sight, const std::vector<Breach>& found, bool may, std::size_t levels);
  std::string demands(const Sight& sight, std::size_t levels);
  std::string demand(const Sight& sight, const Breach& breach);
  Sight shown(const Sight& sight, const Breach& breach);
  std::vector<Breach> telling(const Sight& sight);

  const Answer& answer_;
  const model::Witness& witness_;
  TypeText text_;
  BreachFinder finder_;
  model::Type source_, target_;
};

}  // namespace agverify::report
