// Aliases name each other in any order, across modules, and themselves. So names are gone through first: an alias whose text leads
// back to itself is recursive, and its name a type of its own, which unfolds to what it stands for. All others are read as soon as
// what they name is known, and what they stand for takes the place of their name: an alias is no type beside its expansion.
//
// An unfolding must come to an end at the top: `type X = X` and `type X = int | X` say nothing, for no step ever gets past the name.
// And the types that it leads to must be finitely many: `type N[T] = T | list[N[list[T]]]` goes on for ever with new ones and is not
// read. Inside one circle of aliases each argument is a parameter as it came or has none inside.

#include "model/syntax/stubs/alias_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/alias.h"
#include "model/syntax/stubs/class_source.h"
#include "model/syntax/stubs/names_in_text.h"

namespace agverify::model::syntax::stubs {
namespace {

bool is_of_type_alias(const AssignmentOutline& each) { return each.annotation.text.ends_with("TypeAlias"); }

/// The right side of `TypeAliasType("X", right side, ..)`. Spec: aliases#typealiastype.
const Piece* right_side_of_call(const AssignmentOutline& each, const Scope& scope) {
  if (each.value_kind != AssignmentOutline::Value::Call || !each.annotation.empty()) return nullptr;
  const Symbol* symbol = scope.find(each.called.text);
  const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr;
  return construct && construct->name == "TypeAliasType" && !each.arguments.constraints.empty() ? &each.arguments.constraints.front() : nullptr;
}

}  // namespace

void AliasReader::collect() {
  for (Module& module : modules_)
    for (const AssignmentOutline& each : module.outline.assignments) add(module, each);
  find_recursive();
  for (Entry& each : entries_)
    if (each.is_recursive) make_definition(each);
}

void AliasReader::add(Module& module, const AssignmentOutline& each) {
  using Value = AssignmentOutline::Value;
  const Piece* called = right_side_of_call(each, module.scope);
  const bool is_explicit = each.is_type_statement || is_of_type_alias(each) || called;
  const bool is_text = each.value.text.starts_with('"') || each.value.text.starts_with('\'');
  if (!called && (each.value_kind != Value::TypeExpression || (!each.annotation.empty() && !is_explicit))) return;
  if (is_text && !is_explicit) return module.scope.define(each.name.text, Construct{"variable"});
  Entry entry{&module, &each, called ? *called : each.value, is_explicit};
  for (const auto& [name, offset] : names_in(entry.text.text)) entry.named.emplace_back(name);
  if (find_parameters(entry)) entries_.push_back(std::move(entry));
}

/// \returns false when it has some that is not read, so that it is none for us
bool AliasReader::find_parameters(Entry& entry) {
  const AssignmentOutline& written = *entry.assignment;
  const auto& variables = entry.module->type_variables;
  bool is_read = true;
  if (written.header)
    for (const TypeVariableOutline& each : *written.header) is_read &= add_parameter(entry, each.name.text, each, each.name.place);
  for (const Piece& each : written.type_params) {
    const auto found = variables.find(std::string(each.text));
    if (found == variables.end()) return false;
    is_read &= add_parameter(entry, each.text, *found->second, each.place);
  }
  if (written.is_type_statement || written.value_kind == AssignmentOutline::Value::Call) return is_read;
  for (const auto& [name, offset] : names_in(entry.text.text)) {
    const auto found = variables.find(std::string(name));
    const bool is_known = std::ranges::find(entry.parameter_names, name) != entry.parameter_names.end();
    if (found != variables.end() && !is_known) is_read &= add_parameter(entry, name, *found->second, place_inside(entry.text, offset));
  }
  return is_read;
}

bool AliasReader::add_parameter(Entry& entry, std::string_view name, const TypeVariableOutline& variable, const Location& place) {
  if (std::ranges::find(entry.parameter_names, name) != entry.parameter_names.end()) fail(place, fmt::format("the type parameter `{}` is there twice", name));
  entry.parameter_names.emplace_back(name);
  entry.type_variables.push_back(&variable);
  if (variable.unsupported.empty()) return true;
  define(entry, Construct{variable.unsupported});
  return false;
}

/// Follows the names in their texts; a name means the alias of its own module, or another name for it.
void AliasReader::find_recursive() {
  std::map<std::pair<const Module*, std::string_view>, std::size_t> places;
  std::map<std::pair<const Module*, std::string_view>, std::string_view> renamed;
  for (const Module& module : modules_)
    for (const AssignmentOutline& each : module.outline.assignments)
      if (each.value_kind == AssignmentOutline::Value::Name) renamed[{&module, each.name.text}] = each.value.text;
  const auto meant = [&](const Module* module, std::string_view name) {
    for (std::size_t i = 0; i <= renamed.size(); ++i) {
      const auto other = renamed.find({module, name});
      if (other == renamed.end()) break;
      name = other->second;
    }
    return places.find({module, name});
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) places[{entries_[i].module, entries_[i].assignment->name.text}] = i;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::vector<std::size_t> open{i};
    std::set<std::size_t> seen;
    while (!open.empty() && !entries_[i].is_recursive) {
      const Entry& next = entries_[open.back()];
      open.pop_back();
      for (const std::string& name : next.named) {
        const auto found = meant(next.module, name);
        if (found == places.end()) continue;
        entries_[i].is_recursive |= found->second == i;
        if (seen.insert(found->second).second) open.push_back(found->second);
      }
    }
  }
}

void AliasReader::make_definition(Entry& entry) {
  AliasDefinition made;
  made.name = entry.assignment->name.text;
  made.qualified_name = entry.module->name + "." + made.name;
  made.is_recursive = entry.is_recursive;
  made.location = entry.assignment->name.place;
  for (std::size_t i = 0; i < entry.parameter_names.size(); ++i) {
    TypeParameter parameter;
    parameter.name = entry.parameter_names[i];
    parameter.location = entry.type_variables[i]->name.place;
    made.parameters.push_back(std::move(parameter));
  }
  entry.id = AliasId{static_cast<std::uint32_t>(universe_.table.aliases.size())};
  universe_.table.aliases.push_back(std::move(made));
  if (entry.is_recursive) define(entry, *entry.id);
}

bool AliasReader::settle() {
  bool progress = false;
  for (Entry& each : entries_) progress |= settle(each, false);
  return progress;
}

bool AliasReader::settle(Entry& entry, bool report) {
  if (entry.is_reported) return false;
  bool progress = entry.id && settle_limits(entry, report);
  if (entry.is_reported || (entry.type && !report)) return progress;
  const auto type = read_body(entry, report);
  if (!type) return progress;
  progress |= !entry.type;
  entry.type = *type;
  if (entry.id) definition(entry).body = *type;
  define(entry, entry.id ? Symbol{*entry.id} : Symbol{*type});
  return progress;
}

bool AliasReader::settle_limits(Entry& entry, bool report) {
  bool progress = false;
  for (std::size_t i = 0; i < entry.type_variables.size(); ++i) {
    const TypeVariableOutline& written = *entry.type_variables[i];
    progress |= settle_limit(entry, definition(entry).parameters[i].upper_bound, written.bound, report);
    progress |= settle_limit(entry, definition(entry).parameters[i].default_type, written.default_type, report);
    std::vector<Type> constraints;
    for (const Piece& each : written.constraints) {
      std::optional<Type> type;
      settle_limit(entry, type, each, report);
      if (type) constraints.push_back(*type);
    }
    auto& to = definition(entry).parameters[i].constraints;
    if (constraints.size() != written.constraints.size() || to.size() == constraints.size()) continue;
    to = std::move(constraints);
    progress = true;
  }
  return progress;
}

/// A bound or a default may name the parameters before; where it cannot be read the alias cannot be used.
bool AliasReader::settle_limit(Entry& entry, std::optional<Type>& to, const Piece& written, bool report) {
  if (written.empty() || (to && !report)) return false;
  auto type = read_(written, entry.id, entry.parameter_names);
  if (!type && report) give_up(entry, type.error());
  if (!type) return false;
  const bool is_new = !to;
  to = *type;
  return is_new;
}

std::optional<Type> AliasReader::read_body(Entry& entry, bool report) {
  auto type = read_(entry.text, entry.id, entry.parameter_names);
  if (type && !entry.id && !entry.parameter_names.empty()) return keep_used_parameters(entry, *type);
  if (type) return *type;
  if (report) give_up(entry, type.error());
  return std::nullopt;
}

/// What is written like a type variable inside a literal or beside an annotated type is none. What an old type variable is a
/// parameter of is told by where it stands.
Type AliasReader::keep_used_parameters(Entry& entry, Type type) {
  std::set<std::uint32_t> used;
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (const Parameter* parameter = as_parameter(next)) used.insert(parameter->index);
    for (Type part : parts_of(next))
      if (part->has_parameters) open.push_back(part);
  }
  const bool keeps_all = entry.assignment->header || !entry.assignment->type_params.empty();
  std::vector<Type> renumbered(entry.parameter_names.size(), pool_.never());
  std::vector<std::string> names;
  std::vector<const TypeVariableOutline*> variables;
  for (std::uint32_t i = 0; i < entry.parameter_names.size(); ++i) {
    if (!keeps_all && !used.contains(i)) continue;
    renumbered[i] = pool_.parameter(static_cast<std::uint32_t>(names.size()));
    names.push_back(entry.parameter_names[i]);
    variables.push_back(entry.type_variables[i]);
  }
  entry.parameter_names = std::move(names);
  entry.type_variables = std::move(variables);
  if (entry.parameter_names.empty()) return type;
  make_definition(entry);
  settle_limits(entry, false);
  Substitution substitution{pool_};
  return substitution.parameters(type, renumbered);
}

/// What is wrong in an alias that says it is one is reported; else the name is a variable's.
void AliasReader::give_up(Entry& entry, const ParseError& why) {
  const bool is_wrong = why.kind != ParseError::Kind::Unsupported;
  const std::string construct = why.construct.empty() ? "variable" : why.construct == "type variable" ? "generic alias" : why.construct;
  entry.is_reported = true;
  if (entry.is_explicit && is_wrong) errors_.push_back(why);
  if (is_wrong && !entry.is_explicit) return define(entry, Construct{construct});
  rest_on(entry, construct);
}

/// A question that names it is left open, by this name.
void AliasReader::rest_on(Entry& entry, const std::string& unsupported) {
  if (!entry.id) make_definition(entry);
  definition(entry).unsupported = unsupported;
  define(entry, *entry.id);
}

void AliasReader::finish() {
  for (Entry& each : entries_) {
    if (each.is_reported || !each.type) continue;
    settle(each, true);
    if (!each.id) continue;
    check_order_of_defaults(each);
    note_defaults(each);
  }
  for (Entry& each : entries_)
    if (!each.type && !each.is_reported) settle(each, true);
  report_repeated();
  check_definitions();
}

void AliasReader::report_repeated() {
  std::map<std::pair<const Module*, std::string_view>, int> seen;
  for (const Entry& each : entries_)
    if (each.type && seen[{each.module, each.assignment->name.text}]++ > 0)
      fail(each.assignment->name.place, fmt::format("the alias `{}` is defined twice", each.assignment->name.text));
}

/// Spec: generics#default-ordering-and-subscription-rules.
void AliasReader::check_order_of_defaults(const Entry& entry) {
  bool before = false;
  for (std::size_t i = 0; i < entry.type_variables.size(); ++i) {
    const bool has_default = !entry.type_variables[i]->default_type.empty();
    if (before && !has_default)
      fail(universe_.table[*entry.id].location, fmt::format("the type parameter `{}` has no default and comes after one that has", entry.parameter_names[i]));
    before |= has_default;
  }
}

void AliasReader::note_defaults(const Entry& entry) {
  const auto& parameters = universe_.table[*entry.id].parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (const TypeParameter& each = parameters[i]; each.default_type && (each.upper_bound || !each.constraints.empty()))
      universe_.obligations.push_back({*each.default_type, each.upper_bound, each.constraints, std::nullopt, entry.id,
                                       entry.type_variables[i]->default_type.place, "the default of " + each.name});
}

// Whether what is recursive can be unfolded ------------------------------------------------------------------------------------

void AliasReader::check_definitions() {
  find_exposed();
  for (Entry& each : entries_) {
    if (!each.is_recursive || !each.type) continue;
    const auto reached = reached_unguarded(*each.id);
    if (std::ranges::find(reached, *each.id) != reached.end()) {
      fail(each.assignment->name.place, fmt::format("the alias `{0}` stands for itself: unfolding it leads to `{0}` again with nothing around it", each.assignment->name.text));
      definition(each).unsupported = "alias that stands for itself";
    }
  }
  for (Entry& each : entries_)
    if (each.is_recursive && each.type && !definition(each).unsupported) check_regular(each);
}

/// The aliases of the body and their arguments where nothing is around them, past the aliases that show an argument so.
std::vector<Type> AliasReader::unguarded(Type body) const {
  std::vector<Type> open{body}, found;
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (!seen.insert(next->serial).second) continue;
    if (as_alias(next) || as_parameter(next)) found.push_back(next);
    if (const Union* all = as_union(next)) open.insert(open.end(), all->members.begin(), all->members.end());
    if (const Alias* alias = as_alias(next))
      for (std::size_t i = 0; i < alias->arguments.size(); ++i)
        if (exposed_[index_of(alias->alias_id)][i]) open.push_back(alias->arguments[i]);
  }
  return found;
}

void AliasReader::find_exposed() {
  exposed_.clear();
  for (const AliasDefinition& each : universe_.table.aliases) exposed_.emplace_back(each.parameters.size(), false);
  for (bool progress = true; progress;) {
    progress = false;
    for (std::size_t i = 0; i < exposed_.size(); ++i) {
      if (!universe_.table.aliases[i].body) continue;
      for (Type each : unguarded(*universe_.table.aliases[i].body))
        if (const Parameter* parameter = as_parameter(each); parameter && !exposed_[i][parameter->index]) progress = exposed_[i][parameter->index] = true;
    }
  }
}

std::vector<AliasId> AliasReader::reached_unguarded(AliasId id) const {
  std::vector<AliasId> found, open{id};
  while (!open.empty()) {
    const auto& body = universe_.table[open.back()].body;
    open.pop_back();
    if (!body) continue;
    for (Type each : unguarded(*body))
      if (const Alias* alias = as_alias(each); alias && std::ranges::find(found, alias->alias_id) == found.end()) {
        found.push_back(alias->alias_id);
        open.push_back(alias->alias_id);
      }
  }
  return found;
}

bool AliasReader::reaches(AliasId from, AliasId to) const {
  std::vector<AliasId> open{from};
  std::set<AliasId> seen;
  while (!open.empty()) {
    const AliasId next = open.back();
    open.pop_back();
    if (!seen.insert(next).second || !universe_.table[next].body) continue;
    for (const Alias& each : aliases_inside(*universe_.table[next].body)) {
      if (each.alias_id == to) return true;
      open.push_back(each.alias_id);
    }
  }
  return false;
}

void AliasReader::check_regular(Entry& entry) {
  for (const Alias& each : aliases_inside(*entry.type)) {
    const bool is_plain = std::ranges::all_of(each.arguments, [](Type argument) { return as_parameter(argument) || !argument->has_parameters; });
    if (!is_plain && reaches(each.alias_id, *entry.id)) definition(entry).unsupported = "recursive alias whose arguments grow";
  }
}

// What rests on what is not supported ------------------------------------------------------------------------------------------

void AliasReader::spread_unsupported(const std::function<const std::string*(Type)>& reason) {
  for (bool progress = true; progress;) {
    progress = false;
    for (Entry& each : entries_) {
      if (!each.type || (each.id && definition(each).unsupported)) continue;
      const std::string* why = reason(*each.type);
      if (each.id)
        for (const TypeParameter& parameter : definition(each).parameters) {
          if (!why && parameter.upper_bound) why = reason(*parameter.upper_bound);
          if (!why && parameter.default_type) why = reason(*parameter.default_type);
        }
      if (!why) continue;
      const std::string kept = *why;
      rest_on(each, kept);
      each.type.reset();
      progress = true;
    }
  }
}

void AliasReader::define(const Entry& entry, const Symbol& symbol) {
  entry.module->scope.define(entry.assignment->name.text, symbol);
  universe_.scope.define(entry.module->name + "." + std::string(entry.assignment->name.text), symbol);
}

void AliasReader::fail(const Location& place, std::string message) {
  errors_.push_back({ParseError::Kind::Table, std::move(message), universe_.table.files[place.file].path, place.line, place.column, {}});
}

}  // namespace agverify::model::syntax::stubs
