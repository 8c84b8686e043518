#include "model/syntax/stubs/stub_reader.h"

#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

using testing::all;
using testing::shown;

class Prelude : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  std::string read(std::string_view prelude, std::string_view name = "C") {
    const auto universe = loaded.with(prelude);
    return universe ? shown(*universe, "prelude." + std::string(name)) : all(universe.error());
  }
};

TEST_F(Prelude, ReadsMethodsWithPositionalParameters) {
  EXPECT_EQ(read("class C:\n"
                 "    def m(self, a: int, b: 'C' = ..., /, c: str = 'x') -> int | None:\n"
                 "        return 3\n"
                 "    def old(self, __a: int, b: int) -> None: ...\n"
                 "    def none(self) -> None: ...\n"),
            "C(object)\n"
            "m(int, C = ..., /, c: str = ...) -> int | None\n"
            "old(int, /, b: int) -> None\n"
            "none() -> None");
}

TEST_F(Prelude, ReadsAttributesAndProperties) {
  EXPECT_EQ(read("class C:\n"
                 "    x: int = 3\n"
                 "    y: list[int]\n"
                 "    @property\n"
                 "    def p(self) -> int: ...\n"
                 "    @property\n"
                 "    def q(self) -> int: ...\n"
                 "    @q.setter\n"
                 "    def q(self, value: int) -> None: ...\n"
                 "    @q.deleter\n"
                 "    def q(self) -> None: ...\n"),
            "C(object)\n"
            "x: int\n"
            "y: list[int]\n"
            "property p: int\n"
            "settable property q: int");
}

TEST_F(Prelude, AsyncFunctionsGiveCoroutinesUnlessTheyYield) {
  EXPECT_EQ(read("class C:\n"
                 "    async def f(self) -> int: return 1\n"
                 "    async def g(self) -> AsyncIterator[int]:\n"
                 "        if True:\n"
                 "            yield 1\n"
                 "    async def h(self) -> int:\n"
                 "        def inner(): yield 1\n"
                 "        return 1\n"),
            "C(object)\n"
            "f() -> Coroutine[object, Never, int]\n"
            "g() -> AsyncIterator[int]\n"
            "h() -> Coroutine[object, Never, int]");
}

TEST_F(Prelude, LeavesOutConstructorsAndDirectivesAndKeepsPrivateNamesUnread) {
  EXPECT_EQ(read("class C:\n"
                 "    'What it is.'\n"
                 "    __slots__ = ('x',)\n"
                 "    _hidden: int\n"
                 "    def __init__(self, x: int) -> None: self.x = x\n"
                 "    def __new__(cls): ...\n"
                 "    def _m(self) -> int: ...\n"
                 "    def __len__(self) -> int: ...\n"),
            "C(object)\n_hidden unread: private name\n_m unread: private name\n__len__() -> int\nx unread: missing annotation");
}

TEST_F(Prelude, WhatAMethodAssignsToItsReceiverIsAnAttribute) {
  EXPECT_EQ(read("class C:\n"
                 "    def __init__(self) -> None:\n"
                 "        self.count: int = 0\n"
                 "        other = C()\n"
                 "        other.size: int = 1\n"),
            "C(object)\ncount: int");
}

TEST_F(Prelude, AMemberOutsideTheLanguageIsUnreadByItsName) {
  EXPECT_EQ(read("from typing import *\n"
                 "from functools import cached_property\n"
                 "P = ParamSpec('P')\n"
                 "class C:\n"
                 "    b: ClassVar\n"
                 "    c = 3\n"
                 "    e: Final = 3\n"
                 "    f: 'ClassVar'\n"
                 "    g: Annotated[int, 3]\n"
                 "    def d(self, x): ...\n"
                 "    def h(self, *args: P.args, **kwargs: P.kwargs) -> int: ...\n"
                 "    def i[**Q](self, x: Callable[Q, int]) -> int: ...\n"
                 "    def j(self, *args: *tuple[*tuple[int, ...], str]) -> int: ...\n"
                 "    def k(self, a: int, __b: int) -> int: ...\n"
                 "    @cached_property\n"
                 "    def l(self) -> int: ...\n"
                 "    class Inner: ...\n"
                 "    def m(self: list[int]) -> int: ...\n"
                 "    def n(self) -> Inner: ...\n"
                 "    def o() -> int: ...\n"
                 "    if input():\n"
                 "        def p(self) -> int: ...\n"),
            "C(object)\n"
            "b unread: ClassVar\n"
            "c unread: missing annotation\n"
            "e unread: Final\n"
            "f unread: ClassVar\n"
            "g: int\n"
            "d unread: missing annotation\n"
            "h unread: ParamSpec\n"
            "i unread: ParamSpec\n"
            "j unread: Unpack\n"
            "k unread: parameter with a mangled name\n"
            "l unread: cached_property\n"
            "Inner unread: nested class\n"
            "m unread: annotated receiver\n"
            "n unread: name of a class's body\n"
            "o unread: method without a receiver\n"
            "p unread: condition");
}

TEST_F(Prelude, ReadsParametersOfEveryKind) {
  EXPECT_EQ(read("class C:\n"
                 "    def a(self, x: int, *y: int, z: str, w: str = '', **v: bool) -> int: ...\n"
                 "    def b(self, *, x: int) -> int: ...\n"
                 "    def c(self, x: int, /, y: int = 0, *, z: int) -> int: ...\n"
                 "    def d(self, *args: int, **kwargs: str) -> int: ...\n"
                 "    async def e(self, *x: int) -> int: ...\n"),
            "C(object)\n"
            "a(x: int, *args: int, z: str, w: str = ..., **kwargs: bool) -> int\n"
            "b(*, x: int) -> int\n"
            "c(int, /, y: int = ..., *, z: int) -> int\n"
            "d(*args: int, **kwargs: str) -> int\n"
            "e(*args: int) -> Coroutine[object, Never, int]");
}

TEST_F(Prelude, ReadsOverloadsInOrderWithoutWhatImplementsThem) {
  EXPECT_EQ(read("from typing import overload\n"
                 "class C:\n"
                 "    @overload\n"
                 "    def m(self) -> int: ...\n"
                 "    @overload\n"
                 "    def m(self, x: str, /) -> str: ...\n"
                 "    def m(self, x=None): return 3\n"
                 "    @overload\n"
                 "    @staticmethod\n"
                 "    def s(x: int) -> int: ...\n"
                 "    @overload\n"
                 "    @staticmethod\n"
                 "    def s(x: str) -> str: ...\n"),
            "C(object)\n"
            "m: overload[Callable[[], int], Callable[[str], str]]\n"
            "s: overload[(x: int) -> int, (x: str) -> str]");
}

TEST_F(Prelude, AnOverloadThatIsNotReadMayShowWhatAnyOfItsSignaturesNames) {
  const std::string other = "    @overload\n    def m(self, x: ClassVar) -> int: ...\n", named = "    @overload\n    def m(self, x: A) -> int: ...\n";
  for (const std::string& text : {named + other, other + named}) {
    const auto universe = loaded.with("from typing import ClassVar, overload\nclass C[A]:\n" + text);
    ASSERT_TRUE(universe.has_value()) << all(universe.error());
    EXPECT_EQ(universe->table[*universe->table.find("prelude.C")].parameters.front().variance_unread,
              "ClassVar (member m), on which the variance of A rests");
  }
}

TEST_F(Prelude, ReadsStaticAndClassMethodsWithoutTheirReceiver) {
  const auto universe = loaded.with("class C:\n"
                                    "    @staticmethod\n"
                                    "    def s(x: int) -> int: ...\n"
                                    "    @classmethod\n"
                                    "    def c(cls, x: int) -> int: ...\n"
                                    "    def i(self, x: int) -> int: ...\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  const Class& found = universe->table[*universe->table.find("prelude.C")];
  std::vector<Binding> bindings;
  for (const Member& each : found.members) {
    EXPECT_EQ(shown(*universe, found, each), each.name + "(x: int) -> int");
    bindings.push_back(std::get<Method>(each.form).binding);
  }
  EXPECT_EQ(bindings, (std::vector{Binding::Static, Binding::Class, Binding::Instance}));
}

TEST_F(Prelude, AReceiverMayBeAnnotatedAsTheClassItself) {
  EXPECT_EQ(read("from typing import Generic, Self, Type, TypeVar\n"
                 "A = TypeVar('A')\n"
                 "S = TypeVar('S')\n"
                 "N = TypeVar('N', bound=int)\n"
                 "class C(Generic[A]):\n"
                 "    def a(self: 'C[A]') -> int: ...\n"
                 "    def b(self: Self) -> Self: ...\n"
                 "    def c(self: S) -> int: ...\n"
                 "    @classmethod\n"
                 "    def d(cls: Type[Self]) -> Self: ...\n"
                 "    @classmethod\n"
                 "    def e(cls: type['S']) -> int: ...\n"
                 "    def f[U](self: U) -> int: ...\n"
                 "    def g(self: S) -> S: ...\n"
                 "    def h(self: N) -> int: ...\n"
                 "    def i(self: 'C[int]') -> int: ...\n"
                 "    def j[U](self: U, x: U) -> int: ...\n"
                 "    def k(self: A) -> int: ...\n"
                 "    @classmethod\n"
                 "    def l(cls: Self) -> int: ...\n"),
            "C[A](object)\n"
            "a() -> int\n"
            "b() -> Self\n"
            "c() -> int\n"
            "d() -> Self\n"
            "e() -> int\n"
            "f() -> int\n"
            "g unread: annotated receiver\n"
            "h unread: annotated receiver\n"
            "i unread: annotated receiver\n"
            "j unread: annotated receiver\n"
            "k unread: annotated receiver\n"
            "l unread: annotated receiver");
}

TEST_F(Prelude, ATypeThatIsNotReadIsToldApartByItsTextAndTheTypesInside) {
  EXPECT_EQ(read("from typing import *\n"
                 "import somewhere\n"
                 "S = TypeVar('S')\n"
                 "P = ParamSpec('P')\n"
                 "Pair = tuple[int, str]\n"
                 "class C(Generic[S]):\n"
                 "    a: Literal[1, Unknown.X, ']\"']\n"
                 "    b: tuple[S | Any, ...] | None\n"
                 "    c: Any\n"
                 "    d: list\n"
                 "    e: type[list[S]]\n"
                 "    f: Pair\n"
                 "    g: 'somewhere.Else[int]'\n"
                 "    h: Callable[..., S]\n"
                 "    i: Callable[P, Self]\n"
                 "    j: Callable\n"
                 "    k: 'C.Inner'\n"
                 "    def l(self, x: dict[str, tuple[int, slice]]) -> None: ...\n"
                 "    m: somewhere.Other[[int, str], int]\n"),
            "C[S](object)\n"
            "a: opaque[\"Literal[1, Unknown.X, ']%22'] of prelude\"]\n"
            "b: opaque[\"tuple\", S | opaque[\"Any\"], opaque[\"...\"]] | None\n"
            "c: opaque[\"Any\"]\n"
            "d: opaque[\"list of prelude\"]\n"
            "e: opaque[\"type\", list[S]]\n"
            "f: tuple[int, str]\n"
            "g: opaque[\"somewhere.Else of prelude\", int]\n"
            "h: opaque[\"Callable\", opaque[\"...\"], S]\n"
            "i: opaque[\"Callable\", opaque[\"P of prelude\"], Self]\n"
            "j: opaque[\"Callable\"]\n"
            "k: opaque[\"C.Inner of prelude\"]\n"
            "l(x: dict[str, tuple[int, opaque[\"slice\"]]]) -> None\n"
            "m: opaque[\"somewhere.Other of prelude\", opaque[\"[]\", int, str], int]");
}

TEST_F(Prelude, TuplesAndLiteralsAreReadInMembersAndBases) {
  EXPECT_EQ(read("from enum import Enum\n"
                 "from typing import *\n"
                 "class Color(Enum):\n"
                 "    RED = 1\n"
                 "Ts = TypeVarTuple('Ts')\n"
                 "One: TypeAlias = Literal[1]\n"
                 "class C[T](Iterator[tuple[T, 'C[T]']]):\n"
                 "    a: tuple[T, ...]\n"
                 "    b: 'tuple[int, *tuple[T, ...], Self]'\n"
                 "    c: Literal[Color.RED, 'x', -1] | One\n"
                 "    d: tuple[Any, int]\n"
                 "    e: tuple[Any, ...]\n"
                 "    def f(self, *args: *tuple[int, T]) -> tuple[()]: ...\n"
                 "    def g(self, x: tuple[int, *Ts]) -> int: ...\n"),
            "C[T](Iterator[tuple[T, C[T]]])\n"
            "a: tuple[T, ...]\n"
            "b: tuple[int, *tuple[T, ...], Self]\n"
            "c: (Literal[Color.RED] | Literal[\"x\"] | Literal[-1]) | Literal[1]\n"
            "d: tuple[opaque[\"Any\"], int]\n"
            "e: opaque[\"tuple\", opaque[\"Any\"], opaque[\"...\"]]\n"
            "f(int, T, /) -> tuple[()]\n"
            "g unread: Unpack");
}

TEST_F(Prelude, TheVarianceOfWhatStandsInsideATupleIsInferred) {
  EXPECT_EQ(read("class C[A, B]:\n    def m(self, x: tuple[int, *tuple[A, ...]]) -> tuple[B, int]: ...\n"),
            "C[-A, +B](object)\nm(x: tuple[int, *tuple[A, ...]]) -> tuple[B, int]");
  EXPECT_EQ(loaded.errors("T = TypeVar('T', contravariant=True)\nclass C(Generic[T]):\n    def m(self) -> tuple[int, T]: ...\n"),
            "prelude.py:3:9: C.m gives T, which is declared contravariant");
}

TEST_F(Prelude, TypeVariablesOfMethodsAreToldApartByTheirLimits) {
  EXPECT_EQ(read("S = TypeVar('S')\n"
                 "class C[T]:\n"
                 "    def a(self, x: S) -> list[S]: ...\n"
                 "    def b[U](self, x: U) -> U: ...\n"
                 "    def c[U: int](self, x: U) -> U: ...\n"
                 "    def d[U: (int, str)](self, x: U) -> U: ...\n"
                 "    def e[T](self, x: T) -> T: ...\n"
                 "    def f[U: list[T]](self, x: U) -> U: ...\n"
                 "    def g[*U](self, x: int) -> int: ...\n"),
            "C[T](object)\n"
            "a(x: opaque[\"S of prelude\"]) -> list[opaque[\"S of prelude\"]]\n"
            "b(x: opaque[\"type variable U of prelude\"]) -> opaque[\"type variable U of prelude\"]\n"
            "c(x: opaque[\"type variable U: int of prelude\"]) -> opaque[\"type variable U: int of prelude\"]\n"
            "d(x: opaque[\"type variable U in int in str of prelude\"]) -> opaque[\"type variable U in int in str of prelude\"]\n"
            "e(x: opaque[\"type variable T of prelude\"]) -> opaque[\"type variable T of prelude\"]\n"
            "f unread: type variable\n"
            "g unread: TypeVarTuple");
}

TEST_F(Prelude, WhatTheBodyOfAClassBindsIsNotToldApart) {
  EXPECT_EQ(read("from typing import Any, Literal\n"
                 "class C:\n"
                 "    def Any(self) -> int: ...\n"
                 "    x: Any\n"
                 "    y: Literal[Any.z]\n"
                 "    z: tuple[Any]\n"),
            "C(object)\nAny() -> int\nx unread: name of a class's body\ny unread: name of a class's body\nz unread: name of a class's body");
}

TEST_F(Prelude, AClassVarIsAnAttributeOfItsClass) {
  EXPECT_EQ(read("from typing import ClassVar\n"
                 "class C[T]:\n"
                 "    x: ClassVar[int] = 1\n"
                 "    y: ClassVar[list[T]]\n"
                 "    z: ClassVar = 1\n"),
            "C[T](object)\nclass x: int\ny unread: ClassVar over a type parameter\nz unread: ClassVar");
}

TEST_F(Prelude, AFinalAttributeIsAPropertyWithoutSetter) {
  EXPECT_EQ(read("from typing import Final\n"
                 "class C:\n"
                 "    x: Final[int]\n"
                 "    y: 'Final[int]'\n"
                 "    def __init__(self) -> None:\n"
                 "        self.z: Final[str] = ''\n"),
            "C(object)\nproperty x: int\ny unread: Final\nproperty z: str");
}

TEST_F(Prelude, TheVarianceOfWhatStandsInsideACallableIsInferred) {
  EXPECT_EQ(read("class C[A, B]:\n    def m(self) -> Callable[[A], B]: ...\n"), "C[-A, +B](object)\nm() -> Callable[[A], B]");
  EXPECT_EQ(read("T = TypeVar('T')\nclass Phantom(Generic[T]): ...\nclass C[A]:\n    def m(self) -> Callable[[Phantom[A]], None]: ...\n"),
            "C[A](object)\nm() -> Callable[[Phantom[A]], None]");
  EXPECT_EQ(loaded.errors("T = TypeVar('T', covariant=True)\nclass B(Generic[T]): ...\n"
                          "class C(B[Callable[[T], int]]): ...\n"),
            "prelude.py:3:9: the base `B[Callable[[T], int]]` of C is contravariant in T, which is declared covariant");
}

TEST_F(Prelude, TheVarianceOfWhatStandsInsideATypeThatIsNotReadIsNotKnown) {
  const auto universe = loaded.with("class C[A, B]:\n    def m(self) -> list[type[A]]: ...\n    def n(self) -> B: ...\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  const auto& parameters = universe->table[*universe->table.find("prelude.C")].parameters;
  EXPECT_EQ(parameters[0].variance_unread, "type (member m), on which the variance of A rests");
  EXPECT_EQ(parameters[1].variance_unread, "");
}

TEST_F(Prelude, PrivateNamesOfAProtocolAreUnreadForItAsksForThem) {
  EXPECT_EQ(read("class C(Protocol):\n    _x: int\n"), "protocol C(object)\n_x unread: private name");
}

TEST_F(Prelude, ReadsTypeVariablesInEitherStyle) {
  EXPECT_EQ(read("A = TypeVar('A', covariant=True)\n"
                 "B = TypeVar('B', bound='int | str', default=int)\n"
                 "D = TypeVar('D', int, str, default=str)\n"
                 "E = TypeVar('E', default=list[B])\n"
                 "class C(Generic[A, B, D, E]):\n"
                 "    def get(self) -> A: ...\n"),
            "C[+A, B: int | str = int, D in int in str = str, E = list[B]](object)\nget() -> A");
  EXPECT_EQ(read("class C[A, B: int, D: (int, str)]:\n"
                 "    def get(self) -> A: ...\n"
                 "    def put(self, b: B) -> None: ...\n"
                 "    x: D\n"),
            "C[+A, -B: int, D in int in str](object)\nget() -> A\nput(b: B) -> None\nx: D");
}

TEST_F(Prelude, TakesParametersFromGenericElseProtocolElseOrderInBases) {
  const std::string variables = "A = TypeVar('A')\nB = TypeVar('B')\n";
  EXPECT_EQ(read(variables + "class C(dict[B, A]): ...\n"), "C[B, A](dict[B, A])");
  EXPECT_EQ(read(variables + "class C(dict[B, 'list[A]'], Generic[A, B]): ...\n"), "C[A, B](dict[B, list[A]])");
  EXPECT_EQ(read(variables + "class C(Protocol[B]):\n    x: B\n"), "protocol C[B](object)\nx: B");
  EXPECT_EQ(read("class C(Protocol): ...\n"), "protocol C(object)");
}

TEST_F(Prelude, InfersTheVarianceOfNewStyleParametersFromMembersAndBases) {
  EXPECT_EQ(read("class C[A](Sequence[A]): ...\n"), "C[+A](Sequence[A])");
  EXPECT_EQ(read("class C[A](list[A]): ...\n"), "C[A](list[A])");
  EXPECT_EQ(read("class C[A]: ...\n"), "C[+A](object)");
  EXPECT_EQ(read("class C[A]:\n    def next(self) -> 'C[A]': ...\n    def put(self, x: A) -> None: ...\n"),
            "C[-A](object)\nnext() -> C[A]\nput(x: A) -> None");
  EXPECT_EQ(read("A = TypeVar('A', infer_variance=True)\nclass C(Generic[A]):\n    def get(self) -> A: ...\n"), "C[+A](object)\nget() -> A");
  EXPECT_EQ(read("B = TypeVar('B', contravariant=True)\nclass Phantom(Generic[B]): ...\nclass C[A](Phantom[A]): ...\n"), "C[-A](Phantom[A])");
}

TEST_F(Prelude, FollowsImportsAndOtherNames) {
  EXPECT_EQ(read("import typing as t\n"
                 "import collections.abc\n"
                 "from abc import ABC, ABCMeta, abstractmethod\n"
                 "from typing import Generic as G, TypeVar as V, final as last\n"
                 "from collections.abc import Set\n"
                 "T = t.TypeVar('T')\n"
                 "Ints = list[int]\n"
                 "type Words = list[str]\n"
                 "More: t.TypeAlias = 'dict[str, Ints]'\n"
                 "Row = list\n"
                 "@last\n"
                 "class C(ABC, t.Generic[T], metaclass=ABCMeta):\n"
                 "    @abstractmethod\n"
                 "    def a(self) -> Set[T]: ...\n"
                 "    def b(self) -> collections.abc.Iterable[T]: ...\n"
                 "    def c(self) -> Ints | Words | More | Row[T]: ...\n"
                 "    def d(self) -> t.Optional[T]: ...\n"),
            "final C[T](object)\n"
            "a() -> AbstractSet[T]\n"
            "b() -> Iterable[T]\n"
            "c() -> list[int] | list[str] | dict[str, list[int]] | list[T]\n"
            "d() -> T | None");
}

TEST_F(Prelude, OrderOfDefinitionsDoesNotMatter) {
  EXPECT_EQ(read("class C(B[int]):\n    def m(self) -> D: ...\nclass B(Generic[T]): ...\nclass D: ...\nT = TypeVar('T')\n"),
            "C(B[int])\nm() -> D");
}

TEST_F(Prelude, ConditionsOnTheVersionAreDecided) {
  const std::string text =
      "import sys\n"
      "if sys.version_info >= (3, 14):\n"
      "    class C: new: int\n"
      "elif sys.version_info >= (3, 12) and sys.platform != 'win32':\n"
      "    class C: middle: int\n"
      "else:\n"
      "    class C: old: int\n";
  EXPECT_EQ(read(text), "C(object)\nmiddle: int");
  loaded.version = {3, 14};
  EXPECT_EQ(read(text), "C(object)\nnew: int");
  loaded.version = {3, 11};
  EXPECT_EQ(read(text), "C(object)\nold: int");
}

TEST_F(Prelude, ConditionsReadAsPythonReadsThem) {
  const auto holds = [&](const std::string& condition) {
    return read("import sys\nif " + condition + ":\n    class C: yes: int\nelse:\n    class C: no: int\n");
  };
  for (const char* condition : {"sys.version_info == (3,)", "sys.version_info <= (3, 13)", "not TYPE_CHECKING", "False", "sys.platform == 'darwin'",
                                "sys.version_info[0] == 2", "sys.version_info < (3, 13) or sys.version_info >= (3, 14)"})
    EXPECT_EQ(holds(condition), "C(object)\nno: int") << condition;
  for (const char* condition : {"sys.version_info > (3, 13)", "(sys.version_info >= (3,))", "TYPE_CHECKING", "sys.platform == \"linux\"",
                                "sys.version_info != (3, 12)", "unknown() or True"})
    EXPECT_EQ(holds(condition), "C(object)\nyes: int") << condition;
}

TEST_F(Prelude, ClassesUnderOtherConditionsAreUnsupported) {
  const auto universe = loaded.with("if __name__ == '__main__':\n    class C: x: int\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  const auto query = read_query("prelude.C <: int", universe->scope, universe->table, loaded.pool);
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().construct, "condition");
}

TEST_F(Prelude, AnUnsupportedBaseMakesTheClassUnsupportedAndAllThatRestOnIt) {
  EXPECT_EQ(read("from somewhere import Base\nclass C(B): ...\nclass B(Base):\n    x = 1\n"), "C(object) unsupported: somewhere.Base");
  EXPECT_EQ(read("class C(NamedTuple):\n    x: Any\n"), "C(object) unsupported: Any");
  EXPECT_EQ(read("class C(tuple): ...\n"), "C(object) unsupported: tuple");
  EXPECT_EQ(read("from somewhere import Base\nclass C(Base): ...\n"), "C(object) unsupported: somewhere.Base");
  EXPECT_EQ(read("import somewhere\nclass C(somewhere.Base): ...\n"), "C(object) unsupported: module somewhere");
  EXPECT_EQ(read("class M(type): ...\nclass C(metaclass=M): ...\n"), "C(object)");
  EXPECT_EQ(read("class M: ...\nclass C(metaclass=M): ...\n"), "C(object) unsupported: metaclass");
  EXPECT_EQ(read("def made(): ...\nclass C(metaclass=made): ...\n"), "C(object) unsupported: metaclass");
  EXPECT_EQ(read("class M(type): ...\nclass N(type): ...\nclass B(metaclass=M): ...\nclass C(B, metaclass=N): ...\n"),
            "C(object) unsupported: metaclasses of which none is the lowest");
  EXPECT_EQ(read("P = ParamSpec('P')\nclass C(Generic[P]): ...\n"), "C(object) unsupported: ParamSpec");
  EXPECT_EQ(read("class C[*Ts]: ...\n"), "C[+Ts](object) unsupported: TypeVarTuple");
}

TEST_F(Prelude, ABaseAndADefaultMayHoldWhatIsNotReadAnyFurther) {
  EXPECT_EQ(read("from typing import Any, Iterator\nclass C(Iterator[Any]): ...\n"), "C(Iterator[opaque[\"Any\"]])");
  EXPECT_EQ(read("from typing import Iterator, TypeVar\nT = TypeVar('T')\nclass C(Iterator[type[T]]): ...\n"),
            "C[T](Iterator[opaque[\"type\", T]])");
  EXPECT_EQ(read("from typing import Self, Iterator\nclass C(Iterator[Self]): ...\n"), "C(object) unsupported: Self");
  const auto universe = loaded.with("from typing import Any, Generic, TypeVar\nT = TypeVar('T', default=Any)\nclass C(Generic[T]): ...\nclass D(C): ...\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_TRUE(read_query("D <: C[int]", universe->scope, universe->table, loaded.pool).has_value());
  const auto query = read_query("C <: C[int]", universe->scope, universe->table, loaded.pool);
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().construct, "default of T");
}

TEST_F(Prelude, TheVarianceOfWhatStandsInsideABaseThatIsNotReadIsNotKnown) {
  const auto universe = loaded.with("from typing import Iterator\nclass C[T](Iterator[type[T]]): ...\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_EQ(universe->table.classes.back().parameters.front().variance_unread, "type (a base), on which the variance of T rests");
}

TEST_F(Prelude, NamesOfThePreludeHideOlderOnesAndStayApart) {
  const auto universe = loaded.with("class int: ...\nT = TypeVar('T')\ndef f(): ...\nfrom collections.abc import Set\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  const auto type = [&](std::string_view text) {
    const auto found = read_annotation(text, universe->scope, universe->table, loaded.pool);
    return found ? print(*found, universe->table) : describe(found.error());
  };
  EXPECT_EQ(type("int | builtins.int | prelude.int"), "prelude.int | builtins.int | prelude.int");
  EXPECT_EQ(type("Set[str]"), "AbstractSet[str]");
  const auto query = read_query("forall T, f. |- T <: f", universe->scope, universe->table, loaded.pool);
  EXPECT_TRUE(query.has_value());
}

TEST_F(Prelude, OldClassesKeepTheirIds) {
  const auto universe = loaded.with("class C(list[int]): ...\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_EQ(universe->table.size(), loaded.universe.table.size() + 1);
  for (std::size_t i = 0; i < loaded.universe.table.size(); ++i)
    EXPECT_EQ(universe->table.classes[i].qualified_name, loaded.universe.table.classes[i].qualified_name);
  EXPECT_EQ(universe->table.files.back().path, "prelude.py");
}

TEST_F(Prelude, NotesEveryBoundThatATextTakesForGranted) {
  const auto universe = loaded.with(
      "N = TypeVar('N', bound=int, default=bool)\n"
      "class Box(Generic[N]): ...\n"
      "class C(Box[str]):\n"
      "    x: list[Box[int]]\n"
      "Alias = Box[str]\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  std::string noted;
  for (const BoundObligation& each : universe->obligations)
    noted += fmt::format("{}:{} {}: {} within {}\n", each.location.line, each.location.column, each.subject,
                         print(each.argument, universe->table), print(*each.upper_bound, universe->table));
  EXPECT_EQ(noted,
            "1:37 the default of N: bool within int\n"
            "3:13 argument 1 of Box: str within int\n"
            "4:17 argument 1 of Box: int within int\n"
            "5:13 argument 1 of Box: str within int\n");
}

TEST(StubFolder, ModulesImportEachOtherInAnyOrder) {
  std::vector<SourceText> sources = testing::embedded_sources();
  sources.push_back({"package/__init__.pyi", "from .inner import *\nfrom . import other\n", {}});
  sources.push_back({"package/inner.pyi",
                     "from typing import Generic, TypeVar\nfrom ..last import Late as Later\nfrom .other import Number\n"
                     "Limit = list[Number]\nT = TypeVar('T', covariant=True, bound=Limit)\nPair = dict[Number, Later]\n"
                     "class Box(Generic[T]):\n    def get(self) -> T: ...\n", {}});
  sources.push_back({"package/other.pyi", "Number = int\n", {}});
  sources.push_back({"last.pyi",
                     "import package as p\nfrom package import Pair, T, Box\n"
                     "Late = list[int]\nclass Last(Box[T], p.Generic[T]):\n    x: Pair\n    y: p.Pair\n", {}});
  TypePool pool;
  const auto universe = read_stubs(sources, {3, 13}, pool);
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_EQ(shown(*universe, "last.Last"), "Last[+T: list[int]](Box[T])\nx: dict[int, list[int]]\ny: dict[int, list[int]]");
  const auto type = read_annotation("Last[package.inner.Pair] | last.Late", universe->scope, universe->table, pool);
  ASSERT_TRUE(type.has_value()) << describe(type.error());
  EXPECT_EQ(print(*type, universe->table), "Last[dict[int, list[int]]] | list[int]");
}

TEST_F(Prelude, DeepNestingInAnAnnotationIsRead) {
  constexpr std::size_t depth = 20'000;
  std::string type;
  for (std::size_t i = 0; i < depth; ++i) type += "list[";
  type += "int" + std::string(depth, ']');
  const auto universe = loaded.with("class C:\n    x: '" + type + "'\n");
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_EQ(std::get<Attribute>(universe->table.classes.back().members.front().form).type->depth, depth + 1);
}

TEST_F(Prelude, DeepNestingOfBracketsAndBlocksDoesNotCrash) {
  constexpr std::size_t depth = 20'000;
  std::string type = "class C:\n    x: ";
  for (std::size_t i = 0; i < depth; ++i) type += "list[";
  loaded.with(type + "int" + std::string(depth, ']') + "\n");
  std::string blocks;
  for (std::size_t i = 0; i < 200; ++i) blocks += std::string(i, ' ') + "if True:\n";
  EXPECT_EQ(read(blocks + std::string(200, ' ') + "class C: x: int\n"), "C(object)\nx: int");
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
