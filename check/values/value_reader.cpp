#include "check/values/value_reader.h"

#include <fmt/format.h>

#include "check/text/literal_text.h"

namespace agverify::check {

namespace {

class ValueReader {
 public:
  ValueReader(Lines& lines, ClassSlice& slice, Values& values) : lines_(lines), slice_(slice), values_(values) {}

  bool read() {
    while (lines_.next_is("value")) {
      Cursor cursor = lines_.take("value");
      if (!read_value(cursor) || !cursor.finish() || !read_shown()) return false;
    }
    values_.complete();
    return true;
  }

 private:
  bool read_shown() {
    while (lines_.next_is("shows")) {
      Cursor cursor = lines_.take("shows");
      const auto number = cursor.number();
      if (!number || !cursor.expect(" ")) return false;
      if (*number != values_.size()) return cursor.reject("it is not about the value above");
      if (cursor.accept("instance ")) {
        if (!read_instance(cursor) || !cursor.finish()) return false;
        continue;
      }
      const bool read = cursor.accept("member ") ? read_member(cursor) : read_slot(cursor);
      if (!read || !cursor.finish()) return false;
    }
    return true;
  }

  // value N CLASS
  bool read_value(Cursor& cursor) {
    if (!cursor.number_in_sequence(values_.size() + 1) || !cursor.expect(" ")) return false;
    const auto name = cursor.dotted_name();
    if (!name) return false;
    if (*name == "callable") return values_.begin(std::nullopt, cursor.line()), true;
    const auto tag = slice_.find_class(*name);
    if (!tag) return cursor.reject(fmt::format("`{}` is not known here", *name));
    if (slice_[*tag].is_protocol && slice_[*tag].is_final)
      return cursor.reject("nothing is of a protocol that is final");
    slice_[*tag].used = true;
    values_.begin(*tag, cursor.line());
    return read_object_of(cursor, *tag) && read_elements(cursor, *tag) && read_literal(cursor, *tag);
  }

  // of CLASS, after a metaclass
  bool read_object_of(Cursor& cursor, ClassId tag) {
    if (slice_[tag].object_of) values_.set_object_of(*slice_[tag].object_of);
    if (!cursor.accept(" of ")) return true;
    const auto name = cursor.dotted_name();
    const auto shown_by = name ? slice_.find_class(*name) : std::nullopt;
    if (!name) return false;
    if (!shown_by) return cursor.reject(fmt::format("`{}` is not known here", *name));
    if (slice_[tag].object_of || !slice_.is_metaclass(tag) || !slice_.derives_from(tag, slice_.metaclass_of(*shown_by)))
      return cursor.reject(fmt::format("no class object of {} is a {}", *name, slice_[tag].name));
    if (slice_[*shown_by].is_protocol && slice_[*shown_by].is_final) return cursor.reject("nothing derives from a protocol that is final");
    slice_[*shown_by].used = true;
    values_.set_object_of(*shown_by);
    return true;
  }

  // instance M
  bool read_instance(Cursor& cursor) {
    const auto value = read_earlier_value(cursor);
    if (!value) return false;
    const auto& shown_by = last().object_of;
    if (!shown_by || values_[*value].tag != shown_by) return cursor.reject("this is no instance of the class");
    return values_.add_instance(*value, cursor.line()) || cursor.reject("this is shown before");
  }

  // (1, -, 2), after a class that is tuple or below it
  bool read_elements(Cursor& cursor, ClassId tag) {
    if (!slice_.is_tuple(tag)) return true;
    if (!slice_[tag].members.empty()) return cursor.reject("which elements a member of an enum has is not known");
    if (!cursor.expect(" (")) return false;
    std::vector<std::optional<ValueId>> elements;
    while (!cursor.accept(")")) {
      if (!elements.empty() && !cursor.expect(", ")) return false;
      const bool has_value = !cursor.accept("-");
      const auto value = has_value ? read_earlier_value(cursor) : std::nullopt;
      if (has_value && !value) return false;
      elements.push_back(value);
    }
    values_.set_elements(std::move(elements));
    return true;
  }

  // = -3
  bool read_literal(Cursor& cursor, ClassId tag) {
    if (!cursor.accept(" = "))
      return !slice_.named_values_above(tag) || cursor.reject(fmt::format("a value of {} says which one it is", slice_[tag].name));
    const auto literal = read_literal_text(cursor);
    if (!literal) return false;
    if (!slice_.is_value_of(slice_.named_values_above(tag).value_or(tag), *literal)) return cursor.reject(fmt::format("{} has no such value", slice_[tag].name));
    values_.set_literal(std::string(literal->text));
    return true;
  }

  std::optional<ValueId> read_earlier_value(Cursor& cursor) {
    const auto number = cursor.number();
    if (!number) return std::nullopt;
    if (*number > 0 && *number < values_.size()) return *number - 1;
    cursor.reject("what is shown is no earlier value");
    return std::nullopt;
  }

  const Value& last() const { return values_[static_cast<ValueId>(values_.size() - 1)]; }

  // CLASS.PARAMETER hands M, CLASS.PARAMETER refuses M
  bool read_slot(Cursor& cursor) {
    const auto name = cursor.dotted_name();
    if (!name || !cursor.expect(" ")) return false;
    SlotShown shown{.line = cursor.line()};
    if (!find_slot(cursor, *name, shown)) return false;
    shown.handed = cursor.accept("hands ");
    if (!shown.handed && !cursor.expect("refuses ")) return false;
    const Variance variance = slice_[shown.owner].parameters[shown.parameter].variance;
    if (variance == Variance::Bivariant || variance == (shown.handed ? Variance::Contravariant : Variance::Covariant))
      return cursor.reject(fmt::format("a {} parameter does not do so", name_of(variance)));
    const auto value = read_earlier_value(cursor);
    if (!value) return false;
    shown.value = *value;
    return values_.add(shown) || cursor.reject("this is shown before");
  }

  bool find_slot(Cursor& cursor, std::string_view name, SlotShown& shown) {
    const std::size_t dot = name.rfind('.');
    const auto owner = dot == std::string_view::npos ? std::nullopt : slice_.find_class(name.substr(0, dot));
    if (!owner || !last().tag || !slice_.derives_from(*last().tag, *owner))
      return cursor.reject("this is no class from the value's upwards");
    if (slice_.is_tuple(*last().tag) && slice_.derives_from(*slice_.tuple_class(), *owner))
      return cursor.reject("what a tuple shows here are its elements");
    const auto& parameters = slice_[*owner].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i].name != name.substr(dot + 1)) continue;
      shown.owner = *owner;
      shown.parameter = static_cast<std::uint32_t>(i);
      return true;
    }
    return cursor.reject("the class has no such parameter");
  }

  // NAME gives M, NAME refuses M, NAME (1, k=2) returns M, NAME (1, k=2) refuses
  bool read_member(Cursor& cursor) {
    using Kind = MemberShown::Kind;
    const auto name = cursor.identifier();
    if (!name || !cursor.expect(" ")) return false;
    if (!last().tag && *name != "__call__") return cursor.reject("a callable has no member but `__call__`");
    MemberShown shown{.name = slice_.name_id(*name), .line = cursor.line()};
    const bool is_call = cursor.accept("(");
    if (is_call && !read_arguments(cursor, shown)) return false;
    if (is_call && cursor.accept(" refuses")) {
      shown.kind = Kind::RefusesCall;
      return values_.add(shown) || cursor.reject("this is shown before");
    }
    shown.kind = is_call ? Kind::Returns : cursor.accept("gives ") ? Kind::Gives : Kind::RefusesAssigned;
    if (is_call && !cursor.expect(" returns ")) return false;
    if (shown.kind == Kind::RefusesAssigned && !cursor.expect("refuses ")) return false;
    const auto value = read_earlier_value(cursor);
    if (!value) return false;
    shown.value = *value;
    return values_.add(shown) || cursor.reject("this is shown before");
  }

  bool read_arguments(Cursor& cursor, MemberShown& shown) {
    while (!cursor.accept(")")) {
      if (!shown.arguments.empty() && !cursor.expect(", ")) return false;
      if (!cursor.rest().empty() && is_name_byte(cursor.rest().front()) && (cursor.rest().front() < '0' || cursor.rest().front() > '9')) {
        const auto name = cursor.identifier();
        if (!name || !cursor.expect("=")) return false;
        if (!shown.names.empty() && *name <= shown.names.back()) return cursor.reject("names come once, in order of the alphabet");
        shown.names.emplace_back(*name);
      } else if (!shown.names.empty()) {
        return cursor.reject("arguments without a name come first");
      }
      const bool has_value = !cursor.accept("-");
      const auto value = has_value ? read_earlier_value(cursor) : std::nullopt;
      if (has_value && !value) return false;
      shown.arguments.push_back(value);
    }
    return true;
  }

  Lines& lines_;
  ClassSlice& slice_;
  Values& values_;
};

}  // namespace

bool read_values(Lines& lines, ClassSlice& slice, Values& values) { return ValueReader(lines, slice, values).read(); }

}  // namespace agverify::check
