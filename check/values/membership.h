#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/slice/class_slice.h"
#include "check/values/value.h"

namespace agverify::check {

/// Whose showing stands for the parameters of a class: what `value` shows at `owner`.
struct Environment {
  std::optional<ValueId> value;  ///< none: the type is closed
  ClassId owner{};
  friend bool operator==(const Environment&, const Environment&) = default;
};

/// "Is the value surely in the type", or "surely out of it". Both may be no.
struct Question {
  bool in = true;
  ValueId value = 0;
  TypeId type{};
  Environment environment;
  std::optional<std::size_t> call{};  ///< about this call alone, a place among the members that it shows, and a signature
  TypeId receiver{};                  ///< of a call: the type whose member is called
  friend bool operator==(const Question&, const Question&) = default;
};

/// Decides whether values are in types: one function a row of the table in docs/certificate.md, each question once.
/// Nothing is cut short: every line that could matter to an answer counts as used.
class Membership {
 public:
  Membership(ClassSlice& slice, TypeTable& types, Values& values, Narrowing& narrowing)
      : slice_(slice), types_(types), values_(values), narrowing_(narrowing) {}

  bool holds(Question question);

  /// Whether the tuple hands out exactly its elements at this parameter of `tuple` or of a class above it; false: it shows
  /// nothing that is known there. Nothing for other values and classes.
  std::optional<bool> hands_elements(ValueId value, ClassId above, std::uint32_t parameter) const;

 private:
  /// What an answer depends on.
  struct Frame {
    Question question;
    bool all = false;     ///< the answer is yes when all parts are; else when one is
    bool answer = false;  ///< so far
    std::vector<Question> parts{};
    std::size_t next = 0;
    std::optional<std::pair<ClassId, ClassId>> narrowing{};  ///< what a yes takes for granted

    void require(bool fact) { answer = answer && fact; }
    void suffice(bool fact) { answer = answer || fact; }
    void settle(bool fact) { all ? require(fact) : suffice(fact); }
    /// Asks about a value that this one shows (or about this one again), in a part of the type.
    void ask(bool in, ValueId value, TypeId type) { parts.push_back({in, value, type, question.environment, {}, {}}); }
    /// Asks about one call that the value shows.
    void ask_call(std::size_t call, TypeId signature) {
      parts.push_back({question.in, question.value, signature, question.environment, call, question.type});
    }
  };
  struct Hash {
    std::size_t operator()(const Question& question) const;
  };

  void close(const Frame& frame);
  void open(Frame& frame);
  void open_union(Frame& frame);
  void open_application(Frame& frame);
  void open_nominal(Frame& frame, ClassId above);
  void open_tuple(Frame& frame);
  void open_literal(Frame& frame);
  void open_type_of(Frame& frame);
  bool may_tell(const Frame& frame, NameId name);
  bool lacks(ValueId value, NameId name);
  void open_parameter(Frame& frame);
  void ask_elements_at(Frame& frame, ClassId above);
  bool members_are_known_at(ValueId value, ClassId above);
  void open_protocol_in(Frame& frame, const Requirement& requirement);
  void member_in(Frame& frame, NameId name);
  void open_protocol_out(Frame& frame, const Requirement& requirement);
  void member_out(Frame& frame, NameId name);
  void open_callable(Frame& frame);
  void open_call(Frame& frame);
  bool may_be_called(Frame& frame);
  /// Whether what the value shows at the class are its elements: it is a tuple, and the class is tuple or above.
  bool is_shown_by_elements(ValueId value, ClassId above) const;
  /// Asks about all calls of the member, signature by signature.
  void ask_calls(Frame& frame, NameId name, TypeId callable);
  bool only_call_is_asked(const Requirement& requirement) const;
  bool what_no_callable_has_is_asked(const Requirement& requirement) const;
  bool takes_every_call(ValueId value, TypeId given, TypeId wanted) const;
  void data_out(Frame& frame, NameId name, const Member& given, const Member& wanted);
  void method_for_data_out(Frame& frame, const Member& wanted);
  void data_for_method_out(Frame& frame, NameId name);
  /// What the value shows of the member, refusals too or not; these lines count as used.
  std::vector<MemberShown> use_shown(ValueId value, NameId name, bool with_refused = true);
  TypeId called_type(TypeId protocol, NameId name);
  TypeId without_self(TypeId type, TypeId self);
  std::optional<std::pair<Member, Member>> given_and_wanted(const Question& question, NameId name);
  std::vector<TypeId> union_leaves(TypeId type) const;
  Question without_needless_environment(Question question) const;

  ClassSlice& slice_;
  TypeTable& types_;
  Values& values_;
  Narrowing& narrowing_;
  std::unordered_map<Question, bool, Hash> answers_;
};

}  // namespace agverify::check
