#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

class TableChecks : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;
  std::string errors(std::string_view prelude) { return loaded.errors(prelude); }
};

TEST_F(TableChecks, UnknownNamesAreSuggested) {
  EXPECT_EQ(errors("class C(Sequenc[int]): ...\n"), "prelude.py:1:9: nothing defines `Sequenc`; did you mean `Sequence`?");
  EXPECT_EQ(errors("class C:\n    def m(self,\n          x: list[itn]) -> None: ...\n"),
            "prelude.py:3:19: nothing defines `itn`; did you mean `int`?");
  EXPECT_EQ(errors("from typing import Any, AsyncGenrator\n"),
            "prelude.py:1:25: the module `typing` does not define `AsyncGenrator`; did you mean `AsyncGenerator`?");
  EXPECT_EQ(errors("T = TypeVar('T', bound=Misssing)\nclass C(Generic[T]): ...\n"), "prelude.py:1:24: nothing defines `Misssing`");
}

TEST_F(TableChecks, ArityIsCounted) {
  EXPECT_EQ(errors("class C(Sequence[int, str]): ...\n"), "prelude.py:1:9: `Sequence` takes 1 type argument, not 2");
  EXPECT_EQ(errors("class C:\n    x: int[str]\n"), "prelude.py:2:8: `int` takes no type arguments");
}

TEST_F(TableChecks, ErrorsOfSyntaxHaveTheirPlace) {
  EXPECT_EQ(errors("class C:\n    x: list[int\n"), "prelude.py:2:5: this does not parse as Python");
  EXPECT_EQ(errors("class C[T = int]: ...\n"), "prelude.py:1:9: a default in a type parameter list is not read; `TypeVar` can have one");
  EXPECT_EQ(errors("class C:\n    x: '\xc3\xa9 | int]'\n"), "prelude.py:2:9: nothing defines `\xc3\xa9`");
}

TEST_F(TableChecks, EveryErrorIsReportedInOrder) {
  EXPECT_EQ(errors("class B:\n    x: Nowhere\nclass A(Nada):\n    y: int[int]\n"),
            "prelude.py:2:8: nothing defines `Nowhere`\n"
            "prelude.py:3:9: nothing defines `Nada`\n"
            "prelude.py:4:8: `int` takes no type arguments");
}

TEST_F(TableChecks, InheritanceHasNoCycle) {
  EXPECT_EQ(errors("class A(B): ...\nclass B(A): ...\n"), "prelude.py:1:7: `A` cannot be: it is its own base, directly or through others");
}

TEST_F(TableChecks, GenericBasesAreConsistent) {
  EXPECT_EQ(errors("class A(Sequence[int]): ...\nclass B(Sequence[str]): ...\nclass C(A, B): ...\n"),
            "prelude.py:3:7: `C` cannot be: its bases give it Sequence with two different lists of arguments");
  EXPECT_EQ(errors("class A: ...\nclass C(object, A): ...\n"),
            "prelude.py:2:7: `C` cannot be: no method resolution order keeps the order of its bases");
}

TEST_F(TableChecks, BasesAreClassesThatMayHaveSubclasses) {
  EXPECT_EQ(errors("class C(str, bool): ...\n"),
            "prelude.py:1:14: `bool` is final and cannot be a base\n"
            "prelude.py:1:14: no class can derive from both `str` and `int`: they are disjoint bases");
  EXPECT_EQ(errors("@final\nclass F: ...\nclass C(F): ...\n"), "prelude.py:3:9: `F` is final and cannot be a base");
  EXPECT_EQ(errors("class C(Union[int, str]): ...\n"), "prelude.py:1:9: `Union[int, str]` is no class and cannot be a base");
  EXPECT_EQ(errors("class A(int): ...\nclass B(A, int): ...\n"), "no error");
}

TEST_F(TableChecks, ProtocolsHaveOnlyProtocolsAsBases) {
  EXPECT_EQ(errors("class C(Sequence[int], Protocol): ...\n"),
            "prelude.py:1:9: `Sequence` is no protocol and cannot be a base of the protocol `C`");
  EXPECT_EQ(errors("class C(Iterable[int], Sized, Protocol): ...\n"), "no error");
}

TEST_F(TableChecks, TypeParametersStandOnceAndDefaultsLast) {
  EXPECT_EQ(errors("T = TypeVar('T')\nclass C(Generic[T, T]): ...\n"), "prelude.py:2:20: the type parameter `T` is there twice");
  EXPECT_EQ(errors("class C[T, T]: ...\n"), "prelude.py:1:12: the type parameter `T` is there twice");
  EXPECT_EQ(errors("class C(Generic[int]): ...\n"), "prelude.py:1:17: `int` is not a type variable");
  EXPECT_EQ(errors("A = TypeVar('A', default=int)\nB = TypeVar('B')\nclass C(Generic[A, B]): ...\n"),
            "prelude.py:3:20: the type parameter `B` has no default and comes after one that has");
}

TEST_F(TableChecks, ClassesAreDefinedOnce) {
  EXPECT_EQ(errors("class C: ...\nclass C: ...\n"), "prelude.py:2:7: the class `C` is defined twice");
}

TEST_F(TableChecks, MembersFitTheDeclaredVariance) {
  const std::string variables = "A = TypeVar('A', covariant=True)\nB = TypeVar('B', contravariant=True)\n";
  EXPECT_EQ(errors(variables + "class C(Generic[A]):\n    def put(self, x: A) -> None: ...\n"),
            "prelude.py:4:9: C.put takes A, which is declared covariant");
  EXPECT_EQ(errors(variables + "class C(Generic[B]):\n    def get(self) -> B: ...\n"),
            "prelude.py:4:9: C.get gives B, which is declared contravariant");
  EXPECT_EQ(errors(variables + "class C(Generic[A]):\n    x: A\n"), "prelude.py:4:5: C.x takes A, which is declared covariant");
  EXPECT_EQ(errors(variables + "class C(Generic[A]):\n    def get(self) -> list[A]: ...\n"),
            "prelude.py:4:9: C.get takes, by way of another class, A, which is declared covariant");
  EXPECT_EQ(errors(variables + "class C(Generic[A]):\n    @property\n    def x(self) -> A | None: ...\n"), "no error");
}

TEST_F(TableChecks, ASignatureThatAnotherMayCoverIsNoFault) {
  const std::string head = "K = TypeVar('K')\nT = TypeVar('T')\nV_co = TypeVar('V_co', covariant=True)\nclass Map(Generic[K, V_co]):\n"
                           "    @overload\n    def get(self, key: K, /) -> V_co | None: ...\n"
                           "    @overload\n    def get(self, key: K, default: V_co, /) -> V_co: ...\n";
  const std::string third = "    @overload\n    def get(self, key: K, default: T, /) -> V_co | T: ...\n";
  const std::string holder = "class Holder(Generic[V_co]):\n    def map(self) -> Map[int, V_co]: ...\n";
  EXPECT_EQ(errors(head + third + holder), "no error");
  EXPECT_EQ(errors(head), "prelude.py:6:9: Map.get takes V_co, which is declared covariant");
}

TEST_F(TableChecks, AUnionWithObjectHidesWhatStandsBesideIt) {
  EXPECT_EQ(errors("A = TypeVar('A', covariant=True)\nclass C(Generic[A]):\n    def put(self, x: A | object) -> A: ...\n"), "no error");
}

TEST_F(TableChecks, BasesFitTheDeclaredVariance) {
  const std::string variables = "A = TypeVar('A', covariant=True)\nB = TypeVar('B', contravariant=True)\n";
  EXPECT_EQ(errors(variables + "class C(list[A]): ...\n"),
            "prelude.py:3:9: the base `list[A]` of C is invariant in A, which is declared covariant");
  EXPECT_EQ(errors(variables + "class C(Container[B]): ...\n"),
            "prelude.py:3:9: the base `Container[B]` of C is covariant in B, which is declared contravariant");
  EXPECT_EQ(errors(variables + "class N(Generic[B]):\n    def put(self, x: B) -> None: ...\nclass C(N[N[A]]): ...\n"), "no error");
  EXPECT_EQ(errors(variables + "class N(Generic[B]):\n    def put(self, x: B) -> None: ...\nclass C(Sized, N[A]): ...\n"),
            "prelude.py:5:16: the base `N[A]` of C is contravariant in A, which is declared covariant");
}

TEST_F(TableChecks, AClassThatRestsOnItsOwnParameterNestedIsAccepted) {
  EXPECT_EQ(errors("B = TypeVar('B', contravariant=True)\nclass N(Generic[B]): ...\nclass C(N['N[C]']): ...\n"), "no error");
}

TEST_F(TableChecks, InferredVarianceTakesInWhatAnUnusedParameterOfABaseCountsAs) {
  EXPECT_EQ(errors("class Unused[T]: ...\nclass Below[T](Unused[T]):\n    def take(self, value: T) -> None: ...\n"), "no error");
}

TEST_F(TableChecks, InferredVarianceOfACircleOfUnusedParametersIsSettled) {
  EXPECT_EQ(errors("class A[T]:\n    def take(self, value: B[T]) -> None: ...\nclass B[T]:\n    def take(self, value: A[T]) -> None: ...\n"),
            "no error");
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
