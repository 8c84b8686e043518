#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "model/syntax/stubs/class_reader.h"
#include "model/syntax/stubs/dataclasses.h"

namespace agverify::model::syntax::stubs {

/// Reads the members of classes whose type parameters are known. A member that needs something that is not read is
/// `Unread` by the name of it. Constructors stand apart and private names are unread: they are no observations of a value.
class MemberReader {
 public:
  MemberReader(ClassReader& types, Universe& universe, TypePool& pool) : types_(types), universe_(universe), pool_(pool) {}

  /// \returns what inference of variance does not count: see `ClassSource::left_out`
  std::vector<Member> read(const ClassSource& source);
  /// Of the class that was read last, if it is a dataclass.
  std::optional<DataclassFields> take_fields() { return std::exchange(fields_, std::nullopt); }

 private:
  using Form = decltype(Member::form);
  /// What decorators make of a function.
  struct Role {
    enum class Kind : std::uint8_t { Method, Overload, Property, Setter, Nothing, Unread } kind = Kind::Method;
    std::string construct = {};  // of Unread
    Binding binding = Binding::Instance;
  };

  void start(const ClassSource& source);
  void read(const ClassSource& source, const ClassOutline::Member& written);
  void read_function(const ClassSource& source, const FunctionOutline& written);
  void read_member_function(const ClassSource& source, const FunctionOutline& written);
  Form inferred(const ClassSource& source, const AssignmentOutline& written);
  static bool takes_back(const ClassSource& source, const AssignmentOutline& written);
  void read_assignment(const ClassSource& source, const AssignmentOutline& written);
  Role role_of(const ClassSource& source, const FunctionOutline& written) const;
  static Role role_in_module(Role role);
  std::pair<Type, Type> what_awaiting_says();
  static bool is_python(const SignatureShape& shape);
  static bool is_unpacked(const ClassSource& source, const FunctionOutline::Parameter& written);
  static bool add_elements(const Callable& elements, SignatureShape& shape, std::vector<Type>& parts);
  Form method(const ClassSource& source, const FunctionOutline& written, const Role& role);
  Form signature(const ClassSource& source, const FunctionOutline& written, Binding binding);
  std::string why_no_receiver(const ClassSource& source, const FunctionOutline& written, Binding binding);
  bool is_plain_receiver(const ClassSource& source, const FunctionOutline& written, Piece annotation, Binding binding);
  static bool stands_only_there(const ClassSource& source, const FunctionOutline& written, std::string_view variable);
  std::string add_type_parameters(const ClassSource& source, const FunctionOutline& written);
  bool names_own(const ClassSource& source, const FunctionOutline& written, std::string_view limit) const;
  static std::optional<SignatureParameter> shape_of(const FunctionOutline::Parameter& written, bool has_slash, const SignatureShape& before);
  void add_signature(const ClassSource& source, const FunctionOutline& written, const Role& role);
  Form property(const ClassSource& source, const FunctionOutline& written);
  void add_setter(const ClassSource& source, const FunctionOutline& written);
  std::variant<Type, Unread> type(const ClassSource& source, const Piece& annotation);
  std::variant<Type, Unread> result(const ClassSource& source, const FunctionOutline& written);

  static bool is_kept(std::string_view name);
  void set_constructors_apart(const ClassSource& source);
  void add_what_dataclass_makes(const ClassSource& source);
  void add_what_follows(const ClassSource& source);
  Form hash_beside(const Member& compares);
  Form frozen_field(const ClassSource& source, const AssignmentOutline& written, Type read);
  void add_receiver_attributes(const ClassSource& source, const ClassOutline::Member& written, bool annotated);
  void keep_text(const ClassSource& source, std::string_view name, std::string_view text);
  void put(const ClassSource& source, const Piece& name, Form form);
  Member* find(const ClassSource& source, std::string_view name);
  void leave_out(const ClassSource& source, const Piece& name, Form form);
  void leave_out_constructor(const ClassSource& source, const FunctionOutline& written);
  Member* find_left_out(std::string_view name);
  static std::string names_of_parameters(const ClassSource& source);
  void add_axiom(const ClassSource& source);

  ClassReader& types_;
  Universe& universe_;
  TypePool& pool_;
  std::vector<Member> left_out_;
  std::optional<DataclassOptions> dataclass_;  // of the class at hand
  std::optional<DataclassFields> fields_;
  bool is_quiet_ = false;  // nothing is wrong with what is read now
  MemberText text_;                                  // of the class at hand
  std::map<std::string_view, std::string> overloaded_;  // its overloaded methods, with what is written of them
};

}  // namespace agverify::model::syntax::stubs
