#include <cstdlib>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_typeshed.h"

namespace agverify::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Typeshed, AnswersFromTheModulesThatTheQueryReaches) {
  const SmallTypeshed place;
  EXPECT_EQ(place.prove("bool <: SupportsInt").code, 0);
  EXPECT_EQ(place.prove("list[bool] <: Iterable[int]").code, 0);
  EXPECT_EQ(place.prove("Iterable[int] <: Iterable[bool]").code, 1);
}

/// Spec: protocol#assignability-relationships-with-other-types: list takes back what object has.
TEST(Typeshed, HashOfObjectIsAMemberAsFarAsTheSpecGoes) {
  const SmallTypeshed place;
  const std::string with_hash = std::string(small_builtins).replace(small_builtins.find("    def __eq__"), 0, "    def __hash__(self) -> int: ...\n");
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
  const SmallTypeshed place;
  place.write("t/stdlib/typing.pyi", std::string(small_typing) + "class _Alias: ...\nSet = _Alias()\nDeque = _Alias()\n");
  place.write("t/stdlib/builtins.pyi", std::string(small_builtins) + "class set(Iterable[_T]): ...\n");
  place.write("t/stdlib/collections/__init__.pyi", "from typing import Iterable, TypeVar\n_T = TypeVar('_T')\nclass deque(Iterable[_T]): ...\n");
  EXPECT_EQ(place.prove("List[int] == list[int]").code, 0);
  EXPECT_EQ(place.prove("Set[int] == set[int]").code, 0);
  EXPECT_EQ(place.prove("Deque[int] == collections.deque[int]").code, 0);
  EXPECT_EQ(place.prove("Deque[int] <: typing.Set[int]").code, 1);
}

TEST(Typeshed, IsTheFolderOfTheStandardLibraryOrHoldsIt) {
  const SmallTypeshed place;
  EXPECT_EQ(place.agverify({"prove", "--typeshed", "t/stdlib", "bool <: int"}).code, 0);
}

TEST(Typeshed, StarImportsGiveWhatAllLists) {
  const SmallTypeshed place;
  EXPECT_EQ(place.prove("collections.abc._Shown <: Bag").code, 0);
  EXPECT_EQ(place.prove("collections.abc.Bag <: Iterable[int]").code, 0);
  EXPECT_THAT(place.prove("collections.abc.More <: object").error, HasSubstr("collections.abc.More"));
}

TEST(Typeshed, ImportsOfOtherModulesAreFollowedByName) {
  const SmallTypeshed place;
  EXPECT_EQ(place.prove("collections.Inner == collections.abc.Inner").code, 0);
  EXPECT_EQ(place.prove("typing.List[int] == list[int]").code, 0);
}

TEST(Typeshed, VersionsSayWhichModulesThereAre) {
  const SmallTypeshed place;
  EXPECT_EQ(place.prove("old.Old <: object", {"--python-version", "3.11"}).code, 0);
  EXPECT_EQ(place.prove("old.Old <: object", {"--python-version", "3.12"}).code, 65);
  EXPECT_EQ(place.prove("late.Late <: object", {"--python-version", "3.12"}).code, 0);
  EXPECT_EQ(place.prove("late.Late <: object", {"--python-version", "3.11"}).code, 65);
}

TEST(Typeshed, OldVersionsHaveTheClassOfNoneToo) {
  EXPECT_EQ(SmallTypeshed{}.prove("None <: object", {"--python-version", "3.9"}).code, 0);
}

TEST(Typeshed, PreludeMayImportFromAnyModule) {
  const SmallTypeshed place;
  place.write("p.pyi", "import box as b\nfrom collections.abc import Bag\nclass Mine(Bag, b.Box): ...\n");
  EXPECT_EQ(place.prove("Mine <: Iterable[object]", {"--prelude", "p.pyi"}).code, 0);
  EXPECT_EQ(place.prove("Mine <: box.Box", {"--prelude", "p.pyi"}).code, 0);
}

TEST(Typeshed, EachLineOfJsonGetsTheNamesItNeeds) {
  const Finished run = SmallTypeshed{}.agverify({"prove", "--typeshed", "t", "--jsonl"},
                                        R"({"id": 1, "relation": "subtype", "source": "bool", "target": "int"}
{"id": 2, "relation": "subtype", "source": "Bag", "target": "Iterable[int]"}
{"id": 3, "relation": "subtype", "source": "Mine", "target": "box.Box", "prelude": "import box\nclass Mine(box.Box): ..."}
)");
  EXPECT_EQ(run.code, 0) << run.out;
}

TEST(Typeshed, FolderThatIsNoneIsBadInputAndSaysWhatWasLookedFor) {
  const SmallTypeshed place;
  place.write("empty/readme", "");
  const Finished run = place.agverify({"prove", "--typeshed", "empty", "int <: int"});
  EXPECT_EQ(run.code, 65);
  EXPECT_EQ(run.error, "empty: this is no typeshed: it has neither VERSIONS nor stdlib/VERSIONS\n");
  const Finished missing = place.agverify({"prove", "--typeshed", "nowhere", "int <: int"});
  EXPECT_EQ(missing.code, 66);
  EXPECT_EQ(missing.error, "nowhere: there is no such folder\n");
}

TEST(Typeshed, EntryOfVersionsThatCannotBeReadIsBadInputWithItsLine) {
  const SmallTypeshed place;
  place.write("t/stdlib/VERSIONS", "abc: 3.0-\nbuiltins 3.0\n");
  const Finished run = place.prove("int <: int");
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, HasSubstr("VERSIONS:2"));
}

TEST(Typeshed, StubThatDoesNotParseKeepsOnlyItsOwnNamesUnknown) {
  const SmallTypeshed place;
  const Finished run = place.prove("wrong.Right <: object");
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.out, HasSubstr("wrong.pyi:2:"));
  EXPECT_EQ(place.prove("bool <: int").code, 0);
}

TEST(Typeshed, ClassWithoutAnOrderOfItsBasesKeepsOnlyWhatRestsOnItUnknown) {
  const SmallTypeshed place;
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
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from typing import Protocol, TypeVar\nT_co = TypeVar('T_co', covariant=True)\n"
                                  "class Taker(Protocol[T_co]):\n    def take(self, item: T_co, /) -> None: ...\n");
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out,
              HasSubstr("box.pyi:4:9: Taker.take takes T_co, which is declared covariant"));
  EXPECT_EQ(place.agverify({"prove", "--stubs", "t/stdlib", "int <: int"}).code, 65);
  EXPECT_EQ(place.prove("box.Taker[bool] <: box.Taker[int]", {"--decider", "rules"}).code, 0);
}

TEST(Typeshed, NameThatAnotherModuleLacksKeepsOnlyItsOwnMemberUnread) {
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from typing import Nothing\nclass Box:\n    def f(self) -> Nothing: ...\n    def g(self) -> int: ...\n");
  EXPECT_EQ(place.prove("box.Box <: object").code, 0);
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out,
              HasSubstr("box.pyi:1:20: the module `typing` does not define `Nothing`"));
}

TEST(Typeshed, ClassInsideAnotherHidesTheModulesOneOfItsName) {
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from typing import Protocol\nclass Part: ...\n"
                                  "class Box:\n    class Part: ...\n    def part(self) -> Part: ...\n"
                                  "class HasPart(Protocol):\n    def part(self) -> Part: ...\n");
  EXPECT_EQ(place.prove("box.Box <: box.HasPart").code, 2);
  EXPECT_EQ(place.prove("box.Box.Part <: box.Part").code, 2);
}

TEST(Typeshed, NamesOfParametersWithADefaultAreFollowed) {
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from late import Late\nclass Box:\n    def f(self, x: Late = ...) -> None: ...\n");
  EXPECT_THAT(place.agverify({"classes", "--typeshed", "t", "--all"}).out, Not(HasSubstr("box.pyi")));
}

TEST(Typeshed, AllCountsWhatIsNotReadByConstruct) {
  const Finished run = SmallTypeshed{}.agverify({"classes", "--typeshed", "t", "--all"});
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
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", boxes);
  const Finished run = place.agverify({"classes", "--typeshed", "t", "--all", "--laws"});
  EXPECT_EQ(run.code, 0) << run.error;
  EXPECT_EQ(run.out, laws_of_boxes);
  EXPECT_EQ(run.error, "");
  EXPECT_EQ(place.agverify({"classes", "--typeshed", "t", "--all", "--laws"}).out, run.out);  // of laws that are kept
}

TEST(Typeshed, TimingIsSaidOnlyWhereItIsAskedFor) {
  const Finished run = SmallTypeshed{}.agverify({"classes", "--typeshed", "t", "--all", "--laws", "--timing"});
  EXPECT_THAT(run.out, testing::ContainsRegex("\ntook [0-9.]+ s, [0-9]+ MB\n$"));
}

TEST(Typeshed, LawsOfAllGoWithAll) {
  const Finished run = SmallTypeshed{}.agverify({"classes", "--typeshed", "t", "--laws"});
  EXPECT_EQ(run.code, 64);
  EXPECT_THAT(run.error, HasSubstr("--laws goes with --all"));
}

TEST(Typeshed, GoesNotTogetherWithStubs) {
  EXPECT_EQ(SmallTypeshed{}.prove("int <: int", {"--stubs", "t/stdlib"}).code, 64);
  EXPECT_EQ(SmallTypeshed{}.agverify({"classes", "--all"}).code, 64);
}

TEST(Typeshed, ReachesWhatTheConstructorOfAnAskedClassNames) {
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from late import Late\nclass Box:\n    def __init__(self, late: Late): ...\nclass Other(Box): ...\nclass None_: ...\n");
  EXPECT_EQ(place.prove("class_object.box.Other <: Callable[[late.Late], box.Box]").code, 0);
  EXPECT_EQ(place.prove("class_object.box.Other <: Callable[[], box.Box]").code, 1);
  const Finished unsaid = place.prove("class_object.box.None_ <: Callable[[], object]");
  EXPECT_EQ(unsaid.code, 2);
  EXPECT_THAT(unsaid.out, HasSubstr("constructor that the stubs leave out"));
}

TEST(Typeshed, ReachesWhatAModuleThatIsAskedForAsAValueNames) {
  const SmallTypeshed place;
  place.write("t/stdlib/box.pyi", "from late import Late\ndef pack(late: Late) -> int: ...\nsize: int\n");
  place.write("p.py", "from typing import Protocol\nfrom late import Late\nclass Packs(Protocol):\n    def pack(self, late: Late) -> int: ...\n"
                      "class Sized(Protocol):\n    size: str\n");
  EXPECT_EQ(place.prove("module_object.box <: Packs", {"--prelude", "p.py"}).code, 0);
  EXPECT_EQ(place.prove("module_object.box <: Sized", {"--prelude", "p.py"}).code, 1);
  EXPECT_EQ(place.prove("module_object.p <: Packs", {"--prelude", "p.py"}).code, 1);
  EXPECT_EQ(place.prove("module_object.nowhere <: object").code, 65);
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

TEST(RealTypeshed, SecondRunSaysTheSame) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  const Place place;
  for (const std::string version : {"3.9", "3.14"})
    for (const std::vector<std::string>& what : {std::vector<std::string>{"classes", "--all"},
                                                 {"prove", "--explain", "AsyncGenerator[bool, object] <: AsyncIterator[int]", "collections.OrderedDict[str, int] <: Mapping[str, int]"},
                                                 {"prove", "asyncio.Task[int] ~> Awaitable[int]", "dict[str, int] == collections.UserDict[str, int]"}}) {
      std::vector<std::string> arguments = what;
      arguments.insert(arguments.end(), {"--typeshed", folder, "--python-version", version});
      const Finished cold = place.agverify(arguments), warm = place.agverify(arguments);
      EXPECT_LT(cold.code, 3) << cold.error;
      EXPECT_EQ(warm.code, cold.code);
      EXPECT_EQ(warm.out, cold.out);
      EXPECT_EQ(warm.error, cold.error);
    }
}

TEST(RealTypeshed, EveryVersionHasALawOrAReasonForEachClass) {
  const std::string folder = real_typeshed();
  if (folder.empty()) GTEST_SKIP() << "neither AGVERIFY_TYPESHED nor AGVERIFY_CHECKERS leads to a typeshed";
  const Place place;
  for (const std::string version : {"3.9", "3.12", "3.14"}) {
    const Finished run = place.agverify({"classes", "--typeshed", folder, "--all", "--laws", "--python-version", version});
    EXPECT_EQ(run.code, 0) << run.error;
    EXPECT_THAT(run.out, HasSubstr("\n  typing.Mapping[_KT, +_VT_co]  Mapping.items (typing.pyi:")) << version;
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
