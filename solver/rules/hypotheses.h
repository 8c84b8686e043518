#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/class_table.h"
#include "model/evidence.h"
#include "model/query.h"
#include "model/slots.h"
#include "model/substitution.h"

namespace agverify::solver::rules {

/// A hypothesis of the form `source <: target`. Numbers count from 1: first those of the query in order, then what
/// follows from them.
struct NumberedHypothesis {
  model::Type source, target;
  std::uint32_t number;
  std::uint32_t inverts;  ///< the number of the hypothesis that it follows from; 0: a hypothesis of the query
  std::optional<std::uint32_t> parameter = {};  ///< of the class on the right of that one, by whose law it follows
};

/// What is assumed of a variable by one hypothesis.
struct VariableBound {
  model::Type type;
  std::uint32_t hypothesis;
};

/// The hypotheses of a query (without `in`), taken apart until each has a variable on one side.
struct Hypotheses {
  std::vector<NumberedHypothesis> all;
  std::vector<std::vector<VariableBound>> upper, lower;  ///< one list per variable
  std::string left_out;  ///< why some argument was not given back, as an unknown's reason; empty when all were
};

/// Takes hypotheses between constructors apart by the inversion of the constructor: `C[a] <: C[b]` gives a parameter's
/// arguments back where its every declared slot is shown by the members of C without condition, whatever the others do.
/// \returns the reason where that is not possible, such as "structural hypothesis ..", beginning as an unknown's reason does
/// Asserting one between constructors over few values would be vacuous: docs/semantics.md, section 10.
tl::expected<Hypotheses, std::string> take_apart(const model::Query& query, const model::ClassTable& table,
                                                 const model::Slots& slots, model::Substitution& substitution);

/// Leaves out the derived hypotheses that no step rests on, directly or through another, and closes up the numbers.
void keep_used(model::ProofCase& proof);

/// Whether every declared slot of the parameter is shown by the members of its class unconditionally, so that the law can be
/// inverted there.
bool inverts_exactly(const model::ClassTable& table, const model::Slots& slots, model::ClassId id, std::uint32_t parameter);

}  // namespace agverify::solver::rules
