#include "model/syntax/stubs/stub_reader.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "model/syntax/cursor.h"
#include "model/syntax/stubs/class_reader.h"
#include "model/syntax/stubs/dataclasses.h"
#include "model/syntax/stubs/known_names.h"
#include "model/syntax/stubs/library.h"
#include "model/syntax/stubs/member_reader.h"
#include "model/syntax/stubs/module_objects.h"
#include "model/syntax/stubs/reach.h"
#include "model/syntax/stubs/special_classes.h"
#include "model/syntax/stubs/table_checks.h"

namespace agverify::model::syntax::stubs {
namespace {

/// `collections/abc.pyi` is `collections.abc`, `re/__init__.pyi` is `re`.
std::string module_of(std::string_view path) {
  path = path.substr(0, path.rfind(".py"));
  std::string name(path);
  std::ranges::replace(name, '/', '.');
  if (name.ends_with(".__init__")) name.resize(name.size() - 9);
  return name;
}

/// A prelude's module is named for its file, whatever folder it comes from; a name that is taken is made longer.
std::string module_of_prelude(std::string_view path, const Scope& scope) {
  std::string name = module_of(path.substr(path.rfind('/') + 1));
  std::erase_if(name, [](char c) { return !continues_name(c); });
  if (name.empty() || !begins_name(name.front())) name = "prelude" + name;
  while (!scope.names_in(name).empty()) name += '_';
  return name;
}

/// What a module defines for itself, and no query can mean.
bool is_detail(const Construct& construct) {
  return construct.name == "type variable" || construct.name == "variable" || construct.name == "function";
}

/// One reading of a set of modules on top of a universe, which may be empty.
class Reading {
 public:
  Reading(Universe universe, PythonVersion version, TypePool& pool)
      : universe_(std::move(universe)), version_(version), pool_(pool), first_class_(static_cast<std::uint32_t>(universe_.table.size())) {}

  void add(const SourceText& source, std::string name, Scope scope, const Names& values) {
    const auto file = static_cast<std::uint32_t>(universe_.table.files.size());
    universe_.table.files.push_back({std::string(source.path), source.digest});
    OutlineResult read_one = read_outline(source.text, file, version_);
    for (ParseError& each : read_one.errors) {
      each.file = source.path;
      errors_.push_back(std::move(each));
    }
    const bool is_package = source.path.substr(0, source.path.rfind('.')).ends_with("__init__");
    modules_.push_back({std::move(name), is_package, file, std::move(read_one.outline), {}, {}, std::move(scope), {}});
    Module& made = modules_.back();
    if (values.contains(made.name) && errors_.empty()) made.as_value = read_module_body(source.text, file, version_);
  }

  void add(std::vector<Module> modules, std::vector<SourceFile> files) {
    modules_ = std::move(modules);
    universe_.table.files = std::move(files);
  }

  tl::expected<Universe, std::vector<ParseError>> run(bool is_prelude) {
    // What follows from a text that does not parse would only hide where it does not.
    if (errors_.empty()) read_all();
    if (errors_.empty()) check();
    if (!errors_.empty()) return tl::unexpected(in_order());
    is_prelude ? export_prelude() : export_stubs();
    return finished();
  }

  /// Reads what is not ours to mend: what is wrong makes the class or name concerned unsupported and is listed.
  /// \param problems what is known to be wrong already
  tl::expected<Universe, std::vector<ParseError>> run_tolerant(std::vector<ParseError> problems) {
    make_classes();
    ModuleNames names{modules_, universe_.table, universe_.scope, problems};
    names.resolve();
    if (!find_well_known()) return tl::unexpected(in_order());
    ClassReader classes{modules_, names, sources_, universe_, pool_, errors_, true};
    classes.run();
    give_up_without_linearisation(classes);
    read_members(classes);
    add_constructors_of_dataclasses(sources_, universe_.table, pool_);
    check_variance(sources_, universe_.table, errors_);
    errors_.insert(errors_.begin(), problems.begin(), problems.end());
    universe_.complaints = in_order();
    export_library();
    return finished();
  }
 private:
  Universe finished() {
    std::ranges::stable_sort(universe_.obligations, {}, [](const BoundObligation& each) {
      return std::tuple{each.location.file, each.location.line, each.location.column};
    });
    if (first_class_ == 0) add_special_classes(universe_.table, pool_);
    return std::move(universe_);
  }

  void read_all() {
    make_classes();
    ModuleNames names{modules_, universe_.table, universe_.scope, errors_};
    names.resolve();
    if (!find_well_known()) return;
    ClassReader classes{modules_, names, sources_, universe_, pool_, errors_, false};
    classes.run();
    read_members(classes);
  }

  void read_members(ClassReader& classes) {
    MemberReader members{classes, universe_, pool_};
    for (ClassSource& each : sources_) {
      each.left_out = members.read(each);
      each.fields = members.take_fields();
    }
  }

  /// Takes out the classes whose bases have no order, one after the other, until the rest stands.
  void give_up_without_linearisation(ClassReader& classes) {
    while (const auto problem = universe_.table.linearise(pool_, ClassId{first_class_})) {
      const Class& found = universe_.table[problem->class_id];
      errors_.push_back(complaint(found.location, fmt::format("`{}` cannot be: {}", found.name, problem->message)));
      classes.give_up(problem->class_id, fmt::format("bases: {}", problem->message));
    }
    check_bases(sources_, universe_.table, pool_, errors_);
  }

  ParseError complaint(const Location& place, std::string message) const {
    return {ParseError::Kind::Table, std::move(message), universe_.table.files[place.file].path, place.line, place.column, {}};
  }

  void check() {
    if (!check_bases(sources_, universe_.table, pool_, errors_)) return;
    add_constructors_of_dataclasses(sources_, universe_.table, pool_);
    check_variance(sources_, universe_.table, errors_);
  }

  void make_classes() {
    for (Module& module : modules_) {
      module.first_class = ClassId{static_cast<std::uint32_t>(universe_.table.size())};
      for (const ClassOutline& each : module.outline.classes) {
        sources_.push_back({ClassId{static_cast<std::uint32_t>(universe_.table.size())}, &module, &each, {}, {}, {}});
        Class made;
        made.name = each.name.text;
        made.qualified_name = module.name + "." + made.name;
        made.location = each.name.place;
        universe_.table.classes.push_back(std::move(made));
      }
    }
    for (Module& module : modules_)
      if (module.as_value) make_class_of_value(module);
  }

  void make_class_of_value(Module& module) {
    const ClassId id{static_cast<std::uint32_t>(universe_.table.size())};
    Class made = class_of_module(module.name, *module.as_value);
    universe_.scope.define(made.name, id);
    universe_.table.classes.push_back(std::move(made));
    sources_.push_back({id, &module, &*module.as_value, {}, {}, {}});
  }

  bool find_well_known() {
    if (first_class_ > 0) return true;
    WellKnown& known = universe_.table.well_known;
    const std::array<std::tuple<std::string_view, ClassId*>, 6> wanted{{
        {"builtins.object", &known.object}, {"types.NoneType", &known.none_type}, {"builtins.bool", &known.boolean},
        {"builtins.int", &known.integer}, {"builtins.float", &known.floating}, {"builtins.complex", &known.complex_number}}};
    for (const auto& [name, id] : wanted) {
      const auto found = universe_.table.find(name);
      if (!found) errors_.push_back({ParseError::Kind::Table, fmt::format("the stubs do not define the class `{}`", name), {}, 1, 1, {}});
      if (found) *id = *found;
    }
    known.string = universe_.table.find("builtins.str");
    known.bytes = universe_.table.find("builtins.bytes");
    known.tuple = universe_.table.find("builtins.tuple");
    known.type = universe_.table.find("builtins.type");
    return errors_.empty();
  }

  // Names for queries --------------------------------------------------------------------------------------------------

  static constexpr std::array<std::string_view, 3> main_ones{"builtins", "typing", "collections.abc"};

  void export_library() {
    universe_.scope.define("None", SpecialForm::None);
    offer("typing", [](const Symbol& symbol) { return std::holds_alternative<SpecialForm>(symbol); });
    for (const std::string_view module : main_ones) offer_classes(module);
    for (const std::string_view module : main_ones) offer(module, is_of_language);
    complete_typing_extensions();
  }

  void export_stubs() {
    universe_.scope.define("None", SpecialForm::None);
    std::vector<std::string_view> others;
    for (const Module& module : modules_) others.push_back(module.name);
    offer("typing", [](const Symbol& symbol) { return std::holds_alternative<SpecialForm>(symbol); });
    for (const std::string_view module : main_ones) offer_classes(module);
    for (const std::string_view module : others) offer_classes(module);
    for (const std::string_view module : main_ones) offer(module, is_of_language);
    const auto is_type = [](const Symbol& symbol) { return !std::holds_alternative<Construct>(symbol); };
    for (const std::string_view module : others) offer(module, is_type);
    complete_typing_extensions();
  }

  static bool is_of_language(const Symbol& symbol) {
    const auto* construct = std::get_if<Construct>(&symbol);
    return !construct || !is_detail(*construct);
  }

  /// Defines without their module the public names of a module that stand for something wanted and hide nothing.
  template <typename Wanted>
  void offer(std::string_view module, const Wanted& wanted) {
    Scope& scope = universe_.scope;
    for (const auto& [name, symbol] : scope.names_in(module))
      if (wanted(symbol) && !scope.find(name) && !name.starts_with('_')) scope.define(name, symbol);
  }

  /// The classes that the module itself declares.
  void offer_classes(std::string_view module) {
    const std::string prefix = std::string(module) + ".";
    offer(module, [&](const Symbol& symbol) {
      const auto* id = std::get_if<ClassId>(&symbol);
      return id && universe_.table[*id].qualified_name.starts_with(prefix);
    });
  }

  /// It gives again what typing gives.
  void complete_typing_extensions() {
    for (const auto& [name, symbol] : universe_.scope.names_in("typing"))
      if (!std::holds_alternative<Construct>(symbol)) universe_.scope.define("typing_extensions." + name, symbol);
  }

  void export_prelude() {
    for (const auto& [name, symbol] : universe_.scope.names_in(modules_.front().name))
      if (const Construct* construct = std::get_if<Construct>(&symbol); !construct || !is_detail(*construct)) universe_.scope.define(name, symbol);
  }

  std::vector<ParseError> in_order() {
    const auto key = [&](const ParseError& each) {
      const auto file = std::ranges::find(universe_.table.files, each.file, &SourceFile::path);
      return std::tuple{file - universe_.table.files.begin(), each.line, each.column};
    };
    std::ranges::stable_sort(errors_, {}, key);
    const auto repeated = std::ranges::unique(errors_);
    errors_.erase(repeated.begin(), repeated.end());
    return std::move(errors_);
  }

  Universe universe_;
  PythonVersion version_;
  TypePool& pool_;
  std::uint32_t first_class_;
  std::vector<Module> modules_;
  std::vector<ClassSource> sources_;
  std::vector<ParseError> errors_;
};

}  // namespace

tl::expected<Universe, std::vector<ParseError>> read_stubs(std::span<const SourceText> stubs, PythonVersion version,
                                                           TypePool& pool, const Assumptions& assumed, const Names& values) {
  Universe empty;
  empty.table.assumed = assumed;
  define_known_names(empty.scope);
  Reading reading{std::move(empty), version, pool};
  for (const SourceText& each : stubs) reading.add(each, module_of(each.path), {}, values);
  return reading.run(false);
}

tl::expected<Universe, std::vector<ParseError>> read_reached(Library& library, std::span<const std::string> names,
                                                             std::span<const std::string> modules, TypePool& pool,
                                                             const Assumptions& assumed) {
  Reach reach{library};
  for (const std::string_view each : {"object", "bool", "int", "float", "complex", "str", "bytes", "tuple"}) reach.add("builtins", each);
  reach.add("types", "NoneType");
  reach.add("typing", "Coroutine");
  for (const std::string& name : names) {
    if (name.starts_with(module_object_prefix)) {
      reach.add("types", "ModuleType");
      reach.add_value(std::string_view{name}.substr(module_object_prefix.size()));
      continue;
    }
    for (const auto& [module, inside] : places_of(library, name)) reach.add(module, inside);
  }
  for (const std::string& module : modules) reach.add_all(module);
  std::vector<ParseError> problems;
  std::vector<Module> reached = reach.modules(problems);
  Universe empty;
  empty.table.assumed = assumed;
  define_known_names(empty.scope);
  Reading reading{std::move(empty), library.version(), pool};
  reading.add(std::move(reached), library.files());
  return reading.run_tolerant(std::move(problems));
}

tl::expected<Universe, std::vector<ParseError>> extend(const Universe& universe, const SourceText& prelude,
                                                       PythonVersion version, TypePool& pool, const Names& values) {
  Universe copy = universe;
  copy.obligations.clear();
  Reading reading{std::move(copy), version, pool};
  reading.add(prelude, module_of_prelude(prelude.path, universe.scope), universe.scope, values);
  return reading.run(true);
}

}  // namespace agverify::model::syntax::stubs
