#pragma once

#include <string>
#include <string_view>

#include "model/class_table.h"
#include "model/evidence.h"
#include "model/query.h"

namespace agverify::solver {

/// Writes evidence as the text of docs/certificate.md. Cost: linear in the evidence, types shared.
/// \param evidence a proof or a refutation of the query
/// \param table the one that the evidence speaks of: with the fresh classes of a witness at its end
/// \param asked how float and complex were read, and the question before that, where the query is another one than was asked
std::string write_certificate(const model::Query& query, const model::Evidence& evidence, const model::ClassTable& table,
                              model::TypePool& pool, std::string_view asked = {});

}  // namespace agverify::solver
