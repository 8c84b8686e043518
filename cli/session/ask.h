#pragma once

#include <string>

#include <tl/expected.hpp>

#include "cli/session/session.h"

namespace agverify::cli::session {

/// The options of a session for questions. \param wants_evidence for explanations and certificates
SessionOptions session_options(const StubOptions& texts, solver::Deciders deciders, unsigned milliseconds, bool wants_evidence);

/// Judges a query after holding its arguments to their bounds. \returns an error for an argument outside its bound
tl::expected<solver::Judgement, model::syntax::ParseError> ask(Hierarchy& hierarchy, const model::Query& query,
                                                               std::span<const model::syntax::BoundObligation> obligations);

/// The reason of a verdict that a construct keeps unknown.
std::string unsupported_reason(std::string_view construct);

/// Writes down everything that reproduces an error of ours, in the current folder or else in the one for temporary files.
/// \returns what to tell: the error and where the file is
std::string keep_internal_error(const Hierarchy& hierarchy, const model::Query& query, const solver::Judgement& judgement);

}  // namespace agverify::cli::session
