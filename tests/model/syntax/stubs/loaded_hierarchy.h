#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs::testing {

inline std::vector<SourceText> embedded_sources() {
  std::vector<SourceText> sources;
  for (const cli::EmbeddedFile& each : cli::embedded_stubs()) sources.push_back({each.path, each.text, {}});
  return sources;
}

inline std::string all(const std::vector<ParseError>& errors) {
  std::string text;
  for (const ParseError& each : errors) text += (text.empty() ? "" : "\n") + describe(each);
  return text;
}

/// The compiled-in stubs, and preludes on top of them.
struct LoadedHierarchy {
  TypePool pool;
  PythonVersion version{3, 13};
  Universe universe = load();

  Universe load() {
    auto read = read_stubs(embedded_sources(), version, pool);
    if (!read) throw std::runtime_error(all(read.error()));
    return std::move(*read);
  }

  tl::expected<Universe, std::vector<ParseError>> with(std::string_view prelude) {
    return extend(universe, {"prelude.py", prelude, {}}, version, pool);
  }

  /// The errors of a prelude, one a line.
  std::string errors(std::string_view prelude) {
    const auto read = with(prelude);
    return read ? "no error" : all(read.error());
  }

  std::string type(std::string_view text) {
    const auto read = read_annotation(text, universe.scope, universe.table, pool);
    return read ? print(*read, universe.table) : describe(read.error());
  }
};

inline std::string shown(const Universe& universe, const Class& owner, const Member& member) {
  const auto type = [&](Type each) { return print(each, universe.table, {}, owner.parameters); };
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return fmt::format("{}{}: {}", attribute->of_class ? "class " : "", member.name, type(attribute->type));
  if (const auto* property = std::get_if<Property>(&member.form))
    return fmt::format("{} {}: {}", property->settable ? "settable property" : "property", member.name, type(property->type));
  if (const auto* unread = std::get_if<Unread>(&member.form)) return fmt::format("{} unread: {}", member.name, unread->construct);
  const auto& method = std::get<Method>(member.form);
  if (as_overload(method.callable)) return fmt::format("{}: {}", member.name, type(method.callable));
  std::string signature;
  Printer{universe.table}.append_signature(signature, method.callable, {}, owner.parameters);
  return fmt::format("{}{}{}", member.name, signature, member.is_axiom ? " by axiom" : "");
}

/// `protocol Name[+A, -B, C: bound = default](bases)`, then one member a line.
inline std::string shown(const Universe& universe, std::string_view qualified_name) {
  const auto id = universe.table.find(qualified_name);
  if (!id) return "no such class";
  const Class& found = universe.table[*id];
  const auto type = [&](Type each) { return print(each, universe.table, {}, found.parameters); };
  std::string parameters, bases, members;
  for (const TypeParameter& each : found.parameters) {
    const std::string_view sign = each.declared_variance == Variance::Covariant ? "+" : each.declared_variance == Variance::Contravariant ? "-" : "";
    parameters += fmt::format("{}{}{}", parameters.empty() ? "" : ", ", sign, each.name);
    if (each.upper_bound) parameters += ": " + type(*each.upper_bound);
    for (Type constraint : each.constraints) parameters += " in " + type(constraint);
    if (each.default_type) parameters += " = " + type(*each.default_type);
  }
  for (Type base : found.bases) bases += (bases.empty() ? "" : ", ") + type(base);
  for (const Member& each : found.members) members += "\n" + shown(universe, found, each);
  return fmt::format("{}{}{}{}({}){}{}", found.is_final ? "final " : "", found.is_protocol ? "protocol " : "", found.name,
                     parameters.empty() ? "" : "[" + parameters + "]", bases,
                     found.unsupported ? " unsupported: " + *found.unsupported : "", members);
}

}  // namespace agverify::model::syntax::stubs::testing
