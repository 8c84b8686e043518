#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/class_table.h"
#include "model/syntax/reader.h"
#include "model/syntax/scope.h"

namespace agverify::model::syntax::testing {

/// A few classes made by hand, so that readers of queries are tested without a reader of stubs:
/// object, None, int, str, list[T], Pair[A, B=int], Both[A=int, B=list[A]], Number[N: int].
struct SmallWorld {
  TypePool pool;
  ClassTable table;
  Scope scope;
  ClassId object, none, integer, string, list, pair, both, number;

  SmallWorld() {
    object = add("object", {});
    none = add("NoneType", {});
    integer = add("int", {});
    string = add("str", {});
    list = add("list", {parameter("T")});
    pair = add("Pair", {parameter("A"), parameter("B", of(integer))});
    both = add("Both", {parameter("A", of(integer)), parameter("B", of(list, {pool.parameter(0)}))});
    TypeParameter bounded = parameter("N");
    bounded.upper_bound = of(integer);
    number = add("Number", {bounded});
    table.well_known = {object, none, integer, integer, integer, integer};
    scope.define("builtins.int", integer);
    scope.define("Never", SpecialForm::Never);
    scope.define("NoReturn", SpecialForm::Never);
    scope.define("None", SpecialForm::None);
    scope.define("Union", SpecialForm::Union);
    scope.define("Optional", SpecialForm::Optional);
    scope.define("Callable", SpecialForm::Callable);
    for (const char* name : {"Literal", "tuple", "Unpack"}) scope.define(name, Construct{name});
    scope.define("Ints", of(list, {of(integer)}));
  }

  Type of(ClassId id, std::initializer_list<Type> arguments = {}) { return pool.nominal(id, arguments); }
  Type join(std::initializer_list<Type> members) { return pool.union_of(members); }

 private:
  static TypeParameter parameter(std::string name, std::optional<Type> default_type = std::nullopt) {
    TypeParameter made;
    made.name = std::move(name);
    made.default_type = default_type;
    return made;
  }

  ClassId add(std::string name, std::vector<TypeParameter> parameters) {
    const ClassId id{static_cast<std::uint32_t>(table.size())};
    scope.define(name, id);
    Class made;
    made.qualified_name = "small." + name;
    made.name = std::move(name);
    made.parameters = std::move(parameters);
    if (id != ClassId{0}) made.bases.push_back(of(ClassId{0}));
    table.classes.push_back(std::move(made));
    return id;
  }
};

}  // namespace agverify::model::syntax::testing
