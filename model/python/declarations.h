#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace agverify::model::python {

using NameSet = std::set<std::string, std::less<>>;

/// The name that a text begins with, a qualified one whole; empty for none.
std::string_view first_name(std::string_view text);

/// Adds the names in a text, qualified ones whole.
void collect_names(std::string_view text, NameSet& names);

/// A stub's text as a part of a module: without `from __future__`, which may stand at the beginning of one alone. It has as
/// many lines as before.
std::string as_declarations(std::string_view stub);

/// What of such a text the names need: its imports, and the statements that define them or what those name in turn. All of it
/// where statements hang together otherwise than by names.
/// \param names is given those that the text uses
std::string needed_declarations(std::string_view declarations, NameSet& names);

/// The names whose definitions rest on the statement that has the line, counted from 0: what it defines, and what names that in
/// turn. Nothing where statements hang together otherwise than by names.
std::optional<NameSet> resting_on_line(std::string_view declarations, std::size_t line);

/// The names that the text's own imports name, what they are imported from among them.
NameSet imported_names(std::string_view declarations);

/// `from typing import ..` of the names that the text does not import itself, in their order; empty for none. Some checkers
/// know a special form no more once it is imported twice.
std::string typing_imports(const NameSet& names, std::string_view declarations);

/// The special forms that the text uses. A stub may do so without an import.
NameSet special_forms_in(std::string_view declarations);

}  // namespace agverify::model::python
