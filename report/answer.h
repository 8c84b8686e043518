#pragma once

#include <string_view>

#include "model/query.h"
#include "model/slots.h"
#include "model/syntax/stubs/stub_reader.h"
#include "solver/judgement.h"

namespace agverify::report {

/// A question with its judgement and what both speak of. Types may be made in the pool while it is rendered.
struct Answer {
  const model::Query& query;
  const solver::Judgement& judgement;
  const model::ClassTable& table;
  const model::Slots& slots;
  model::TypePool& pool;
  std::string_view stubs_digest;
  model::syntax::stubs::PythonVersion version;

  /// The table with the fresh classes of a witness.
  const model::ClassTable& whole_table() const { return judgement.extended ? *judgement.extended : table; }
};

}  // namespace agverify::report
