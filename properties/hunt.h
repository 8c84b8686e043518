#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "properties/laws.h"
#include "properties/mutants.h"
#include "properties/opinions.h"
#include "properties/pairs.h"

namespace agverify::properties {

/// What gave a mutant away, and after how many queries.
struct Death {
  std::string by;
  std::uint64_t after;
};

struct HuntLimits {
  std::uint64_t queries = 3'000;      ///< held against the solver, and their certificates checked
  std::uint64_t tries_a_law = 400;
};

/// Looks for mistakes planted in the rules of one world: each way by itself, so that it shows what each is good for.
/// The solver's answers are asked once for all mutants.
class Hunt {
 public:
  /// \param profile of the pairs; their depths go from 1 to 4
  Hunt(const World& world, solver::CertificateCheck check, std::uint64_t seed, HuntLimits limits = {}, Profile profile = {});
  ~Hunt();

  /// \returns every way that found it, the one with the fewest queries first; nothing: it lives
  std::vector<Death> hunt(const solver::rules::RuleSet& rules);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The same for a mistake in the class table: also by the laws of classes, which hold declarations against members.
std::vector<Death> hunt_table(const model::ClassTable& mutant, model::TypePool& pool, solver::CertificateCheck check, std::uint64_t seed,
                              HuntLimits limits = {});

}  // namespace agverify::properties
