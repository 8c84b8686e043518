#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "model/class_table.h"

namespace agverify::model {

/// A class table written by hand: `object`, None, bool, int, float, complex and str are there, the rest is declared by a test.
/// Classes can name each other before they have bases and members; `finish` linearises.
struct SmallTable {
  TypePool pool;
  ClassTable table;
  ClassId object, none, integer, boolean, floating, complex_number, text;

  SmallTable() {
    object = declare("object");
    none = declare("None");
    integer = declare("int");
    boolean = declare("bool");
    floating = declare("float");
    complex_number = declare("complex");
    text = declare("str");
    table[object].bases.clear();
    table[boolean].bases = {type(integer)};
    for (ClassId closed : {none, boolean}) table[closed].is_final = true;
    for (ClassId solid : {integer, floating, complex_number, text}) table[solid].is_disjoint_base = true;
    table.well_known = {object, none, boolean, integer, floating, complex_number};
    finish();
  }

  ClassId declare(std::string name, std::initializer_list<std::pair<const char*, Variance>> parameters = {}) {
    Class made;
    made.name = made.qualified_name = std::move(name);
    for (const auto& [parameter, variance] : parameters) {
      TypeParameter& each = made.parameters.emplace_back();
      each.name = parameter;
      each.declared_variance = variance;
    }
    made.bases = {pool.nominal(ClassId{0})};
    table.classes.push_back(std::move(made));
    return ClassId{static_cast<std::uint32_t>(table.size() - 1)};
  }

  void derive(ClassId id, std::initializer_list<Type> bases) { table[id].bases = bases; }

  /// A method that takes the arguments by position.
  void method(ClassId id, std::string name, std::initializer_list<Type> taken, Type result) {
    member(id, std::move(name), Method{pool.callable(std::span<const Type>{taken.begin(), taken.size()}, result)});
  }

  template <class Form>
  void member(ClassId id, std::string name, Form form) {
    table[id].members.push_back({std::move(name), std::move(form), {}, false});
  }

  void finish() { finished_ = !table.linearise(pool, ClassId{0}); }
  bool finished() const { return finished_; }

  Type type(ClassId id, std::initializer_list<Type> arguments = {}) { return pool.nominal(id, arguments); }
  Type parameter(std::uint32_t index) { return pool.parameter(index); }
  Type either(std::initializer_list<Type> members) { return pool.union_of(members); }

 private:
  bool finished_ = false;
};

constexpr Variance covariant = Variance::Covariant, contravariant = Variance::Contravariant, invariant = Variance::Invariant;

}  // namespace agverify::model
