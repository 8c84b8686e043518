#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "properties/opinions.h"
#include "properties/pairs.h"

namespace agverify::properties {

/// A query on which the three do not go together, as simple as it gets.
struct Discord {
  std::uint64_t index;
  model::Query query;
  Opinions opinions;
};

/// How often which opinions met: rules by solver by certificate.
struct Matrix {
  std::array<std::array<std::array<std::uint64_t, 3>, 3>, 3> counts{};
  std::map<std::string, std::uint64_t> rules_reasons, smt_reasons;  ///< of unknowns
  std::uint64_t discords = 0;
  std::optional<Discord> first_discord;

  std::uint64_t total() const;
  std::uint64_t of_rules(model::Verdict verdict) const;
  std::uint64_t of_solver(model::Verdict verdict) const;
  void add(const Opinions& opinions);
  /// Adds what was counted over another world; queries of discords stay there.
  void add_counts(const Matrix& other);
};

/// The table, and the reasons of what is unknown.
std::string text_of(const Matrix& matrix);

/// Hears the pairs of a seed. A first discord is made simpler.
/// \param count how many pairs, from index 0 on
Matrix hear_pairs(Trial& trial, const World& world, std::uint64_t seed, std::uint64_t count, const Profile& profile);

/// Hears a list of queries.
Matrix hear_queries(Trial& trial, std::uint64_t count, const std::function<model::Query(std::uint64_t)>& query_at);

}  // namespace agverify::properties
