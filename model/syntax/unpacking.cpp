// How `TypeReader` reads unpacked tuples among parameters: `Callable[[*tuple[int, ...]], R]`, `(*args: *tuple[int, str]) -> R`.
// Each element is a parameter without a name, and the part without end is `*args`; so what comes out has no form of its own.
// Spec: callables#callable, generics#args-as-a-type-variable-tuple.

#include <algorithm>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {
namespace {

bool is_tuple(const Symbol* symbol, const ClassTable& table) {
  const auto* construct = symbol ? std::get_if<Construct>(symbol) : nullptr;
  const auto* id = symbol ? std::get_if<ClassId>(symbol) : nullptr;
  return (construct && construct->name == "tuple") || (id && table[*id].qualified_name == "builtins.tuple");
}

}  // namespace

/// Whether an unpacked tuple may stand here: as a parameter of Callable, as what `*args` is, or inside another one.
bool TypeReader::takes_unpacked() const {
  if (done_.size() > frames_.back().members_from) return false;
  switch (frames_.back().bracket) {
    case Bracket::Text: return local_.member && local_.member->is_variadic;
    case Bracket::Signature: return !drafts_.back().shape.empty() && drafts_.back().shape.back().kind == ParameterKind::Variadic;
    case Bracket::Callable:
    case Bracket::Unpacked: return true;
    default: return false;
  }
}

/// At `*`, or at the bracket after `Unpack`.
TypeReader::After TypeReader::open_unpacked(std::uint32_t offset) {
  const bool is_spelled = cursor_->peek() == '[';
  const Bracket around = frames_.back().bracket;
  if (around == Bracket::Text) drafts_.emplace_back();
  if (around == Bracket::Signature) drafts_.back().shape.pop_back();
  if (is_spelled && open(Bracket::Unpack, offset) == After::Failed) return After::Failed;
  if (!is_spelled) cursor_->advance();
  cursor_->skip_space();
  if (!is_tuple(scope_.find(dotted_name()), table_) || !bracket_follows()) return no_unpacking(offset);
  if (open(Bracket::Unpacked, offset) == After::Failed) return After::Failed;
  Cursor ahead = *cursor_;
  ahead.skip_space();
  if (!ahead.accept("(")) return After::Operand;
  ahead.skip_space();
  if (!ahead.accept(")")) return After::Operand;
  *cursor_ = ahead;
  cursor_->skip_space();
  return cursor_->peek() == ']' ? close_unpacked() : no_unpacking(offset);
}

TypeReader::After TypeReader::no_unpacking(std::uint32_t offset) {
  return fail(ParseError::Kind::Unsupported, offset, "only a tuple whose fixed elements come first is unpacked here", "Unpack");
}

/// After an element, an unpacked one among them.
TypeReader::After TypeReader::end_of_element(char c) {
  if (!end_of_place()) return no_unpacking(frames_.back().offset);
  if (c != ',' && c != ']') return fail(ParseError::Kind::Syntax, cursor_->offset(), "`|`, `,` or `]` is expected here, not " + cursor_->shown_token());
  if (c == ']') return close_unpacked();
  cursor_->advance();
  cursor_->skip_space();
  if (cursor_->peek() == ']') return close_unpacked();
  return cursor_->peek() == '.' ? end_of_unbounded() : After::Operand;
}

/// At `...`, which makes the one element before it repeat.
TypeReader::After TypeReader::end_of_unbounded() {
  Draft& draft = drafts_.back();
  const bool repeats = done_.size() == frames_.back().arguments_from + 1 && draft.shape.back().kind == ParameterKind::PositionalOnly;
  if (!repeats || !cursor_->accept("...")) return fail(ParseError::Kind::Syntax, cursor_->offset(), "a type is expected here, not " + cursor_->shown_token());
  draft.shape.back().kind = ParameterKind::Variadic;
  cursor_->skip_space();
  if (cursor_->peek() == ']') return close_unpacked();
  return fail(ParseError::Kind::Syntax, cursor_->offset(), "`]` is expected here, not " + cursor_->shown_token());
}

/// Adds the parameter that stands by its place alone, when its type was no unpacked tuple.
/// \returns false after the part without end of an unpacked tuple, of which no parameter is the end
bool TypeReader::end_of_place() {
  Draft& draft = drafts_.back();
  if (draft.was_unpacked) return draft.was_unpacked = false, true;
  const bool has_end = draft.shape.empty() || draft.shape.back().kind != ParameterKind::Variadic;
  draft.shape.push_back({ParameterKind::PositionalOnly, false, {}});
  return has_end;
}

/// At the closing bracket. The elements stay, each a parameter of the signature around.
TypeReader::After TypeReader::close_unpacked() {
  cursor_->advance();
  frames_.pop_back();
  drafts_.back().was_unpacked = true;
  frames_.back().members_from = done_.size();
  if (frames_.back().bracket != Bracket::Unpack) return After::Operator;
  cursor_->skip_space();
  if (cursor_->peek() != ']') return fail(ParseError::Kind::Syntax, cursor_->offset(), "`]` is expected here, not " + cursor_->shown_token());
  return close_unpacked();
}

/// What `*args` of a member is: the signature of the elements.
void TypeReader::finish_unpacked_text() {
  const Draft draft = std::move(drafts_.back());
  drafts_.pop_back();
  push(pool_.nominal(table_.well_known.object), frames_.back().offset);
  const Type made = pool_.callable(draft.shape, done_);
  done_.assign(1, made);
  offsets_.resize(1);
}

/// Whether each element of an unpacked tuple can be given by its place: none follows a parameter with a name or a default.
bool TypeReader::stands_by_place(const SignatureShape& shape) {
  const auto is_before = [](const SignatureParameter& each) { return each.kind == ParameterKind::Standard || each.has_default; };
  const auto first = std::ranges::find_if(shape, is_before);
  return std::none_of(first, shape.end(), [](const SignatureParameter& each) { return each.kind == ParameterKind::PositionalOnly && !each.has_default; });
}

}  // namespace agverify::model::syntax
