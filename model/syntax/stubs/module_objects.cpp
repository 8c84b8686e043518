#include "model/syntax/stubs/module_objects.h"

#include <algorithm>
#include <string>

namespace agverify::model::syntax::stubs {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_dunder(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

/// One line between two quotes, without a quote or an escape inside.
bool is_string(std::string_view text) {
  if (text.size() < 2 || (text.front() != '"' && text.front() != '\'') || text.front() != text.back()) return false;
  return text.substr(1, text.size() - 2).find_first_of("'\"\\\n") == std::string_view::npos;
}

/// Gives values for names that the module does not bind. Spec: PEP 562.
bool answers_for_more(const ClassOutline::Member& member) { return name_of(member) == "__getattr__"; }

}  // namespace

Class class_of_module(std::string_view name, const ClassOutline& body) {
  Class made;
  made.name = std::string(module_object_prefix) + std::string(name);
  made.qualified_name = made.name;
  made.location = body.name.place;
  made.is_final = true;
  if (std::ranges::any_of(body.members, answers_for_more)) made.unsupported = "module with __getattr__";
  const auto is_star = [](const OtherMember& each) { return each.construct == "wildcard import"; };
  if (std::ranges::any_of(body.bound_names, is_star)) made.unsupported = "module with a wildcard import";
  return made;
}

void leave_to_module_type(Class& module) {
  module.constructors.clear();
  for (Member& each : module.members)
    if (is_dunder(each.name)) each.form = Unread{"dunder name of a module"};
}

std::optional<ClassId> class_of_literal(const ClassTable& table, std::string_view text) {
  if (text == "True" || text == "False") return table.well_known.boolean;
  if (is_string(text)) return table.well_known.string;
  if (text.starts_with('b') && is_string(text.substr(1))) return table.well_known.bytes;
  if (!text.empty() && std::ranges::all_of(text, is_digit)) return table.well_known.integer;
  return std::nullopt;
}

}  // namespace agverify::model::syntax::stubs
