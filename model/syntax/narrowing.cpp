// How `TypeReader` reads `TypeGuard[T]` and `TypeIs[T]`, which only stand as the whole result of a signature. What TypeIs narrows to has
// to be assignable to what the function takes first. Spec: narrowing#typeguard, narrowing#typeis.

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

/// After the name.
TypeReader::After TypeReader::narrowing(ClassId id, std::uint32_t offset, std::string_view name) {
  const Frame& top = frames_.back();
  const bool is_result = top.bracket == Bracket::CallableResult || top.bracket == Bracket::SignatureResult;
  if (!is_result || done_.size() != top.members_from) return no_result(offset);
  if (!bracket_follows()) return fail(ParseError::Kind::Arity, offset, fmt::format("`{}` takes 1 type argument", name));
  return open(Bracket::Class, offset, id);
}

TypeReader::After TypeReader::no_result(std::uint32_t offset) {
  return fail(ParseError::Kind::Unsupported, offset, "`TypeGuard` and `TypeIs` are read as the whole result of a signature alone",
              "narrowing that is no result");
}

bool TypeReader::is_narrowing(Type type) const {
  const Nominal* nominal = as_nominal(type);
  return nominal && (nominal->class_id == table_.well_known.type_guard || nominal->class_id == table_.well_known.type_is);
}

/// \param frame of a signature, its parameters and result finished
void TypeReader::note_narrowing(const Frame& frame) {
  const Nominal* result = as_nominal(arguments(frame).back());
  if (!result || result->class_id != table_.well_known.type_is) return;
  const SignatureShape& shape = drafts_.back().shape;
  if (shape.empty() || shape.front().kind == ParameterKind::KeywordOnly || shape.front().kind == ParameterKind::KeywordVariadic) return;
  notes.push_back({{result->arguments.front(), arguments(frame).front(), {}, std::nullopt, std::nullopt, {}, "what TypeIs narrows to"}, offsets_.back()});
}

}  // namespace agverify::model::syntax
