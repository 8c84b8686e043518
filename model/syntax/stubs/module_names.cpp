#include "model/syntax/stubs/module_names.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/syntax/stubs/known_names.h"

namespace agverify::model::syntax::stubs {
namespace {

using namespace std::string_view_literals;

std::string dotted(std::string_view module, std::string_view name) { return std::string(module) + "." + std::string(name); }

/// What the language modules define as classes and the language reads in its own way.
constexpr std::array builtin_forms{"classmethod"sv, "property"sv, "staticmethod"sv, "tuple"sv, "type"sv};
constexpr std::array typing_forms{"Any"sv,       "NamedTuple"sv,    "NewType"sv, "ParamSpec"sv,
                                  "TypeForm"sv,  "TypeAliasType"sv, "TypeVar"sv, "TypeVarTuple"sv};

bool is_form(std::string_view module, std::string_view name) {
  const bool of_typing = module == "typing" || module == "typing_extensions";
  if (module == "abc") return name == "ABC" || name == "ABCMeta";
  return (module == "builtins" && std::ranges::find(builtin_forms, name) != builtin_forms.end()) ||
         (of_typing && std::ranges::find(typing_forms, name) != typing_forms.end());
}

/// Whether `name: annotation = value` can only be a variable.
bool is_variable(const AssignmentOutline& assignment) {
  return !assignment.annotation.empty() && !assignment.annotation.text.ends_with("TypeAlias");
}

/// Whether a call of the class may make an enum. Spec: enums#enum-definition.
bool makes_enums(const Class& called) {
  return called.qualified_name.starts_with("enum.") && (called.name.ends_with("Enum") || called.name.ends_with("Flag"));
}

bool is_construct(const Symbol* symbol, std::string_view name) {
  const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr;
  return construct && construct->name == name;
}

}  // namespace

void ModuleNames::resolve() {
  names_of_modules_ = all_.modules();
  for (Module& module : modules_) names_of_modules_.insert(module.name);
  for (Module& module : modules_) forget_pending_names(module);
  for (Module& module : modules_) define_own_names(module);
  for (Module& module : modules_) define_builtins(module);
  std::vector<Pending> pending;
  for (Module& module : modules_) {
    for (const ImportOutline& import : module.outline.imports)
      if (!import.name.empty()) pending.push_back({&module, &import, nullptr});
    for (const AssignmentOutline& each : module.outline.assignments) pending.push_back({&module, nullptr, &each});
  }
  do {
    import_whole_modules();
  } while (std::erase_if(pending, [&](const Pending& each) { return settle(each); }) > 0);
  for (const Pending& each : pending) give_up(each);
}

void ModuleNames::import_whole_modules() {
  for (Module& module : modules_)
    for (const ImportOutline& import : module.outline.imports) {
      if (import.name.empty()) define_import_of_module(module, import);
      if (import.name.text == "*") import_all(module, import);
    }
}

void ModuleNames::define(Module& module, std::string_view name, const Symbol& symbol) {
  module.scope.define(name, symbol);
  all_.define(dotted(module.name, name), symbol);
}

/// What the language modules give by themselves must not be found before the stub has given the name its meaning.
void ModuleNames::forget_pending_names(Module& module) {
  for (const ImportOutline& each : module.outline.imports) all_.forget(dotted(module.name, each.alias.text));
  for (const AssignmentOutline& each : module.outline.assignments)
    if (each.value_kind == AssignmentOutline::Value::Name) all_.forget(dotted(module.name, each.name.text));
}

void ModuleNames::copy(Module& module, std::string_view name, std::string source, bool source_is_local, bool is_exported) {
  if (is_own_class(module, name)) return;
  std::erase_if(copies_, [&](const Copy& each) { return each.module == &module && each.name == name; });  // the last one counts
  copies_.push_back({&module, std::string(name), std::move(source), source_is_local, is_exported});
  repeat(copies_.back());
}

/// \returns whether the name means something new
bool ModuleNames::repeat(const Copy& copy) {
  const Symbol* source = copy.source_is_local ? copy.module->scope.find(copy.source) : all_.find(copy.source);
  const Symbol* old = copy.module->scope.find(copy.name);
  if (!source || (old && *old == *source)) return false;
  const Symbol symbol = *source;
  copy.module->scope.define(copy.name, symbol);
  if (copy.is_exported) all_.define(dotted(copy.module->name, copy.name), symbol);
  return true;
}

void ModuleNames::refresh() {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Copy& each : copies_) changed |= repeat(each);
  }
}

bool ModuleNames::is_own_class(const Module& module, std::string_view name) const {
  return std::ranges::any_of(module.outline.classes, [&](const ClassOutline& each) { return each.name.text == name; });
}

void ModuleNames::define_own_names(Module& module) {
  for (const Piece& function : module.outline.functions)
    if (!all_.find(dotted(module.name, function.text))) define(module, function.text, construct_of_function(module.name, function.text));
  for (const OtherMember& other : module.outline.others) define(module, other.name.text, Construct{other.construct});
  std::uint32_t next = index_of(module.first_class);
  std::set<std::string_view> seen;
  for (const ClassOutline& each : module.outline.classes) {
    if (!seen.insert(each.name.text).second)
      fail(ParseError::Kind::Table, module, each.name, fmt::format("the class `{}` is defined twice", each.name.text));
    for (const ClassOutline::Member& member : each.members)
      if (const auto* other = std::get_if<OtherMember>(&member); other && other->construct == "nested class")
        define(module, dotted(each.name.text, other->name.text), Construct{other->construct});
    const ClassId id{next++};
    if (!is_form(module.name, each.name.text)) {
      define(module, each.name.text, id);
    } else if (module.name == "abc") {
      define(module, each.name.text, construct_of(module.name, each.name.text));
    }
  }
}

/// Beneath what the module defines itself. A language module defines special names that no statement of a stub could.
void ModuleNames::define_builtins(Module& module) {
  for (const std::string_view from : {std::string_view{module.name}, std::string_view{"builtins"}})
    for (const auto& [name, symbol] : all_.names_in(from))
      if (!module.scope.find(name)) module.scope.define(name, symbol);
  module.scope.define("None", SpecialForm::None);
}

bool ModuleNames::is_known(std::string_view module) const {
  return names_of_modules_.contains(module) || is_language_module(module);
}

/// `.abc` and `..abc` seen from a module: one dot is the folder of its file.
std::string ModuleNames::absolute(const Module& module, std::string_view written) const {
  if (!written.starts_with('.')) return std::string(written);
  std::string_view package = module.name;
  if (module.is_package && !written.starts_with("..")) {
    written.remove_prefix(1);
    return written.empty() ? module.name : dotted(package, written);
  }
  if (module.is_package) written.remove_prefix(1);
  while (written.starts_with('.')) {
    written.remove_prefix(1);
    const std::size_t dot = package.rfind('.');
    package = dot == std::string_view::npos ? std::string_view{} : package.substr(0, dot);
  }
  if (package.empty()) return std::string(written);
  return written.empty() ? std::string(package) : dotted(package, written);
}

/// `import module as alias` makes every `alias.name` mean what `module.name` means.
void ModuleNames::define_import_of_module(Module& module, const ImportOutline& import) {
  const std::string_view prefix = import.alias.empty() ? std::string_view{import.module} : import.alias.text;
  for (const auto& [name, symbol] : all_.names_in(import.module))
    if (!module.scope.find(dotted(prefix, name))) copy(module, dotted(prefix, name), dotted(import.module, name), false, false);
  if (!is_known(import.module)) module.scope.define(prefix, Construct{"module " + import.module});
}

void ModuleNames::import_all(Module& module, const ImportOutline& import) {
  const std::string from = absolute(module, import.module);
  for (const auto& [name, symbol] : all_.names_in(from)) {
    const auto variable = type_variables_.find(dotted(from, name));
    // The type variables of a language module are how its stub is written, not what the module gives.
    const bool is_detail = variable != type_variables_.end() && is_language_module(from);
    if (name.starts_with('_') || is_detail || module.scope.find(name)) continue;
    copy(module, name, dotted(from, name), false, true);
    if (variable != type_variables_.end()) define_type_variable(module, name, *variable->second);
  }
}

bool ModuleNames::settle(const Pending& pending) {
  return pending.import ? settle_import(*pending.module, *pending.import) : settle_assignment(*pending.module, *pending.assignment);
}

bool ModuleNames::settle_import(Module& module, const ImportOutline& import) {
  if (import.name.text == "*") return false;
  const std::string from = absolute(module, import.module), source = dotted(from, import.name.text);
  const Symbol* found = all_.find(source);
  if (!found && is_known(from)) return false;
  if (found) copy(module, import.alias.text, source, false, import.alias.text.find('.') == std::string_view::npos);
  if (!found && !is_own_class(module, import.alias.text)) define(module, import.alias.text, construct_of(from, import.name.text));
  if (const auto variable = type_variables_.find(source); variable != type_variables_.end())
    define_type_variable(module, import.alias.text, *variable->second);
  return true;
}

bool ModuleNames::settle_assignment(Module& module, const AssignmentOutline& assignment) {
  using Value = AssignmentOutline::Value;
  const std::string_view name = assignment.name.text;
  if (assignment.value_kind == Value::TypeExpression && !is_variable(assignment)) {
    define(module, name, Construct{"variable"});
    return true;
  }
  if (assignment.value_kind == Value::None || assignment.value_kind == Value::Other || is_variable(assignment)) {
    const bool known = is_language_module(module.name) && module.scope.find(name);
    if (!known) define(module, name, Construct{assignment.is_type_statement ? "generic alias" : "variable"});
    return true;
  }
  const bool is_call = assignment.value_kind == Value::Call;
  const Symbol* found = module.scope.find(is_call ? assignment.called.text : assignment.value.text);
  if (!found) return false;
  if (!is_call) {
    copy(module, name, std::string(assignment.value.text), true, true);
  } else if (is_construct(found, "TypeVar")) {
    define_type_variable(module, name, assignment.arguments);
  } else {
    const auto* construct = std::get_if<Construct>(found);
    const auto* id = std::get_if<ClassId>(found);
    const bool makes_tuples = construct && (construct->name == "NamedTuple" || construct->name == "namedtuple");
    const bool makes_class = makes_tuples || (id && makes_enums(table_[*id]));
    const std::string called = construct ? construct->name : id ? table_[*id].name : std::string{};
    define(module, name, Construct{makes_class ? "functional form of " + called : construct ? called : "variable"});
  }
  return true;
}

void ModuleNames::define_type_variable(Module& module, std::string_view name, const TypeVariableOutline& variable) {
  define(module, name, type_variable);
  type_variables_[dotted(module.name, name)] = &variable;
  module.type_variables[std::string(name)] = &variable;
}

/// What an alias stands for is nowhere, or leads back to it.
void ModuleNames::give_up(Module& module, const AssignmentOutline& assignment) {
  define(module, assignment.name.text, Construct{"variable"});
  if (assignment.value_kind != AssignmentOutline::Value::Name || !assignment.annotation.text.ends_with("TypeAlias")) return;
  const auto is_there = [&](const AssignmentOutline& each) { return each.name.text == assignment.value.text; };
  const bool is_circle = std::ranges::any_of(module.outline.assignments, is_there);
  fail(is_circle ? ParseError::Kind::Table : ParseError::Kind::UnknownName, module, is_circle ? assignment.name : assignment.value,
       is_circle ? fmt::format("the alias `{}` stands for itself", assignment.name.text) : fmt::format("nothing defines `{}`", assignment.value.text));
}

void ModuleNames::give_up(const Pending& pending) {
  if (pending.assignment) return give_up(*pending.module, *pending.assignment);
  const std::string from = absolute(*pending.module, pending.import->module);
  if (pending.import->name.text == "*") return;
  // A module of the package, imported by name.
  if (names_of_modules_.contains(dotted(from, pending.import->name.text))) {
    ImportOutline whole = *pending.import;
    whole.module = dotted(from, pending.import->name.text);
    return define_import_of_module(*pending.module, whole);
  }
  const std::string builtin = dotted("builtins", pending.import->name.text);
  if (!is_language_module(from) && all_.find(builtin)) return copy(*pending.module, pending.import->alias.text, builtin, false, true);
  Scope there;
  for (const auto& [name, symbol] : all_.names_in(from)) there.define(name, symbol);
  std::string message = fmt::format("the module `{}` does not define `{}`", from, pending.import->name.text);
  if (const auto close_name = there.suggest(pending.import->name.text)) message += fmt::format("; did you mean `{}`?", *close_name);
  define(*pending.module, pending.import->alias.text, construct_of(from, pending.import->name.text));
  fail(ParseError::Kind::UnknownName, *pending.module, pending.import->name, std::move(message));
}

void ModuleNames::fail(ParseError::Kind kind, const Module& module, const Piece& at, std::string message) {
  errors_.push_back({kind, std::move(message), table_.files[module.file].path, at.place.line, at.place.column, {}});
}

}  // namespace agverify::model::syntax::stubs
