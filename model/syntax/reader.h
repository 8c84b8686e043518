#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/class_table.h"
#include "model/query.h"
#include "model/syntax/bound_obligation.h"
#include "model/syntax/error.h"
#include "model/syntax/member_text.h"
#include "model/syntax/scope.h"

namespace agverify::model::syntax {

/// A text that is part of a file, inside a class.
struct Origin {
  std::string_view path;
  Location start;                          ///< where the text begins
  std::optional<ClassId> owner;            ///< the class that the text belongs to
  std::span<const std::string> parameters; ///< names that mean `Parameter{i}`; they hide what the scope says
  const MemberText* member = nullptr;      ///< when it is a text of the class's body
  std::optional<AliasId> alias = {};       ///< or the alias that it belongs to, with its parameters
};

/// Reads annotations and queries. Keeps its buffers, so that a warm call without variables does not allocate; every type
/// goes into the pool as written. What it does not read is an error of kind Unsupported, never a guess.
/// A missing trailing argument takes its default. A class without any argument takes its defaults when it has all of
/// them and is `Any` otherwise. Spec: special-types#any, generics#defaults-for-type-parameters.
class Reader {
 public:
  Reader(const Scope& scope, const ClassTable& table, TypePool& pool);
  ~Reader();

  /// `AsyncGenerator[int, str] | None`, and every other spelling of unions, with quoted parts.
  /// \param variables names that mean `Variable{i}`
  tl::expected<Type, ParseError> annotation(std::string_view text, std::span<const std::string> variables = {});
  tl::expected<Type, ParseError> annotation_in(const Origin& origin, std::string_view text);

  /// `forall X, Y. X <: Y, Y in (int, str) |- list[X] == list[Y]`. Relations: `<:`, `~>`, `==`, `~`; hypotheses: `<:`,
  /// `==` and `in`.
  tl::expected<Query, ParseError> query(std::string_view text);

  /// What the last text took for granted about bounds, in order of place.
  std::span<const BoundObligation> obligations() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// One annotation, read by a `Reader` of its own.
tl::expected<Type, ParseError> read_annotation(std::string_view text, const Scope& scope, const ClassTable& table,
                                               TypePool& pool, std::span<const std::string> variables = {});

/// One query, read by a `Reader` of its own.
/// \param obligations when given: gets what the query takes for granted about bounds
tl::expected<Query, ParseError> read_query(std::string_view text, const Scope& scope, const ClassTable& table,
                                           TypePool& pool, std::vector<BoundObligation>* obligations = nullptr);

}  // namespace agverify::model::syntax
