#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agverify::model::syntax {

/// What a text in a class's body may name beside the scope. `Self` is read there, and what is not read any further is an
/// opaque type: of one name in one module, and of the same types inside, it is the same.
struct MemberText {
  std::string module;              ///< tells names of the module from those of others
  std::vector<std::string> bound;  ///< names that the body itself binds: they are not told apart
  /// The type parameters of the method: name, and what tells it from others of the name.
  std::vector<std::pair<std::string, std::string>> variables = {};
  /// It is what `*args` is annotated with. An unpacked tuple is read there, as the signature of its elements with the result object.
  bool is_variadic = false;
};

/// The text as the name of an opaque type has it: on one line and without quotes, which are written `%xx`.
std::string quotable(std::string_view text);

}  // namespace agverify::model::syntax
