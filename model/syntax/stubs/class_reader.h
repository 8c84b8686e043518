#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/syntax/reader.h"
#include "model/syntax/stubs/alias_reader.h"
#include "model/syntax/stubs/class_source.h"
#include "model/syntax/stubs/enum_reader.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// Whether it is written as a named tuple with fields.
bool is_named_tuple(const ClassSource& source);

/// Reads what stands outside the bodies of classes: type parameters with bounds and defaults, bases, and aliases.
class ClassReader {
 public:
  /// \param is_tolerant what is wrong is unsupported besides, as the table is used all the same
  ClassReader(std::vector<Module>& modules, ModuleNames& names, std::vector<ClassSource>& sources, Universe& universe,
              TypePool& pool, std::vector<ParseError>& errors, bool is_tolerant);

  void run();
  /// Makes a class unsupported, and every class and alias that rests on it.
  void give_up(ClassId id, std::string_view construct);

  /// A type that a class's text names, with its obligations kept.
  /// \param parameters how many of the class's type parameters the text may name
  /// \param member when it is a text of the class's body
  tl::expected<Type, ParseError> read(const ClassSource& source, const Piece& piece, std::size_t parameters, const MemberText* member = nullptr);
  /// The same with all parameters. What is wrong, and not only unsupported, is reported.
  /// \returns nothing when there is none, with `unsupported` set when it is that
  std::optional<Type> read(const ClassSource& source, const Piece& piece, std::string& unsupported, const MemberText* member = nullptr);

 private:
  /// A bound, a default or a base: what is not read any further in it is an opaque type, as in a member.
  tl::expected<Type, ParseError> read_in_header(const ClassSource& source, const Piece& piece, std::size_t parameters);
  void wrong_in_header(const ClassSource& source, ParseError error);
  tl::expected<Type, ParseError> read_text(Origin origin, const Piece& piece);

  std::optional<ParseError> name_of_the_body(const MemberText& member, const Piece& piece) const;
  void read_decorators(const ClassSource& source);
  void read_keywords(const ClassSource& source);
  void read_metaclass(const ClassSource& source, const Piece& value);
  void check_metaclasses();
  void give_up_metaclass(const ClassSource& source);
  std::vector<ClassId> classes_above(ClassId id) const;
  bool is_above(ClassId id, ClassId above) const;
  void read_parameter_names(ClassSource& source);
  void add_header(ClassSource& source, const std::vector<TypeVariableOutline>& header);
  void add_names_in(ClassSource& source, const Piece& base, bool must_be_variables);
  void add_parameter(ClassSource& source, std::string_view name, const TypeVariableOutline& variable, const Location& place);
  const Piece* listing_base(const ClassSource& source, std::string_view form) const;

  void settle_limits_and_aliases();
  bool settle_limits(ClassSource& source, bool report);
  bool settle_limit(ClassSource& source, std::optional<Type>& to, const Piece& written, std::size_t parameters, bool report);
  bool settle_constraints(ClassSource& source, std::size_t parameter, bool report);
  void check_order_of_defaults(const ClassSource& source);
  void note_default(const ClassSource& source, std::size_t parameter);

  void read_bases(ClassSource& source);
  void read_base(ClassSource& source, const Piece& base);
  void read_base_of_new_type(ClassSource& source, const Piece& base);
  void check_new_types();
  void add_tuple_base(ClassSource& source, Type tuple, const Location& place);
  void read_fields(ClassSource& source, const Piece& base);
  void give_up_tuples();
  std::size_t tuple_bases_above(ClassId id) const;
  void spread_unsupported();
  const std::string* unsupported_within(Type type) const;
  const std::string* unsupported_within(const Class& found) const;
  void mark_unsupported(const ClassSource& source, std::string_view construct);
  std::string head_of(const Module& module, const Piece& base) const;
  Class& class_of(const ClassSource& source) { return universe_.table[source.id]; }
  void fail(const ClassSource& source, const Location& place, std::string message);

  std::vector<Module>& modules_;
  ModuleNames& names_;
  std::vector<ClassSource>& sources_;
  Universe& universe_;
  TypePool& pool_;
  std::vector<ParseError>& errors_;
  std::vector<std::unique_ptr<Reader>> readers_;  // one per module
  EnumReader enums_;
  AliasReader aliases_;
  bool keep_obligations_ = true;
  bool is_tolerant_;
};

}  // namespace agverify::model::syntax::stubs
