#pragma once

#include <concepts>
#include <type_traits>

#include "model/class.h"
#include "model/class_table.h"
#include "model/syntax/bound_obligation.h"
#include "model/syntax/error.h"
#include "model/syntax/scope.h"

namespace agverify::model::snapshot {

// The fields of every struct that a class table is made of, in an order that both directions share. Each is taken apart by a
// structured binding, so a struct that gets one more does not compile until it stands here.

template <typename Value, typename Plain>
concept Is = std::same_as<std::remove_const_t<Value>, Plain>;

void fields(auto& coder, Is<Location> auto& it) {
  auto& [file, line, column] = it;
  coder(file, line, column);
}

void fields(auto& coder, Is<SignatureParameter> auto& it) {
  auto& [kind, has_default, name] = it;
  coder(kind, has_default, name);
}

void fields(auto& coder, Is<OtherVariance> auto& it) {
  auto& [by, variance] = it;
  coder(by, variance);
}

void fields(auto& coder, Is<TypeParameter> auto& it) {
  auto& [name, declared, is_inferred, others, unread, bound, constraints, default_type, location] = it;
  coder(name, declared, is_inferred, others, unread, bound, constraints, default_type, location);
}

void fields(auto& coder, Is<Method> auto& it) {
  auto& [callable, binding, receiver] = it;
  coder(callable, binding, receiver);
}

void fields(auto& coder, Is<Attribute> auto& it) {
  auto& [type, of_class, takes_back, of_instance] = it;
  coder(type, of_class, takes_back, of_instance);
}

void fields(auto& coder, Is<Property> auto& it) {
  auto& [type, settable] = it;
  coder(type, settable);
}

void fields(auto& coder, Is<Unread> auto& it) {
  auto& [construct, text] = it;
  coder(construct, text);
}

void fields(auto& coder, Is<Member> auto& it) {
  auto& [name, form, location, is_axiom] = it;
  coder(name, form, location, is_axiom);
}

void fields(auto& coder, Is<Class> auto& it) {
  auto& [name, qualified, parameters, bases, members, constructors, tuple_base, enum_members, enum_aliases, is_flag, metaclass, metaclass_unread, class_object_of,
         is_protocol, is_final, is_new_type, is_disjoint_base, unsupported, location] = it;
  coder(name, qualified, parameters, bases, members, constructors, tuple_base, enum_members, enum_aliases, is_flag, metaclass, metaclass_unread, class_object_of,
        is_protocol, is_final, is_new_type, is_disjoint_base, unsupported, location);
}

void fields(auto& coder, Is<AliasDefinition> auto& it) {
  auto& [name, qualified, parameters, body, is_recursive, unsupported, location] = it;
  coder(name, qualified, parameters, body, is_recursive, unsupported, location);
}

void fields(auto& coder, Is<SourceFile> auto& it) {
  auto& [path, digest] = it;
  coder(path, digest);
}

void fields(auto& coder, Is<WellKnown> auto& it) {
  auto& [object, none_type, boolean, integer, floating, complex_number, string, bytes, tuple, type, literal_string, type_guard, type_is] = it;
  coder(object, none_type, boolean, integer, floating, complex_number, string, bytes, tuple, type, literal_string, type_guard, type_is);
}

void fields(auto& coder, Is<Assumptions> auto& it) {
  auto& [readings] = it;
  coder(readings);
}

void fields(auto& coder, Is<syntax::Construct> auto& it) {
  auto& [name] = it;
  coder(name);
}

void fields(auto& coder, Is<syntax::BoundObligation> auto& it) {
  auto& [argument, bound, constraints, owner, alias, location, subject] = it;
  coder(argument, bound, constraints, owner, alias, location, subject);
}

void fields(auto& coder, Is<syntax::ParseError> auto& it) {
  auto& [kind, message, file, line, column, construct] = it;
  coder(kind, message, file, line, column, construct);
}

}  // namespace agverify::model::snapshot
