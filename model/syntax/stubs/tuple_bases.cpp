// How `ClassReader` reads classes that derive from a tuple type, named tuples in class form among them: the class `tuple` stands
// among their bases, applied to what all elements have in common, and the tuple type beside it.
// Spec: tuples#type-compatibility-rules, namedtuples#defining-named-tuples.

#include <algorithm>
#include <unordered_set>

#include "model/syntax/stubs/class_reader.h"

namespace agverify::model::syntax::stubs {
namespace {

/// Each part once, in order of first occurrence.
std::vector<Type> distinct(std::span<const Type> parts) {
  std::vector<Type> found;
  for (Type each : parts)
    if (std::ranges::find(found, each) == found.end()) found.push_back(each);
  return found;
}

}  // namespace

bool is_named_tuple(const ClassSource& source) {
  return std::ranges::any_of(source.outline->bases, [&](const Piece& each) { return meaning_of(*source.module, each.text) == "NamedTuple"; });
}

void ClassReader::add_tuple_base(ClassSource& source, Type tuple, const Location& place) {
  const auto owner = universe_.table.well_known.tuple;
  if (!owner || class_of(source).tuple_base) return mark_unsupported(source, "tuple");
  if (tuple->has_alias) return mark_unsupported(source, "recursive alias");
  const std::vector<Type> parts = distinct(as_tuple(tuple)->parts);
  const Type common = parts.empty() ? pool_.never() : pool_.union_of(parts);
  class_of(source).tuple_base = tuple;
  class_of(source).bases.push_back(pool_.nominal(*owner, {common}));
  source.base_places.push_back(place);
}

/// The fields are the annotated names of the body, in order.
void ClassReader::read_fields(ClassSource& source, const Piece& base) {
  const auto is_other = [&](const Piece& each) {
    const std::string head = head_of(*source.module, each);
    return head != "NamedTuple" && head != "Generic";
  };
  if (std::ranges::any_of(source.outline->bases, is_other)) return mark_unsupported(source, "NamedTuple");
  std::vector<Type> fields;
  for (const ClassOutline::Member& each : source.outline->members) {
    const auto* written = std::get_if<AssignmentOutline>(&each);
    if (!written && std::holds_alternative<OtherMember>(each)) return mark_unsupported(source, "NamedTuple");
    if (!written || written->annotation.empty()) continue;
    auto type = read(source, written->annotation, source.parameter_names.size());
    if (!type) return wrong_in_header(source, std::move(type.error()));
    fields.push_back(*type);
  }
  add_tuple_base(source, pool_.tuple(fields, std::nullopt), base.place);
}

/// A tuple type that holds values of its own class has no finite values to show, and two tuple types none that are told here.
void ClassReader::give_up_tuples() {
  for (const ClassSource& source : sources_) {
    if (tuple_bases_above(source.id) > 1) mark_unsupported(source, "two tuple bases");
    const auto& tuple = class_of(source).tuple_base;
    if (!tuple) continue;
    std::vector<Type> open{*tuple};
    std::unordered_set<Type> seen;
    while (!open.empty() && !class_of(source).unsupported) {
      const Type next = open.back();
      open.pop_back();
      if (!seen.insert(next).second) continue;
      std::ranges::copy(parts_of(next), std::back_inserter(open));
      const Nominal* nominal = as_nominal(next);
      if (!nominal) continue;
      const Class& inside = universe_.table[nominal->class_id];
      if (nominal->class_id == source.id) mark_unsupported(source, "recursive tuple");
      if (inside.tuple_base) open.push_back(*inside.tuple_base);
      std::ranges::copy(inside.bases, std::back_inserter(open));
    }
  }
}

std::size_t ClassReader::tuple_bases_above(ClassId id) const {
  std::vector<ClassId> above{id};
  std::size_t count = 0;
  for (std::size_t i = 0; i < above.size(); ++i) {
    const Class& next = universe_.table[above[i]];
    count += next.tuple_base.has_value();
    for (Type each : next.bases)
      if (const ClassId base = as_nominal(each)->class_id; std::ranges::find(above, base) == above.end()) above.push_back(base);
  }
  return count;
}

}  // namespace agverify::model::syntax::stubs
