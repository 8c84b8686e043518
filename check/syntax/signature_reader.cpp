#include "check/syntax/signature_reader.h"

#include <unordered_set>

namespace agverify::check {

namespace {

bool add_parameter(Cursor& cursor, const TypeScope& scope, Method& method) {
  const auto name = cursor.identifier();
  if (!name || !cursor.expect(": ")) return false;
  const auto type = read_type(cursor, scope);
  if (!type) return false;
  const bool has_default = cursor.accept(" = ...");
  if (!has_default && !method.parameters.empty() && method.parameters.back().has_default)
    return cursor.reject("a parameter without default follows one with a default");
  method.parameters.push_back({std::string(*name), *type, false, has_default});
  return true;
}

bool mark_positional_only(Cursor& cursor, Method& method, bool& marked) {
  if (marked || method.parameters.empty()) return cursor.reject("`/` follows the parameters that it is about, once");
  for (MethodParameter& each : method.parameters) each.positional_only = true;
  return marked = true;
}

// Spec: historical#positional-only-parameters: without `/`, a name `__x` says the same.
void mark_by_name(Method& method) {
  for (MethodParameter& each : method.parameters)
    each.positional_only = each.name.starts_with("__") && !each.name.ends_with("__");
}

bool names_differ(Cursor& cursor, const Method& method) {
  std::unordered_set<std::string_view> names;
  for (const MethodParameter& each : method.parameters)
    if (!names.insert(each.name).second) return cursor.reject("two parameters have one name");
  return true;
}

bool read_method(Cursor& cursor, const TypeScope& scope, Method& method) {
  bool marked = false;
  while (!cursor.accept(")")) {
    const bool is_first = method.parameters.empty() && !marked;
    if (!is_first && !cursor.expect(", ")) return false;
    if (!(cursor.accept("/") ? mark_positional_only(cursor, method, marked) : add_parameter(cursor, scope, method)))
      return false;
  }
  if (!marked) mark_by_name(method);
  if (!names_differ(cursor, method) || !cursor.expect(" -> ")) return false;
  const auto result = read_type(cursor, scope);
  if (result) method.result = *result;
  return result.has_value();
}

}  // namespace

std::optional<Member> read_signature(Cursor& cursor, const TypeScope& scope) {
  if (cursor.accept(" (")) {
    Method method;
    if (!read_method(cursor, scope, method)) return std::nullopt;
    return method;
  }
  const bool is_attribute = cursor.accept(": ");
  const bool is_settable = !is_attribute && cursor.accept(" settable");
  if (!is_attribute && !cursor.expect(" property -> ")) return std::nullopt;
  const auto type = read_type(cursor, scope);
  if (!type) return std::nullopt;
  return is_attribute ? Member(Attribute{*type}) : Member(Property{*type, is_settable});
}

}  // namespace agverify::check
