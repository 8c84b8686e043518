#pragma once

#include <span>
#include <vector>

#include "model/class_table.h"
#include "model/substitution.h"
#include "model/value.h"
#include "solver/rules/membership.h"

namespace agverify::solver::rules {

/// Gives a value what the laws of its class ask for: what it shows of a base must follow from what it shows of the class
/// that has this base, at the arguments that the value is built for.
class Support {
 public:
  Support(const model::ClassTable& table, model::Substitution& substitution, Membership& membership, const std::vector<model::Value>& values)
      : table_(table), substitution_(substitution), membership_(membership), values_(values) {}

  /// \param value of which elements, members and slots say what was asked of it; gets slots. \param arguments of its class
  void complete(model::Value& value, std::span<const model::Type> arguments);

  /// Whether every value so far may be one as far as its members go: what Self comes to in a value's own class is not known.
  bool is_lawful() const { return is_lawful_; }

 private:
  void from_member(const model::MemberObservation& observation, std::span<const model::Type> arguments);

  /// A call that is shown keeps each signature of its member.
  void wish_of(const model::Call& call, model::Type callable);
  void from_bases(const model::Ancestor& ancestor, std::span<const model::Type> arguments);

  /// Each element lies in its part of the tuple type that the class derives from.
  void from_elements(std::span<const model::Type> arguments);
  void at(model::ClassId owner, model::Type specialization);

  struct Wish {
    model::ValueId value;
    model::Type type;  // over the owner's parameters
    bool in;
  };

  void run(model::ValueId value, model::Type type, bool in);
  void grant(const Wish& wish);

  bool is_out(model::ValueId value, model::Type type) { return membership_.out(value, substitution_.parameters(type, arguments_)); }
  bool holds(model::ValueId value, model::Type type) { return membership_.in(value, substitution_.parameters(type, arguments_)); }

  void one_of(const Wish& wish, const model::Union& all);
  void each_of(const Wish& wish, const model::Union& all);

  void at_tuple(const Wish& wish, const model::Value& value, const model::Tuple& tuple);
  /// To be in, each element must be in what is asked at its place; to be out, one must not.
  template <typename AskedAt>
  void at_elements(const Wish& wish, const model::Value& value, const AskedAt& asked_at);

  /// To be in, all that it shows must fit; to be out, one thing must not.
  void at_class(const Wish& wish, const model::Value& value, const model::Nominal& type);
  void at_protocol(const Wish& wish, const model::Value& value, const model::Nominal& type);

  void at_callable(const Wish& wish, const model::Value& value);

  /// To be in, the call is not admitted or returns what it may; to be out, it is admitted and does not.
  void wish_for_call(const Wish& wish, const model::Call& call, model::Type callable);

  const model::ClassTable& table_;
  model::Substitution& substitution_;
  Membership& membership_;
  const std::vector<model::Value>& values_;
  model::Value* value_ = nullptr;
  bool is_lawful_ = true;
  model::ClassId owner_{};
  std::span<const model::Type> arguments_;
  std::vector<Wish> wishes_;
};

}  // namespace agverify::solver::rules
