#include "model/syntax/type_reader.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::model::syntax {
namespace {

std::string wanted(const std::vector<TypeParameter>& parameters) {
  const std::size_t all = parameters.size();
  const auto without_default = static_cast<std::size_t>(
      std::ranges::count_if(parameters, [](const TypeParameter& each) { return !each.default_type; }));
  if (all == 0) return "no type arguments";
  const std::string noun = all == 1 ? "type argument" : "type arguments";
  return without_default == all ? fmt::format("{} {}", all, noun) : fmt::format("{} to {} {}", without_default, all, noun);
}

}  // namespace

bool says_more_than_members(Type type) {
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (as_type_of(next) || as_alias(next)) return true;
    const auto parts = parts_of(next);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  return false;
}

std::optional<Type> TypeReader::read(Cursor& cursor, LocalNames local) {
  cursor_ = &cursor;
  local_ = local;
  done_.clear();
  offsets_.clear();
  open_quotes_.clear();
  drafts_.clear();
  tuples_.clear();
  opaque_names_.clear();
  arrows_.clear();
  looked_to_ = cursor.offset();
  frames_.assign(1, {Bracket::Text, 0, {}, cursor.offset(), 0, 0});
  After next = After::Operand;
  while (next == After::Operand || next == After::Operator) next = next == After::Operand ? operand() : after_operand();
  if (next == After::Failed) return std::nullopt;
  finish_argument(frames_.front());
  if (!drafts_.empty()) finish_unpacked_text();
  return done_.back();
}

TypeReader::After TypeReader::operand() {
  cursor_->skip_space();
  const std::uint32_t offset = cursor_->offset();
  const char c = cursor_->peek();
  if (begins_name(c)) return name();
  if (c == '(') return arrow_follows(offset) ? open_signature(offset) : open(Bracket::Group, offset);
  if (frames_.back().bracket == Bracket::Opaque && (c == '.' || c == '[')) return opaque_operand(offset);
  if (c == '*' && takes_unpacked()) return open_unpacked(offset);
  if (c == '*' && is_at_element()) return open_spliced(offset);
  if (local_.member && c == '*') return fail(ParseError::Kind::Unsupported, offset, "`*` is not supported", "Unpack");
  const bool quote = c == '"' || c == '\'';
  if (quote && !in_quote(c)) return open(Bracket::Quote, offset, {}, c);
  return fail(ParseError::Kind::Syntax, offset, "a type is expected here, not " + cursor_->shown_token());
}

TypeReader::After TypeReader::after_operand() {
  cursor_->skip_space();
  Frame& top = frames_.back();
  const char c = cursor_->peek();
  if (c == '|' && cursor_->peek(1) != '-') {
    if (is_narrowing(done_.back())) return no_result(cursor_->offset());
    if (!drafts_.empty() && drafts_.back().was_unpacked)
      return fail(ParseError::Kind::Syntax, cursor_->offset(), "an unpacked tuple is no member of a union");
    cursor_->advance();
    return After::Operand;
  }
  if (top.bracket == Bracket::Text) return After::Finished;
  if (top.bracket == Bracket::SignatureResult) return finish_argument(top), close_signature();
  if (top.bracket == Bracket::Signature) return finish_argument(top), end_of_parameter();
  if (top.bracket == Bracket::Callable) return finish_argument(top), end_of_callable_parameter(c);
  if (top.bracket == Bracket::Unpacked) return finish_argument(top), end_of_element(c);
  if (top.bracket == Bracket::Tuple) return finish_argument(top), end_of_tuple_element(c);
  if (top.bracket == Bracket::Annotated) return finish_argument(top), end_of_annotated();
  const bool has_arguments = top.bracket != Bracket::Group && top.bracket != Bracket::Quote && top.bracket != Bracket::Spliced;
  if (c == ',' && has_arguments) {
    cursor_->advance();
    finish_argument(top);
    cursor_->skip_space();
    return cursor_->peek() == ']' ? closing(top) : After::Operand;
  }
  const char end = top.bracket == Bracket::Group ? ')' : top.bracket == Bracket::Quote ? top.quote : ']';
  if (c != end)
    return fail(ParseError::Kind::Syntax, cursor_->offset(),
                fmt::format("`|`{} or `{}` is expected here, not {}", has_arguments ? ", `,`" : "", end, cursor_->shown_token()));
  finish_argument(top);
  return closing(top);
}

/// At the closing token, all arguments finished.
TypeReader::After TypeReader::closing(Frame& top) {
  cursor_->advance();
  switch (top.bracket) {
    case Bracket::Text:
    case Bracket::Group:
    case Bracket::Quote:
    case Bracket::Spliced:
    case Bracket::Annotated: return close(done_.back());
    case Bracket::Class: return close_class();
    case Bracket::Union: return close(pool_.union_of(arguments(top)));
    case Bracket::Optional: return close_optional();
    case Bracket::CallableResult: return close_signature();
    case Bracket::Overload: return close_overload();
    case Bracket::TypeOf: return close_type_of();
    case Bracket::Opaque: return close_opaque();
    case Bracket::Alias: return close_alias();
    case Bracket::Callable:
    case Bracket::Signature:
    case Bracket::SignatureResult:
    case Bracket::Unpack:
    case Bracket::Unpacked:
    case Bracket::Tuple: break;
  }
  return After::Failed;
}

TypeReader::After TypeReader::name() {
  const std::uint32_t offset = cursor_->offset();
  const std::string_view spelled = dotted_name();
  if (local_.member)
    for (const auto& [variable, construct] : local_.member->variables)
      if (variable == spelled) return opaque(construct, offset);
  if (const auto found = local(spelled)) {
    if (bracket_follows())
      return fail(ParseError::Kind::Arity, offset, fmt::format("`{}` takes no type arguments", spelled));
    return push(*found, offset);
  }
  const Symbol* symbol = scope_.find(spelled);
  return symbol ? named(*symbol, offset, spelled) : unknown(offset, spelled);
}

std::string_view TypeReader::dotted_name() {
  const std::uint32_t from = cursor_->offset();
  cursor_->name();
  while (cursor_->peek() == '.' && begins_name(cursor_->peek(1))) {
    cursor_->advance();
    cursor_->name();
  }
  return cursor_->text().substr(from, cursor_->offset() - from);
}

std::optional<Type> TypeReader::local(std::string_view name) {
  for (std::uint32_t i = 0; i < local_.names.size(); ++i)
    if (local_.names[i] == name) return local_.are_parameters ? pool_.parameter(i) : pool_.variable(i);
  return std::nullopt;
}

TypeReader::After TypeReader::named(const Symbol& symbol, std::uint32_t offset, std::string_view name) {
  if (const auto* id = std::get_if<ClassId>(&symbol)) return class_name(*id, offset, name);
  if (const auto* form = std::get_if<SpecialForm>(&symbol)) return special(*form, offset, name);
  const auto* construct = std::get_if<Construct>(&symbol);
  if (construct && construct->name == "Self" && local_.member && !bracket_follows()) return push(pool_.self(), offset);
  if (construct && construct->name == "overload" && bracket_follows()) return open(Bracket::Overload, offset);
  if (construct && construct->name == "Unpack" && bracket_follows() && takes_unpacked()) return open_unpacked(offset);
  if (construct && construct->name == "Unpack" && bracket_follows() && is_at_element()) return open_spliced(offset);
  if (construct && construct->name == "tuple" && table_.well_known.tuple && bracket_follows()) return open_tuple(offset);
  if (construct && construct->name == "type" && table_.well_known.type && !local_.member && bracket_follows()) return open(Bracket::TypeOf, offset);
  if (construct && construct->name == "Literal" && bracket_follows()) return local_.member ? literals_of_member(offset) : literals(offset);
  const WellKnown& known = table_.well_known;
  if (construct && construct->name == "LiteralString" && known.literal_string && !local_.member && !bracket_follows())
    return push(pool_.nominal(*known.literal_string), offset);
  if (construct && construct->name == "TypeGuard" && known.type_guard && !local_.member) return narrowing(*known.type_guard, offset, name);
  if (construct && construct->name == "TypeIs" && known.type_is && !local_.member) return narrowing(*known.type_is, offset, name);
  if (construct && construct->name == "Annotated" && bracket_follows()) return open(Bracket::Annotated, offset);
  if (construct) return not_read(construct->name, offset, name, fmt::format("`{}` is not supported", name));
  if (const auto* alias = std::get_if<AliasId>(&symbol)) return alias_name(*alias, offset, name);
  if (bracket_follows()) return fail(ParseError::Kind::Arity, offset, fmt::format("the alias `{}` takes no type arguments", name));
  if (local_.member && says_more_than_members(std::get<Type>(symbol))) return not_read("type alias", offset, name, fmt::format("`{}` is not supported", name));
  return push(std::get<Type>(symbol), offset);
}

TypeReader::After TypeReader::class_name(ClassId id, std::uint32_t offset, std::string_view name) {
  if (table_[id].unsupported)
    return not_read(*table_[id].unsupported, offset, name,
                    fmt::format("the class `{}` rests on `{}`, which is not supported", name, *table_[id].unsupported));
  if (table_[id].parameters.empty()) {
    if (bracket_follows()) return arity(table_[id].parameters, table_[id].name, offset, 1);
    return push(pool_.nominal(id), offset);
  }
  if (bracket_follows()) return open(Bracket::Class, offset, id);
  if (missing_defaults(table_[id].parameters, 0) > 0)
    return not_read("Any", offset, name, fmt::format("`{}` without type arguments has `Any` in their place, which is not supported", name));
  const Frame bare{Bracket::Class, 0, id, offset, done_.size(), done_.size()};
  add_defaults(table_[id].parameters, bare);
  frames_.push_back(bare);
  return close_class();
}

TypeReader::After TypeReader::special(SpecialForm form, std::uint32_t offset, std::string_view name) {
  if (form == SpecialForm::Callable) return open_callable(offset);
  const bool takes_arguments = form == SpecialForm::Union || form == SpecialForm::Optional;
  if (bracket_follows() != takes_arguments)
    return fail(ParseError::Kind::Arity, offset, fmt::format("`{}` {} type arguments", name, takes_arguments ? "needs" : "takes no"));
  switch (form) {
    case SpecialForm::Never: return push(pool_.never(), offset);
    case SpecialForm::None: return push(pool_.nominal(table_.well_known.none_type), offset);
    case SpecialForm::Union: return open(Bracket::Union, offset);
    case SpecialForm::Optional: return open(Bracket::Optional, offset);
    case SpecialForm::Callable: break;
  }
  return After::Failed;
}

TypeReader::After TypeReader::open_callable(std::uint32_t offset) {
  const Cursor before = *cursor_;
  const auto unsupported = [&](std::string construct) {
    *cursor_ = before;
    if (local_.member) return opaque("Callable", offset);
    return fail(ParseError::Kind::Unsupported, offset, fmt::format("`{}` is not supported", construct), construct);
  };
  if (!bracket_follows()) return unsupported("Callable[..., Any]");
  cursor_->advance();
  cursor_->skip_space();
  if (cursor_->accept("...")) return unsupported("Callable[..., R]");
  if (begins_name(cursor_->peek())) return unsupported("Callable over a ParamSpec");
  if (cursor_->peek() != '[')
    return fail(ParseError::Kind::Syntax, cursor_->offset(), "the list of parameters, in brackets, is expected here, not " + cursor_->shown_token());
  drafts_.emplace_back();
  if (open(Bracket::Callable, offset) == After::Failed) return After::Failed;
  cursor_->skip_space();
  return cursor_->peek() == ']' ? end_of_callable_parameters() : After::Operand;
}

/// After a parameter in the brackets.
TypeReader::After TypeReader::end_of_callable_parameter(char c) {
  if (!end_of_place()) return no_unpacking(frames_.back().offset);
  if (c == ',') {
    cursor_->advance();
    cursor_->skip_space();
    if (cursor_->peek() != ']') return After::Operand;
  }
  return end_of_callable_parameters();
}

TypeReader::After TypeReader::end_of_callable_parameters() {
  if (!cursor_->accept("]"))
    return fail(ParseError::Kind::Syntax, cursor_->offset(), "`|`, `,` or `]` is expected here, not " + cursor_->shown_token());
  cursor_->skip_space();
  if (!cursor_->accept(","))
    return fail(ParseError::Kind::Syntax, cursor_->offset(), "`,` and the result are expected here, not " + cursor_->shown_token());
  frames_.back().bracket = Bracket::CallableResult;
  frames_.back().members_from = done_.size();
  return After::Operand;
}

TypeReader::After TypeReader::unknown(std::uint32_t offset, std::string_view name) {
  for (std::size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0; dot = name.rfind('.', dot - 1)) {
    const Symbol* outer = scope_.find(name.substr(0, dot));
    if (!outer) continue;
    const auto* construct = std::get_if<Construct>(outer);
    return not_read(construct ? construct->name : "nested class", offset, name, fmt::format("`{}` is not supported", name));
  }
  if (is_bound(name)) return fail(ParseError::Kind::Unsupported, offset, fmt::format("`{}` is not supported", name), "name of a class's body");
  std::string message = fmt::format("nothing defines `{}`", name);
  if (const auto close_name = scope_.suggest(name)) message += fmt::format("; did you mean `{}`?", *close_name);
  return fail(ParseError::Kind::UnknownName, offset, std::move(message));
}

bool TypeReader::bracket_follows() {
  cursor_->skip_space();
  return cursor_->peek() == '[';
}

TypeReader::After TypeReader::open(Bracket bracket, std::uint32_t offset, ClassId id, char quote) {
  if (frames_.size() > deepest_nesting)
    return fail(ParseError::Kind::Limit, offset, fmt::format("nested deeper than {} levels", deepest_nesting));
  cursor_->advance();
  if (bracket == Bracket::Quote) open_quotes_.push_back(quote);
  frames_.push_back({bracket, quote, id, offset, done_.size(), done_.size()});
  return After::Operand;
}

bool TypeReader::in_quote(char quote) const { return open_quotes_.find(quote) != std::string::npos; }

/// The innermost bracket, with all that stands inside, is this type.
TypeReader::After TypeReader::close(Type type) {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.bracket == Bracket::Quote) open_quotes_.pop_back();
  done_.resize(frame.arguments_from, type);
  offsets_.resize(frame.arguments_from);
  return push(type, frame.offset);
}

TypeReader::After TypeReader::close_class() {
  const Frame& frame = frames_.back();
  const Class& found = table_[frame.class_id];
  const std::size_t given = arguments(frame).size();
  if (given > found.parameters.size() || missing_defaults(found.parameters, given) > 0) return arity(found.parameters, found.name, frame.offset, given);
  if (add_defaults(found.parameters, frame) == After::Failed) return After::Failed;
  note_bounds(found.parameters, found.name, frame);
  return close(pool_.nominal(frame.class_id, arguments(frame)));
}

TypeReader::After TypeReader::close_optional() {
  const Frame& frame = frames_.back();
  if (arguments(frame).size() != 1)
    return fail(ParseError::Kind::Arity, frame.offset,
                fmt::format("`Optional` takes 1 type argument, not {}", arguments(frame).size()));
  const Type none = pool_.nominal(table_.well_known.none_type);
  return close(pool_.union_of({done_.back(), none}));
}

TypeReader::After TypeReader::push(Type type, std::uint32_t offset) {
  done_.push_back(type);
  offsets_.push_back(offset);
  return After::Operator;
}

void TypeReader::finish_argument(Frame& frame) {
  if (done_.size() > frame.members_from + 1) {
    const Type all = pool_.union_of(std::span<const Type>{done_}.subspan(frame.members_from));
    done_.resize(frame.members_from, all);
    done_.push_back(all);
    offsets_.resize(done_.size());
  }
  frame.members_from = done_.size();
}

std::span<const Type> TypeReader::arguments(const Frame& frame) const {
  return std::span<const Type>{done_}.subspan(frame.arguments_from);
}

std::size_t TypeReader::missing_defaults(const Parameters& parameters, std::size_t given) {
  std::size_t missing = 0;
  for (std::size_t i = given; i < parameters.size(); ++i)
    if (!parameters[i].default_type) ++missing;
  return missing;
}

/// A default may name earlier parameters, so each is put in after those before it.
TypeReader::After TypeReader::add_defaults(const Parameters& parameters, const Frame& frame) {
  for (std::size_t i = arguments(frame).size(); i < parameters.size(); ++i) {
    const Type made = substitution_.parameters(*parameters[i].default_type, arguments(frame));
    if (made->has_opaque && !local_.member)
      return fail(ParseError::Kind::Unsupported, frame.offset, fmt::format("the default of {} is not supported", parameters[i].name),
                  fmt::format("default of {}", parameters[i].name));
    push(made, frame.offset);
  }
  return After::Operator;
}

void TypeReader::note_bounds(const Parameters& parameters, std::string_view name, const Frame& frame) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const TypeParameter& parameter = parameters[i];
    if (!parameter.upper_bound && parameter.constraints.empty()) continue;
    if (arguments(frame)[i]->has_opaque || arguments(frame)[i]->has_self) continue;
    notes.push_back({{arguments(frame)[i], parameter.upper_bound, parameter.constraints, std::nullopt, std::nullopt, {},
                      fmt::format("argument {} of {}", i + 1, name)},
                     offsets_[frame.arguments_from + i]});
  }
}

TypeReader::After TypeReader::arity(const Parameters& parameters, std::string_view name, std::uint32_t offset, std::size_t given) {
  const std::string but = parameters.empty() ? "" : fmt::format(", not {}", given);
  return fail(ParseError::Kind::Arity, offset, fmt::format("`{}` takes {}{}", name, wanted(parameters), but));
}

TypeReader::After TypeReader::fail(ParseError::Kind kind, std::uint32_t offset, std::string message, std::string construct) {
  const bool hides = in_opaque() && kind != ParseError::Kind::Limit && kind != ParseError::Kind::Unsupported;
  problem = {hides ? ParseError::Kind::Unsupported : kind, offset, std::move(message), hides ? opaque_names_.front() : std::move(construct)};
  return After::Failed;
}

}  // namespace agverify::model::syntax
