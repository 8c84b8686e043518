#pragma once

#include <cstddef>

#include "cli/session/law_cache.h"
#include "cli/session/session.h"
#include "solver/smt/class_laws.h"

namespace agverify::cli::session {

/// The laws of one table: those that are kept, and the others proved and kept.
class Laws {
 public:
  /// \pre all outlive the laws
  Laws(const Hierarchy& hierarchy, model::TypePool& pool, LawCache& cache);

  bool has_law(model::ClassId id) const { return !table_[id].parameters.empty(); }
  const model::ClassLaw& of(model::ClassId id);

 private:
  std::string key(model::ClassId id);

  const model::ClassTable& table_;
  model::TypePool& pool_;
  LawCache& cache_;
  solver::smt::ClassLaws laws_;
  std::size_t kept_ = 0;
};

}  // namespace agverify::cli::session
