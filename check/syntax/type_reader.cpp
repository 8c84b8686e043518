#include "check/syntax/type_reader.h"

#include <fmt/format.h>

namespace agverify::check {

namespace {

/// An open bracket, or the whole.
struct Frame {
  enum class Kind { Whole, Parentheses, Arguments } kind = Kind::Whole;
  ClassId class_id{};
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
    if (cursor_.accept("(")) {
      frames_.push_back({.kind = Frame::Kind::Parentheses});
      return true;
    }
    if (cursor_.accept("$")) return read_let();
    const auto name = cursor_.dotted_name();
    return name && resolve(*name);
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
    const auto class_id = scope_.slice->find_class(name == "None" ? "NoneType" : name);
    if (!class_id) return cursor_.reject(fmt::format("`{}` is not known here", name));
    SliceClass& named = (*scope_.slice)[*class_id];
    if (scope_.naming_uses) named.used = true;
    if (named.parameters.empty()) return take(scope_.types->apply(*class_id, {}));
    frames_.push_back({.kind = Frame::Kind::Arguments, .class_id = *class_id});
    return cursor_.expect("[");
  }

  std::optional<TypeId> resolve_leaf(std::string_view name) const {
    if (name == "Never") return scope_.types->never();
    if (scope_.variables) {
      const auto found = scope_.variables->numbers.find(std::string(name));
      if (found != scope_.variables->numbers.end()) return scope_.types->variable(found->second);
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
    if (!is_union && frame.last_is_in_parentheses) return cursor_.reject("parentheses that say nothing");
    const TypeId complete = is_union ? scope_.types->unite(frame.members) : operand_;
    switch (frame.kind) {
      case Frame::Kind::Whole:
        whole_ = complete;
        return true;
      case Frame::Kind::Parentheses:
        return close_parentheses(complete, is_union);
      case Frame::Kind::Arguments:
        return add_argument(complete);
    }
    return false;
  }

  bool close_parentheses(TypeId complete, bool is_union) {
    frames_.pop_back();
    frames_.back().last_is_in_parentheses = true;
    take(complete);
    return is_union ? cursor_.expect(")") : cursor_.reject("parentheses around what is no union");
  }

  bool add_argument(TypeId complete) {
    Frame& frame = frames_.back();
    frame.arguments.push_back(complete);
    frame.members.clear();
    frame.last_is_in_parentheses = false;
    if (cursor_.accept(", ")) return true;
    const SliceClass& applied = (*scope_.slice)[frame.class_id];
    if (frame.arguments.size() != applied.parameters.size())
      return cursor_.reject(fmt::format("{} takes {} arguments, not {}", applied.name, applied.parameters.size(),
                                        frame.arguments.size()));
    take(scope_.types->apply(frame.class_id, frame.arguments));
    frames_.pop_back();
    return cursor_.expect("]");
  }

  Cursor& cursor_;
  const TypeScope& scope_;
  std::vector<Frame> frames_;
  TypeId operand_{};
  bool ready_ = false;  ///< `operand_` waits to be added
  std::optional<TypeId> whole_;
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
