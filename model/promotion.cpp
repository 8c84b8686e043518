#include "model/promotion.h"

#include <unordered_map>
#include <vector>

namespace agverify::model {

Type Promotion::leaf(Type type) {
  const Nominal* nominal = as_nominal(type);
  if (!nominal || (nominal->class_id != known_.floating && nominal->class_id != known_.complex_number)) return type;
  const Type integer = pool_.nominal(known_.integer), floating = pool_.nominal(known_.floating);
  if (nominal->class_id == known_.floating) return pool_.union_of({floating, integer});
  return pool_.union_of({type, floating, integer});
}

/// Each type inside once, however often it occurs.
Type Promotion::read(Type type, bool unions_only) {
  std::unordered_map<Type, Type> done;
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    const auto parts = unions_only && !as_union(next) ? std::span<const Type>{} : parts_of(next);
    const std::size_t before = open.size();
    for (Type each : parts)
      if (!done.contains(each)) open.push_back(each);
    if (open.size() > before) continue;
    open.pop_back();
    std::vector<Type> made;
    for (Type each : parts) made.push_back(done.at(each));
    done.emplace(next, parts.empty() ? leaf(next) : pool_.with_parts(next, made));
  }
  return done.at(type);
}

ClassTable promoted(const ClassTable& table, TypePool& pool) {
  Promotion promotion{table.well_known, pool};
  ClassTable read = table;
  read.replace_types(pool, [&](Type type) { return promotion.everywhere(type); });
  return read;
}

}  // namespace agverify::model
