#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// What a query writes before the name of a class to mean its class object: `class_object.Point`.
inline constexpr std::string_view class_object_prefix = "class_object.";

/// Gives the class objects that are asked for a class of their own each, so that they are compared as any value is: `__call__`
/// is the constructor, and the other members are what access on the class gives. What that would be for a dunder name, an
/// attribute of instances or one of `type` is not read. It takes the type parameters of its class.
/// Spec: constructors#converting-a-constructor-to-callable, protocol#type-and-class-objects-vs-protocols.
/// \param asked names of classes as a query has them, without the prefix; one that the scope does not know is passed over
/// \param stub_files how many of the table's files are stubs, which may leave out constructors, and no preludes
void add_class_objects(Universe& universe, const std::set<std::string, std::less<>>& asked, std::size_t stub_files, TypePool& pool);

}  // namespace agverify::model::syntax::stubs
