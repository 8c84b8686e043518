#include "model/syntax/stubs/enum_reader.h"

#include <algorithm>

#include "model/syntax/cursor.h"
#include "model/syntax/stubs/enum_body.h"

namespace agverify::model::syntax::stubs {
namespace {

using Mixin = EnumKind::Mixin;

/// The dotted name that a base begins with.
std::string_view head_of(std::string_view base) {
  std::size_t end = 0;
  while (end < base.size() && (continues_name(base[end]) || base[end] == '.')) ++end;
  return base.substr(0, end);
}

bool has_function(const ClassOutline& outline, std::string_view name) {
  return std::ranges::any_of(outline.members, [&](const ClassOutline::Member& each) {
    return std::visit([](const auto& member) { return member.name.text; }, each) == name;
  });
}

bool has_member(const std::vector<Member>& members, std::string_view name) {
  return std::ranges::find(members, name, &Member::name) != members.end();
}

std::optional<Mixin> mixin_of(std::string_view builtin) {
  if (builtin == "object") return Mixin::None;
  if (builtin == "int") return Mixin::Whole;
  if (builtin == "float") return Mixin::Float;
  if (builtin == "str") return Mixin::Text;
  return builtin == "bytes" ? Mixin::Bytes : Mixin::Unread;
}

}  // namespace

void EnumReader::find_enums() {
  enums_.assign(universe_.table.size(), false);
  const auto root = universe_.table.find("enum.Enum");
  if (!root) return;
  enums_[index_of(*root)] = true;
  const std::size_t older = sources_.empty() ? enums_.size() : index_of(sources_.front().id);
  for (std::uint32_t i = 0; i < older; ++i) enums_[i] = universe_.table.derives_from(ClassId{i}, *root);
  for (bool progress = true; progress;) {
    progress = false;
    for (const ClassSource& each : sources_) {
      if (is_enum(each.id) || std::ranges::none_of(bases_of(each.id), [&](ClassId base) { return is_enum(base); })) continue;
      enums_[index_of(each.id)] = progress = true;
    }
  }
}

bool EnumReader::is_enum(ClassId id) const { return enums_[index_of(id)]; }

void EnumReader::read_members() {
  for (const ClassSource& each : sources_)
    if (is_enum(each.id)) read_members(each);
}

void EnumReader::read_members(const ClassSource& source) {
  EnumKind kind;
  bool has_elements = false;
  for (ClassId id : classes_above(source.id)) {
    const Class& above = universe_.table[id];
    const ClassSource* written = source_of(id);
    kind.is_flag |= above.qualified_name == "enum.Flag";
    kind.names_are_values |= above.qualified_name == "enum.StrEnum";
    if (above.qualified_name.starts_with("enum.")) continue;
    if (above.qualified_name.starts_with("builtins.")) {
      const Mixin mixin = *mixin_of(above.name);
      if (mixin != Mixin::None) kind.mixin = kind.mixin == Mixin::None ? mixin : Mixin::Unread;
      continue;
    }
    const bool is_tuple = written ? std::ranges::any_of(written->outline->bases, [&](const Piece& each) {
      const std::string base = meaning_of(*written->module, head_of(each.text));
      return base == "tuple" || base == "NamedTuple";
    }) : above.tuple_base.has_value();
    const bool constructs = is_tuple || (written ? has_function(*written->outline, "__new__") : has_member(above.constructors, "__new__"));
    const bool has_fields = written ? std::ranges::any_of(written->outline->decorators, [&](const Decorator& each) {
      return meaning_of(*written->module, each.name.text) == "dataclass";
    }) : has_member(above.constructors, "__init__");
    if (constructs || has_fields) kind.mixin = Mixin::Unread;
    has_elements |= is_tuple;
    kind.has_own_generator |= written ? has_function(*written->outline, "_generate_next_value_") : has_member(above.members, "_generate_next_value_");
  }
  Class& made = universe_.table[source.id];
  made.is_flag = kind.is_flag;
  EnumBody body{source, universe_, kind, universe_.table.files[source.module->file].path.ends_with(".pyi")};
  body.read();
  if (!body.unread && !body.names.empty() && !made.parameters.empty()) body.unread = "generic enum";
  if (!body.unread && !body.names.empty() && has_elements) body.unread = "enum below a tuple";
  if (body.unread) {
    if (!made.unsupported) made.unsupported = std::move(body.unread);
    return;
  }
  made.enum_members = std::move(body.names);
  made.enum_aliases = std::move(body.aliases);
  made.is_final |= !made.enum_members.empty();
}

const ClassSource* EnumReader::source_of(ClassId id) const {
  if (sources_.empty() || index_of(id) < index_of(sources_.front().id)) return nullptr;
  return &sources_[index_of(id) - index_of(sources_.front().id)];
}

std::vector<ClassId> EnumReader::classes_above(ClassId id) const {
  std::vector<ClassId> found{id};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (ClassId base : bases_of(found[i]))
      if (std::ranges::find(found, base) == found.end()) found.push_back(base);
  return found;
}

/// As far as their names are known.
std::vector<ClassId> EnumReader::bases_of(ClassId id) const {
  std::vector<ClassId> found;
  const ClassSource* source = source_of(id);
  if (!source) {
    for (Type each : universe_.table[id].bases) found.push_back(as_nominal(each)->class_id);
    return found;
  }
  for (const Piece& each : source->outline->bases) {
    const Symbol* symbol = source->module->scope.find(head_of(each.text));
    if (const auto* base = symbol ? std::get_if<ClassId>(symbol) : nullptr) found.push_back(*base);
  }
  return found;
}

}  // namespace agverify::model::syntax::stubs
