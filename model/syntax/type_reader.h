#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/syntax/bound_obligation.h"
#include "model/syntax/cursor.h"
#include "model/syntax/error.h"
#include "model/syntax/member_text.h"
#include "model/syntax/scope.h"

namespace agverify::model::syntax {

/// Brackets that one annotation may nest.
inline constexpr std::size_t deepest_nesting = 1'000'000;

/// Whether a tuple type, a literal or a recursive alias stands inside, which members are not read with.
bool says_more_than_members(Type type);

/// What stopped a reader, before its place is known as line and column.
struct Problem {
  ParseError::Kind kind = ParseError::Kind::Syntax;
  std::uint32_t offset = 0;
  std::string message, construct;
};

/// Names beside the scope's, which they hide: those of rigid variables, or of type parameters.
struct LocalNames {
  std::span<const std::string> names;
  bool are_parameters = false;
  const MemberText* member = nullptr;  ///< the text is one of a class's body
};

/// Reads one type at a cursor with an explicit stack, so that nesting costs memory of the heap alone.
/// Grammar: union = part {"|" part}; part = name ["[" union {"," union} [","] "]"] | "(" union ")" | quoted union | callable | tuple
/// | ("type" | "Type") "[" union "]" | "Literal" "[" value {"," value} [","] "]" | "Annotated" "[" union "," anything "]";
/// callable = "Callable" "[" "[" [union {"," union}] "]" "," union "]" | signature | "overload" "[" callable {"," callable} "]";
/// signature = "(" [parameter {"," parameter}] ")" "->" union; parameter = [name ":"] union ["=" "..."] | "/" | "*"
/// | "*" name ":" (union | unpacked) | "**" name ":" union; unpacked = "*" tuple | "Unpack" "[" tuple "]", which may stand in the
/// list of Callable too; tuple = "tuple" "[" ("()" | (union | unpacked) {"," (union | unpacked)} [","] | union "," "...") "]". Signatures and overloads are how the typing spec speaks of signatures; Python has no text for them.
class TypeReader {
 public:
  TypeReader(const Scope& scope, const ClassTable& table, TypePool& pool)
      : scope_(scope), table_(table), pool_(pool), substitution_(pool) {}

  /// Stops before the first token that cannot continue the type.
  /// \returns nothing when there is none; `problem` says why
  std::optional<Type> read(Cursor& cursor, LocalNames local);

  /// An obligation before its argument's offset is turned into a place.
  struct Note {
    BoundObligation obligation;
    std::uint32_t offset;
  };
  std::vector<Note> notes;
  Problem problem;

 private:
  enum class Bracket : std::uint8_t {
    Text, Group, Quote, Class, Union, Optional, Callable, CallableResult, Signature, SignatureResult, Overload, Opaque, Unpack, Unpacked, Tuple,
    Spliced, Annotated, TypeOf, Alias
  };
  /// A signature that is being read.
  struct Draft {
    SignatureShape shape = {};
    std::optional<std::size_t> slash = {};
    bool names_only = false;   // past `*` or `*args`
    bool was_unpacked = false; // the last operand: its elements are parameters already
  };
  struct Frame {
    Bracket bracket;
    char quote;                   // of a Quote
    ClassId class_id;             // of a Class
    std::uint32_t offset;         // of the bracket, or of the name before it
    std::size_t arguments_from;   // finished arguments begin here in done_
    std::size_t members_from;     // members of the union that is being read begin here
    AliasId alias_id = {};        // of an Alias
  };
  /// A tuple that is being read.
  struct TupleDraft {
    std::optional<std::uint32_t> unbounded = {};
    bool is_spliced = false;  // the element at hand is an unpacked tuple
  };
  enum class After : std::uint8_t { Operand, Operator, Finished, Failed };
  enum class Part : std::uint8_t { Value, Nested, Failed };  // of what stands in the brackets of Literal

  After operand();
  After after_operand();
  After name();
  After named(const Symbol& symbol, std::uint32_t offset, std::string_view name);
  After class_name(ClassId id, std::uint32_t offset, std::string_view name);
  After alias_name(AliasId id, std::uint32_t offset, std::string_view name);
  After close_alias();
  Type meaning(AliasId id, std::span<const Type> arguments);
  After special(SpecialForm form, std::uint32_t offset, std::string_view name);
  After unknown(std::uint32_t offset, std::string_view name);
  std::optional<Type> local(std::string_view name);
  std::string_view dotted_name();

  After open_signature(std::uint32_t offset);
  bool arrow_follows(std::uint32_t offset);
  After parameter();
  After parameter_head(Draft& draft);
  After add_parameter(ParameterKind kind, std::string name);
  After end_of_parameter();
  After end_of_parameters();
  std::string name_before_colon();
  std::string why_no_signature(Draft& draft) const;
  After open_callable(std::uint32_t offset);
  After end_of_callable_parameter(char c);
  After end_of_callable_parameters();
  After close_signature();
  After close_overload();

  bool takes_unpacked() const;
  After open_unpacked(std::uint32_t offset);
  After no_unpacking(std::uint32_t offset);
  After end_of_element(char c);
  After end_of_unbounded();
  bool end_of_place();
  After close_unpacked();
  void finish_unpacked_text();
  static bool stands_by_place(const SignatureShape& shape);

  After open_tuple(std::uint32_t offset);
  bool is_at_element() const;
  After open_spliced(std::uint32_t offset);
  After end_of_tuple_element(char c);
  After splice();
  After end_of_repeated_element();
  After close_tuple();

  After close_type_of();
  After narrowing(ClassId id, std::uint32_t offset, std::string_view name);
  After no_result(std::uint32_t offset);
  bool is_narrowing(Type type) const;
  void note_narrowing(const Frame& frame);

  After literals(std::uint32_t offset);
  After literals_of_member(std::uint32_t offset);
  Part literal_value(std::vector<Type>& into);
  Part literal_text(std::vector<Type>& into);
  Part literal_name(std::vector<Type>& into);
  std::optional<Type> enum_member(std::string_view spelled);
  std::optional<std::string> unread_owner(std::string_view spelled);

  After not_read(std::string_view construct, std::uint32_t offset, std::string_view name, const std::string& message);
  After opaque(std::string name, std::uint32_t offset);
  After opaque_operand(std::uint32_t offset);
  After opaque_literal(std::uint32_t offset);
  After close_opaque();
  After end_of_annotated();
  bool in_opaque() const;
  bool is_bound(std::string_view name) const;
  bool names_what_is_bound(std::string_view text) const;
  std::string told_apart(std::string_view text) const;

  bool bracket_follows();
  After open(Bracket bracket, std::uint32_t offset, ClassId id = {}, char quote = 0);
  After closing(Frame& top);
  After close(Type type);
  After close_class();
  After close_optional();
  bool in_quote(char quote) const;

  After push(Type type, std::uint32_t offset);
  void finish_argument(Frame& frame);
  std::span<const Type> arguments(const Frame& frame) const;
  using Parameters = std::vector<TypeParameter>;
  static std::size_t missing_defaults(const Parameters& parameters, std::size_t given);
  After add_defaults(const Parameters& parameters, const Frame& frame);
  void note_bounds(const Parameters& parameters, std::string_view name, const Frame& frame);
  After arity(const Parameters& parameters, std::string_view name, std::uint32_t offset, std::size_t given);
  After fail(ParseError::Kind kind, std::uint32_t offset, std::string message, std::string construct = {});

  const Scope& scope_;
  const ClassTable& table_;
  TypePool& pool_;
  Substitution substitution_;
  Cursor* cursor_ = nullptr;
  LocalNames local_;
  std::vector<Frame> frames_;
  std::vector<Draft> drafts_;
  std::vector<TupleDraft> tuples_;         // one per open Tuple
  std::vector<std::string> opaque_names_;  // one per open Opaque
  std::vector<std::uint32_t> arrows_;   // offsets of `(` that open a signature, as far as was looked
  std::uint32_t looked_to_ = 0;
  std::vector<Type> done_;
  std::string open_quotes_;             // at most one of each kind
  std::vector<std::uint32_t> offsets_;  // where each of done_ begins
};

}  // namespace agverify::model::syntax
