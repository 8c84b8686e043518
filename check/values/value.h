#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "check/slice/class_slice.h"

namespace agverify::check {

/// A value, as its place among the values, from 0.
using ValueId = std::uint32_t;

/// `shows N CLASS.PARAMETER hands M`, `.. refuses M`.
struct SlotShown {
  ClassId owner{};
  std::uint32_t parameter = 0;
  bool handed = false;
  ValueId value = 0;
  std::uint32_t line = 0;
  bool used = false;
};

/// `shows N member NAME gives M`, `.. refuses M`, `.. (1, k=2) returns M`, `.. (1, k=2) refuses`.
struct MemberShown {
  enum class Kind : std::uint8_t { Gives, RefusesAssigned, Returns, RefusesCall } kind = Kind::Gives;
  NameId name{};
  ValueId value = 0;                  ///< but for a call that is refused
  std::vector<std::optional<ValueId>> arguments{};  ///< of a call, positional ones first; none: one that has no value
  std::vector<std::string> names{};   ///< of those that are named
  bool is_call() const { return kind == Kind::Returns || kind == Kind::RefusesCall; }
  std::size_t positional() const { return arguments.size() - names.size(); }
  bool has_argument_without_value() const;
  std::uint32_t line = 0;
  bool used = false;
};

struct Value {
  std::optional<ClassId> tag{};  ///< none: an object of a class of its own, which has `__call__` beside what object has
  std::uint32_t line = 0;
  std::vector<SlotShown> slots;
  std::vector<MemberShown> members;
  /// Of a tuple: each element in its place; none: one that has no value.
  std::vector<std::optional<ValueId>> elements{};
  std::optional<ClassId> object_of{};  ///< of a class object: the class that it is, or that it derives from and adds nothing to
  /// `shows N instance M`: values of that class.
  struct Instance {
    ValueId value = 0;
    std::uint32_t line = 0;
    bool used = false;
  };
  std::vector<Instance> instances{};
  std::string literal{};  ///< as certificates spell it; empty: one that no literal names
};

/// Values in the order of their numbers; what a value shows comes before it, so they form no circle.
class Values {
 public:
  std::size_t size() const { return values_.size(); }
  const Value& operator[](ValueId id) const { return values_[id]; }

  /// Begins a value; the one before is complete from now on.
  void begin(std::optional<ClassId> tag, std::uint32_t line);
  void set_elements(std::vector<std::optional<ValueId>> elements);
  void set_literal(std::string literal) { values_.back().literal = std::move(literal); }
  void set_object_of(ClassId class_id) { values_.back().object_of = class_id; }
  bool add_instance(ValueId shown, std::uint32_t line);
  void use_instances(ValueId id) {
    for (Value::Instance& each : values_[id].instances) each.used = true;
  }
  /// Adds to the last value; false when it shows the same already.
  bool add(const SlotShown& shown);
  bool add(const MemberShown& shown);
  /// Completes the last value.
  void complete();

  /// Values with one identity have the same class and show the same.
  std::uint32_t identity(ValueId id) const { return identities_[id]; }
  /// What the value shows at a class, as places in its `slots`; these count as used.
  std::span<const std::uint32_t> use_slots_at(ValueId id, ClassId owner);
  std::span<const std::uint32_t> slots_at(ValueId id, ClassId owner) const;
  void use_member(ValueId id, std::size_t at) { values_[id].members[at].used = true; }
  /// Whether the value hands out (or refuses) at this parameter one that is the same as `shown`; then that line is
  /// used.
  bool shows_at(ValueId id, ClassId owner, std::uint32_t parameter, bool handed, ValueId shown);
  /// Whether one of the elements is the same as `shown`.
  bool has_element(ValueId id, ValueId shown) const { return elements_.contains((std::uint64_t{id} << 32) | identities_[shown]); }
  bool hands_something(ValueId id, ClassId owner, std::uint32_t parameter) const;

 private:
  std::vector<std::uint32_t> content_of(const Value& value) const;
  std::string content_of(const MemberShown& shown) const;

  std::vector<Value> values_;
  std::vector<std::uint32_t> identities_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> slots_at_;
  std::map<std::array<std::uint32_t, 5>, std::uint32_t> slot_places_;
  std::map<std::pair<ValueId, std::string>, std::uint32_t> member_places_;
  std::map<std::string, std::uint32_t> known_members_;
  std::unordered_set<std::uint64_t> elements_;  ///< a value and the identity of an element
  std::map<std::string, std::uint32_t> known_literals_;
};

}  // namespace agverify::check
