#include "check/syntax/type_reader.h"

#include <unordered_set>

#include <fmt/format.h>

#include "check/syntax/printer.h"
#include "check/text/literal_text.h"

namespace agverify::check {

namespace {

/// An open bracket, or the whole.
struct Frame {
  enum class Kind { Whole, Parentheses, Arguments, Callable, CallableResult, Signature, SignatureResult, Overload, Opaque, Tuple, Unpacked, TypeOf } kind = Kind::Whole;
  ClassId class_id{};
  std::optional<AliasId> alias{};   ///< of Arguments: they are an alias's, and no class's
  Shape shape{};                    ///< of a signature
  std::optional<std::size_t> slash{};
  bool names_only = false;          ///< past `*` or `*args`
  bool needs_comma = false;
  std::optional<std::size_t> unbounded{};  ///< of a tuple: the place of that part
  std::string name{};               ///< of what is opaque
  std::vector<TypeId> arguments{};  ///< those that are complete
  std::vector<TypeId> members{};    ///< of the union that is being read
  bool last_is_in_parentheses = false;
};

/// Holds its open brackets in a vector, so nesting costs no stack.
class Reader {
 public:
  Reader(Cursor& cursor, const TypeScope& scope) : cursor_(cursor), scope_(scope) { frames_.emplace_back(); }

  std::optional<TypeId> read() {
    while (!whole_) {
      if (!read_operand()) return std::nullopt;
      while (ready_ && !whole_)
        if (!add_operand()) return std::nullopt;
    }
    return whole_;
  }

 private:
  bool take(TypeId operand) {
    operand_ = operand;
    return ready_ = true;
  }

  // Takes an operand, or opens a bracket before it.
  bool read_operand() {
    if (cursor_.next_is("(")) return open_parentheses();
    if (cursor_.accept("Callable[[")) return open_callable();
    if (cursor_.accept("overload[")) return frames_.push_back({.kind = Frame::Kind::Overload}), true;
    if (cursor_.accept("opaque[\"")) return open_opaque();
    if (cursor_.accept("tuple[")) return open_tuple();
    if (cursor_.accept("type[")) return open_type_of();
    if (cursor_.accept("tuple<")) return open_sequence_view();
    if (cursor_.accept("Literal[")) return read_literal();
    if (cursor_.accept("$")) return read_let();
    const auto name = cursor_.dotted_name();
    return name && resolve(*name);
  }

  bool open_parentheses() {
    const bool is_signature = signature_follows();
    cursor_.accept("(");
    frames_.push_back({.kind = is_signature ? Frame::Kind::Signature : Frame::Kind::Parentheses});
    return !is_signature || read_head();
  }

  /// Whether the bracket that opens here is closed before an arrow.
  bool signature_follows() {
    if (cursor_.rest().size() <= left_behind_brackets_) find_signatures();
    return begins_signature_.at(cursor_.rest().size() - left_behind_brackets_ - 1);
  }

  /// Looks at the bracket that opens here and at all inside it, so that each is looked at once however deeply they are nested.
  void find_signatures() {
    const std::string_view text = cursor_.rest();
    std::vector<std::size_t> open;
    std::vector<std::size_t> found;
    std::size_t at = 0;
    do {
      if (text[at] == '(') open.push_back(at);
      if (text[at] == ')') {
        if (text.substr(at).starts_with(") -> ")) found.push_back(text.size() - open.back() - 1);
        open.pop_back();
      }
      at = text[at] == '"' ? end_of_string(text, at) : at + 1;
    } while (!open.empty() && at < text.size());
    left_behind_brackets_ = text.size() - at;
    begins_signature_.assign(at, false);
    for (const std::size_t each : found) begins_signature_[each - left_behind_brackets_] = true;
  }

  bool open_callable() {
    const bool is_empty = cursor_.accept("], ");
    frames_.push_back({.kind = is_empty ? Frame::Kind::CallableResult : Frame::Kind::Callable});
    return true;
  }

  bool open_opaque() {
    const std::string_view rest = cursor_.rest();
    const std::size_t length = rest.find('"');
    if (length == std::string_view::npos) return cursor_.missed("`\"`");
    frames_.push_back({.kind = Frame::Kind::Opaque, .name = std::string(rest.substr(0, length))});
    cursor_.skip(length + 1);
    return cursor_.accept("]") ? close_opaque() : cursor_.expect(", ");
  }

  /// Class objects are of the class `type`.
  bool open_type_of() {
    const auto class_id = scope_.slice->find_class("type");
    if (!class_id) return cursor_.reject("the slice has no class type");
    if (scope_.naming_uses) (*scope_.slice)[*class_id].used = true;
    frames_.push_back({.kind = Frame::Kind::TypeOf});
    return true;
  }

  /// What has class objects: classes, variables, Never and unions of these.
  bool has_class_objects(TypeId type) const {
    std::vector<TypeId> open{type};
    while (!open.empty()) {
      const TypeId next = open.back();
      open.pop_back();
      const Form form = (*scope_.types)[next].form;
      if (form == Form::Union) {
        const auto members = scope_.types->parts(next);
        open.insert(open.end(), members.begin(), members.end());
      } else if (form != Form::Application && form != Form::Variable && form != Form::Never) {
        return false;
      }
    }
    return true;
  }

  bool close_type_of(TypeId inner) {
    if (!has_class_objects(inner)) return cursor_.reject("this has no class objects");
    frames_.pop_back();
    take(scope_.types->type_of(inner));
    return cursor_.expect("]");
  }

  /// Naming a tuple type is a use of the class, where that is given.
  bool open_tuple() {
    if (const auto class_id = scope_.slice->tuple_class(); class_id && scope_.naming_uses) (*scope_.slice)[*class_id].used = true;
    if (cursor_.accept("()]")) return take(scope_.types->tuple({}));
    frames_.push_back({.kind = Frame::Kind::Tuple});
    return begin_part();
  }

  /// Past `*tuple[`, where that stands.
  bool begin_part() {
    if (!cursor_.accept("*tuple[")) return true;
    if (frames_.back().unbounded) return cursor_.reject("a tuple has one unbounded part at most");
    frames_.push_back({.kind = Frame::Kind::Unpacked});
    return true;
  }

  bool add_part(TypeId complete) {
    Frame& frame = next_part(complete);
    if (frame.arguments.size() == 1 && !frame.unbounded && cursor_.accept(", ...")) {
      frame.unbounded = 0;
      return close_tuple();
    }
    return cursor_.accept(", ") ? begin_part() : close_tuple();
  }

  bool add_unpacked(TypeId complete) {
    frames_.pop_back();
    Frame& frame = next_part(complete);
    frame.unbounded = frame.arguments.size() - 1;
    if (!cursor_.expect(", ...]")) return false;
    if (cursor_.accept(", ")) return begin_part();
    return frame.arguments.size() > 1 ? close_tuple() : cursor_.reject("an unbounded part alone is written without `*`");
  }

  bool close_tuple() {
    take(scope_.types->tuple(frames_.back().arguments, frames_.back().unbounded));
    frames_.pop_back();
    return cursor_.expect("]");
  }

  bool open_sequence_view() {
    const auto class_id = scope_.slice->tuple_class();
    if (!class_id || (*scope_.slice)[*class_id].parameters.size() != 1) return cursor_.reject("the slice has no class tuple with a parameter");
    if (scope_.naming_uses) (*scope_.slice)[*class_id].used = true;
    frames_.push_back({.kind = Frame::Kind::Arguments, .class_id = *class_id});
    return true;
  }

  bool read_literal() {
    const auto literal = read_literal_text(cursor_);
    if (!literal) return false;
    const auto class_id = class_of(*literal);
    if (!class_id || !scope_.slice->is_value_of(*class_id, without_class(*literal)))
      return cursor_.reject(fmt::format("no class that is known here has the value {}", literal->text.substr(0, 60)));
    if (scope_.naming_uses) (*scope_.slice)[*class_id].used = true;
    take(scope_.types->literal(*class_id, std::string(without_class(*literal).text)));
    return cursor_.expect("]");
  }

  std::optional<ClassId> class_of(const LiteralText& literal) const {
    switch (literal.kind) {
      case LiteralText::Kind::Integer: return scope_.slice->find_class("int");
      case LiteralText::Kind::Bool: return scope_.slice->find_class("bool");
      case LiteralText::Kind::String: return scope_.slice->find_class("str");
      case LiteralText::Kind::Bytes: return scope_.slice->find_class("bytes");
      case LiteralText::Kind::Name: break;
    }
    const std::size_t dot = literal.text.rfind('.');
    return dot == std::string_view::npos ? std::nullopt : scope_.slice->find_class(literal.text.substr(0, dot));
  }

  static LiteralText without_class(const LiteralText& literal) {
    if (literal.kind != LiteralText::Kind::Name) return literal;
    return {literal.kind, literal.text.substr(literal.text.rfind('.') + 1)};
  }

  bool close_opaque() {
    take(scope_.types->opaque(frames_.back().name, frames_.back().arguments));
    frames_.pop_back();
    return true;
  }

  /// Up to the type of the next parameter, or past the last one.
  bool read_head() {
    Frame& frame = frames_.back();
    while (!cursor_.accept(") -> ")) {
      if (frame.needs_comma && !cursor_.expect(", ")) return false;
      frame.needs_comma = true;
      if (!cursor_.accept("/")) return read_parameter(frame);
      if (frame.slash || frame.shape.empty() || frame.names_only) return cursor_.reject("`/` follows the parameters that it is about, once");
      frame.slash = frame.shape.size();
    }
    frame.kind = Frame::Kind::SignatureResult;
    return is_signature(frame);
  }

  bool read_parameter(Frame& frame) {
    if (!frame.shape.empty() && frame.shape.back().kind == ParameterKind::KeywordVariadic)
      return cursor_.reject("nothing follows `**kwargs`");
    if (cursor_.accept("**kwargs: ")) return add(frame, ParameterKind::KeywordVariadic, "");
    const bool is_rest = cursor_.accept("*args: ");
    if (!is_rest && cursor_.accept("*, ")) {
      if (frame.names_only || cursor_.next_is("*")) return cursor_.reject("`*` comes once, before what can only be named");
      frame.names_only = true;
    }
    if (is_rest && frame.names_only) return cursor_.reject("`*args` comes once");
    if (is_rest) return frame.names_only = add(frame, ParameterKind::Variadic, "");
    return add(frame, frame.names_only ? ParameterKind::KeywordOnly : ParameterKind::Standard, name_before_colon());
  }

  static bool add(Frame& frame, ParameterKind kind, std::string name) {
    frame.shape.push_back({kind, false, std::move(name)});
    return true;
  }

  /// Nothing where a type stands at once, as may be before `/`.
  std::string name_before_colon() {
    const std::string_view rest = cursor_.rest();
    std::size_t length = 0;
    while (length < rest.size() && is_name_byte(rest[length])) ++length;
    if (length == 0 || !rest.substr(length).starts_with(": ")) return "";
    cursor_.skip(length + 2);
    return std::string(rest.substr(0, length));
  }

  // Spec: historical#positional-only-parameters: without `/`, a name `__x` says the same.
  bool is_signature(Frame& frame) {
    std::unordered_set<std::string> names;
    bool defaults = false;
    for (std::size_t i = 0; i < frame.shape.size(); ++i) {
      ShapeParameter& each = frame.shape[i];
      const bool can_be_named = each.kind == ParameterKind::Standard || each.kind == ParameterKind::KeywordOnly;
      if (can_be_named && !each.name.empty() && !names.insert(each.name).second) return cursor_.reject("two parameters have one name");
      const bool by_name = each.name.starts_with("__") && !each.name.ends_with("__");
      if (frame.slash ? i < *frame.slash : each.kind == ParameterKind::Standard && by_name) each = {ParameterKind::PositionalOnly, each.has_default, ""};
      if ((each.kind == ParameterKind::Standard || each.kind == ParameterKind::KeywordOnly) && each.name.empty())
        return cursor_.reject("a parameter that is not positional-only has a name");
      if (each.kind != ParameterKind::PositionalOnly && each.kind != ParameterKind::Standard) continue;
      if (defaults && !each.has_default) return cursor_.reject("a parameter without default follows one with a default");
      defaults = each.has_default;
    }
    return true;
  }

  bool read_let() {
    const auto number = cursor_.number();
    if (!number) return false;
    if (!scope_.lets) return cursor_.reject("a `$` name may not stand here");
    if (*number >= scope_.lets->size()) return cursor_.reject(fmt::format("${} is not known here", *number));
    Let& let = (*scope_.lets)[*number];
    let.used = true;
    return take(let.type);
  }

  bool resolve(std::string_view name) {
    if (const auto leaf = resolve_leaf(name)) return take(*leaf);
    if (const auto alias = scope_.slice->find_alias(name)) return resolve_alias(*alias);
    const auto class_id = scope_.slice->find_class(name == "None" ? "NoneType" : name);
    if (!class_id) return cursor_.reject(fmt::format("`{}` is not known here", name));
    SliceClass& named = (*scope_.slice)[*class_id];
    if (scope_.naming_uses) named.used = true;
    if (named.parameters.empty()) return take(scope_.types->apply(*class_id, {}));
    frames_.push_back({.kind = Frame::Kind::Arguments, .class_id = *class_id});
    return cursor_.expect("[");
  }

  bool resolve_alias(AliasId alias) {
    SliceAlias& named = (*scope_.slice)[alias];
    if (scope_.naming_uses) named.used = true;
    if (named.parameters.empty()) return take(scope_.types->alias(alias, {}));
    frames_.push_back({.kind = Frame::Kind::Arguments, .alias = alias});
    return cursor_.expect("[");
  }

  std::optional<TypeId> resolve_leaf(std::string_view name) const {
    if (name == "Never") return scope_.types->never();
    if (name == "Self" && scope_.owner) return scope_.types->self();
    if (scope_.variables) {
      const auto found = scope_.variables->numbers.find(std::string(name));
      if (found != scope_.variables->numbers.end()) return scope_.types->variable(found->second);
    }
    if (scope_.alias) {
      const auto& names = (*scope_.slice)[*scope_.alias].parameters;
      for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return scope_.types->parameter(owner_of(*scope_.alias), static_cast<std::uint32_t>(i));
    }
    if (!scope_.owner) return std::nullopt;
    const auto& parameters = (*scope_.slice)[*scope_.owner].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i].name == name) return scope_.types->parameter(*scope_.owner, static_cast<std::uint32_t>(i));
    return std::nullopt;
  }

  // Adds the operand to the innermost bracket. When that closes, it is the next operand.
  bool add_operand() {
    Frame& frame = frames_.back();
    frame.members.push_back(operand_);
    ready_ = false;
    if (cursor_.accept(" | ")) {
      frame.last_is_in_parentheses = false;
      return true;
    }
    const bool is_union = frame.members.size() > 1;
    const bool was_union = frame.last_is_in_parentheses;
    if (!is_union && was_union) return cursor_.reject("parentheses that say nothing");
    const TypeId complete = is_union ? scope_.types->unite(frame.members) : operand_;
    switch (frame.kind) {
      case Frame::Kind::Whole:
        whole_ = complete;
        return true;
      case Frame::Kind::Parentheses:
        return close_parentheses(complete, is_union);
      case Frame::Kind::Arguments:
        return add_argument(complete);
      case Frame::Kind::Callable:
        return add_callable_parameter(complete);
      case Frame::Kind::Signature:
        return end_parameter(complete);
      case Frame::Kind::CallableResult:
        return close_signature(complete) && cursor_.expect("]");
      case Frame::Kind::SignatureResult:
        return close_signature(complete);
      case Frame::Kind::Overload:
        return add_signature(complete);
      case Frame::Kind::Tuple:
        return add_part(complete);
      case Frame::Kind::Unpacked:
        return add_unpacked(complete);
      case Frame::Kind::TypeOf:
        return close_type_of(complete);
      case Frame::Kind::Opaque:
        next_part(complete);
        return cursor_.accept(", ") || (close_opaque() && cursor_.expect("]"));
    }
    return false;
  }

  Frame& next_part(TypeId complete) {
    Frame& frame = frames_.back();
    frame.arguments.push_back(complete);
    frame.members.clear();
    frame.last_is_in_parentheses = false;
    return frame;
  }

  bool add_callable_parameter(TypeId complete) {
    Frame& frame = next_part(complete);
    add(frame, ParameterKind::PositionalOnly, "");
    if (cursor_.accept(", ")) return true;
    frame.kind = Frame::Kind::CallableResult;
    return cursor_.expect("], ");
  }

  bool end_parameter(TypeId complete) {
    ShapeParameter& parameter = next_part(complete).shape.back();
    const bool is_rest = parameter.kind == ParameterKind::Variadic || parameter.kind == ParameterKind::KeywordVariadic;
    parameter.has_default = !is_rest && cursor_.accept(" = ...");
    return read_head();
  }

  bool close_signature(TypeId result) {
    Frame& frame = frames_.back();
    frame.arguments.push_back(result);
    take(scope_.types->callable(frame.shape, frame.arguments));
    frames_.pop_back();
    return true;
  }

  bool add_signature(TypeId complete) {
    if (!scope_.types->is(complete, Form::Callable)) return cursor_.reject("an overload is made of signatures");
    Frame& frame = next_part(complete);
    if (cursor_.accept(", ")) return true;
    if (frame.arguments.size() < 2) return cursor_.reject("an overload has two signatures at least");
    take(scope_.types->overload(frame.arguments));
    frames_.pop_back();
    return cursor_.expect("]");
  }

  bool close_parentheses(TypeId complete, bool is_union) {
    frames_.pop_back();
    frames_.back().last_is_in_parentheses = true;
    take(complete);
    const bool say_something = is_union || (scope_.types->is(complete, Form::Callable) && !is_plain(scope_.types->shape(complete)));
    return say_something ? cursor_.expect(")") : cursor_.reject("parentheses around what is no union");
  }

  bool add_argument(TypeId complete) {
    Frame& frame = frames_.back();
    frame.arguments.push_back(complete);
    frame.members.clear();
    frame.last_is_in_parentheses = false;
    if (cursor_.accept(", ")) return true;
    if (frame.alias) return close_alias(frame);
    const SliceClass& applied = (*scope_.slice)[frame.class_id];
    if (frame.arguments.size() != applied.parameters.size())
      return cursor_.reject(fmt::format("{} takes {} arguments, not {}", applied.name, applied.parameters.size(),
                                        frame.arguments.size()));
    const bool is_view = frame.class_id == scope_.slice->tuple_class();
    take(scope_.types->apply(frame.class_id, frame.arguments));
    frames_.pop_back();
    return cursor_.expect(is_view ? ">" : "]");
  }

  bool close_alias(const Frame& frame) {
    const SliceAlias& applied = (*scope_.slice)[*frame.alias];
    if (frame.arguments.size() != applied.parameters.size())
      return cursor_.reject(fmt::format("{} takes {} arguments, not {}", applied.name, applied.parameters.size(), frame.arguments.size()));
    take(scope_.types->alias(*frame.alias, frame.arguments));
    frames_.pop_back();
    return cursor_.expect("]");
  }

  Cursor& cursor_;
  const TypeScope& scope_;
  std::vector<Frame> frames_;
  TypeId operand_{};
  bool ready_ = false;  ///< `operand_` waits to be added
  std::optional<TypeId> whole_;
  std::size_t left_behind_brackets_ = std::string_view::npos;  ///< how much text follows what was looked at for signatures
  std::vector<bool> begins_signature_{};                       ///< for each byte of that, the last one first
};

}  // namespace

std::optional<TypeId> read_type(Cursor& cursor, const TypeScope& scope) { return Reader(cursor, scope).read(); }

std::optional<TypePair> read_subtype(Cursor& cursor, const TypeScope& scope) {
  const auto source = read_type(cursor, scope);
  if (!source || !cursor.expect(" <: ")) return std::nullopt;
  const auto target = read_type(cursor, scope);
  return target ? std::optional(TypePair{*source, *target}) : std::nullopt;
}

}  // namespace agverify::check
