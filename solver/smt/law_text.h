#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/class_law.h"

namespace agverify::solver::smt {

/// Everything that the law of a class rests on, as text: the same text, the same law, in whatever table. Its digest is the
/// key under which a law can be kept.
std::string law_key(const model::ClassTable& table, model::TypePool& pool, model::ClassId id);

/// A law as lines of text, to be kept.
std::string to_text(const model::ClassLaw& law);
/// \returns nothing when the text is not what `to_text` writes
std::optional<model::ClassLaw> from_text(std::string_view text);

}  // namespace agverify::solver::smt
