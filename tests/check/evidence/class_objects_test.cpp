// Certificates about `type[..]`.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view classes = R"(class type at 1:5
base type object
class A at 1:9
base A object
class B at 1:10
base B A
)";
constexpr std::string_view metaclasses = R"(class type at 1:5
base type object
class Meta at 1:6
base Meta type
class A at 1:9
base A object
metaclass A Meta
class B at 1:10
base B A
)";

TEST(ClassObjects, TypeOfIsCovariant) {
  expect_only_as_it_is(certificate("type[B] <: type[A]", "proved", classes, R"(step 1 nominal-by-subclassing B <: A
step 2 type-covariant type[B] <: type[A] from 1
conclude 1 by 2
)"),
                       {{"step 1 nominal-by-subclassing B <: A", "step 1 subtype-reflexive A <: A", "step 2", "step 1 is not B <: A"},
                        {"type[A] from 1", "type[A]", "step 2", "missing"},
                        {"type-covariant", "type-distributes", "step 2", "no union"},
                        {"type-covariant", "type-of-class", "step 2", "a side is no class"}});
}

TEST(ClassObjects, AnInstanceTellsTheClassApart) {
  expect_only_as_it_is(certificate("type[A] <: type[B]", "refuted", classes, "value 1 A\nvalue 2 type of A\nshows 2 instance 1\nrefute 2\n"),
                       {{"type of A", "type of B", "shows 2", "no instance of the class"},
                        {"value 2 type of A", "value 2 A of A", "value 2", "no class object of A is a A"},
                        {"value 1 A", "value 1 B", "shows 2", "no instance of the class"},
                        {"type of A", "type of C", "value 2", "`C` is not known here"},
                        {"type of A", "type", "shows 2", "no instance of the class"}});
}

TEST(ClassObjects, AClassObjectIsNoInstanceAndAnInstanceNoClassObject) {
  expect_accepted(certificate("type[A] <: A", "refuted", classes.substr(0, classes.find("class B")), "value 1 type of A\nrefute 1\n"));
  expect_accepted(certificate("A <: type[A]", "refuted", classes.substr(0, classes.find("class B")), "value 1 A\nrefute 1\n"));
  const std::string wrong = certificate("type[A] <: type[A]", "refuted", classes.substr(0, classes.find("class B")), "value 1 type of A\nrefute 1\n");
  expect_rejected(wrong, line_of(wrong, "refute 1"), "out of the target");
}

TEST(ClassObjects, AUnionGoesThrough) {
  expect_only_as_it_is(certificate("type[A | B] <: type[A] | type[B]", "proved", classes, R"(step 1 subtype-reflexive type[A] | type[B] <: type[A] | type[B]
step 2 type-distributes type[A | B] <: type[A] | type[B] from 1
conclude 1 by 2
)"),
                       {{"step 1 subtype-reflexive type[A] | type[B] <: type[A] | type[B]", "step 1 union-member-below type[A] <: type[A] | type[B] from 1", "step 1",
                         "no earlier step"},
                        {"from 1", "from 2", "step 2", "no earlier step"}});
}

TEST(ClassObjects, TheMetaclassIsTheLowestAbove) {
  expect_only_as_it_is(certificate("type[B] <: Meta", "proved", metaclasses, R"(step 1 subtype-reflexive Meta <: Meta
step 2 type-below-metaclass type[B] <: Meta from 1
conclude 1 by 2
)"),
                       {{"metaclass A Meta\n", "", "step 2", "step 1 is not type <: Meta"},
                        {"metaclass A Meta", "metaclass A B", "class A", "does not derive from type"}});
  const std::string two = certificate("type[B] <: Meta", "proved", fmt::format("{}class Other at 1:7\nbase Other type\nmetaclass B Other\n", metaclasses),
                                      "step 1 subtype-reflexive Meta <: Meta\nstep 2 type-below-metaclass type[B] <: Meta from 1\nconclude 1 by 2\n");
  expect_rejected(two, line_of(two, "class B"), "none is below all others");
}

TEST(ClassObjects, EveryInstanceOfAMetaclassIsAClassObject) {
  expect_accepted(certificate("Meta <: type[object]", "proved", metaclasses.substr(0, metaclasses.find("class A")), R"(step 1 subtype-reflexive object <: object
step 2 type-object-all-classes Meta <: type[object] from 1
conclude 1 by 2
)"));
  const std::string unknown = certificate("Meta <: type[A]", "refuted", metaclasses.substr(0, metaclasses.find("class B")), "value 1 Meta\nrefute 1\n");
  expect_rejected(unknown, line_of(unknown, "refute 1"), "out of the target");
  expect_accepted(certificate("Meta <: type[A]", "refuted", metaclasses.substr(0, metaclasses.find("class B")), "value 1 Meta of object\nrefute 1\n"));
}

constexpr std::string_view objects = R"(class type at 1:5
base type object
class P protocol at 1:9
base P object
class class_object.P final at 1:9
base class_object.P type
object class_object.P P
)";

TEST(ClassObjects, AProtocolIsNotInItsOwn) {
  expect_only_as_it_is(certificate("class_object.P <: type[P]", "refuted", objects, "value 1 class_object.P\nrefute 1\n"),
                       {{"class P protocol", "class P", "refute 1", "out of the target"},
                        {"class class_object.P final", "class class_object.P", "class class_object.P", "no class of a class object"},
                        {"object class_object.P P\n", "", "refute 1", "out of the target"}});
}

TEST(ClassObjects, WhatNeitherTheClassNorItsMetaclassHasIsMissing) {
  const std::string slice = R"(class type at 1:5
base type object
class A at 1:9
base A object
class Sized protocol at 1:10
base Sized object
requires Sized __len__
missing type __len__
missing A __len__
)";
  expect_only_as_it_is(certificate("type[A] <: Sized", "refuted", slice, "value 1 type of A\nrefute 1\n"),
                       {{"missing A __len__\n", "", "refute 1", "out of the target"},
                        {"missing type __len__\n", "", "refute 1", "out of the target"}});
}

TEST(ClassObjects, TypeOfNeverIsEmptyByAReadingAlone) {
  const std::string text = certificate("type[Never] <: int", "proved", "class type at 1:5\nbase type object\nclass int at 1:9\nbase int object\n",
                                       "step 1 type-never type[Never] <: int\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "step 1"), "not taken to be empty");
  expect_accepted(with_reading(text, "proved", "type-never=empty"));
}

TEST(ClassObjects, OnlyWhatHasClassObjectsStandsThere) {
  const std::string text = certificate("type[Callable[[A], A]] <: object", "proved", classes, "step 1 object-top type[Callable[[A], A]] <: object\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "query"), "this has no class objects");
}

}  // namespace
}  // namespace agverify::check
