#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/syntax/stubs/class_source.h"
#include "model/syntax/stubs/constants.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// What the classes above an enum make of the values of its members.
struct EnumKind {
  /// The class of values beside Enum that the members belong to, which is called with what stands in the body.
  enum class Mixin : std::uint8_t { None, Whole, Float, Text, Bytes, Unread } mixin = Mixin::None;
  bool is_flag = false;
  bool names_are_values = false;   ///< of StrEnum, where the value is left to `auto()`
  bool has_own_generator = false;  ///< a `_generate_next_value_`
};

/// Reads the body of one enum. Source: Python library reference, enum (supported sunder names, notes on auto and private names).
class EnumBody {
 public:
  EnumBody(const ClassSource& source, const Universe& universe, EnumKind kind, bool is_stub)
      : source_(source), universe_(universe), kind_(kind), is_stub_(is_stub) {}

  void read();
  std::vector<std::string> names;                            ///< of the members
  std::vector<std::pair<std::string, std::string>> aliases;  ///< a further name, and the member
  std::optional<std::string> unread;                         ///< what is not read of it, if anything

 private:
  struct Value {
    std::optional<Constant> constant = {};
    bool is_placeholder = false;  // `...`, as stubs have it
  };

  void read_ignored();
  void read(const FunctionOutline& written);
  void read(const AssignmentOutline& written);
  void read(const OtherMember& written);
  void read_call(const AssignmentOutline& written);
  void add_generated(std::string_view name);
  void read_name(const AssignmentOutline& written);
  void read_bound_names();
  bool is_no_member(std::string_view name) const;
  std::string_view meaning_in_enum(std::string_view name) const;
  std::optional<Constant> next_value(std::string_view name) const;
  std::optional<Constant> value_of(std::string_view name) const;
  const std::string* member_called(std::string_view name) const;
  bool fits(const Value& value) const;
  void add(std::string_view name, Value value);
  void add_alias(std::string_view name, std::string member);
  void not_read(std::string_view name);

  const ClassSource& source_;
  const Universe& universe_;
  EnumKind kind_;
  bool is_stub_;
  std::vector<std::pair<std::string, Value>> values_;  // of members and further names, in order
  std::set<std::string, std::less<>> ignored_, others_;  // others: names of the body that stand for no members
};

}  // namespace agverify::model::syntax::stubs
