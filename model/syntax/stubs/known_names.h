#pragma once

#include <optional>
#include <string_view>

#include "model/syntax/scope.h"

namespace agverify::model::syntax::stubs {

/// Whether every public name of the module is known here or in its stub, so that another one is an error: `builtins`,
/// `typing`, `typing_extensions`, `collections.abc`.
bool is_language_module(std::string_view module);

/// Defines `module.name` for the names of the language modules that are special forms or not read. Stubs are read after
/// it, so that what they define hides it. Source: `__all__` of the modules in Python 3.14.
void define_known_names(Scope& scope);

/// The class that a name of `typing` is another name of, module and name: `collections` and `deque` for `Deque`.
/// Stubs that write `Deque = _Alias()` do not say it. Spec: historical#generics-in-standard-collections.
struct AliasedClass {
  std::string_view alias, module, name;
};
const AliasedClass* historical_alias(std::string_view name);

/// What a name stands for that comes from a module without a stub. Of the modules that declare classes (`abc`, `enum`,
/// `dataclasses`, ..) the name alone, so that `Enum` reads `Enum`; of others with its module.
Construct construct_of(std::string_view module, std::string_view name);

/// What a function of a module stands for: "abstractmethod" of `abc`, which a decorator may mean; plainly "function" elsewhere.
Construct construct_of_function(std::string_view module, std::string_view name);

}  // namespace agverify::model::syntax::stubs
