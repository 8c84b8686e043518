// How `TypeReader` reads `type[..]`. Spec: special-types#type, annotations#type-and-annotation-expressions.

#include <fmt/format.h>

#include "model/class_objects.h"
#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

/// Past the closing bracket.
TypeReader::After TypeReader::close_type_of() {
  const Frame& frame = frames_.back();
  if (arguments(frame).size() != 1)
    return fail(ParseError::Kind::Arity, frame.offset, fmt::format("`type` takes 1 type argument, not {}", arguments(frame).size()));
  if (const auto why = unread_in_type_of(done_.back(), table_))
    return fail(ParseError::Kind::Unsupported, frame.offset, fmt::format("`type[..]` of {} is not supported", *why), fmt::format("type[..] of {}", *why));
  return close(pool_.type_of(done_.back()));
}

}  // namespace agverify::model::syntax
