#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/class.h"
#include "model/syntax/error.h"

namespace agverify::model::syntax::stubs {

// What a stub says, before any name in it has a meaning: conditions on the Python version decided, everything but
// classes, imports and assignments left out. Texts are views into the text of the file.

struct PythonVersion;

/// A part of a file. An empty text stands for a part that is not there.
struct Piece {
  std::string_view text;
  Location place;
  bool empty() const { return text.empty(); }
};

/// What a call is given: `keyword=value`, and whether anything else.
struct GivenArguments {
  std::vector<std::pair<Piece, Piece>> keywords;
  bool has_others = false;
};

struct Decorator {
  Piece name;  ///< dotted
  GivenArguments given;
};

/// `TypeVar(...)`, or a parameter of a PEP 695 header.
struct TypeVariableOutline {
  Piece name;
  Piece bound, default_type;
  std::vector<Piece> constraints;
  Variance variance = Variance::Invariant;
  bool variance_is_inferred = false;
  std::string unsupported;  ///< "ParamSpec", "TypeVarTuple"
};

struct FunctionOutline {
  struct Parameter {
    Piece name, annotation;
    bool has_default = false;
    bool before_slash = false;
    ParameterKind kind = ParameterKind::Standard;  ///< positional-only ones too, by `before_slash`
  };
  Piece name;
  std::vector<Decorator> decorators;
  std::vector<Parameter> parameters;  ///< the receiver too
  Piece result;
  bool is_async = false, yields = false;
  bool keywords_follow = false;  ///< past `*` or `*args`
  std::vector<TypeVariableOutline> type_parameters;  ///< its own, of a PEP 695 header
  std::string_view signature;  ///< from `def` to the colon
  /// What the body assigns to attributes of the receiver, `self.name: annotation = value`.
  std::vector<std::pair<Piece, Piece>> receiver_attributes;  ///< name, annotation
};

/// `name: annotation = value`, or `type name = value`.
struct AssignmentOutline {
  /// Generated: what the enum gives a member that is written without a value.
  enum class Value : std::uint8_t { None, Name, Call, TypeExpression, Generated, Other };
  Piece name, annotation, value;
  Value value_kind = Value::None;
  bool is_type_statement = false;
  std::optional<std::vector<TypeVariableOutline>> header = {};  ///< of a `type` statement: its type parameters (PEP 695)
  /// For a call: the function, and its arguments as a type variable would have them.
  Piece called = {};
  GivenArguments given = {};
  TypeVariableOutline arguments = {};
  std::vector<Piece> type_params = {};  ///< for a call: the members of the tuple that this argument is
};

/// Something in a class that is no method or attribute, such as a nested class.
struct OtherMember {
  Piece name;
  std::string construct;
  std::string_view text = {};
};

struct ClassOutline {
  using Member = std::variant<FunctionOutline, AssignmentOutline, OtherMember>;
  Piece name;
  std::vector<Decorator> decorators;
  std::optional<std::vector<TypeVariableOutline>> header;  ///< PEP 695
  std::vector<Piece> bases;
  std::vector<std::pair<Piece, Piece>> keywords;
  std::vector<Member> members;
  bool is_new_type = false;  ///< what a call of `NewType` makes; its base is the second argument
  std::vector<OtherMember> bound_names;  ///< those of members and others; they count where no member has the name
  bool is_module = false;                ///< the body of a module, whose functions have no receiver
};

inline std::string_view name_of(const ClassOutline::Member& member) {
  return std::visit([](const auto& one) { return one.name.text; }, member);
}

/// `from module import name as alias`; without a name: `import module as alias`; `*` is a name.
struct ImportOutline {
  std::string module;
  Piece name, alias;
  Location module_place;
};

struct Outline {
  std::vector<ImportOutline> imports;
  std::vector<AssignmentOutline> assignments;
  std::vector<ClassOutline> classes;
  std::vector<Piece> functions;
  std::vector<OtherMember> others;  ///< classes under conditions that are not decided here
  std::vector<std::string_view> exported;  ///< the names that `__all__` lists
  bool lists_exports = false;              ///< whether there is an `__all__`, and all of it is understood or imported
};

/// \param file index of the file in the class table
/// \returns every place that does not parse, as errors without their path
struct OutlineResult {
  Outline outline;
  std::vector<ParseError> errors;
};
OutlineResult read_outline(std::string_view text, std::uint32_t file, const PythonVersion& version);

/// A module as the one value of a class: what its text, which parses, binds, as members. A name that `__all__` leaves out is one
/// of another kind; a bound name `*` stands for names that are not known.
ClassOutline read_module_body(std::string_view text, std::uint32_t file, const PythonVersion& version);

}  // namespace agverify::model::syntax::stubs
