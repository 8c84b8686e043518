#include "model/syntax/stubs/class_reader.h"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "model/syntax/stubs/names_in_text.h"

namespace agverify::model::syntax::stubs {
namespace {

const std::set<std::string_view> decorators_without_meaning{
    "dataclass", "deprecated", "runtime", "runtime_checkable", "total_ordering", "type_check_only"};

/// They check an enum, or say how it is shown.
const std::set<std::string_view> decorators_of_enums{"global_enum", "unique", "verify"};

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }  // npos + 1 is 0

/// What a text that is wrong counts as.
std::string wrong_text(std::string_view message) { return fmt::format("text with an error: {}", message); }

}  // namespace

ClassReader::ClassReader(std::vector<Module>& modules, ModuleNames& names, std::vector<ClassSource>& sources,
                         Universe& universe, TypePool& pool, std::vector<ParseError>& errors, bool is_tolerant)
    : modules_(modules), names_(names), sources_(sources), universe_(universe), pool_(pool), errors_(errors), enums_(sources, universe),
      aliases_(modules, universe, pool, errors,
               [this](const Piece& text, std::optional<AliasId> alias, std::span<const std::string> parameter_names) {
                 return read_text({{}, text.place, std::nullopt, parameter_names, nullptr, alias}, text);
               }),
      is_tolerant_(is_tolerant) {
  for (const Module& each : modules) readers_.push_back(std::make_unique<Reader>(each.scope, universe.table, pool));
}

void ClassReader::run() {
  enums_.find_enums();
  for (ClassSource& each : sources_) {
    read_decorators(each);
    read_parameter_names(each);
  }
  enums_.read_members();
  aliases_.collect();
  names_.refresh();
  settle_limits_and_aliases();
  for (ClassSource& each : sources_) read_bases(each);
  check_new_types();
  give_up_tuples();
  for (ClassSource& each : sources_) read_keywords(each);
  check_metaclasses();
  spread_unsupported();
}

tl::expected<Type, ParseError> ClassReader::read(const ClassSource& source, const Piece& piece, std::size_t parameters, const MemberText* member) {
  if (auto hidden = member ? name_of_the_body(*member, piece) : std::nullopt) return tl::unexpected(std::move(*hidden));
  const std::span<const std::string> names{source.parameter_names.data(), parameters};
  return read_text({{}, piece.place, source.id, names, member}, piece);
}

/// \param origin but for its path
tl::expected<Type, ParseError> ClassReader::read_text(Origin origin, const Piece& piece) {
  // The bound of an imported type variable is a text of the module that it comes from.
  const auto module = std::ranges::find(modules_, piece.place.file, &Module::file);
  const auto index = static_cast<std::size_t>(module - modules_.begin());
  origin.path = universe_.table.files[piece.place.file].path;
  auto type = readers_[index]->annotation_in(origin, piece.text);
  if (type && keep_obligations_) std::ranges::copy(readers_[index]->obligations(), std::back_inserter(universe_.obligations));
  return type;
}

/// Inside a class its own names hide what the module calls so.
std::optional<ParseError> ClassReader::name_of_the_body(const MemberText& member, const Piece& piece) const {
  for (const auto& [name, offset] : names_in(piece.text)) {
    if (std::ranges::find(member.bound, name.substr(0, name.find('.'))) == member.bound.end()) continue;
    const Location at = place_inside(piece, offset);
    return ParseError{ParseError::Kind::Unsupported, fmt::format("`{}` is not supported", name), universe_.table.files[at.file].path,
                      at.line, at.column, "name of a class's body"};
  }
  return std::nullopt;
}

std::optional<Type> ClassReader::read(const ClassSource& source, const Piece& piece, std::string& unsupported, const MemberText* member) {
  auto type = read(source, piece, source.parameter_names.size(), member);
  if (type) return *type;
  if (type.error().kind == ParseError::Kind::Unsupported) {
    unsupported = type.error().construct;
  } else {
    if (is_tolerant_) unsupported = wrong_text(type.error().message);
    errors_.push_back(std::move(type.error()));
  }
  return std::nullopt;
}

tl::expected<Type, ParseError> ClassReader::read_in_header(const ClassSource& source, const Piece& piece, std::size_t parameters) {
  const MemberText text{source.module->name, {}};
  auto type = read(source, piece, parameters, &text);
  if (!type || !(*type)->has_self) return type;
  const std::string& path = universe_.table.files[piece.place.file].path;
  return tl::unexpected(ParseError{ParseError::Kind::Unsupported, "`Self` is not supported", path, piece.place.line, piece.place.column, "Self"});
}

// Decorators and keywords ------------------------------------------------------------------------------------------------

void ClassReader::read_decorators(const ClassSource& source) {
  Class& made = class_of(source);
  made.is_new_type = source.outline->is_new_type;
  for (const Decorator& each : source.outline->decorators) {
    const std::string meaning = meaning_of(*source.module, each.name.text);
    if (meaning == "final") {
      made.is_final = true;
    } else if (meaning == "disjoint_base") {
      made.is_disjoint_base = true;
    } else if (enums_.is_enum(source.id) && decorators_of_enums.contains(last_part(meaning))) {
      continue;
    } else if (!decorators_without_meaning.contains(meaning)) {
      mark_unsupported(source, "decorator " + meaning);
    }
  }
}

void ClassReader::read_keywords(const ClassSource& source) {
  for (const auto& [name, value] : source.outline->keywords) {
    if (enums_.is_enum(source.id) && name.text == "boundary") continue;
    if (name.text != "metaclass") mark_unsupported(source, fmt::format("class keyword {}", name.text));
    if (name.text == "metaclass") read_metaclass(source, value);
  }
}

/// A class below `type`; ABCMeta gives a class object nothing that a question may ask for. Spec: constructors#metaclass-call-method.
void ClassReader::read_metaclass(const ClassSource& source, const Piece& value) {
  Class& made = class_of(source);
  const std::string meaning = meaning_of(*source.module, value.text);
  if (meaning == "type") return;
  if (meaning == "ABCMeta") {
    made.metaclass_unread = "ABCMeta";
    return;
  }
  const Symbol* symbol = source.module->scope.find(value.text);
  const auto* id = symbol ? std::get_if<ClassId>(symbol) : nullptr;
  if (!id || !universe_.table.well_known.type) return give_up_metaclass(source);
  made.metaclass = *id;
}

/// An enum is what it is without its metaclass.
void ClassReader::give_up_metaclass(const ClassSource& source) {
  class_of(source).metaclass.reset();
  if (class_of(source).qualified_name != "enum.Enum") return mark_unsupported(source, "metaclass");
  class_of(source).metaclass_unread = "EnumMeta";
}

/// What is named as a metaclass must be one, without type parameters and metaclasses of its own, and one of those above each class must be below all others.
/// Source: Python language reference, 3.3.3.3 (determining the appropriate metaclass).
void ClassReader::check_metaclasses() {
  const auto& type = universe_.table.well_known.type;
  for (ClassSource& each : sources_) {
    const auto named = class_of(each).metaclass;
    if (!named) continue;
    const auto has_metaclass = [&](ClassId above) { return universe_.table[above].metaclass.has_value(); };
    const bool is_plain = universe_.table[*named].parameters.empty() && std::ranges::none_of(classes_above(*named), has_metaclass);
    if (!is_plain || universe_.table[*named].unsupported || !is_above(*named, *type)) give_up_metaclass(each);
  }
  for (ClassSource& each : sources_) {
    std::vector<ClassId> all;
    for (ClassId above : classes_above(each.id))
      if (const auto named = universe_.table[above].metaclass) all.push_back(*named);
    const auto is_lowest = [&](ClassId one) { return std::ranges::all_of(all, [&](ClassId other) { return is_above(one, other); }); };
    if (!all.empty() && std::ranges::none_of(all, is_lowest)) mark_unsupported(each, "metaclasses of which none is the lowest");
  }
}

std::vector<ClassId> ClassReader::classes_above(ClassId id) const {
  std::vector<ClassId> above{id};
  for (std::size_t i = 0; i < above.size(); ++i)
    for (Type base : universe_.table[above[i]].bases)
      if (const ClassId next = as_nominal(base)->class_id; std::ranges::find(above, next) == above.end()) above.push_back(next);
  return above;
}

bool ClassReader::is_above(ClassId id, ClassId above) const {
  const auto all = classes_above(id);
  return std::ranges::find(all, above) != all.end();
}

// Type parameters ----------------------------------------------------------------------------------------------------------

std::string ClassReader::head_of(const Module& module, const Piece& base) const {
  const auto names = names_in(base.text);
  return names.empty() || names.front().second != 0 ? "" : meaning_of(module, names.front().first);
}

const Piece* ClassReader::listing_base(const ClassSource& source, std::string_view form) const {
  for (const Piece& base : source.outline->bases)
    if (head_of(*source.module, base) == form && base.text.ends_with(']')) return &base;
  return nullptr;
}

/// Spec: generics#user-defined-generic-types, protocol#generic-protocols.
void ClassReader::read_parameter_names(ClassSource& source) {
  if (source.outline->is_new_type) return;
  if (source.outline->header) return add_header(source, *source.outline->header);
  const Piece* listed = listing_base(source, "Generic");
  if (!listed) listed = listing_base(source, "Protocol");
  if (listed) return add_names_in(source, *listed, true);
  for (const Piece& base : source.outline->bases) add_names_in(source, base, false);
}

void ClassReader::add_header(ClassSource& source, const std::vector<TypeVariableOutline>& header) {
  for (const TypeVariableOutline& each : header) {
    if (!each.unsupported.empty()) mark_unsupported(source, each.unsupported);
    if (std::ranges::find(source.parameter_names, each.name.text) != source.parameter_names.end())
      fail(source, each.name.place, fmt::format("the type parameter `{}` is there twice", each.name.text));
    add_parameter(source, each.name.text, each, each.name.place);
  }
}

void ClassReader::add_names_in(ClassSource& source, const Piece& base, bool must_be_variables) {
  const auto names = names_in(base.text);
  for (const auto& [name, offset] : names) {
    if (must_be_variables && offset == 0) continue;
    const bool known = std::ranges::find(source.parameter_names, name) != source.parameter_names.end();
    const auto variable = source.module->type_variables.find(std::string(name));
    if (variable != source.module->type_variables.end()) {
      if (known && must_be_variables) fail(source, place_inside(base, offset), fmt::format("the type parameter `{}` is there twice", name));
      if (!known) add_parameter(source, name, *variable->second, place_inside(base, offset));
    } else if (must_be_variables) {
      const Symbol* symbol = source.module->scope.find(name);
      const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr;
      if (construct) mark_unsupported(source, construct->name);
      if (!construct) fail(source, place_inside(base, offset), fmt::format("`{}` is not a type variable", name));
    }
  }
}

void ClassReader::add_parameter(ClassSource& source, std::string_view name, const TypeVariableOutline& variable,
                                const Location& place) {
  source.parameter_names.emplace_back(name);
  source.type_variables.push_back(&variable);
  TypeParameter made;
  made.name = name;
  made.declared_variance = variable.variance;
  made.variance_is_inferred = variable.variance_is_inferred;
  made.location = place;
  class_of(source).parameters.push_back(std::move(made));
}

// Bounds, constraints, defaults and aliases: each may need the others, so they are tried until none is left that can be read --

void ClassReader::settle_limits_and_aliases() {
  keep_obligations_ = false;
  for (bool progress = true; progress;) {
    progress = false;
    for (ClassSource& each : sources_) progress |= settle_limits(each, false);
    progress |= aliases_.settle();
    names_.refresh();
  }
  // Once more, to report what is left and to note what they take for granted now that every bound is known.
  keep_obligations_ = true;
  aliases_.finish();
  names_.refresh();
  for (ClassSource& each : sources_) {
    settle_limits(each, true);
    check_order_of_defaults(each);
    for (std::size_t i = 0; i < each.parameter_names.size(); ++i) note_default(each, i);
  }
}

/// \returns whether something was read that was not before
bool ClassReader::settle_limits(ClassSource& source, bool report) {
  bool progress = false;
  for (std::size_t i = 0; i < source.type_variables.size(); ++i) {
    const TypeVariableOutline& written = *source.type_variables[i];
    TypeParameter& parameter = class_of(source).parameters[i];
    progress |= settle_limit(source, parameter.upper_bound, written.bound, 0, report);
    progress |= settle_limit(source, parameter.default_type, written.default_type, i, report);
    progress |= settle_constraints(source, i, report);
  }
  return progress;
}

bool ClassReader::settle_limit(ClassSource& source, std::optional<Type>& to, const Piece& written, std::size_t parameters, bool report) {
  if (written.empty() || (to && !report)) return false;
  auto type = read_in_header(source, written, parameters);
  if (type) {
    const bool is_new = !to;
    to = *type;
    return is_new;
  }
  if (report) wrong_in_header(source, std::move(type.error()));
  return false;
}

/// What is wrong, and not only unsupported, is reported.
void ClassReader::wrong_in_header(const ClassSource& source, ParseError error) {
  const bool is_wrong = error.kind != ParseError::Kind::Unsupported;
  if (!is_wrong || is_tolerant_) mark_unsupported(source, is_wrong ? wrong_text(error.message) : error.construct);
  if (is_wrong) errors_.push_back(std::move(error));
}

bool ClassReader::settle_constraints(ClassSource& source, std::size_t parameter, bool report) {
  const TypeVariableOutline& written = *source.type_variables[parameter];
  if (report && written.constraints.size() == 1) fail(source, written.constraints.front().place, "a type variable has no constraint or at least two");
  std::vector<Type> read_ones;
  for (const Piece& each : written.constraints) {
    std::optional<Type> type;
    settle_limit(source, type, each, 0, report);
    if (type) read_ones.push_back(*type);
  }
  std::vector<Type>& to = class_of(source).parameters[parameter].constraints;
  if (read_ones.size() != written.constraints.size() || to.size() == read_ones.size()) return false;
  to = std::move(read_ones);
  return true;
}

/// Spec: generics#default-ordering-and-subscription-rules.
void ClassReader::check_order_of_defaults(const ClassSource& source) {
  bool before = false;
  for (const TypeParameter& each : class_of(source).parameters) {
    if (before && !each.default_type)
      fail(source, each.location, fmt::format("the type parameter `{}` has no default and comes after one that has", each.name));
    before |= each.default_type.has_value();
  }
}

void ClassReader::note_default(const ClassSource& source, std::size_t parameter) {
  const TypeParameter& made = class_of(source).parameters[parameter];
  if (!made.default_type || (!made.upper_bound && made.constraints.empty())) return;
  universe_.obligations.push_back({*made.default_type, made.upper_bound, made.constraints, source.id, std::nullopt,
                                   source.type_variables[parameter]->default_type.place, "the default of " + made.name});
}

// Bases --------------------------------------------------------------------------------------------------------------------

void ClassReader::read_bases(ClassSource& source) {
  const auto module_type = source.outline->is_module ? universe_.table.find("types.ModuleType") : std::nullopt;
  if (module_type) class_of(source).bases.push_back(pool_.nominal(*module_type));
  for (const Piece& base : source.outline->bases) read_base(source, base);
  const bool is_object = source.id == universe_.table.well_known.object;
  if (class_of(source).bases.empty() && !is_object) class_of(source).bases.push_back(pool_.nominal(universe_.table.well_known.object));
}

/// Spec: aliases#newtype.
void ClassReader::read_base_of_new_type(ClassSource& source, const Piece& base) {
  const auto refuse = [&](std::string_view what) { fail(source, base.place, fmt::format("`{}` is {} and cannot be the base of a NewType", base.text, what)); };
  for (const auto& [name, offset] : names_in(base.text))
    if (source.module->type_variables.contains(std::string(name))) return refuse("generic");
  const auto type = read(source, base, 0);
  if (!type) return wrong_in_header(source, type.error());
  if (as_tuple(*type)) return add_tuple_base(source, *type, base.place);
  const Nominal* nominal = as_nominal(*type);
  if (!nominal) return refuse("no class");
  const WellKnown& known = universe_.table.well_known;
  if (nominal->class_id == known.literal_string) return refuse("no class");
  class_of(source).bases.push_back(*type);
  source.base_places.push_back(base.place);
}

/// Once all bases are read: what a NewType cannot have as its base, or is not read with, and what cannot derive from one.
void ClassReader::check_new_types() {
  const ClassTable& table = universe_.table;
  for (ClassSource& source : sources_)
    for (std::size_t i = 0; i < source.base_places.size(); ++i) {
      const ClassId id = as_nominal(class_of(source).bases[i])->class_id;
      const Class& base = table[id];
      const auto root = table.find("enum.Enum");
      const bool is_closed = base.is_final || !base.enum_members.empty() || id == table.well_known.boolean || id == table.well_known.none_type || id == root;
      if (!source.outline->is_new_type && base.is_new_type) fail(source, source.base_places[i], fmt::format("`{}` is a NewType and cannot be a base", base.name));
      if (!source.outline->is_new_type) continue;
      if (base.is_protocol) fail(source, source.base_places[i], fmt::format("`{}` is a protocol and cannot be the base of a NewType", base.name));
      if (is_closed) mark_unsupported(source, "NewType of a class without subclasses");
    }
}

void ClassReader::read_base(ClassSource& source, const Piece& base) {
  if (source.outline->is_new_type) return read_base_of_new_type(source, base);
  const std::string head = head_of(*source.module, base);
  if (head == "Generic" || head == "ABC") return;
  if (head == "Protocol") {
    class_of(source).is_protocol = true;
    return;
  }
  if (head == "tuple" && base.text.ends_with(']'))
    if (const auto tuple = read(source, base, source.parameter_names.size()); tuple && as_tuple(*tuple)) return add_tuple_base(source, *tuple, base.place);
  if (head == "type" && !base.text.ends_with(']') && universe_.table.well_known.type) {
    class_of(source).bases.push_back(pool_.nominal(*universe_.table.well_known.type));
    source.base_places.push_back(base.place);
    return;
  }
  if (head == "NamedTuple" && base.text.back() != ')') return read_fields(source, base);
  auto type = read_in_header(source, base, source.parameter_names.size());
  if (!type) return wrong_in_header(source, std::move(type.error()));
  if (as_opaque(*type) || (as_tuple(*type) && (*type)->has_opaque)) {
    const auto as_asked = read(source, base, source.parameter_names.size());
    return mark_unsupported(source, as_asked ? std::string_view{"tuple"} : as_asked.error().construct);
  }
  if (as_tuple(*type)) return add_tuple_base(source, *type, base.place);
  if (!as_nominal(*type)) return fail(source, base.place, fmt::format("`{}` is no class and cannot be a base", base.text));
  class_of(source).bases.push_back(*type);
  source.base_places.push_back(base.place);
}

void ClassReader::mark_unsupported(const ClassSource& source, std::string_view construct) {
  if (!class_of(source).unsupported) class_of(source).unsupported = construct;
}

const std::string* ClassReader::unsupported_within(Type type) const {
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    const Nominal* nominal = as_nominal(next);
    const Literal* literal = as_literal(next);
    if (nominal && universe_.table[nominal->class_id].unsupported) return &*universe_.table[nominal->class_id].unsupported;
    if (const Alias* alias = as_alias(next); alias && universe_.table[alias->alias_id].unsupported) return &*universe_.table[alias->alias_id].unsupported;
    if (literal && universe_.table[literal->class_id].unsupported) return &*universe_.table[literal->class_id].unsupported;
    std::ranges::copy(parts_of(next), std::back_inserter(open));
  }
  return nullptr;
}

const std::string* ClassReader::unsupported_within(const Class& found) const {
  std::vector<Type> rests_on = found.bases;
  if (found.tuple_base) rests_on.push_back(*found.tuple_base);
  for (const TypeParameter& each : found.parameters) {
    std::ranges::copy(each.constraints, std::back_inserter(rests_on));
    if (each.upper_bound) rests_on.push_back(*each.upper_bound);
    if (each.default_type) rests_on.push_back(*each.default_type);
  }
  for (Type each : rests_on)
    if (const std::string* reason = unsupported_within(each)) return reason;
  return nullptr;
}

/// A class that rests on an unsupported one is unsupported; one that was read before its base was known to be.
void ClassReader::spread_unsupported() {
  for (bool progress = true; progress;) {
    progress = false;
    for (const ClassSource& each : sources_) {
      const std::string* reason = class_of(each).unsupported ? nullptr : unsupported_within(class_of(each));
      if (!reason) continue;
      mark_unsupported(each, std::string(*reason));
      progress = true;
    }
  }
  for (ClassSource& each : sources_)
    if (class_of(each).unsupported) {
      class_of(each).bases.assign(1, pool_.nominal(universe_.table.well_known.object));
      each.base_places.clear();
      class_of(each).tuple_base.reset();
    }
  aliases_.spread_unsupported([&](Type type) { return unsupported_within(type); });
  names_.refresh();
  // Nothing can be said of bounds that such a class stands at.
  std::erase_if(universe_.obligations, [&](const BoundObligation& each) {
    return unsupported_within(each.argument) || (each.upper_bound && unsupported_within(*each.upper_bound)) ||
           std::ranges::any_of(each.constraints, [&](Type one) { return unsupported_within(one) != nullptr; });
  });
}

void ClassReader::give_up(ClassId id, std::string_view construct) {
  const auto source = std::ranges::find(sources_, id, &ClassSource::id);
  assert(source != sources_.end());
  mark_unsupported(*source, construct);
  spread_unsupported();
}

void ClassReader::fail(const ClassSource& source, const Location& place, std::string message) {
  if (is_tolerant_) mark_unsupported(source, wrong_text(message));
  errors_.push_back({ParseError::Kind::Table, std::move(message), universe_.table.files[place.file].path, place.line, place.column, {}});
}

}  // namespace agverify::model::syntax::stubs
