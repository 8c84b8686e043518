#pragma once

#include <functional>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "model/class_table.h"
#include "model/syntax/stubs/class_source.h"

namespace agverify::model::syntax::stubs {

// What `dataclass` makes of the fields of a class. Source: the typing spec's chapter on dataclasses, which describes
// `dataclass_transform` by it, and Python's library reference, dataclasses.

/// What a class asks of `dataclass`; nothing for what is no literal there.
struct DataclassOptions {
  std::optional<bool> init = true, eq = true, order = false, frozen = false, unsafe_hash = false, kw_only = false;
};

/// \returns nothing for a class without the decorator
std::optional<DataclassOptions> dataclass_options(const ClassSource& source);

/// What follows `ClassVar[`, `Final[` or `InitVar[` in an annotation, whatever it is imported as.
std::optional<Piece> inside_qualifier(const ClassSource& source, const ClassTable& table, const Piece& annotation, std::string_view qualifier);

/// The fields that the body of a class declares.
/// \param type reads an annotation
DataclassFields read_fields(const ClassSource& source, const ClassTable& table, const DataclassOptions& options,
                            const std::function<std::variant<Type, Unread>(const Piece&)>& type);

/// The hash that the decorator makes or takes back; nothing where it leaves what is inherited.
std::optional<decltype(Member::form)> hash_of_dataclass(const DataclassOptions& options, const ClassTable& table, TypePool& pool);

/// The members that the decorator adds besides, but for the constructor.
std::vector<Member> members_of_dataclass(const DataclassOptions& options, ClassId id, const ClassTable& table, TypePool& pool);

/// `(name: type) -> result`.
Method takes(TypePool& pool, std::string_view name, Type type, Type result);

/// What stands for a constructor that the decorator makes, until fields of all bases are known.
Member constructor_to_make(const Location& place);

/// Puts the constructors that the decorator makes in their places. The table is linearised.
void add_constructors_of_dataclasses(std::span<const ClassSource> sources, ClassTable& table, TypePool& pool);

}  // namespace agverify::model::syntax::stubs
