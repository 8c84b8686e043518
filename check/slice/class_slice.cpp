#include "check/slice/class_slice.h"

#include <algorithm>

namespace agverify::check {

namespace {

std::uint64_t pair_key(ClassId lower, ClassId above) {
  return (std::uint64_t{index_of(lower)} << 32) | index_of(above);
}

Replacement arguments_of(TypeTable& types, TypeId application) {
  const std::span<const TypeId> parts = types.parts(application);
  return Replacement::of_parameters(types, types[application].class_id, {parts.begin(), parts.end()});
}

/// With LiteralString in the place of str among the arguments.
TypeId with_literal_parts(const ClassSlice& slice, TypeTable& types, TypeId literal_string, TypeId upper) {
  const auto text = slice.find_class("str");
  std::vector<TypeId> parts(types.parts(upper).begin(), types.parts(upper).end());
  for (TypeId& each : parts)
    if (text && types.is_application_of(each, *text)) each = literal_string;
  return types.with_parts(upper, parts);
}

}  // namespace

std::string_view name_of(Variance variance) {
  switch (variance) {
    case Variance::Bivariant:
      return "bivariant";
    case Variance::Covariant:
      return "covariant";
    case Variance::Contravariant:
      return "contravariant";
    case Variance::Invariant:
      return "invariant";
  }
  return "";
}

std::optional<ClassId> ClassSlice::find_class(std::string_view name) const {
  const auto found = class_ids_.find(std::string(name));
  return found == class_ids_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<AliasId> ClassSlice::find_alias(std::string_view name) const {
  const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const SliceAlias& each) { return each.name == name; });
  return found == aliases.end() ? std::nullopt : std::optional(AliasId{static_cast<std::uint32_t>(found - aliases.begin())});
}

bool ClassSlice::add_class(SliceClass added) {
  const ClassId id{static_cast<std::uint32_t>(classes.size())};
  if (!class_ids_.emplace(added.name, id).second) return false;
  classes.push_back(std::move(added));
  return true;
}

std::vector<std::string> ClassSlice::named_values(ClassId id) const {
  if (is_bool(id)) return {"True", "False"};
  return (*this)[id].is_enumerated ? (*this)[id].members : std::vector<std::string>{};
}

bool ClassSlice::is_value_of(ClassId id, const LiteralText& literal) const {
  const SliceClass& owner = (*this)[id];
  switch (literal.kind) {
    case LiteralText::Kind::Integer:
      return owner.name == "int";
    case LiteralText::Kind::Bool:
      return owner.name == "bool";
    case LiteralText::Kind::String:
      return owner.name == "str";
    case LiteralText::Kind::Bytes:
      return owner.name == "bytes";
    case LiteralText::Kind::Name:
      return std::find(owner.members.begin(), owner.members.end(), literal.text) != owner.members.end();
  }
  return false;
}

ClassId ClassSlice::metaclass_of(ClassId id) const {
  ClassId lowest = *find_class("type");
  for (const Ancestor& each : (*this)[id].ancestors)
    if (const auto named = (*this)[each.class_id].metaclass; named && derives_from(*named, lowest)) lowest = *named;
  return lowest;
}

bool ClassSlice::holds_literals_of(ClassId id, ClassId owner) const {
  if (!is_of_typing(id, "LiteralString")) return false;
  const auto text = find_class("str");
  return text && (owner == *text || (takes("literal-parts=literal") && derives_from(owner, *text)));
}

std::optional<ClassId> ClassSlice::named_values_above(ClassId id) const {
  if (has_named_values(id)) return id;
  for (const Ancestor& each : (*this)[id].ancestors)
    if (is_bool(each.class_id)) return each.class_id;
  return std::nullopt;
}

NameId ClassSlice::name_id(std::string_view name) {
  const NameId next{static_cast<std::uint32_t>(names_.size())};
  const auto [entry, added] = name_ids_.emplace(std::string(name), next);
  if (added) names_.emplace_back(name);
  return entry->second;
}

std::optional<TypeId> ClassSlice::ancestor(ClassId lower, ClassId above) const {
  const auto found = ancestor_types_.find(pair_key(lower, above));
  return found == ancestor_types_.end() ? std::nullopt : std::optional(found->second);
}

void ClassSlice::set_ancestors(ClassId lower, std::vector<Ancestor> ancestors) {
  for (const Ancestor& each : ancestors) ancestor_types_.emplace(pair_key(lower, each.class_id), each.type);
  (*this)[lower].ancestors = std::move(ancestors);
}

std::optional<FoundMember> ClassSlice::look_up(ClassId class_id, NameId name) {
  const Finding* finding = findings.use(class_id, name);
  if (!finding) return std::nullopt;
  return FoundMember{finding->owner, &members.use(finding->owner, name)->member};
}

bool ClassSlice::takes(std::string_view reading) const { return std::find(readings.begin(), readings.end(), reading) != readings.end(); }

bool ClassSlice::is_none(const TypeTable& types, const Member& member) const {
  const auto* attribute = std::get_if<Attribute>(&member);
  return attribute && types.is(attribute->type, Form::Application) && (*this)[types[attribute->type].class_id].name == "NoneType";
}

std::optional<FoundMember> ClassSlice::look_up_given(const TypeTable& types, ClassId class_id, NameId name) {
  const auto found = look_up(class_id, name);
  if (!found || this->name(name) != "__hash__" || !is_none(types, *found->member) || !takes("hashable=object")) return found;
  return look_up(*find_class("object"), name);
}

bool ClassSlice::takes_back(const TypeTable& types, ClassId class_id, ClassId protocol) {
  const Requirement* requirement = requirements.peek(protocol);
  if (!requirement) return false;
  const auto peek = [&](ClassId from, NameId name) {
    const Finding* finding = findings.peek(from, name);
    return finding ? &members.peek(finding->owner, name)->member : nullptr;
  };
  const auto found = std::find_if(requirement->names.begin(), requirement->names.end(), [&](NameId name) {
    const Member *given = peek(class_id, name), *wanted = peek(protocol, name);
    return given && wanted && is_none(types, *given) && std::holds_alternative<Method>(*wanted);
  });
  if (found == requirement->names.end()) return false;
  requirements.use(protocol);
  look_up(class_id, *found);
  look_up(protocol, *found);
  return true;
}

std::optional<TypeId> up_cast(const ClassSlice& slice, TypeTable& types, TypeId application, ClassId above) {
  const std::optional<TypeId> ancestor = slice.ancestor(types[application].class_id, above);
  if (!ancestor) return std::nullopt;
  const TypeId upper = arguments_of(types, application)(*ancestor);
  const bool by_parts = slice.takes("literal-parts=literal") && slice.is_of_typing(types[application].class_id, "LiteralString");
  return by_parts ? with_literal_parts(slice, types, application, upper) : upper;
}

TypeId base_at(const ClassSlice& slice, TypeTable& types, TypeId application, ClassId above, TypeId type) {
  return arguments_of(types, *up_cast(slice, types, application, above))(type);
}

Member member_of(const ClassSlice& slice, TypeTable& types, TypeId application, const FoundMember& found) {
  const TypeId owner = *up_cast(slice, types, application, found.owner);
  Replacement arguments = arguments_of(types, owner);
  return replace_types(*found.member, arguments);
}

}  // namespace agverify::check
