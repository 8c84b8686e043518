#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/embedded_stubs.h"
#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view builtins = R"(from typing import Generic, TypeVar
_T = TypeVar("_T")
class object: ...
class int: ...
class bool(int): ...
class float: ...
class complex: ...
class str: ...
class list(Generic[_T]):
    def append(self, item: _T, /) -> None: ...
    def pop(self) -> _T: ...
)";

constexpr std::string_view typing = R"(
class _SpecialForm: ...
class TypeVar: ...
Protocol: _SpecialForm
Generic: _SpecialForm
_T_co = TypeVar("_T_co", covariant=True)
_Y_co = TypeVar("_Y_co", covariant=True)
_S_contra = TypeVar("_S_contra", contravariant=True)
class Iterable(Protocol[_T_co]):
    def __iter__(self) -> Iterator[_T_co]: ...
class Iterator(Iterable[_T_co], Protocol[_T_co]):
    def __next__(self) -> str: ...
    def __iter__(self) -> Iterator[_T_co]: ...
class Sized:
    def __len__(self) -> int: ...
class Awaitable(Protocol[_T_co]):
    def __await__(self) -> Iterator[_T_co]: ...
class Coroutine(Awaitable[_T_co], Generic[_Y_co, _S_contra, _T_co]): ...
class AsyncGenerator(Generic[_Y_co, _S_contra]):
    def asend(self, value: _S_contra, /) -> _Y_co: ...
)";

/// A folder that is a small typeshed, unlike our stubs in one thing of each kind.
struct Small : Place {
  Small() {
    write("t/VERSIONS", "builtins: 3.0-\ntypes: 3.0-\ntyping: 3.5-\n");
    write("t/builtins.pyi", builtins);
    write("t/typing.pyi", typing);
    write("t/types.pyi", "class NoneType: ...\n");
  }

  Finished corpus(const std::string& rest) const {
    write("a.case", "rule: class-upcast\nanchor: generics#x\nprose: One sentence.\n" + rest);
    return agverify({"corpus", "--typeshed", "t", "a.case"});
  }
};

/// Our own stubs as a typeshed, which may be altered.
struct Own : Place {
  explicit Own(std::string_view from = "", std::string_view to = "") {
    write("t/VERSIONS", "builtins: 3.0-\ncollections: 3.0-\nenum: 3.4-\ntypes: 3.0-\ntyping: 3.5-\n");
    for (const EmbeddedFile& each : embedded_stubs()) {
      std::string text{each.text};
      if (const std::size_t at = from.empty() ? std::string::npos : text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
      write("t/" + std::string(each.path), text);
    }
  }
};

TEST(TypeshedCorpus, OwnStubsGiveEveryVerdictByTheSameRule) {
  const Finished run = Own{}.agverify({"corpus", "--typeshed", "t"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr(" the same (0 of them by another rule or basis), 0 different; causes: none\n"));
}

TEST(TypeshedCorpus, AlterationOfOwnStubsIsTheOnlyCause) {
  constexpr std::string_view cases = "rule: class-upcast\nanchor: generics#x\nprose: One sentence.\nprelude:\n"
                                     "    from typing import Coroutine\n    class Ticker:\n"
                                     "        def __aiter__(self) -> \"Ticker\": ...\n        async def __anext__(self) -> int: ...\n"
                                     "query: proved spec: Ticker <: AsyncIterator[object]\nquery: proved spec: Coroutine[int, str, bool] <: Awaitable[int]\n";
  const auto causes = [&](std::string_view from, std::string_view to) {
    const Own place{from, to};
    place.write("a.case", cases);
    const std::string out = place.agverify({"corpus", "--typeshed", "t", "a.case"}).out;
    return out.substr(out.find('\n') + 1);
  };
  EXPECT_EQ(causes("class AsyncIterator(AsyncIterable[T_co], Protocol[T_co])", "class AsyncIterator(AsyncIterable[T_co], Generic[T_co])"),
            "  cause: protocol typing.AsyncIterator: a protocol here, no protocol there\n"
            "1 cases, 2 questions: 1 the same (0 of them by another rule or basis), 1 different; causes: 1 protocol\n");
  EXPECT_THAT(causes("def __anext__(self) -> Awaitable[T_co]: ...", "def __anext__(self) -> Awaitable[str]: ..."),
              StartsWith("  cause: member typing.AsyncIterator __anext__: () -> Awaitable[T1] here, () -> Awaitable[str] there\n"));
}

TEST(TypeshedCorpus, CountsWhatIsTheSame) {
  const Finished run = Small{}.corpus("query: proved spec: bool <: int\nquery: refuted spec: int <: bool\nquery: error nothing: int <: Absent\n");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.out, "1 cases, 3 questions: 3 the same (0 of them by another rule or basis), 0 different; causes: none\n");
}

TEST(TypeshedCorpus, AsksUnderWhatACaseAssumes) {
  const Finished run = Small{}.corpus("assume: same-protocol=members\nprelude:\n    from typing import Protocol, TypeVar\n    T = TypeVar('T')\n"
                                      "    class Odd(Protocol[T]):\n        def size(self) -> int: ...\n"
                                      "query: proved open: Odd[int] <: Odd[str]\n");
  EXPECT_EQ(run.out, "1 cases, 1 questions: 1 the same (0 of them by another rule or basis), 0 different; causes: none\n");
}

/// Without the base the member would still let list be an Iterable: so both are needed.
TEST(TypeshedCorpus, NamesTheBaseAndTheMemberThatAreNotThere) {
  const Finished run = Small{}.corpus("query: proved spec: list[int] <: Iterable[int]\n");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.out, "a.case:4: class-upcast: proved becomes refuted: list[int] <: Iterable[int]\n"
                     "  cause: base builtins.list: MutableSequence[T1] here, nothing there\n"
                     "  cause: member builtins.list __iter__: () -> Iterator[T1] here, nothing there\n"
                     "1 cases, 1 questions: 0 the same (0 of them by another rule or basis), 1 different; causes: 1 base, 1 member\n");
}

TEST(TypeshedCorpus, NamesTheDefaultAndTheNameThatAreNotThere) {
  const Finished run = Small{}.corpus("query: proved spec: AsyncGenerator[int] <: AsyncGenerator[int, None]\nquery: proved spec: Reversible[int] <: object\n");
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("  cause: default typing.AsyncGenerator T2: None here, nothing there\n"));
  EXPECT_THAT(run.out, HasSubstr(":5: class-upcast: proved becomes unknown, unsupported Reversible: Reversible[int] <: object\n"
                                 "  cause: name typing.Reversible: a class here, nothing there\n"));
}

TEST(TypeshedCorpus, NamesTheProtocolThatIsNoneThereAndTheMemberThatIsOtherwise) {
  const Finished run = Small{}.corpus("prelude:\n    from typing import Iterator\n    class Has:\n        def __len__(self) -> int: ...\n"
                                      "        def __iter__(self) -> Iterator[int]: ...\n        def __next__(self) -> int: ...\n"
                                      "query: proved spec: Has <: Sized\nquery: proved spec: Has <: Iterator[int]\n");
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("  cause: protocol typing.Sized: a protocol here, no protocol there\n"));
  EXPECT_THAT(run.out, HasSubstr("  cause: member typing.Iterator __next__: () -> T1 here, () -> str there\n"));
}

TEST(TypeshedCorpus, SaysWhenAPreludeStandsBesideOneTableOnly) {
  const Small place;
  const Finished wrong = place.corpus("prelude:\n    from typing import Iterable\n    class P(list[int], Iterable[str]): ...\nerror: Iterable\n");
  EXPECT_EQ(wrong.code, 0);
  EXPECT_THAT(wrong.out, HasSubstr("  cause: prelude "));
  const Finished lacks = place.corpus("prelude:\n    from typing import Mapped\n    class P: ...\nquery: proved spec: P <: object\n");
  EXPECT_THAT(lacks.out, HasSubstr("proved becomes no answer: P <: object\n  cause: name the module `typing` does not define `Mapped`\n"));
}

TEST(TypeshedCorpus, EndsWithOneWhereNoCauseIsFound) {
  const Finished run = Small{}.corpus("query: refuted spec: bool <: int\n");
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("  cause: not found\n"));
  EXPECT_THAT(run.out, EndsWith("causes: 1 without one\n"));
}

TEST(TypeshedCorpus, NeedsATypeshed) {
  const Place place;
  place.write("x/a", "");
  EXPECT_EQ(place.agverify({"corpus", "--typeshed", "absent"}).code, 66);
  EXPECT_EQ(place.agverify({"corpus", "--typeshed", "x"}).code, 65);
  EXPECT_EQ(place.agverify({"corpus", "--typeshed", "x", "--coverage"}).code, 64);
}

}  // namespace
}  // namespace agverify::cli
