#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/syntax/stubs/module_names.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// What reads a text outside of classes. \param names of the alias's type parameters, in order
using ReadAliasText = std::function<tl::expected<Type, ParseError>(const Piece& text, std::optional<AliasId> alias, std::span<const std::string> names)>;

/// Reads type aliases of every spelling: `X = list[int]`, `X: TypeAlias = ..`, `type X[T] = ..`, `TypeAliasType("X", ..)`. One without
/// type parameters that does not name itself is what its text says; any other one gets a definition in the table.
/// Spec: aliases#type-aliases, aliases#type-statement.
class AliasReader {
 public:
  AliasReader(std::vector<Module>& modules, Universe& universe, TypePool& pool, std::vector<ParseError>& errors, ReadAliasText read)
      : modules_(modules), universe_(universe), pool_(pool), errors_(errors), read_(std::move(read)) {}

  /// Finds all aliases; those that name themselves, also by way of others, are types from here on.
  void collect();
  /// Reads what can be read by now. \returns whether there was something new
  bool settle();
  /// Once more for what is left, and to note what the texts take for granted. Then looks whether what is recursive can be unfolded.
  void finish();
  /// Takes out the aliases that rest on what is not supported.
  /// \param reason of a type, nullptr when it rests on nothing such
  void spread_unsupported(const std::function<const std::string*(Type)>& reason);

 private:
  struct Entry {
    Module* module;
    const AssignmentOutline* assignment;
    Piece text;                                               ///< what it stands for
    bool is_explicit = false;
    std::vector<std::string> parameter_names = {};
    std::vector<const TypeVariableOutline*> type_variables = {};  ///< one per type parameter
    std::vector<std::string> named = {};                      ///< the names in its text
    bool is_recursive = false;
    std::optional<AliasId> id = {};                           ///< when it has parameters or is recursive
    std::optional<Type> type = {};
    bool is_reported = false;
  };

  void add(Module& module, const AssignmentOutline& assignment);
  bool find_parameters(Entry& entry);
  bool add_parameter(Entry& entry, std::string_view name, const TypeVariableOutline& variable, const Location& place);
  void find_recursive();
  void make_definition(Entry& entry);
  bool settle(Entry& entry, bool report);
  bool settle_limits(Entry& entry, bool report);
  bool settle_limit(Entry& entry, std::optional<Type>& to, const Piece& written, bool report);
  std::optional<Type> read_body(Entry& entry, bool report);
  Type keep_used_parameters(Entry& entry, Type type);
  void give_up(Entry& entry, const ParseError& why);
  void rest_on(Entry& entry, const std::string& unsupported);
  void check_order_of_defaults(const Entry& entry);
  void note_defaults(const Entry& entry);
  void check_definitions();
  void check_regular(Entry& entry);
  void report_repeated();
  std::vector<AliasId> reached_unguarded(AliasId id) const;
  void find_exposed();
  std::vector<Type> unguarded(Type body) const;
  bool reaches(AliasId from, AliasId to) const;

  void define(const Entry& entry, const Symbol& symbol);
  void fail(const Location& place, std::string message);
  AliasDefinition& definition(const Entry& entry) { return universe_.table[*entry.id]; }

  std::vector<Module>& modules_;
  Universe& universe_;
  TypePool& pool_;
  std::vector<ParseError>& errors_;
  ReadAliasText read_;
  std::vector<Entry> entries_;
  std::vector<std::vector<bool>> exposed_;  ///< of each alias of the table: which parameters stand in its unfolding with nothing around
};

}  // namespace agverify::model::syntax::stubs
