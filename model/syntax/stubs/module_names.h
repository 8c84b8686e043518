#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/syntax/error.h"
#include "model/syntax/scope.h"
#include "model/syntax/stubs/outline.h"

namespace agverify::model::syntax::stubs {

/// A module while it is read.
struct Module {
  std::string name;
  bool is_package = false;  ///< read from an `__init__` file
  std::uint32_t file = 0;   ///< index into the files of the table
  Outline outline;
  ClassId first_class{};   ///< its classes follow one another, in the order of the outline
  std::optional<ClassOutline> as_value;  ///< its body, where a question names the module as a value; its class comes after all others
  Scope scope;             ///< what names mean inside it
  /// Names that are type variables here, own or imported.
  std::unordered_map<std::string, const TypeVariableOutline*> type_variables;
};

/// Gives every name of a set of modules its meaning, whatever the order of definitions and imports.
class ModuleNames {
 public:
  /// \param all dotted names of every module, older ones and the language's included; gets those of these modules
  ModuleNames(std::vector<Module>& modules, const ClassTable& table, Scope& all, std::vector<ParseError>& errors)
      : modules_(modules), table_(table), all_(all), errors_(errors) {}

  /// Classes, imports, renamed names, type variables. An alias that is a type expression is a construct until it is read.
  void resolve();
  /// Copies once more what imports and renamings stand for, after aliases were read.
  void refresh();

 private:
  struct Pending {
    Module* module;
    const ImportOutline* import;          // one of the two
    const AssignmentOutline* assignment;
  };

  /// A name that means in the module what another one means: one of all, or one of the module itself.
  struct Copy {
    Module* module;
    std::string name, source;
    bool source_is_local;
    bool is_exported;
  };

  void define(Module& module, std::string_view name, const Symbol& symbol);
  void copy(Module& module, std::string_view name, std::string source, bool source_is_local, bool is_exported);
  bool repeat(const Copy& copy);
  bool is_own_class(const Module& module, std::string_view name) const;
  void define_own_names(Module& module);
  void define_builtins(Module& module);
  void import_whole_modules();
  void define_import_of_module(Module& module, const ImportOutline& import);
  void import_all(Module& module, const ImportOutline& import);
  bool settle(const Pending& pending);
  bool settle_import(Module& module, const ImportOutline& import);
  bool settle_assignment(Module& module, const AssignmentOutline& assignment);
  void forget_pending_names(Module& module);
  void define_type_variable(Module& module, std::string_view name, const TypeVariableOutline& variable);
  void give_up(const Pending& pending);
  void give_up(Module& module, const AssignmentOutline& assignment);
  bool is_known(std::string_view module) const;
  std::string absolute(const Module& module, std::string_view written) const;
  void fail(ParseError::Kind kind, const Module& module, const Piece& at, std::string message);

  std::vector<Module>& modules_;
  const ClassTable& table_;
  Scope& all_;
  std::vector<ParseError>& errors_;
  std::map<std::string, const TypeVariableOutline*, std::less<>> type_variables_;  // by dotted name
  std::set<std::string, std::less<>> names_of_modules_;  // new and older ones
  std::vector<Copy> copies_;
};

}  // namespace agverify::model::syntax::stubs
