#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/slice/class_slice.h"
#include "check/text/cursor.h"
#include "check/types/type.h"

namespace agverify::check {

/// The variables of the query, in the order of `forall`.
struct Variables {
  std::vector<std::string> names;
  std::unordered_map<std::string, std::uint32_t> numbers;
};

/// `let $N TYPE`.
struct Let {
  TypeId type{};
  std::uint32_t line = 0;
  bool used = false;
};

/// What the names in a type may mean. Naming a `let` uses its line.
struct TypeScope {
  ClassSlice* slice = nullptr;
  TypeTable* types = nullptr;
  std::optional<ClassId> owner{};        ///< whose parameters may be named
  std::optional<AliasId> alias{};        ///< or those of this one
  const Variables* variables = nullptr;  ///< none: no variable may be named
  std::vector<Let>* lets = nullptr;      ///< none: no `$N` may stand here
  bool naming_uses = true;               ///< whether naming a class is a use of it
};

/// Reads one type; what follows it is left. Complains of unknown names, of a wrong number of arguments and of
/// parentheses around anything but a member of a union.
std::optional<TypeId> read_type(Cursor& cursor, const TypeScope& scope);

/// Reads `TYPE <: TYPE`.
struct TypePair {
  TypeId source{}, target{};
};
std::optional<TypePair> read_subtype(Cursor& cursor, const TypeScope& scope);

}  // namespace agverify::check
