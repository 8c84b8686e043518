#pragma once

#include <string>

#include <tl/expected.hpp>

#include "model/class_table.h"
#include "model/query.h"

namespace agverify::solver::smt {

/// A query as an SMT-LIB 2.6 script, for a solver that is not linked in: unsat says that it is proved, sat that it is
/// refuted. Written from the meaning a second time, with quantifiers: a value is an element of one sort; each class a
/// predicate; what a value hands out, refuses and returns are relations; a variable is an arbitrary predicate.
/// \returns the reason where a query is not written: members that lead back to their own protocol need induction, and depth
///          is bounded
tl::expected<std::string, std::string> smt_lib(const model::Query& query, const model::ClassTable& table, model::TypePool& pool);

}  // namespace agverify::solver::smt
