#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "model/syntax/stubs/class_reader.h"

namespace agverify::model::syntax::stubs {

/// Reads the members of classes whose type parameters are known. A member that needs something that is not read is
/// `Unread` by the name of it. Constructors are left out and private names unread: they are no observations of a value.
class MemberReader {
 public:
  MemberReader(ClassReader& types, Universe& universe, TypePool& pool) : types_(types), universe_(universe), pool_(pool) {}

  void read(const ClassSource& source);

 private:
  using Form = decltype(Member::form);
  /// What decorators make of a function.
  struct Role {
    enum class Kind : std::uint8_t { Method, Overload, Property, Setter, Nothing, Unread } kind = Kind::Method;
    std::string construct = {};  // of Unread
    Binding binding = Binding::Instance;
  };

  void read(const ClassSource& source, const ClassOutline::Member& written);
  void read_function(const ClassSource& source, const FunctionOutline& written);
  void read_assignment(const ClassSource& source, const AssignmentOutline& written);
  Role role_of(const ClassSource& source, const FunctionOutline& written) const;
  Form method(const ClassSource& source, const FunctionOutline& written, const Role& role);
  static const char* receiver_says_more(const FunctionOutline& written);
  static SignatureParameter shape_of(const FunctionOutline::Parameter& written, bool has_slash);
  void add_signature(const ClassSource& source, const FunctionOutline& written, const Role& role);
  bool means_one_thing(const ClassSource& source, std::string_view text) const;
  static std::string opaque_text(const ClassSource& source, std::string_view text);
  static std::optional<Piece> inside_final(const ClassSource& source, const Piece& annotation);
  Form property(const ClassSource& source, const FunctionOutline& written);
  void add_setter(const ClassSource& source, const FunctionOutline& written);
  std::variant<Type, Unread> type(const ClassSource& source, const Piece& annotation);
  std::variant<Type, Unread> result(const ClassSource& source, const FunctionOutline& written);

  static bool is_observation(std::string_view name);
  void add_receiver_attributes(const ClassSource& source, const ClassOutline::Member& written, bool annotated);
  void keep_text(const ClassSource& source, std::string_view name, std::string_view text);
  void put(const ClassSource& source, const Piece& name, Form form);
  Member* find(const ClassSource& source, std::string_view name);
  void add_axiom(const ClassSource& source);

  ClassReader& types_;
  Universe& universe_;
  TypePool& pool_;
  std::set<std::string_view> overloaded_;  // methods of the class at hand
};

}  // namespace agverify::model::syntax::stubs
