#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/class.h"
#include "model/syntax/stubs/module_names.h"
#include "model/syntax/stubs/outline.h"

namespace agverify::model::syntax::stubs {

/// A parameter of the constructor that `dataclass` makes.
struct DataclassField {
  std::string name;
  std::optional<Type> type;  ///< nothing for one that only holds a place: a ClassVar, or one with `init=False`
  bool has_default = false, by_keyword = false;
  bool has_value = false;  ///< or a description; what has neither finds the default that a base may have
};

/// The own fields of a dataclass, in order; why they are not all known, or nothing.
struct DataclassFields {
  std::vector<DataclassField> all;
  std::string unread = {};
};

/// Where a class of the table was read from.
struct ClassSource {
  ClassId id{};
  Module* module = nullptr;
  const ClassOutline* outline = nullptr;
  std::vector<std::string> parameter_names;                 ///< one per type parameter
  std::vector<const TypeVariableOutline*> type_variables;   ///< one per type parameter
  std::vector<Location> base_places;                        ///< one per base of the class; none where `object` is implied
  /// What inference of variance does not count of the class, though the spec's text says nothing of it: see `Inference::AsSuite`.
  std::vector<Member> left_out = {};
  std::optional<DataclassFields> fields = {};  ///< of a dataclass
};

/// The place of a byte inside a part of a file.
Location place_inside(const Piece& piece, std::size_t offset);

/// What a dotted name is called in the language, whatever it is imported as: `t.final` is "final"; a name without a
/// meaning there is itself.
std::string meaning_of(const Module& module, std::string_view name);

}  // namespace agverify::model::syntax::stubs
