#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/syntax/stubs/library.h"

namespace agverify::model::syntax::stubs {

/// The names, dotted ones too, that a question's text uses as types, whatever they mean.
std::vector<std::string> names_asked_by_question(std::string_view text);

/// Those that a prelude uses, what it imports spelled with its module: `collections.OrderedDict`.
std::vector<std::string> names_asked_by_prelude(std::string_view text, Library& library);

}  // namespace agverify::model::syntax::stubs
