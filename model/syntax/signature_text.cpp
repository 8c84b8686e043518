// How `TypeReader` reads signatures: `(x: int, /, *args: str, k: int = ...) -> R`.

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/type_reader.h"

namespace agverify::model::syntax {

/// Whether the bracket at the offset is closed before an arrow. What is inside it is looked through once.
bool TypeReader::arrow_follows(std::uint32_t offset) {
  const std::string_view text = cursor_->text();
  if (offset >= looked_to_) {
    std::vector<std::uint32_t> open;
    std::size_t at = offset;
    do {
      if (text[at] == '(') open.push_back(static_cast<std::uint32_t>(at));
      if (text[at] == ')') {
        const std::size_t next = text.find_first_not_of(" \t\n", at + 1);
        if (next != std::string_view::npos && text.substr(next, 2) == "->") arrows_.push_back(open.back());
        open.pop_back();
      }
      ++at;
    } while (!open.empty() && at < text.size());
    looked_to_ = static_cast<std::uint32_t>(at);
    std::ranges::sort(arrows_);
  }
  return std::ranges::binary_search(arrows_, offset);
}

TypeReader::After TypeReader::open_signature(std::uint32_t offset) {
  drafts_.emplace_back();
  if (open(Bracket::Signature, offset) == After::Failed) return After::Failed;
  cursor_->skip_space();
  return cursor_->peek() == ')' ? end_of_parameters() : parameter();
}

/// Up to the type of a parameter, or past `/`.
TypeReader::After TypeReader::parameter() {
  Draft& draft = drafts_.back();
  cursor_->skip_space();
  const std::uint32_t offset = cursor_->offset();
  if (cursor_->accept("/")) {
    if (draft.slash || draft.shape.empty() || draft.names_only)
      return fail(ParseError::Kind::Syntax, offset, "`/` stands once, after the parameters that it is about");
    draft.slash = draft.shape.size();
    return end_of_parameter();
  }
  return parameter_head(draft);
}

TypeReader::After TypeReader::parameter_head(Draft& draft) {
  const std::uint32_t offset = cursor_->offset();
  if (!draft.shape.empty() && draft.shape.back().kind == ParameterKind::KeywordVariadic)
    return fail(ParseError::Kind::Syntax, offset, "nothing follows `**kwargs`");
  const bool is_double = cursor_->accept("**"), is_star = !is_double && cursor_->accept("*");
  if (is_star && draft.names_only) return fail(ParseError::Kind::Syntax, offset, "`*` stands once");
  cursor_->skip_space();
  if (is_star && cursor_->peek() == ',') {
    draft.names_only = true;
    cursor_->advance();
    cursor_->skip_space();
    if (cursor_->peek() == ')' || cursor_->peek() == '*')
      return fail(ParseError::Kind::Syntax, cursor_->offset(), "a parameter that can be named is expected after `*`");
    return add_parameter(ParameterKind::KeywordOnly, name_before_colon());
  }
  std::string name = name_before_colon();
  if ((is_star || is_double) && name.empty()) return fail(ParseError::Kind::Syntax, cursor_->offset(), "a name and `:` are expected after a star");
  if (is_star) draft.names_only = true;
  if (is_star) return add_parameter(ParameterKind::Variadic, {});
  if (is_double) return add_parameter(ParameterKind::KeywordVariadic, {});
  return add_parameter(draft.names_only ? ParameterKind::KeywordOnly : ParameterKind::Standard, std::move(name));
}

TypeReader::After TypeReader::add_parameter(ParameterKind kind, std::string name) {
  drafts_.back().shape.push_back({kind, false, std::move(name)});
  return After::Operand;
}

std::string TypeReader::name_before_colon() {
  Cursor ahead = *cursor_;
  const std::string_view name = ahead.name();
  ahead.skip_space();
  if (name.empty() || !ahead.accept(":")) return {};
  *cursor_ = ahead;
  return std::string(name);
}

/// After a parameter's type, or after `/`.
TypeReader::After TypeReader::end_of_parameter() {
  cursor_->skip_space();
  const bool was_unpacked = drafts_.back().was_unpacked;
  drafts_.back().was_unpacked = false;
  if (!was_unpacked && cursor_->accept("=")) {
    cursor_->skip_space();
    if (!cursor_->accept("...")) return fail(ParseError::Kind::Syntax, cursor_->offset(), "a default is written `...`, not " + cursor_->shown_token());
    SignatureParameter& last = drafts_.back().shape.back();
    if (last.kind == ParameterKind::Variadic || last.kind == ParameterKind::KeywordVariadic)
      return fail(ParseError::Kind::Syntax, cursor_->offset(), "`*args` and `**kwargs` have no default");
    last.has_default = true;
    cursor_->skip_space();
  }
  if (cursor_->accept(",")) {
    cursor_->skip_space();
    return cursor_->peek() == ')' ? end_of_parameters() : parameter();
  }
  if (cursor_->peek() == ')') return end_of_parameters();
  return fail(ParseError::Kind::Syntax, cursor_->offset(), "`|`, `=`, `,` or `)` is expected here, not " + cursor_->shown_token());
}

TypeReader::After TypeReader::end_of_parameters() {
  Frame& top = frames_.back();
  if (std::string why = why_no_signature(drafts_.back()); !why.empty()) return fail(ParseError::Kind::Syntax, top.offset, std::move(why));
  if (!stands_by_place(drafts_.back().shape))
    return fail(ParseError::Kind::Unsupported, top.offset, "an unpacked tuple after a parameter with a name or a default is not supported", "Unpack");
  cursor_->advance();
  cursor_->skip_space();
  if (!cursor_->accept("->")) return fail(ParseError::Kind::Syntax, cursor_->offset(), "`->` is expected here, not " + cursor_->shown_token());
  top.bracket = Bracket::SignatureResult;
  top.members_from = done_.size();
  return After::Operand;
}

/// Makes positional-only what is; without `/` by its name. Spec: historical#positional-only-parameters.
std::string TypeReader::why_no_signature(Draft& draft) const {
  bool has_default = false;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < draft.shape.size(); ++i) {
    SignatureParameter& each = draft.shape[i];
    const bool by_name = each.name.starts_with("__") && !each.name.ends_with("__");
    if (!draft.slash && by_name && i > 0 && draft.shape[i - 1].kind == ParameterKind::Standard)
      return "a parameter named as positional-only follows one that can be named";
    if (!each.name.empty() && std::ranges::find(names, each.name) != names.end()) return fmt::format("two parameters are called `{}`", each.name);
    names.push_back(each.name);
    const bool positional = each.kind == ParameterKind::Standard;
    if (positional && has_default && !each.has_default) return "a parameter without default follows one with a default";
    has_default |= positional && each.has_default;
    if (positional && (draft.slash ? i < *draft.slash : by_name)) each = {ParameterKind::PositionalOnly, each.has_default, {}};
    const bool has_name = each.kind == ParameterKind::Standard || each.kind == ParameterKind::KeywordOnly;
    if (has_name && each.name.empty()) return "a parameter that is not before `/` needs a name";
  }
  return {};
}

TypeReader::After TypeReader::close_signature() {
  const Frame& frame = frames_.back();
  if (arguments(frame).size() == drafts_.back().shape.size() + 1) note_narrowing(frame);
  const Draft draft = std::move(drafts_.back());
  drafts_.pop_back();
  if (arguments(frame).size() != draft.shape.size() + 1)
    return fail(ParseError::Kind::Arity, frame.offset, "`Callable` takes a list of parameters and one result");
  return close(pool_.callable(draft.shape, arguments(frame)));
}

TypeReader::After TypeReader::close_overload() {
  const Frame& frame = frames_.back();
  if (arguments(frame).size() < 2 || !std::ranges::all_of(arguments(frame), [](Type each) { return as_callable(each) != nullptr; }))
    return fail(ParseError::Kind::Arity, frame.offset, "`overload` takes two or more signatures");
  return close(pool_.overload(arguments(frame)));
}

}  // namespace agverify::model::syntax
