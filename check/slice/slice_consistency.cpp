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
  return true;
}

bool is_consistent(const ClassSlice& slice, Complaint& complaint) {
  return each_fits(slice, slice.findings, finding_fits, complaint) &&
         each_fits(slice, slice.missing, missing_fits, complaint) &&
         each_fits(slice, slice.requirements, requirement_fits, complaint) &&
         each_fits(slice, slice.members, is_required_where_declared, complaint);
}

}  // namespace agverify::check
