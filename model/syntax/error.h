#pragma once

#include <cstdint>
#include <string>

namespace agverify::model::syntax {

/// Why a text could not be read, with the exact place. Lines and columns count from 1, columns in characters.
struct ParseError {
  enum class Kind : std::uint8_t {
    Syntax,       ///< the text is not in the language
    UnknownName,  ///< nothing defines the name
    Arity,        ///< a wrong number of type arguments
    Unsupported,  ///< right, and outside what is read so far: `construct` names it
    Limit,        ///< nested deeper, or longer, than a stated bound
    Table,        ///< classes that cannot stand together: a cycle, a base or member against a declared variance, ..
  };
  Kind kind = Kind::Syntax;
  std::string message;
  std::string file;  ///< empty for the text of a query
  std::uint32_t line = 1, column = 1;
  std::string construct;  ///< for Unsupported: "Literal", "tuple", "Callable", "Any", ..
  friend bool operator==(const ParseError&, const ParseError&) = default;
};

/// `file:line:column: message`, as compilers write it; without the file for a query.
std::string describe(const ParseError& error);

}  // namespace agverify::model::syntax
