#include "check/syntax/signature_reader.h"

namespace agverify::check {

std::optional<Member> read_signature(Cursor& cursor, const TypeScope& scope) {
  if (cursor.next_is(" (") || cursor.next_is(" overload[")) {
    cursor.accept(" ");
    const auto type = read_type(cursor, scope);
    if (!type) return std::nullopt;
    if (scope.types->is_callable(*type)) return Method{*type};
    cursor.reject("a method is a signature or an overload");
    return std::nullopt;
  }
  const bool is_of_class = cursor.accept(" classvar: ");
  const bool is_of_instance = !is_of_class && cursor.accept(" instance: ");
  const bool is_attribute = is_of_class || is_of_instance || cursor.accept(": ");
  const bool is_settable = !is_attribute && cursor.accept(" settable");
  if (!is_attribute && !cursor.expect(" property -> ")) return std::nullopt;
  const auto type = read_type(cursor, scope);
  if (!type) return std::nullopt;
  return is_attribute ? Member(Attribute{*type, is_of_class, is_of_instance}) : Member(Property{*type, is_settable});
}

}  // namespace agverify::check
