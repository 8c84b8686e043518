#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/syntax/stubs/library.h"
#include "model/syntax/stubs/module_names.h"

namespace agverify::model::syntax::stubs {

/// The dotted names that a text may use as types: no names of annotated parameters, of attributes, or of what
/// is called. There may be more, such as parameters without an annotation.
std::vector<std::string_view> type_names_in(std::string_view text);

/// Which definitions of a library some names rest on: their bases, type variables, members and aliases, those of these,
/// and so on, by the names in their texts.
class Reach {
 public:
  explicit Reach(Library& library) : library_(library) {}

  /// Adds a name and all that it reaches. A name that the module does not define adds nothing.
  void add(std::string_view module, std::string_view name);
  /// Adds every class and alias of a module.
  void add_all(std::string_view module);

  /// Adds what a module binds, as the members of the module itself.
  void add_value(std::string_view module);

  /// The modules as if nothing else stood in them; each import is one of a name. Views in them are good as long as this is.
  /// \param problems gets why modules could not be read
  std::vector<Module> modules(std::vector<ParseError>& problems);

 private:
  using Binding = LibraryModule::Binding;
  struct Chosen {
    std::set<std::size_t> assignments, classes, functions, others;
    std::vector<ImportOutline> imports;
    std::optional<ClassOutline> as_value;
    std::set<std::pair<std::string, std::string>> imported;  // alias, source
    std::set<std::string, std::less<>> broken;               // asked of a module that does not parse
  };
  struct Wanted {
    const LibraryModule* module;
    std::string name;
  };

  void want(const LibraryModule& module, std::string_view name);
  void run();
  void open(const LibraryModule& module, std::string_view name);
  void open(const LibraryModule& module, const Binding& binding);
  void open_import(const LibraryModule& module, const ImportOutline& import);
  bool open_star(const LibraryModule& module, std::string_view name);
  void uses(const LibraryModule& module, std::string_view text);
  void use(const LibraryModule& module, std::string_view dotted);
  void use_of_module(const LibraryModule& module, std::string_view dotted);
  void uses(const LibraryModule& module, const TypeVariableOutline& variable);
  void uses(const LibraryModule& module, const ClassOutline& outline);
  const LibraryModule* module_bound_to(const LibraryModule& module, std::string_view name);
  void import(const LibraryModule& into, std::string alias, const LibraryModule& from, std::string_view name, Location place);
  Piece kept(std::string text, Location place);
  bool binds(const LibraryModule& module, std::string_view name);

  Library& library_;
  std::map<const LibraryModule*, Chosen> chosen_;
  std::vector<const LibraryModule*> order_;  // in which modules were first chosen
  std::set<std::pair<const LibraryModule*, std::string>> seen_;
  std::set<std::pair<const LibraryModule*, std::string_view>> used_;
  std::vector<Wanted> open_;
  std::deque<std::string> texts_;
};

}  // namespace agverify::model::syntax::stubs
