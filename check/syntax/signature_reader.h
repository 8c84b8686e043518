#pragma once

#include <optional>

#include "check/syntax/type_reader.h"
#include "check/text/cursor.h"
#include "check/types/member.h"

namespace agverify::check {

/// Reads what follows the name in a `member` line: ` (A, B = ..., /, c: C) -> R`, ` overload[..]`, `: T`, ` classvar: T`,
/// ` property -> T`, ` settable property -> T`.
std::optional<Member> read_signature(Cursor& cursor, const TypeScope& scope);

}  // namespace agverify::check
