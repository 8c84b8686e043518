#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/syntax/error.h"
#include "solver/judgement.h"

namespace agverify::report {

/// What a line of JSON is an answer to.
struct JsonOrigin {
  std::string_view id;    ///< JSON text, written as it is; empty: there is none
  std::uint64_t line = 0; ///< of the input, from 1
};

/// Appends one line: `{"id", "verdict", "basis", "strength", "evidence", "reason"?, "rule", "direction"?, "subgoals",
/// "deciders", "stubs", "micros"?}`, with basis, strength and rule only where there is a verdict. Hot path: nothing is
/// allocated once `out` is large enough.
/// \param stubs the digest that the verdict rests on; empty where no table was made
void append_answer(std::string& out, const JsonOrigin& origin, const solver::Judgement& judgement, std::string_view stubs,
                   std::optional<double> micros);

/// Appends one line: `{"id"?, "line", "error": {"message", "line"?, "column"?}}`; an error with line 0 has no place.
void append_error(std::string& out, const JsonOrigin& origin, const model::syntax::ParseError& error);

/// Appends a JSON string.
void append_string(std::string& out, std::string_view text);

}  // namespace agverify::report
