#include <cstdlib>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view builtins = R"(import sys
from typing import Iterable, SupportsInt, TypeVar
_T = TypeVar("_T")
class object:
    def __eq__(self, value: object, /) -> bool: ...
class int(SupportsInt): ...
class bool(int): ...
class float: ...
class complex: ...
class str(Iterable[str]): ...
class list(Iterable[_T]):
    def append(self, item: _T, /) -> None: ...
)";

constexpr std::string_view typing = R"(import collections
from abc import ABCMeta, abstractmethod
from typing_extensions import final
class _SpecialForm: ...
class TypeVar: ...
Protocol: _SpecialForm
Generic: _SpecialForm
Callable: _SpecialForm
List = list
_T_co = TypeVar("_T_co", covariant=True)
class Iterable(Protocol[_T_co]):
    @abstractmethod
    def __next__(self) -> _T_co: ...
class SupportsInt(Protocol, metaclass=ABCMeta):
    @abstractmethod
    def __int__(self) -> int: ...
)";

/// A folder that is a small typeshed.
struct Small : Place {
  Small() {
    write("t/stdlib/VERSIONS", "# modules\nabc: 3.0-\nbox: 3.0-\nbuiltins: 3.0-\ncollections: 3.0-\nlate: 3.12-\nold: 3.0-3.11\n"
                               "collections.abc: 3.3-\n_impl: 3.0-\ntypes: 3.0-\ntyping: 3.5-\ntyping_extensions: 3.0-\nwrong: 3.0-\n");
    write("t/stdlib/builtins.pyi", builtins);
    write("t/stdlib/typing.pyi", typing);
    write("t/stdlib/abc.pyi", "class ABCMeta(type): ...\ndef abstractmethod(f): ...\n");
    write("t/stdlib/typing_extensions.pyi", "def final(f): ...\n");
    write("t/stdlib/types.pyi", "import sys\nif sys.version_info >= (3, 10):\n    class NoneType: ...\n");
    write("t/stdlib/collections/__init__.pyi", "from ..late import Late\nfrom .abc import Inner as Inner\n");
    write("t/stdlib/collections/abc.pyi", "from _impl import *\nfrom _impl import __all__ as __all__\nclass Inner: ...\n");
    write("t/stdlib/_impl.pyi", "import typing as t\n__all__ = ['Bag', '_Shown']\n__all__ += ['More']\n__all__.remove('More')\n"
                                "class Bag(t.Iterable[int]): ...\nclass _Shown(Bag): ...\nclass More: ...\n");
    write("t/stdlib/old.pyi", "class Old: ...\n");
    write("t/stdlib/late.pyi", "class Late: ...\n");
    write("t/stdlib/box.pyi", "class Box: ...\n");
    write("t/stdlib/wrong.pyi", "class Right: ...\nclass Wrong(:\n");
  }

  Finished prove(const std::string& query, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"prove", "--typeshed", "t", query});
    return agverify(more);
  }
};

TEST(Typeshed, AnswersFromTheModulesThatTheQueryReaches) {
  const Small place;
  EXPECT_EQ(place.prove("bool <: SupportsInt").code, 0);
  EXPECT_EQ(place.prove("list[bool] <: Iterable[int]").code, 0);
  EXPECT_EQ(place.prove("Iterable[int] <: Iterable[bool]").code, 1);
}

/// Spec: protocol#assignability-relationships-with-other-types: list takes back what object has.
TEST(Typeshed, HashOfObjectIsAMemberAsFarAsTheSpecGoes) {
  const Small place;
  const std::string with_hash = std::string(builtins).replace(builtins.find("    def __eq__"), 0, "    def __hash__(self) -> int: ...\n");
  place.write("t/stdlib/builtins.pyi", with_hash + "class strict:\n    def __hash__(self) -> int: ...\n");
  place.write("hashes.pyi", "from typing import Protocol\nclass Hashes(Protocol):\n    def __hash__(self) -> int: ...\n");
  const auto basis = [&](const std::string& query) { return place.prove(query, {"--prelude", "hashes.pyi"}).out; };
  EXPECT_THAT(basis("object <: Hashes"), HasSubstr("basis open"));
  EXPECT_THAT(basis("str <: Hashes"), HasSubstr("basis open"));
  EXPECT_THAT(basis("strict <: Hashes"), HasSubstr("basis spec"));
  EXPECT_THAT(basis("forall X. X <: Hashes"), testing::StartsWith("unknown"));
  EXPECT_THAT(basis("Callable[[int], str] <: Hashes"), testing::StartsWith("unknown"));
}

/// Spec: historical#generics-in-standard-collections.
TEST(Typeshed, KnowsTheHistoricalNamesOfClassesThatItsStubGivesOrOnlyPromises) {
  const Small place;
  place.write("t/stdlib/typing.pyi", std::string(typing) + "class _Alias: ...\nSet = _Alias()\nDeque = _Alias()\n");
  place.write("t/stdlib/builtins.pyi", std::string(builtins) + "class set(Iterable[_T]): ...\n");
  place.write("t/stdlib/collections/__init__.pyi", "from typing import Iterable, TypeVar\n_T = TypeVar('_T')\nclass deque(Iterable[_T]): ...\n");
  EXPECT_EQ(place.prove("List[int] == list[int]").code, 0);
  EXPECT_EQ(place.prove("Set[int] == set[int]").code, 0);
  EXPECT_EQ(place.prove("Deque[int] == collections.deque[int]").code, 0);
  EXPECT_EQ(place.prove("Deque[int] <: typing.Set[int]").code, 1);
}

TEST(Typeshed, IsTheFolderOfTheStandardLibraryOrHoldsIt) {
  const Small place;
  EXPECT_EQ(place.agverify({"prove", "--typeshed", "t/stdlib", "bool <: int"}).code, 0);
}

TEST(Typeshed, StarImportsGiveWhatAllLists) {
  const Small place;
  EXPECT_EQ(place.prove("collections.abc._Shown <: Bag").code, 0);
  EXPECT_EQ(place.prove("collections.abc.Bag <: Iterable[int]").code, 0);
  EXPECT_THAT(place.prove("collections.abc.More <: object").error, HasSubstr("collections.abc.More"));
}

TEST(Typeshed, ImportsOfOtherModulesAreFollowedByName) {
  const Small place;
  EXPECT_EQ(place.prove("collections.Inner == collections.abc.Inner").code, 0);
  EXPECT_EQ(place.prove("typing.List[int] == list[int]").code, 0);
}

TEST(Typeshed, VersionsSayWhichModulesThereAre) {
  const Small place;
  EXPECT_EQ(place.prove("old.Old <: object", {"--python-version", "3.11"}).code, 0);
  EXPECT_EQ(place.prove("old.Old <: object", {"--python-version", "3.12"}).code, 65);
  EXPECT_EQ(place.prove("late.Late <: object", {"--python-version", "3.12"}).code, 0);
  EXPECT_EQ(place.prove("late.Late <: object", {"--python-version", "3.11"}).code, 65);
}

TEST(Typeshed, OldVersionsHaveTheClassOfNoneToo) {
  EXPECT_EQ(Small{}.prove("None <: object", {"--python-version", "3.9"}).code, 0);
}

TEST(Typeshed, PreludeMayImportFromAnyModule) {
  const Small place;
  place.write("p.pyi", "import box as b\nfrom collections.abc import Bag\nclass Mine(Bag, b.Box): ...\n");
  EXPECT_EQ(place.prove("Mine <: Iterable[object]", {"--prelude", "p.pyi"}).code, 0);
  EXPECT_EQ(place.prove("Mine <: box.Box", {"--prelude", "p.pyi"}).code, 0);
}

TEST(Typeshed, EachLineOfJsonGetsTheNamesItNeeds) {
  const Finished run = Small{}.agverify({"prove", "--typeshed", "t", "--jsonl"},
                                        R"({"id": 1, "relation": "subtype", "source": "bool", "target": "int"}
{"id": 2, "relation": "subtype", "source": "Bag", "target": "Iterable[int]"}
{"id": 3, "relation": "subtype", "source": "Mine", "target": "box.Box", "prelude": "import box\nclass Mine(box.Box): ..."}
)");
  EXPECT_EQ(run.code, 0) << run.out;
}

TEST(Typeshed, FolderThatIsNoneIsBadInputAndSaysWhatWasLookedFor) {
  const Small place;
  place.write("empty/readme", "");
  const Finished run = place.agverify({"prove", "--typeshed", "empty", "int <: int"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.error, "empty: this is no typeshed: it has neither VERSIONS nor stdlib/VERSIONS\n");
  const Finished missing = place.agverify({"prove", "--typeshed", "nowhere", "int <: int"});
  EXPECT_EQ(missing.code, 66);
  EXPECT_EQ(missing.error, "nowhere: there is no such folder\n");
}

TEST(Typeshed, EntryOfVersionsThatCannotBeReadIsBadInputWithItsLine) {
  const Small place;
  place.write("t/stdlib/VERSIONS", "abc: 3.0-\nbuiltins 3.0\n");
  const Finished run = place.prove("int <: int");
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, HasSubstr("VERSIONS:2"));
}

TEST(Typeshed, StubThatDoesNotParseKeepsOnlyItsOwnNamesUnknown) {
  const Small place;
  const Finished run = place.prove("wrong.Right <: object");
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.out, HasSubstr("wrong.pyi:2:"));
  EXPECT_EQ(place.prove("bool <: int").code, 0);
}

TEST(Typeshed, ClassWithoutAnOrderOfItsBasesKeepsOnlyWhatRestsOnItUnknown) {
  const Small place;
  place.write("t/stdlib/box.pyi", "Again = Round\nclass Round(Again): ...\nclass Below(Round): ...\nclass Box: ...\n"
                                  "class A: ...\nclass B(A): ...\nclass C(A, B): ...\n");
  EXPECT_EQ(place.prove("box.Below <: box.Box").code, 2);
  EXPECT_EQ(place.prove("box.C <: box.B").code, 2);
  EXPECT_EQ(place.prove("box.B <: box.A").code, 0);
  const Finished all = place.agverify({"classes", "--typeshed", "t", "--all"});
  EXPECT_THAT(all.out, HasSubstr("box.pyi:2:7: `Round` cannot be:"));
  EXPECT_THAT(all.out, HasSubstr("box.pyi:7:7: `C` cannot be:"));
}

TEST(Typeshed, DeclaredVarianceThatMembersRefuteIsListedAndKept) {
  const Small place;
  place.write("t/stdlib/box.pyi", "from typing import Protocol, TypeVar\nT_co = TypeVar('T_co', covariant=True)\n"
                                  "class Taker(Protocol[T_co]):\n    def take(self, item: T_co, /) -> None: ...\n");
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out,
              HasSubstr("box.pyi:4:9: Taker.take takes T_co, which is declared covariant"));
  EXPECT_EQ(place.agverify({"prove", "--stubs", "t/stdlib", "int <: int"}).code, 65);
  EXPECT_EQ(place.prove("box.Taker[bool] <: box.Taker[int]", {"--decider", "rules"}).code, 0);
}

TEST(Typeshed, NameThatAnotherModuleLacksKeepsOnlyItsOwnMemberUnread) {
  const Small place;
  place.write("t/stdlib/box.pyi", "from typing import Nothing\nclass Box:\n    def f(self) -> Nothing: ...\n    def g(self) -> int: ...\n");
  EXPECT_EQ(place.prove("box.Box <: object").code, 0);
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out,
              HasSubstr("box.pyi:1:20: the module `typing` does not define `Nothing`"));
}

TEST(Typeshed, ClassInsideAnotherHidesTheModulesOneOfItsName) {
  const Small place;
  place.write("t/stdlib/box.pyi", "from typing import Protocol\nclass Part: ...\n"
                                  "class Box:\n    class Part: ...\n    def part(self) -> Part: ...\n"
                                  "class HasPart(Protocol):\n    def part(self) -> Part: ...\n");
  EXPECT_EQ(place.prove("box.Box <: box.HasPart").code, 2);
  EXPECT_EQ(place.prove("box.Box.Part <: box.Part").code, 2);
}

TEST(Typeshed, NamesOfParametersWithADefaultAreFollowed) {
  const Small place;
  place.write("t/stdlib/box.pyi", "from late import Late\nclass Box:\n    def f(self, x: Late = ...) -> None: ...\n");
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out, Not(HasSubstr("box.pyi")));
}

TEST(Typeshed, AllCountsWhatIsNotReadByConstruct) {
  const Finished run = Small{}.agverify({"classes", "--typeshed", "t", "--all"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("modules   11\n"));
  EXPECT_THAT(run.out, HasSubstr("Not read, by construct:\n"));
}

constexpr std::string_view boxes = R"(from typing import Protocol, TypeVar, Generic
T = TypeVar('T')
T_co = TypeVar('T_co', covariant=True)
K_contra = TypeVar('K_contra', contravariant=True)
class Cell(Generic[T]):
    value: T
class Cut(Generic[T]):
    def parts(self) -> tuple[T, int]: ...
class Paste(Protocol[T_co]):
    def parts(self, cut: tuple[T_co, int], /) -> None: ...
class Finds(Protocol[K_contra, T_co]):
    def find(self, key: K_contra, /) -> T_co: ...
class Knows(Protocol[T_co]):
    def __contains__(self, item: object, /) -> bool: ...
class Taker(Protocol[T_co]):
    def take(self, item: T_co, /) -> None: ...
class LateTaker(Taker[T_co]): ...
)";

constexpr std::string_view laws_of_boxes = R"(    9  classes with type parameters
    2  wrong flag
    1  unproved
    2  declared only
    1  proved, with conditions
    3  proved

wrong flag:
  box.LateTaker[+T_co]  Taker.take (box.pyi:16) takes T_co, which is declared covariant
  box.Taker[+T_co]  Taker.take (box.pyi:16) takes T_co, which is declared covariant

unproved:
  box.Paste[+T_co]  unsupported tuple (member parts)

declared only:
  box.Cut[T]  no member that is read gives T; parts is not; no member that is read takes T; parts is not
  box.Knows[+T_co]  no member gives T_co

proved, with conditions:
  box.Finds[-K_contra, +T_co]  find gives T_co where an argument of type K_contra exists

proved:
  box.Cell[T]
  builtins.list[_T]
  typing.Iterable[+_T_co]
)";

TEST(Typeshed, LawsSayOfEachClassWhatMembersShow) {
  const Small place;
  place.write("t/stdlib/box.pyi", boxes);
  const Finished run = place.agverify({"classes", "--typeshed", "t", "--all", "--laws"});
  EXPECT_EQ(run.code, 0) << run.error;
  EXPECT_EQ(run.out, laws_of_boxes);
  EXPECT_EQ(run.error, "");
  EXPECT_EQ(place.agverify({"classes", "--typeshed", "t", "--all", "--laws"}).out, run.out);  // of laws that are kept
}

TEST(Typeshed, TimingIsSaidOnlyWhereItIsAskedFor) {
  const Finished run = Small{}.agverify({"classes", "--typeshed", "t", "--all", "--laws", "--timing"});
  EXPECT_THAT(run.out, testing::ContainsRegex("\ntook [0-9.]+ s, [0-9]+ MB\n$"));
}

TEST(Typeshed, LawsOfAllGoWithAll) {
  const Finished run = Small{}.agverify({"classes", "--typeshed", "t", "--laws"});
  EXPECT_EQ(run.code, 64);
  EXPECT_THAT(run.error, HasSubstr("--laws goes with --all"));
}

TEST(Typeshed, GoesNotTogetherWithStubs) {
  EXPECT_EQ(Small{}.prove("int <: int", {"--stubs", "t/stdlib"}).code, 64);
  EXPECT_EQ(Small{}.agverify({"classes", "--all"}).code, 64);
}

TEST(Typeshed, ReachesWhatTheConstructorOfAnAskedClassNames) {
  const Small place;
  place.write("t/stdlib/box.pyi", "from late import Late\nclass Box:\n    def __init__(self, late: Late): ...\nclass Other(Box): ...\nclass None_: ...\n");
  EXPECT_EQ(place.prove("class_object.box.Other <: Callable[[late.Late], box.Box]").code, 0);
  EXPECT_EQ(place.prove("class_object.box.Other <: Callable[[], box.Box]").code, 1);
  const Finished unsaid = place.prove("class_object.box.None_ <: Callable[[], object]");
  EXPECT_EQ(unsaid.code, 2);
  EXPECT_THAT(unsaid.out, HasSubstr("constructor that the stubs leave out"));
}

/// The real one, where the environment or the checkers that the gate runs have it.
std::string real_typeshed() {
  const char* named = std::getenv("AGVERIFY_TYPESHED");
  if (named) return named;
  const char* checkers = std::getenv("AGVERIFY_CHECKERS");
  if (!checkers) return {};
  for (const auto& each : std::filesystem::directory_iterator{std::string(checkers) + "/mypy/lib"})
    if (std::filesystem::exists(each.path() / "site-packages/mypy/typeshed")) return (each.path() / "site-packages/mypy/typeshed").string();
  return {};
}

TEST(RealTypeshed, EveryVersionIsReadWhole) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  for (const std::string version : {"3.9", "3.10", "3.11", "3.12", "3.13", "3.14"}) {
    const Finished run = Place{}.agverify({"classes", "--typeshed", folder, "--all", "--python-version", version});
    EXPECT_EQ(run.code, 0) << run.error;
    EXPECT_THAT(run.out, Not(HasSubstr("does not parse"))) << version;
    EXPECT_THAT(run.out, Not(HasSubstr("does not define"))) << version;
    EXPECT_THAT(run.out, Not(HasSubstr("cannot be:"))) << version;
  }
}

TEST(RealTypeshed, EveryVersionHasALawOrAReasonForEachClass) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  const Place place;
  for (const std::string version : {"3.9", "3.12", "3.14"}) {
    const Finished run = place.agverify({"classes", "--typeshed", folder, "--all", "--laws", "--python-version", version});
    EXPECT_EQ(run.code, 0) << run.error;
    EXPECT_THAT(run.out, HasSubstr("\n  typing.Mapping[_KT, +_VT_co]  unsupported tuple (member __and__) in ItemsView\n")) << version;
    EXPECT_THAT(run.out, HasSubstr("\n  typing.KeysView[+_KT_co]  KeysView.__and__ (typing.pyi:")) << version;
    EXPECT_THAT(run.out, HasSubstr("\n  typing.Container[+_T_co]  no member gives _T_co\n")) << version;
    EXPECT_THAT(run.out, HasSubstr("\n  typing.AsyncGenerator[+_YieldT_co, -_SendT_contra]\n")) << version;
  }
}

TEST(RealTypeshed, GivesEveryVerdictOfTheCorpusOrDiffersForACause) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  const Finished run = Place{}.agverify({"corpus", "--typeshed", folder});
  EXPECT_EQ(run.code, 0) << run.out << run.error;
}

TEST(RealTypeshed, AsyncHierarchyIsTheDocumentedOne) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  const Place place;
  for (const std::string query :
       {"AsyncGenerator[bool, object] <: AsyncIterator[int]", "AsyncGenerator[int, str] <: AsyncIterable[object]",
        "AsyncGenerator[int, int] <: AsyncGenerator[int, bool]", "AsyncGenerator[int] == AsyncGenerator[int, None]"})
    EXPECT_EQ(place.agverify({"prove", "--typeshed", folder, query}).code, 0) << query;
  for (const std::string query : {"AsyncIterator[int] <: AsyncGenerator[int, None]", "AsyncGenerator[int, bool] <: AsyncGenerator[int, int]",
                                  "AsyncIterable[int] <: AsyncIterator[int]"})
    EXPECT_EQ(place.agverify({"prove", "--typeshed", folder, query}).code, 1) << query;
}

}  // namespace
}  // namespace agverify::cli
