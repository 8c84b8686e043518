// How `TypeReader` reads tuple types: `tuple[A, B]`, `tuple[()]`, `tuple[A, ...]`, `tuple[A, *tuple[B, ...], C]`. What is unpacked is
// spliced in, so that two spellings of one tuple are one type. Spec: tuples#tuple-type-form, tuples#unpacked-tuple-form.

#include <algorithm>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {
namespace {

/// Whether Any stands for any number of elements, of any types: then it is not said how long the tuple is. Spec: tuples#tuple-type-form.
bool may_be_any(Type part) { return part->has_opaque && (is_any(part) || as_union(part)); }

}  // namespace

TypeReader::After TypeReader::open_tuple(std::uint32_t offset) {
  tuples_.emplace_back();
  if (open(Bracket::Tuple, offset) == After::Failed) return After::Failed;
  Cursor ahead = *cursor_;
  ahead.skip_space();
  if (!ahead.accept("(")) return After::Operand;
  ahead.skip_space();
  if (!ahead.accept(")")) return After::Operand;
  ahead.skip_space();
  if (ahead.peek() != ']') return After::Operand;
  *cursor_ = ahead;
  return close_tuple();
}

/// Whether an element begins here.
bool TypeReader::is_at_element() const {
  return frames_.back().bracket == Bracket::Tuple && done_.size() == frames_.back().members_from && !tuples_.back().is_spliced;
}

/// At `*`, or at the bracket after `Unpack`.
TypeReader::After TypeReader::open_spliced(std::uint32_t offset) {
  tuples_.back().is_spliced = true;
  if (cursor_->peek() == '[') return open(Bracket::Spliced, offset);
  cursor_->advance();
  return After::Operand;
}

/// After an element.
TypeReader::After TypeReader::end_of_tuple_element(char c) {
  if (splice() == After::Failed) return After::Failed;
  if (c != ',' && c != ']') return fail(ParseError::Kind::Syntax, cursor_->offset(), "`|`, `,` or `]` is expected here, not " + cursor_->shown_token());
  if (c == ']') return close_tuple();
  cursor_->advance();
  cursor_->skip_space();
  if (cursor_->peek() == ']') return close_tuple();
  return cursor_->peek() == '.' ? end_of_repeated_element() : After::Operand;
}

/// The elements of an unpacked tuple take its place.
TypeReader::After TypeReader::splice() {
  Frame& frame = frames_.back();
  TupleDraft& draft = tuples_.back();
  if (!std::exchange(draft.is_spliced, false)) return After::Operator;
  const Tuple* spliced = as_tuple(done_.back());
  const std::uint32_t offset = offsets_.back();
  if (as_opaque(done_.back())) return fail(ParseError::Kind::Unsupported, offset, "what is unpacked here is not supported", "Unpack");
  if (as_alias(done_.back())) return fail(ParseError::Kind::Unsupported, offset, "a recursive alias is not unpacked", "unpacked recursive alias");
  if (!spliced) return fail(ParseError::Kind::Syntax, offset, "only a tuple is unpacked here");
  done_.pop_back();
  offsets_.pop_back();
  if (spliced->unbounded && draft.unbounded) return fail(ParseError::Kind::Syntax, offset, "a tuple has at most one part of any length");
  if (spliced->unbounded) draft.unbounded = static_cast<std::uint32_t>(arguments(frame).size()) + *spliced->unbounded;
  done_.insert(done_.end(), spliced->parts.begin(), spliced->parts.end());
  offsets_.resize(done_.size(), offset);
  frame.members_from = done_.size();
  return After::Operator;
}

/// At `...`, which makes the one element before it repeat.
TypeReader::After TypeReader::end_of_repeated_element() {
  TupleDraft& draft = tuples_.back();
  const bool repeats = arguments(frames_.back()).size() == 1 && !draft.unbounded;
  if (!repeats || !cursor_->accept("...")) return fail(ParseError::Kind::Syntax, cursor_->offset(), "a type is expected here, not " + cursor_->shown_token());
  draft.unbounded = 0;
  cursor_->skip_space();
  if (cursor_->peek() == ']') return close_tuple();
  return fail(ParseError::Kind::Syntax, cursor_->offset(), "`]` is expected here, not " + cursor_->shown_token());
}

TypeReader::After TypeReader::close_tuple() {
  cursor_->advance();
  const TupleDraft draft = tuples_.back();
  tuples_.pop_back();
  const auto parts = arguments(frames_.back());
  if (!draft.unbounded || !may_be_any(parts[*draft.unbounded])) return close(pool_.tuple(parts, draft.unbounded));
  std::vector<Type> written{parts.begin(), parts.end()};
  written.insert(written.begin() + *draft.unbounded + 1, pool_.opaque("..."));
  return close(pool_.opaque("tuple", written));
}

}  // namespace agverify::model::syntax
