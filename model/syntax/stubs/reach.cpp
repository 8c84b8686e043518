#include "model/syntax/stubs/reach.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/cursor.h"

namespace agverify::model::syntax::stubs {

using Kind = LibraryModule::Binding::Kind;

std::vector<std::string_view> type_names_in(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!begins_name(text[at])) {
      // A number, or an attribute of something else, is no name.
      const bool joins = text[at] == '.' || continues_name(text[at]);
      for (++at; joins && at < text.size() && continues_name(text[at]);) ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && (continues_name(text[at]) || (text[at] == '.' && at + 1 < text.size() && begins_name(text[at + 1])))) ++at;
    std::size_t next = at;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\n')) ++next;
    const char after = next < text.size() ? text[next] : '\0';
    if (after != ':' && after != '(') found.push_back(text.substr(begin, at - begin));
  }
  return found;
}

void Reach::add(std::string_view module, std::string_view name) {
  if (const LibraryModule* found = library_.find(module)) want(*found, name);
  run();
}

void Reach::add_all(std::string_view name) {
  const LibraryModule* module = library_.find(name);
  if (!module) return;
  for (const ClassOutline& each : module->outline.classes) want(*module, each.name.text);
  for (const AssignmentOutline& each : module->outline.assignments)
    if (each.annotation.empty() || each.annotation.text.ends_with("TypeAlias")) want(*module, each.name.text);
  if (!module->errors.empty()) want(*module, "*");
  run();
}

void Reach::add_value(std::string_view name) {
  const LibraryModule* module = library_.find(name);
  if (!module || !module->errors.empty()) return;
  if (chosen_.try_emplace(module).second) order_.push_back(module);
  std::optional<ClassOutline>& body = chosen_[module].as_value;
  body = read_module_body(module->text, module->file, library_.version());
  uses(*module, *body);
  run();
}

void Reach::want(const LibraryModule& module, std::string_view name) {
  if (seen_.emplace(&module, name).second) open_.push_back({&module, std::string(name)});
}

void Reach::run() {
  while (!open_.empty()) {
    const Wanted next = std::move(open_.back());
    open_.pop_back();
    open(*next.module, next.name);
  }
}

void Reach::open(const LibraryModule& module, std::string_view name) {
  if (chosen_.try_emplace(&module).second) order_.push_back(&module);
  if (!module.errors.empty()) {
    chosen_[&module].broken.emplace(name);
    return;
  }
  const auto found = module.bindings.find(name);
  if (found == module.bindings.end()) {
    open_star(module, name);
    return;
  }
  for (const Binding& each : found->second) open(module, each);
}

void Reach::open(const LibraryModule& module, const Binding& binding) {
  Chosen& chosen = chosen_[&module];
  const Outline& outline = module.outline;
  switch (binding.kind) {
    case Kind::Import: return open_import(module, outline.imports[binding.index]);
    case Kind::Function: chosen.functions.insert(binding.index); return;
    case Kind::Other: chosen.others.insert(binding.index); return;
    case Kind::Class:
      if (chosen.classes.insert(binding.index).second) uses(module, outline.classes[binding.index]);
      return;
    case Kind::Assignment: break;
  }
  if (!chosen.assignments.insert(binding.index).second) return;
  const AssignmentOutline& assigned = outline.assignments[binding.index];
  uses(module, assigned.annotation.text);
  if (assigned.header)
    for (const TypeVariableOutline& each : *assigned.header) uses(module, each);
  for (const Piece& each : assigned.type_params) uses(module, each.text);
  if (assigned.value_kind != AssignmentOutline::Value::Call) return uses(module, assigned.value.text);
  uses(module, assigned.called.text);
  uses(module, assigned.arguments);
}

void Reach::open_import(const LibraryModule& module, const ImportOutline& import_one) {
  const bool is_whole = import_one.name.empty();
  const LibraryModule* from = library_.find(absolute_module(module.name, module.is_package, import_one.module));
  if (is_whole && from) return;  // its names come one by one, as they are used
  // A package that imports from itself means its modules, whatever names it gives them afterwards.
  const bool is_inner = from == &module && library_.find(from->name + "." + std::string(import_one.name.text));
  if (!is_whole && from && !is_inner && binds(*from, import_one.name.text))
    return import(module, std::string(import_one.alias.text), *from, import_one.name.text, import_one.name.place);
  if (!is_whole && from && library_.find(from->name + "." + std::string(import_one.name.text))) return;
  Chosen& chosen = chosen_[&module];
  if (chosen.imported.emplace(import_one.alias.text, import_one.module).second) chosen.imports.push_back(import_one);
}

/// A star import becomes imports of the names that are used.
bool Reach::open_star(const LibraryModule& module, std::string_view name) {
  for (const std::size_t star : module.stars) {
    const ImportOutline& written = module.outline.imports[star];
    const LibraryModule* from = library_.find(absolute_module(module.name, module.is_package, written.module));
    if (!from) continue;
    const std::vector<std::string>& all = library_.exports(*from);
    if (std::ranges::find(all, name) == all.end()) continue;
    import(module, std::string(name), *from, name, written.name.place);
    return true;
  }
  return false;
}

bool Reach::binds(const LibraryModule& module, std::string_view name) {
  if (module.bindings.contains(name) || !module.errors.empty()) return true;
  return std::ranges::any_of(module.stars, [&](std::size_t star) {
    const LibraryModule* from = library_.find(absolute_module(module.name, module.is_package, module.outline.imports[star].module));
    return from && std::ranges::find(library_.exports(*from), name) != library_.exports(*from).end();
  });
}

void Reach::import(const LibraryModule& into, std::string alias, const LibraryModule& from, std::string_view name, Location place) {
  Chosen& chosen = chosen_[&into];
  if (!chosen.imported.emplace(alias, from.name + "." + std::string(name)).second) return;
  chosen.imports.push_back({from.name, kept(std::string(name), place), kept(std::move(alias), place), place});
  want(from, name);
}

Piece Reach::kept(std::string text, Location place) { return {texts_.emplace_back(std::move(text)), place}; }

// What texts use -------------------------------------------------------------------------------------------------------------

void Reach::uses(const LibraryModule& module, std::string_view text) {
  for (const std::string_view each : type_names_in(text))
    if (used_.emplace(&module, each).second) use(module, each);
}

void Reach::use(const LibraryModule& module, std::string_view dotted) {
  const std::string_view first = dotted.substr(0, dotted.find('.'));
  if (binds(module, first)) {
    want(module, first);
    if (first.size() < dotted.size()) use_of_module(module, dotted);
  } else if (const LibraryModule* builtins = library_.find("builtins")) {
    want(*builtins, first);
  }
}

/// `a.b.C` where `a` is a module: the name gets its meaning by an import of its own.
void Reach::use_of_module(const LibraryModule& module, std::string_view dotted) {
  std::size_t end = dotted.find('.');
  const LibraryModule* here = module_bound_to(module, dotted.substr(0, end));
  while (here && end != std::string_view::npos) {
    const std::size_t begin = end + 1;
    end = dotted.find('.', begin);
    const std::string_view name = dotted.substr(begin, end == std::string_view::npos ? end : end - begin);
    const LibraryModule* inner = library_.find(here->name + "." + std::string(name));
    const bool goes_on = inner && (end != std::string_view::npos || module_bound_to(*here, name) == inner);
    if (binds(*here, name) && !goes_on)
      return import(module, std::string(dotted.substr(0, begin + name.size())), *here, name, {module.file, 1, 1});
    here = inner;
  }
}

/// Spec: distributing#import-conventions. `import a.b` binds `a`; `from a import b` may bind the module `a.b`.
const LibraryModule* Reach::module_bound_to(const LibraryModule& module, std::string_view name) {
  const auto found = module.bindings.find(name);
  if (found == module.bindings.end()) return nullptr;
  for (const Binding& each : found->second) {
    if (each.kind != Kind::Import) continue;
    const ImportOutline& written = module.outline.imports[each.index];
    const std::string from = absolute_module(module.name, module.is_package, written.module);
    if (written.name.empty()) return library_.find(written.alias.empty() ? std::string(name) : from);
    const LibraryModule* source = library_.find(from);
    if (source && (source == &module || !source->bindings.contains(written.name.text))) return library_.find(from + "." + std::string(written.name.text));
  }
  return nullptr;
}

void Reach::uses(const LibraryModule& module, const TypeVariableOutline& variable) {
  uses(module, variable.bound.text);
  uses(module, variable.default_type.text);
  for (const Piece& each : variable.constraints) uses(module, each.text);
}

void Reach::uses(const LibraryModule& module, const ClassOutline& outline) {
  for (const Decorator& each : outline.decorators) uses(module, each.name.text);
  for (const Piece& each : outline.bases) uses(module, each.text);
  for (const auto& [name, value] : outline.keywords) uses(module, value.text);
  if (outline.header)
    for (const TypeVariableOutline& each : *outline.header) uses(module, each);
  for (const ClassOutline::Member& each : outline.members) {
    if (const auto* function = std::get_if<FunctionOutline>(&each)) {
      uses(module, function->signature);
      uses(module, function->result.text);  // in the signature it stands before a colon
      for (const Decorator& decorator : function->decorators) uses(module, decorator.name.text);
    } else if (const auto* assigned = std::get_if<AssignmentOutline>(&each)) {
      uses(module, assigned->annotation.text);
      uses(module, assigned->value.text);
    }
  }
}

// The modules ----------------------------------------------------------------------------------------------------------------

std::vector<Module> Reach::modules(std::vector<ParseError>& problems) {
  std::vector<Module> made;
  for (const LibraryModule* each : order_) {
    const Chosen& chosen = chosen_[each];
    Module& module = made.emplace_back();
    module.name = each->name;
    module.is_package = each->is_package;
    module.file = each->file;
    const auto copy = [](const auto& all, const std::set<std::size_t>& picked, auto& to) {
      for (const std::size_t i : picked) to.push_back(all[i]);
    };
    module.as_value = chosen.as_value;
    module.outline.imports = chosen.imports;
    copy(each->outline.assignments, chosen.assignments, module.outline.assignments);
    copy(each->outline.classes, chosen.classes, module.outline.classes);
    copy(each->outline.functions, chosen.functions, module.outline.functions);
    copy(each->outline.others, chosen.others, module.outline.others);
    if (each->errors.empty()) continue;
    const ParseError& first = each->errors.front();
    const std::string construct = fmt::format("name of a stub that does not parse ({}:{}:{})", first.file, first.line, first.column);
    for (const std::string& name : chosen.broken)
      module.outline.others.push_back({kept(name, {each->file, first.line, first.column}), construct, {}});
    std::ranges::copy(each->errors, std::back_inserter(problems));
  }
  return made;
}

}  // namespace agverify::model::syntax::stubs
