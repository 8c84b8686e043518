#include "cli/session/laws.h"

#include "solver/smt/law_text.h"

namespace agverify::cli::session {

using model::ClassId;
using model::ClassLaw;

Laws::Laws(const Hierarchy& hierarchy, model::TypePool& pool, LawCache& cache)
    : table_(hierarchy.universe.table), pool_(pool), cache_(cache), laws_(table_, pool, hierarchy.slots) {
  for (std::uint32_t i = 0; i < table_.size(); ++i)
    if (has_law(ClassId{i}))
      if (auto known = cache_.find(key(ClassId{i}))) laws_.add(ClassId{i}, std::move(*known));
}

const ClassLaw& Laws::of(ClassId id) {
  const ClassLaw& law = laws_.of(id);
  for (; kept_ < laws_.proved_here().size(); ++kept_) {
    const ClassId proved = laws_.proved_here()[kept_];
    cache_.keep(key(proved), laws_.of(proved));
  }
  return law;
}

std::string Laws::key(ClassId id) { return solver::smt::law_key(table_, pool_, id); }

}  // namespace agverify::cli::session
