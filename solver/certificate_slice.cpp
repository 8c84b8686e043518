#include "solver/certificate_slice.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace agverify::solver {

using namespace model;

void CertificateSlice::use(Type type) {
  std::vector<Type> waiting{type};
  while (!waiting.empty()) {
    const Type next = waiting.back();
    waiting.pop_back();
    if (!seen_.insert(next).second) continue;
    if (const Nominal* nominal = as_nominal(next)) use(nominal->class_id);
    if (const Literal* literal = as_literal(next)) use(literal->class_id);
    if (as_tuple(next)) use(*table_.well_known.tuple);
    if (as_type_of(next)) use(*table_.well_known.type);
    if (const Alias* alias = as_alias(next); alias && aliases_.insert(alias->alias_id).second) waiting.push_back(*table_[alias->alias_id].body);
    for (Type part : parts_of(next)) waiting.push_back(part);
  }
}

/// The class and all above it: so that it is clear what it does not derive from.
void CertificateSlice::use(ClassId id) {
  std::vector<ClassId> waiting{id};
  while (!waiting.empty()) {
    const ClassId next = waiting.back();
    waiting.pop_back();
    if (!classes_.insert(next).second) continue;
    std::vector<Type> bases = table_[next].bases;
    if (table_[next].tuple_base) bases.push_back(*table_[next].tuple_base);
    for (Type base : bases) {
      std::vector<Type> parts{base};
      while (!parts.empty()) {
        const Type part = parts.back();
        parts.pop_back();
        if (const Nominal* nominal = as_nominal(part)) waiting.push_back(nominal->class_id);
        if (const Literal* literal = as_literal(part)) waiting.push_back(literal->class_id);
        if (as_tuple(part)) waiting.push_back(*table_.well_known.tuple);
        if (as_type_of(part)) waiting.push_back(*table_.well_known.type);
        if (const Alias* alias = as_alias(part); alias && aliases_.insert(alias->alias_id).second) parts.push_back(*table_[alias->alias_id].body);
        for (Type inner : parts_of(part)) parts.push_back(inner);
      }
    }
    if (table_[next].metaclass) waiting.push_back(*table_[next].metaclass);
    if (table_[next].class_object_of && table_.well_known.type) waiting.push_back(*table_[next].class_object_of);
  }
}

void CertificateSlice::use_class_object(ClassId id) {
  use(id);
  use(table_.metaclass_of(id));
}

void CertificateSlice::use_members(ClassId id, ClassId protocol) {
  use(id);
  use(protocol);
  protocols_.insert(protocol);
  const auto wanted = table_.protocol_members(protocol);
  for (const FoundMember& each : wanted)
    if (!table_.find_member(id, each.member->name)) {
      missing_.insert({id, each.member->name});
      return;
    }
  for (const FoundMember& each : wanted) {
    use_member(id, each.member->name);
    use_member(protocol, each.member->name);
    if (each.member->name == "__hash__" && takes_hash_from_object(id)) use_member(table_.well_known.object, "__hash__");
  }
}

void CertificateSlice::use_members_of_object(ClassId id, ClassId metaclass, ClassId protocol) {
  use_class_object(id);
  use(protocol);
  protocols_.insert(protocol);
  const auto wanted = table_.protocol_members(protocol);
  for (const FoundMember& each : wanted)
    if (!table_.find_member(id, each.member->name) && !table_.find_member(metaclass, each.member->name)) {
      missing_.insert({id, each.member->name});
      missing_.insert({metaclass, each.member->name});
      return;
    }
  use_members(metaclass, protocol);
  for (const FoundMember& each : wanted)
    table_.find_member(id, each.member->name) ? use_member(id, each.member->name) : static_cast<void>(missing_.insert({id, each.member->name}));
}

/// Where `Hashable` is `object`, a `__hash__` that is None counts for nothing.
bool CertificateSlice::takes_hash_from_object(ClassId id) const {
  if (table_.assumed.is_default(Switch::Hashable)) return false;
  const auto found = table_.find_member(id, "__hash__");
  const auto* attribute = std::get_if<Attribute>(&found->member->form);
  const Nominal* type = attribute ? as_nominal(attribute->type) : nullptr;
  return type && type->class_id == table_.well_known.none_type;
}

void CertificateSlice::use_requirements(ClassId protocol) {
  use(protocol);
  protocols_.insert(protocol);
  const auto wanted = table_.protocol_members(protocol);
  if (wanted.size() == 1 && wanted.front().member->name == "__call__") use_member(protocol, "__call__");
}

void CertificateSlice::use_call(ClassId id, bool is_there) {
  use(id);
  if (is_there) return use_member(id, "__call__");
  missing_.insert({id, "__call__"});
}

void CertificateSlice::use_member(ClassId id, const std::string& name) {
  const auto found = table_.find_member(id, name);
  // No evidence speaks of what is not read.
  if (!found || std::holds_alternative<Unread>(found->member->form) || !found_.insert({id, name}).second) return;
  use(found->owner);
  const auto& form = found->member->form;
  if (const auto* method = std::get_if<Method>(&form)) use(method->callable);
  if (const auto* attribute = std::get_if<Attribute>(&form)) use(attribute->type);
  if (const auto* property = std::get_if<Property>(&form)) use(property->type);
}

/// Whether the class is an enum without members, where these count as empty.
bool CertificateSlice::is_empty_by_reading(ClassId id) const {
  const auto root = table_.assumed.is_default(Switch::EmptyEnum) ? std::nullopt : table_.find("enum.Enum");
  const Class& definition = table_[id];
  const bool is_own = !definition.qualified_name.starts_with("enum.");
  return root && is_own && table_.derives_from(id, *root) && definition.enum_members.empty() && !definition.is_flag;
}

std::string CertificateSlice::alias_lines(std::map<std::uint32_t, std::size_t>& files) {
  std::string out;
  for (AliasId id : aliases_) {
    const AliasDefinition& definition = table_[id];
    out += fmt::format("alias {}", printer_.name(id));
    for (const TypeParameter& each : definition.parameters) out += " " + each.name;
    const std::size_t number = files.try_emplace(definition.location.file, files.size() + 1).first->second;
    out += fmt::format(" at {}:{}\nunfolds {} ", number, definition.location.line, printer_.name(id));
    printer_.append(out, *definition.body, {}, definition.parameters);
    out += "\n";
  }
  return out;
}

std::string CertificateSlice::class_line(ClassId id, std::map<std::uint32_t, std::size_t>& files) {
  const Class& definition = table_[id];
  std::string out = fmt::format("class {}{}{}", printer_.name(id), definition.is_protocol ? " protocol" : "",
                                definition.is_final ? " final" : "");
  if (is_enumerated(definition)) out += " enumerated";
  if (is_empty_by_reading(id)) out += " memberless";
  if (index_of(id) + fresh_ >= table_.size()) return out + " fresh\n";
  const std::size_t number = files.try_emplace(definition.location.file, files.size() + 1).first->second;
  return out + fmt::format(" at {}:{}\n", number, definition.location.line);
}

void CertificateSlice::header(std::string& out, ClassId id) {
  const Class& definition = table_[id];
  for (const TypeParameter& each : definition.parameters)
    out += fmt::format("parameter {} {} {}\n", printer_.name(id), each.name, name_of(each.declared_variance));
  for (Type base : definition.bases) {
    out += fmt::format("base {} ", printer_.name(id));
    printer_.append(out, base, {}, definition.parameters);
    out += "\n";
  }
  if (definition.tuple_base) {
    out += fmt::format("tuple {} ", printer_.name(id));
    printer_.append(out, *definition.tuple_base, {}, definition.parameters);
    out += "\n";
  }
  if (definition.metaclass) out += fmt::format("metaclass {} {}\n", printer_.name(id), printer_.name(*definition.metaclass));
  if (definition.class_object_of && table_.well_known.type) out += fmt::format("object {} {}\n", printer_.name(id), printer_.name(*definition.class_object_of));
  if (definition.enum_members.empty()) return;
  out += fmt::format("members {}", printer_.name(id));
  for (const std::string& each : definition.enum_members) out += " " + each;
  out += "\n";
}

std::string CertificateSlice::member_line(ClassId owner, const Member& member) {
  const auto& parameters = table_[owner].parameters;
  std::string out = fmt::format("member {} {}", printer_.name(owner), member.name);
  const auto type = [&](Type each) {
    std::string text;
    printer_.append(text, each, {}, parameters);
    return text;
  };
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) {
    const bool is_told_apart = attribute->of_instance && !table_.assumed.is_default(Switch::ClassVarOfProtocol);
    return out + (attribute->of_class ? " classvar: " : is_told_apart ? " instance: " : ": ") + type(attribute->type) + "\n";
  }
  if (const auto* property = std::get_if<Property>(&member.form))
    return out + (property->settable ? " settable" : "") + " property -> " + type(property->type) + "\n";
  const Method& method = std::get<Method>(member.form);
  out += " ";
  if (as_overload(method.callable)) return out + type(method.callable) + "\n";
  printer_.append_signature(out, method.callable, {}, parameters);
  return out + "\n";
}

std::string CertificateSlice::text() {
  std::map<std::uint32_t, std::size_t> files;
  std::string body;
  for (ClassId id : classes_) {
    body += class_line(id, files);
    header(body, id);
  }
  body += alias_lines(files);
  body += member_lines();
  for (const auto& [id, parameter] : laws_) body += fmt::format("law {} {} exact\n", printer_.name(id), table_[id].parameters[parameter].name);
  return file_lines(files) + body;
}

std::string CertificateSlice::member_lines() {
  std::string body;
  for (ClassId id : protocols_) {
    body += fmt::format("requires {}", printer_.name(id));
    for (const FoundMember& each : table_.protocol_members(id)) body += " " + each.member->name;
    body += "\n";
  }
  std::set<std::pair<ClassId, std::string>> owned;
  for (const auto& [id, name] : found_) {
    const auto found = table_.find_member(id, name);
    body += fmt::format("finds {} {} {}\n", printer_.name(id), name, printer_.name(found->owner));
    owned.insert({found->owner, name});
  }
  for (const auto& [owner, name] : owned) body += member_line(owner, *table_.find_member(owner, name)->member);
  for (const auto& [id, name] : missing_) body += fmt::format("missing {} {}\n", printer_.name(id), name);
  return body;
}

std::string CertificateSlice::file_lines(const std::map<std::uint32_t, std::size_t>& files) const {
  std::vector<std::string> head(files.size());
  for (const auto& [file, number] : files)
    head[number - 1] = fmt::format("file {} {} {}\n", number, table_.files[file].path, table_.files[file].digest);
  std::string out;
  for (const std::string& line : head) out += line;
  return out;
}

}  // namespace agverify::solver
