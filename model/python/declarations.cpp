#include "model/python/declarations.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agverify::model::python {
namespace {

using namespace std::literals;

constexpr std::array special_forms{"Annotated"sv,     "Any"sv,   "Callable"sv, "ClassVar"sv,  "Concatenate"sv, "Final"sv,         "Generic"sv, "Literal"sv,
                                   "LiteralString"sv, "Never"sv, "NewType"sv,  "NoReturn"sv,  "Optional"sv,    "ParamSpec"sv,     "Protocol"sv, "ReadOnly"sv,
                                   "Self"sv,          "TypeAlias"sv, "TypeAliasType"sv, "TypeGuard"sv, "TypeIs"sv, "TypeVar"sv, "TypeVarTuple"sv,
                                   "Union"sv,     "Unpack"sv,     "final"sv,    "overload"sv, "override"sv,    "runtime_checkable"sv};

bool belongs_to_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// A statement of a module, with the lines below it.
struct Statement {
  std::string text;
  std::string defines;  ///< empty for an import
  NameSet names = {};
  std::size_t begin = 0;  ///< its first line
};

/// What a line that begins a statement defines; nothing where that is not told by the line alone.
std::optional<std::string> defined_by(std::string_view line) {
  for (const std::string_view word : {"import "sv, "from "sv})
    if (line.starts_with(word)) return std::string{};
  for (const std::string_view word : {"class "sv, "def "sv, "async def "sv, "type "sv})
    if (line.starts_with(word)) return std::string{first_name(line.substr(word.size()))};
  const std::string name{first_name(line)};
  const std::string_view after = line.substr(name.size());
  if (name.empty() || !(after.starts_with(" =") || after.starts_with("=") || after.starts_with(":"))) return std::nullopt;
  return name == "else" || name == "try" || name == "finally" ? std::nullopt : std::optional{name};
}

/// \returns nothing where a line is no beginning of a statement that is known here
std::optional<std::vector<Statement>> statements_of(std::string_view declarations) {
  std::vector<Statement> all;
  bool goes_on = false;  // decorators stand before what they decorate
  const std::vector<std::string_view> lines = lines_of(declarations);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const bool is_inside = line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '#' || line.front() == ')' || line.front() == ']';
    if (is_inside && all.empty()) continue;
    if (!is_inside && !goes_on) all.emplace_back().begin = i;
    if (!is_inside) {
      goes_on = line.front() == '@';
      const auto defined = goes_on ? std::optional{std::string{}} : defined_by(line);
      if (!defined) return std::nullopt;
      all.back().defines = *defined;
    }
    (all.back().text += line) += '\n';
    collect_names(line, all.back().names);
  }
  return all;
}

/// Blank lines at the end belong to no statement.
std::string_view trimmed(std::string_view text) { return text.substr(0, text.find_last_not_of(" \n") + 1); }

}  // namespace

std::string_view first_name(std::string_view text) {
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, belongs_to_name) - text.begin()));
}

void collect_names(std::string_view text, NameSet& names) {
  while (!text.empty()) {
    const std::string_view name = first_name(text);
    if (!name.empty()) names.emplace(name);
    text.remove_prefix(std::max<std::size_t>(name.size(), 1));
  }
}

std::string as_declarations(std::string_view stub) {
  std::string out;
  for (const std::string_view line : lines_of(stub)) {
    if (!line.starts_with("from __future__ ")) out += line;
    out += '\n';
  }
  return out;
}

std::string needed_declarations(std::string_view declarations, NameSet& names) {
  const auto statements = statements_of(declarations);
  if (!statements) {
    collect_names(declarations, names);
    return std::string{declarations};
  }
  std::vector<bool> needed(statements->size());
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < statements->size(); ++i) {
      const Statement& each = (*statements)[i];
      if (needed[i] || !(each.defines.empty() || names.contains(each.defines))) continue;
      needed[i] = grows = true;
      if (!each.defines.empty()) names.insert(each.names.begin(), each.names.end());
    }
  }
  std::string out;
  for (std::size_t i = 0; i < statements->size(); ++i)
    if (needed[i]) (out += trimmed((*statements)[i].text)) += '\n';
  return out;
}

std::optional<NameSet> resting_on_line(std::string_view declarations, std::size_t line) {
  const auto statements = statements_of(declarations);
  if (!statements) return std::nullopt;
  const auto after = std::ranges::find_if(*statements, [&](const Statement& each) { return each.begin > line; });
  if (after == statements->begin()) return NameSet{};
  const Statement& wrong = *std::prev(after);
  NameSet resting = wrong.defines.empty() ? wrong.names : NameSet{wrong.defines};
  for (std::size_t before = 0; before < resting.size();) {
    before = resting.size();
    for (const Statement& each : *statements)
      if (std::ranges::any_of(each.names, [&](const std::string& name) { return resting.contains(name); })) resting.insert(each.defines);
  }
  return resting;
}

NameSet imported_names(std::string_view declarations) {
  NameSet found;
  for (const std::string_view line : lines_of(declarations))
    if (line.starts_with("from ")) collect_names(line, found);
  return found;
}

std::string typing_imports(const NameSet& names, std::string_view declarations) {
  const NameSet already = imported_names(declarations);
  std::vector<std::string_view> imported;
  std::ranges::set_difference(names, already, std::back_inserter(imported));
  return imported.empty() ? std::string{} : fmt::format("from typing import {}\n", fmt::join(imported, ", "));
}

NameSet special_forms_in(std::string_view declarations) {
  NameSet used, defined, found;
  collect_names(declarations, used);
  for (const std::string_view line : lines_of(declarations))
    if (const auto name = defined_by(line)) defined.insert(*name);
  for (const std::string_view each : special_forms)
    if (used.contains(each) && !defined.contains(each)) found.emplace(each);
  return found;
}

}  // namespace agverify::model::python
