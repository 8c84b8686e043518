#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "model/type.h"

namespace agverify::model::syntax {

/// A name that the language itself gives a type. `NoReturn` is `Never`. Spec: special-types, concepts#union-types.
enum class SpecialForm : std::uint8_t { Never, Union, Optional, None, Callable };

/// A name that is known and is no type that is read so far: `Literal`, `tuple`, `Protocol`, `overload`.
struct Construct {
  std::string name;
  friend bool operator==(const Construct&, const Construct&) = default;
};

/// What a name stands for: a class, a special form, an alias of a type, an alias with parameters or a recursive one, or something
/// that is not read.
using Symbol = std::variant<ClassId, SpecialForm, Type, Construct, AliasId>;

/// What the name of a `TypeVar` stands for outside the classes that it is a parameter of: a query may use it again.
inline const Construct type_variable{"type variable"};
inline bool is_type_variable(const Symbol& symbol) {
  const auto* construct = std::get_if<Construct>(&symbol);
  return construct && *construct == type_variable;
}

/// The names that an annotation may use, dotted ones (`typing.AsyncGenerator`) spelled out.
class Scope {
 public:
  /// Hides what the name stood for before.
  void define(std::string_view name, const Symbol& symbol);
  void forget(std::string_view name);
  /// \returns nullptr when nothing defines the name
  const Symbol* find(std::string_view name) const;
  /// The defined name that is closest by edit distance, when one is close; among equals the shortest, then by alphabet.
  std::optional<std::string> suggest(std::string_view name) const;
  /// Every `module` with some `module.x` defined.
  std::set<std::string, std::less<>> modules() const;
  /// Every `x` with `module.x` defined, `x` without a dot, by alphabet.
  std::vector<std::pair<std::string, Symbol>> names_in(std::string_view module) const;
  /// Everything that is defined, by alphabet.
  std::vector<std::pair<std::string_view, const Symbol*>> all() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
  };
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
  std::set<std::string, std::less<>> dotted_;  // the names with a dot, so that a module's stand together
};

}  // namespace agverify::model::syntax
