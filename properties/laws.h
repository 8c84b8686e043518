#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/query.h"
#include "model/verdict.h"
#include "properties/draw.h"
#include "properties/types.h"
#include "properties/world.h"

namespace agverify::properties {

/// Whoever answers queries: a decider, or one with a mistake planted in it.
using Ask = std::function<model::Verdict(const model::Query&)>;

enum class Outcome : std::uint8_t {
  Holds,
  Fails,
  NotMet,  ///< the premise does not hold, or something is unknown: nothing was tested
};

/// A decider, and the world in which it is asked.
struct Court {
  const World& world;
  const Ask& ask;

  model::Verdict subtype(model::Type source, model::Type target) const { return relation(model::Relation::Subtype, source, target); }
  model::Verdict relation(model::Relation relation, model::Type source, model::Type target) const {
    return ask({{}, {}, relation, source, target});
  }
};

/// One law of the relations. Its types are built so that the premise holds, and the premise is asked all the same.
struct Law {
  std::string_view name;
  std::string_view sentence;
  std::string_view anchor;  ///< chapter#section of the typing spec
  /// \returns nothing where the world has no such types
  std::function<std::optional<std::vector<model::Type>>(Draw&, const World&, const TypeWeights&)> build;
  std::function<Outcome(const Court&, std::span<const model::Type>)> check;
  /// The premise is how the types were built, nothing that `check` could see: a counterexample cannot be made simpler.
  bool holds_by_building = false;
};

/// Laws of tuples, literals and bool; whatever the weights, their types are of these forms.
std::span<const Law> tuple_laws();

/// All other laws; a table without the classes that a law speaks of leaves its premise unmet.
std::span<const Law> laws();
/// \pre there is one of that name
const Law& law_named(std::string_view name);

struct LawReport {
  std::uint64_t tried = 0, met = 0, failed = 0;
  std::vector<model::Type> counterexample;  ///< the first one, as simple as it gets
};

/// Asks the law at `count` places from `first` on; stops at the first failure.
/// \param weights of its types
LawReport try_law(const Law& law, const Court& court, std::uint64_t seed, std::uint64_t count, std::uint64_t first = 0,
                  const TypeWeights& weights = {});

}  // namespace agverify::properties
