#include "check/slice/slice_consistency.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

namespace agverify::check {

namespace {

bool finding_fits(const ClassSlice& slice, const Finding& finding, Complaint& complaint) {
  if (!slice.derives_from(finding.class_id, finding.owner))
    return complaint.reject(finding.line, "the owner is not above the class");
  if (!slice.members.peek(finding.owner, finding.name))
    return complaint.reject(finding.line, "no line declares the owner's member");
  for (const Ancestor& each : slice[finding.class_id].ancestors) {
    if (each.class_id == finding.owner) return true;
    if (slice.members.peek(each.class_id, finding.name))
      return complaint.reject(finding.line, fmt::format("{} has the name before the owner", slice[each.class_id].name));
  }
  return true;
}

bool requires_name(const ClassSlice& slice, ClassId class_id, NameId name) {
  const Requirement* requirement = slice.requirements.peek(class_id);
  return requirement &&
         std::find(requirement->names.begin(), requirement->names.end(), name) != requirement->names.end();
}

bool missing_fits(const ClassSlice& slice, const Fact& missing, Complaint& complaint) {
  for (const Ancestor& each : slice[missing.class_id].ancestors)
    if (slice.members.peek(each.class_id, missing.name) || requires_name(slice, each.class_id, missing.name))
      return complaint.reject(missing.line, fmt::format("{} has the name", slice[each.class_id].name));
  return true;
}

// The names of the protocols that stand strictly above another one are names of that one, too.
bool requirement_fits(const ClassSlice& slice, const Requirement& requirement, Complaint& complaint) {
  const std::unordered_set<NameId> names(requirement.names.begin(), requirement.names.end());
  for (const Ancestor& each : slice[requirement.class_id].ancestors) {
    const Requirement* inherited = slice.requirements.peek(each.class_id);
    if (!inherited) continue;
    for (const NameId name : inherited->names)
      if (!names.contains(name))
        return complaint.reject(requirement.line,
                                fmt::format("{} requires {}", slice[each.class_id].name, slice.name(name)));
  }
  return true;
}

bool is_required_where_declared(const ClassSlice& slice, const MemberFact& member, Complaint& complaint) {
  const Requirement* requirement = slice.requirements.peek(member.class_id);
  if (!requirement || requires_name(slice, member.class_id, member.name)) return true;
  return complaint.reject(requirement->line, fmt::format("{} is declared and not required", slice.name(member.name)));
}

/// Whether a class could not derive from it whatever else it is: bool, and an enum with members.
bool names_its_values(const ClassSlice& slice, ClassId class_id) { return slice.is_bool(class_id) || !slice[class_id].members.empty(); }

/// What a function returns that narrows is a bool that says more.
bool is_narrowing(const SliceClass& lower) {
  return lower.name == "TypeGuard" || lower.name == "TypeIs" || lower.name == "typing.TypeGuard" || lower.name == "typing.TypeIs";
}

bool bases_fit(const ClassSlice& slice, const TypeTable& types, const SliceClass& lower, Complaint& complaint) {
  for (const Base& base : lower.bases)
    if (names_its_values(slice, types[base.type].class_id) && !(slice.is_bool(types[base.type].class_id) && is_narrowing(lower)))
      return complaint.reject(base.line, fmt::format("no class derives from {}, whose values have names", slice[types[base.type].class_id].name));
  return true;
}

bool tuple_base_fits(const ClassSlice& slice, TypeTable& types, const SliceClass& lower, Complaint& complaint) {
  if (!lower.tuple_base) return true;
  const auto tuple_class = slice.tuple_class();
  if (!tuple_class) return complaint.reject(lower.tuple_base->line, "the slice has no class tuple");
  const TypeId view = types.sequence_view(lower.tuple_base->type, *tuple_class);
  const bool stands = std::any_of(lower.bases.begin(), lower.bases.end(), [&](const Base& each) { return each.type == view; });
  return stands || complaint.reject(lower.tuple_base->line, "no base is the class tuple at what the parts have in common");
}

bool is_tuple_class(const SliceClass& tuple, Complaint& complaint) {
  const bool is_it = !tuple.is_protocol && !tuple.is_final && !tuple.is_fresh && tuple.parameters.size() == 1 && tuple.parameters.front().variance == Variance::Covariant;
  return is_it || complaint.reject(tuple.line, "the class tuple has one covariant parameter");
}

/// A metaclass derives from type, and of several one is below all others; what stands for a class object derives from that.
bool metaclass_fits(const ClassSlice& slice, const SliceClass& lower, Complaint& complaint) {
  if (lower.metaclass && !slice.is_metaclass(*lower.metaclass)) return complaint.reject(lower.line, "its metaclass does not derive from type");
  std::optional<ClassId> lowest;
  for (const Ancestor& each : lower.ancestors) {
    const auto named = slice[each.class_id].metaclass;
    if (named && (!lowest || slice.derives_from(*named, *lowest))) lowest = named;
  }
  for (const Ancestor& each : lower.ancestors)
    if (const auto named = slice[each.class_id].metaclass; named && !slice.derives_from(*lowest, *named))
      return complaint.reject(lower.line, "of the metaclasses above it none is below all others");
  if (!lower.object_of) return true;
  const ClassId self = *slice.find_class(lower.name);
  const bool fits = lower.is_final && !slice[*lower.object_of].object_of && slice.find_class("type") &&
                    slice.derives_from(self, slice.metaclass_of(*lower.object_of)) &&
                    lower.parameters.size() == slice[*lower.object_of].parameters.size();
  return fits || complaint.reject(lower.line, "this is no class of a class object");
}

bool every_class_fits(const ClassSlice& slice, TypeTable& types, Complaint& complaint) {
  for (const SliceClass& each : slice.classes) {
    if (each.is_enumerated && each.members.empty()) return complaint.reject(each.line, "no line names the members");
    if (!metaclass_fits(slice, each, complaint)) return false;
    if (each.name == "tuple" && !is_tuple_class(each, complaint)) return false;
    if (!bases_fit(slice, types, each, complaint) || !tuple_base_fits(slice, types, each, complaint)) return false;
  }
  return true;
}

template <typename Kind, typename Test>
bool each_fits(const ClassSlice& slice, const Facts<Kind>& facts, Test test, Complaint& complaint) {
  for (const Kind& each : facts.all())
    if (!test(slice, each, complaint)) return false;
  return true;
}

}  // namespace

bool parameters_hide_nothing(const ClassSlice& slice, Complaint& complaint) {
  for (const SliceClass& each : slice.classes)
    for (const ClassParameter& parameter : each.parameters)
      if (slice.find_class(parameter.name) || parameter.name == "Never" || parameter.name == "None")
        return complaint.reject(parameter.line, "the parameter is called as a class is");
  for (const SliceClass& each : slice.classes) {
    if (slice.find_alias(each.name)) return complaint.reject(each.line, "the class is called as an alias is");
    for (const ClassParameter& parameter : each.parameters)
      if (slice.find_alias(parameter.name)) return complaint.reject(parameter.line, "the parameter is called as an alias is");
  }
  for (const SliceAlias& each : slice.aliases)
    for (const std::string& name : each.parameters)
      if (slice.find_class(name) || slice.find_alias(name) || name == "Never" || name == "None")
        return complaint.reject(each.line, "a parameter is called as something else is");
  return true;
}

bool is_consistent(const ClassSlice& slice, TypeTable& types, Complaint& complaint) {
  return every_class_fits(slice, types, complaint) && each_fits(slice, slice.findings, finding_fits, complaint) &&
         each_fits(slice, slice.missing, missing_fits, complaint) &&
         each_fits(slice, slice.requirements, requirement_fits, complaint) &&
         each_fits(slice, slice.members, is_required_where_declared, complaint);
}

}  // namespace agverify::check
