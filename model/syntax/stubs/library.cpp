#include "model/syntax/stubs/library.h"

#include <algorithm>
#include <array>

#include "model/syntax/stubs/known_names.h"
#include "model/syntax/stubs/module_objects.h"

namespace agverify::model::syntax::stubs {
namespace {

using Kind = LibraryModule::Binding::Kind;

constexpr std::array<std::string_view, 3> main_modules{"builtins", "typing", "collections.abc"};

/// The first version whose `types` has the class of None. Older ones have the class too, without a name.
constexpr PythonVersion names_class_of_none{3, 10};

/// What an import binds: `import a.b` binds `a`.
std::string_view bound_by(const ImportOutline& import) {
  if (!import.alias.empty() || !import.name.empty()) return import.alias.text;
  return std::string_view{import.module}.substr(0, import.module.find('.'));
}

template <typename Parts, typename Name>
void index(LibraryModule& module, Kind kind, const Parts& parts, const Name& name) {
  for (std::size_t i = 0; i < parts.size(); ++i) module.bindings[name(parts[i])].push_back({kind, i});
}

void index_names(LibraryModule& module) {
  const Outline& outline = module.outline;
  index(module, Kind::Import, outline.imports, bound_by);
  index(module, Kind::Assignment, outline.assignments, [](const auto& each) { return each.name.text; });
  index(module, Kind::Class, outline.classes, [](const auto& each) { return each.name.text; });
  index(module, Kind::Function, outline.functions, [](const Piece& each) { return each.text; });
  index(module, Kind::Other, outline.others, [](const auto& each) { return each.name.text; });
  for (std::size_t i = 0; i < outline.imports.size(); ++i)
    if (outline.imports[i].name.text == "*") module.stars.push_back(i);
}

/// `Deque = _Alias()` becomes the import that it stands for.
void import_historical_aliases(Outline& outline) {
  std::erase_if(outline.assignments, [&](const AssignmentOutline& each) {
    const AliasedClass* aliased = each.value_kind == AssignmentOutline::Value::Call ? historical_alias(each.name.text) : nullptr;
    if (aliased) outline.imports.push_back({std::string(aliased->module), {aliased->name, each.name.place}, each.name, each.name.place});
    return aliased != nullptr;
  });
}

}  // namespace

std::string absolute_module(std::string_view importing, bool is_package, std::string_view written) {
  if (!written.starts_with('.')) return std::string(written);
  std::string_view package = importing;
  const auto leave = [&] { package = package.substr(0, package.rfind('.') == std::string_view::npos ? 0 : package.rfind('.')); };
  if (!is_package) leave();
  for (written.remove_prefix(1); written.starts_with('.'); written.remove_prefix(1)) leave();
  if (package.empty()) return std::string(written);
  return written.empty() ? std::string(package) : std::string(package) + "." + std::string(written);
}

const LibraryModule* Library::find(std::string_view module) {
  if (const auto found = modules_.find(module); found != modules_.end()) return found->second.get();
  return modules_.emplace(std::string(module), load(module)).first->second.get();
}

std::unique_ptr<LibraryModule> Library::load(std::string_view name) {
  const auto source = find_(name);
  if (!source) return nullptr;
  auto module = std::make_unique<LibraryModule>();
  module->name = name;
  module->is_package = source->path.substr(0, source->path.rfind('.')).ends_with("__init__");
  module->file = static_cast<std::uint32_t>(files_.size());
  module->text = source->text;
  files_.push_back({std::string(source->path), source->digest});
  OutlineResult read_one = read_outline(source->text, module->file, version_);
  module->outline = std::move(read_one.outline);
  module->errors = std::move(read_one.errors);
  for (ParseError& each : module->errors) each.file = source->path;
  if (name == "types") add_class_of_none(*source, module->outline, module->file);
  if (name == "typing" || name == "typing_extensions") import_historical_aliases(module->outline);
  index_names(*module);
  return module;
}

void Library::add_class_of_none(const SourceText& source, Outline& to, std::uint32_t file) const {
  if (version_ >= names_class_of_none) return;
  const auto is_it = [](const ClassOutline& each) { return each.name.text == "NoneType"; };
  if (std::ranges::any_of(to.classes, is_it)) return;
  Outline later = read_outline(source.text, file, names_class_of_none).outline;
  const auto found = std::ranges::find_if(later.classes, is_it);
  if (found != later.classes.end()) to.classes.push_back(std::move(*found));
}

const std::vector<std::string>& Library::exports(const LibraryModule& module) {
  if (const auto found = exports_.find(&module); found != exports_.end()) return found->second;
  exports_[&module];  // what imports itself by way of others gives nothing more
  return exports_[&module] = list_exports(module);
}

std::vector<std::string> Library::list_exports(const LibraryModule& module) {
  std::vector<std::string> found;
  for (const std::string_view each : module.outline.exported) found.emplace_back(each);
  for (const ImportOutline& each : module.outline.imports) {
    if (each.alias.text != "__all__") continue;
    const LibraryModule* from = find(absolute_module(module.name, module.is_package, each.module));
    if (from) std::ranges::copy(exports(*from), std::back_inserter(found));
  }
  if (module.outline.lists_exports) return found;
  for (const auto& [name, bindings] : module.bindings)
    if (!name.starts_with('_') && name != "*") found.emplace_back(name);
  for (const std::size_t star : module.stars) {
    const LibraryModule* from = find(absolute_module(module.name, module.is_package, module.outline.imports[star].module));
    if (from) std::ranges::copy(exports(*from), std::back_inserter(found));
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

bool Library::offers(std::string_view name) {
  if (name.starts_with(module_object_prefix)) return find(name.substr(module_object_prefix.size())) != nullptr;
  return !places_of(*this, name).empty();
}

std::vector<std::pair<std::string, std::string>> places_of(Library& library, std::string_view name) {
  std::vector<std::pair<std::string, std::string>> found;
  const auto add = [&](std::string_view module_name, std::string_view inside) {
    const LibraryModule* module = library.find(module_name);
    if (!module) return false;
    const std::string_view first = inside.substr(0, inside.find('.'));
    const bool is_bound = module->bindings.contains(first) || !module->errors.empty();
    const bool by_star = !is_bound && std::ranges::any_of(module->stars, [&](std::size_t star) {
      const LibraryModule* from = library.find(absolute_module(module->name, module->is_package, module->outline.imports[star].module));
      return from && std::ranges::find(library.exports(*from), first) != library.exports(*from).end();
    });
    if (is_bound || by_star) found.emplace_back(module_name, first);
    return is_bound || by_star;
  };
  for (std::size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0; dot = name.rfind('.', dot - 1))
    if (add(name.substr(0, dot), name.substr(dot + 1))) return found;
  for (const std::string_view each : main_modules) add(each, name);
  return found;
}

}  // namespace agverify::model::syntax::stubs
