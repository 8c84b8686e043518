#include "model/python/probe.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/python/declarations.h"
#include "model/syntax/printer.h"

namespace agverify::model::python {
namespace {

/// What has to be imported: modules as they are, and names out of modules.
struct Imports {
  NameSet modules;
  std::map<std::string, NameSet, std::less<>> names;

  /// \param written as the printer writes the class: by its name, or qualified
  void add(const Class& each, std::string_view written) {
    if (each.qualified_name.size() == each.name.size()) return;
    const std::string module = each.qualified_name.substr(0, each.qualified_name.size() - each.name.size() - 1);
    if (written != each.name) {
      modules.insert(module);
    } else if (module != "builtins") {
      names[module].insert(each.name);
    }
  }

  std::string text() const {
    std::string out;
    for (const std::string& module : modules) out += fmt::format("import {}\n", module);
    for (const auto& [module, all] : names) {
      out += fmt::format("from {} import", module);
      std::string_view before = " ";
      for (const std::string& name : all) out.append(before).append(name), before = ", ";
      out += '\n';
    }
    return out;
  }
};

/// Annotations are read, never run: `None | None` is a type and no expression.
constexpr std::string_view annotations_stay_text = "from __future__ import annotations\n";

/// What the probe needs of typing beside the prelude's names.
void collect_typing_names(const Probe& probe, NameSet& into) {
  std::string text = probe.source + probe.target;
  for (const std::string& each : probe.definitions) text += each;
  if (!probe.definitions.empty() || text.find("Callable[") != std::string::npos) into.insert({"Callable", "Protocol", "overload"});
  if (text.find("Literal[") != std::string::npos) into.insert("Literal");
  NameSet used;
  collect_names(text, used);
  for (const char* const each : {"LiteralString", "TypeGuard", "TypeIs"})
    if (used.contains(each)) into.insert(each);
}

/// Whether the class stands in the place of a special form, which Python of some version lacks: imported where it is used.
bool is_special_form(const ClassTable& table, ClassId id) {
  const WellKnown& known = table.well_known;
  return id == known.literal_string || id == known.type_guard || id == known.type_is;
}

/// The text with the names of protocols in it.
std::string named(std::string_view text, std::string_view prefix) {
  std::string out;
  for (const char c : text)
    if (c == '{') out += prefix;
    else if (c != '}') out += c;
  return out;
}

/// The protocols that a probe needs.
std::string protocols(const Probe& probe, std::string_view prefix) {
  std::string out;
  for (std::size_t i = 0; i < probe.definitions.size(); ++i)
    out += fmt::format("class {}{}(Protocol):\n{}", prefix, i, named(probe.definitions[i], prefix));
  return out;
}

/// How long the string literal is that the text begins with; 0 where it begins with none.
std::size_t string_length(std::string_view text) {
  if (!text.starts_with('"')) return 0;
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
  return std::min(at + 1, text.size());
}

/// The text with some of its names in the place of others, but for what stands in strings.
std::string with_names(std::string_view text, const std::map<std::string_view, std::string_view>& names) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t length = string_length(text.substr(at)); length > 0) {
      out += text.substr(at, length);
      at += length;
      continue;
    }
    const std::string_view name = first_name(text.substr(at));
    const auto other = names.find(name);
    out += other != names.end() ? other->second : name.empty() ? text.substr(at, 1) : name;
    at += std::max<std::size_t>(name.size(), 1);
  }
  return out;
}

class Writer {
 public:
  Writer(const Prelude& prelude, const NameSet& typing_names) {
    module_.text = prelude.imports;
    NameSet forms = special_forms_in(prelude.declarations);
    forms.insert(typing_names.begin(), typing_names.end());
    module_.text += typing_imports(forms, prelude.imports + prelude.declarations);
    module_.declarations_begin = lines_so_far();
    module_.text += prelude.declarations;
    module_.declarations_end = lines_so_far();
    module_.lines.resize(module_.declarations_end);
  }

  void add(const Probe& probe, bool is_canary, std::size_t index) {
    line("", {});
    const std::string prefix = fmt::format("Calls{}_", index);
    define(protocols(probe, prefix), {is_canary, index, ProbeLine::Source});
    line(fmt::format("def {}_{}(", is_canary ? "canary" : "probe", index), {});
    line(fmt::format("    value: {},", named(probe.source, prefix)), ProbePlace{is_canary, index, ProbeLine::Source});
    line(fmt::format("    target: {},", named(probe.target, prefix)), ProbePlace{is_canary, index, ProbeLine::Target});
    line(") -> None:", {});
    line("    target = value", ProbePlace{is_canary, index, ProbeLine::Assignment});
  }

  void add(const Canaries& canaries, std::size_t first) {
    for (const Probe& probe : canaries.accepted) add(probe, true, first++);
    for (const Probe& probe : canaries.rejected) add(probe, true, first++);
  }

  ProbeModule take() { return std::move(module_); }

 private:
  std::size_t lines_so_far() const { return static_cast<std::size_t>(std::ranges::count(module_.text, '\n')); }

  /// An error in a definition says of the probe what one on a parameter's line says.
  void define(std::string_view lines, ProbePlace place) {
    module_.text += lines;
    module_.lines.insert(module_.lines.end(), static_cast<std::size_t>(std::ranges::count(lines, '\n')), place);
  }

  void line(std::string_view text, std::optional<ProbePlace> place) {
    module_.text.append(text) += '\n';
    module_.lines.push_back(place);
  }

  ProbeModule module_;
};

}  // namespace

Prelude prelude(const ClassTable& table, const OwnClasses& own) {
  const syntax::Printer printer{table};
  Imports imports;
  imports.names["typing"].insert("Never");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto id = static_cast<ClassId>(i);
    const bool waits = is_special_form(table, id) && printer.name(id) == table[id].name;
    if (id != table.well_known.none_type && !waits && !own.hold(table[id])) imports.add(table[id], printer.name(id));
  }
  return {std::string{annotations_stay_text} + imports.text(), as_declarations(own.stub)};
}

std::string in_own_words(std::string type, const ClassTable& table, const OwnClasses& own) {
  const syntax::Printer printer{table};
  std::map<std::string_view, std::string_view> shorter;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto id = static_cast<ClassId>(i);
    if (own.hold(table[id]) && printer.name(id) != table[id].name) shorter.emplace(printer.name(id), table[id].name);
  }
  return shorter.empty() ? type : with_names(type, shorter);
}

ProbeModule probe_module(const Prelude& prelude, std::span<const Probe> probes, const Canaries& canaries) {
  NameSet typing_names;
  for (const Probe& each : probes) collect_typing_names(each, typing_names);
  Writer writer{prelude, typing_names};
  writer.add(canaries, 0);
  for (std::size_t i = 0; i < probes.size(); ++i) writer.add(probes[i], false, i);
  writer.add(canaries, canaries.accepted.size() + canaries.rejected.size());
  return writer.take();
}

std::string minimal_program(const ClassTable& table, const Probe& probe, const OwnClasses& own) {
  const syntax::Printer printer{table};
  NameSet used;
  collect_names(probe.source, used);
  collect_names(probe.target, used);
  for (const std::string& each : probe.definitions) collect_names(each, used);
  constexpr std::string_view prefix = "Calls";
  const std::string needed = needed_declarations(as_declarations(own.stub), used);
  const std::string definitions = needed + protocols(probe, prefix);
  Imports imports;
  const NameSet already = imported_names(needed);
  if (used.contains("Never") && !already.contains("Never")) imports.names["typing"].insert("Never");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto id = static_cast<ClassId>(i);
    const std::string name{printer.name(id)};
    if (used.contains(name) && !already.contains(name) && !own.hold(table[id])) imports.add(table[id], name);
  }
  NameSet forms = special_forms_in(needed);
  collect_typing_names(probe, forms);
  for (const std::string& each : forms)
    if (typing_imports({each}, needed) != "") imports.names["typing"].insert(each);
  const std::string header = (definitions.empty() ? "" : std::string{annotations_stay_text}) + imports.text();
  return fmt::format("{}{}{}{}def probe(value: {}, target: {}) -> None:\n    target = value\n", header, header.empty() ? "" : "\n\n",
                     definitions, definitions.empty() ? "" : "\n\n", named(probe.source, prefix), named(probe.target, prefix));
}

}  // namespace agverify::model::python
