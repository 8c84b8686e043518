#include "check/evidence/body.h"

namespace agverify::check {

bool read_lets(Lines& lines, Body& body) {
  const TypeScope scope{
      .slice = body.slice, .types = body.types, .variables = &body.query->variables, .lets = body.lets};
  while (lines.next_is("let")) {
    Cursor cursor = lines.take("let");
    if (!cursor.expect("$") || !cursor.number_in_sequence(body.lets->size()) || !cursor.expect(" ")) return false;
    const auto type = read_type(cursor, scope);
    if (!type || !cursor.finish()) return false;
    body.lets->push_back({*type, cursor.line()});
  }
  return true;
}

}  // namespace agverify::check
