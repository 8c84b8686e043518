#include <gtest/gtest.h>

#include "tests/model/syntax/stubs/loaded_hierarchy.h"

namespace agverify::model::syntax::stubs {
namespace {

using testing::all;
using testing::shown;

class EveryVersion : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  TypePool pool;
  PythonVersion version{3, GetParam()};
};

TEST_P(EveryVersion, LoadsTheHierarchyWholeAndWithoutAnError) {
  const auto universe = read_stubs(testing::embedded_sources(), version, pool);
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_TRUE(universe->obligations.empty());
  for (const Class& each : universe->table.classes) {
    EXPECT_FALSE(each.unsupported.has_value()) << each.qualified_name;
    for (const Member& member : each.members) {
      const auto* unread = std::get_if<Unread>(&member.form);
      EXPECT_TRUE(!unread || unread->construct == "Incomplete" || unread->construct == "private name") << each.name << "." << member.name;
    }
  }
}

TEST_P(EveryVersion, HasTheThreeAsyncClassesAsDocumented) {
  const auto universe = read_stubs(testing::embedded_sources(), version, pool);
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  EXPECT_EQ(shown(*universe, "typing.AsyncIterable"),
            "protocol AsyncIterable[+T_co](object)\n"
            "__aiter__() -> AsyncIterator[T_co]");
  EXPECT_EQ(shown(*universe, "typing.AsyncIterator"),
            "protocol AsyncIterator[+T_co](AsyncIterable[T_co])\n"
            "__aiter__() -> AsyncIterator[T_co]\n"
            "__anext__() -> Awaitable[T_co]");
  const std::string header = version.minor >= 13 ? "-SendT_contra = None" : "-SendT_contra";
  EXPECT_EQ(shown(*universe, "typing.AsyncGenerator"),
            "protocol AsyncGenerator[+YieldT_co, " + header + "](AsyncIterator[YieldT_co])\n"
            "__aiter__() -> AsyncIterator[YieldT_co]\n"
            "__anext__() -> Coroutine[object, Never, YieldT_co]\n"
            "asend(SendT_contra, /) -> Coroutine[object, Never, YieldT_co]\n"
            "athrow(BaseException, None = ..., TracebackType | None = ..., /) -> Coroutine[object, Never, YieldT_co]\n"
            "aclose() -> Coroutine[object, Never, None]");
}

TEST_P(EveryVersion, GeneratorsStopByAxiomAndCloseByVersion) {
  const auto universe = read_stubs(testing::embedded_sources(), version, pool);
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  const std::string generator = shown(*universe, "typing.Generator"), coroutine = shown(*universe, "typing.Coroutine");
  EXPECT_NE(generator.find("__stop__() -> ReturnT_co by axiom"), std::string::npos);
  EXPECT_NE(coroutine.find("__stop__() -> CoroutineReturnT_co by axiom"), std::string::npos);
  EXPECT_EQ(generator.find("close() -> ReturnT_co | None") != std::string::npos, version.minor >= 13);
  EXPECT_NE(coroutine.find("close() -> None"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Python, EveryVersion, ::testing::Values(9u, 10u, 11u, 12u, 13u, 14u));

class HierarchyNames : public ::testing::Test {
 protected:
  testing::LoadedHierarchy loaded;

  /// The construct that stands in the way of a query, or what was read.
  std::string construct(std::string_view text) {
    const auto read = read_annotation(text, loaded.universe.scope, loaded.universe.table, loaded.pool);
    return read ? print(*read, loaded.universe.table) : read.error().construct;
  }
};

TEST_F(HierarchyNames, NeedNoImport) {
  for (const std::string_view text : {"AsyncGenerator[int, str]", "typing.AsyncGenerator[int, str]", "collections.abc.AsyncGenerator[int, str]",
                                      "typing_extensions.AsyncGenerator[int, str]", "builtins.list[int]"})
    EXPECT_EQ(loaded.type(text), text.substr(text.rfind('.') == text.npos ? 0 : text.rfind('.') + 1));
  EXPECT_EQ(loaded.type("NoReturn | None | types.NoneType"), "Never | None | None");
  EXPECT_EQ(loaded.type("typing.Optional[typing.Union[int, str]]"), "(int | str) | None");
}

TEST_F(HierarchyNames, HistoricalOnesAreTheBuiltinClasses) {
  EXPECT_EQ(loaded.type("Dict[str, List[int]]"), "dict[str, list[int]]");
  EXPECT_EQ(loaded.type("Set[int] | FrozenSet[int] | Text"), "set[int] | frozenset[int] | str");
  EXPECT_EQ(loaded.type("typing.Set[int]"), "set[int]");
  EXPECT_EQ(loaded.type("collections.abc.Set[int] | AbstractSet[int]"), "AbstractSet[int] | AbstractSet[int]");
}

TEST_F(HierarchyNames, DefaultsFillIn) {
  EXPECT_EQ(loaded.type("AsyncGenerator[int]"), "AsyncGenerator[int, None]");
  EXPECT_EQ(loaded.type("Generator[int]"), "Generator[int, None, None]");
  EXPECT_EQ(loaded.type("Coroutine[int, int]"), "1:1: `Coroutine` takes 3 type arguments, not 2");
}

TEST_F(HierarchyNames, KnownButUnreadOnesAreUnsupportedNeverUnknown) {
  for (const std::string_view name : {"Literal", "tuple", "type", "Any", "TypedDict", "Annotated", "Self", "NamedTuple",
                                       "NewType", "memoryview", "Protocol", "Generic", "ItemsView", "ValueError"})
    EXPECT_EQ(construct(name), name);
  EXPECT_EQ(loaded.type("Tuple[int, ...]"), "tuple[int, ...]");
  EXPECT_EQ(construct("typing.Type"), "type");
  EXPECT_EQ(loaded.type("typing.Type[int | str]"), "type[int | str]");
  EXPECT_EQ(construct("type[Literal[3]]"), "type[..] of a literal");
  EXPECT_EQ(loaded.type("LiteralString"), "LiteralString");
  EXPECT_EQ(loaded.type("Callable[[object], TypeIs[int]]"), "Callable[[object], TypeIs[int]]");
  EXPECT_EQ(construct("list[TypeGuard[int]]"), "narrowing that is no result");
  EXPECT_EQ(construct("Callable"), "Callable[..., Any]");
  EXPECT_EQ(construct("collections.abc.Callable[..., str]"), "Callable[..., R]");
  EXPECT_EQ(construct("list"), "Any");
}

TEST_F(HierarchyNames, UnknownOnesComeWithASuggestion) {
  EXPECT_EQ(loaded.type("AsyncGenrator[int, str]"), "1:1: nothing defines `AsyncGenrator`; did you mean `AsyncGenerator`?");
  EXPECT_EQ(loaded.type("asyncgenerator[int, str]"), "1:1: nothing defines `asyncgenerator`; did you mean `AsyncGenerator`?");
  EXPECT_EQ(loaded.type("typing.Nothing"), "1:1: nothing defines `typing.Nothing`");
}

TEST_F(HierarchyNames, ClassesAreProtocolsFinalAndDisjointAsInTheStubsOfMypy) {
  std::string protocols, finals, disjoint;
  for (const Class& each : loaded.universe.table.classes) {
    if (each.is_protocol) protocols += each.name + " ";
    if (each.is_final) finals += each.name + " ";
    if (each.is_disjoint_base) disjoint += each.name + " ";
  }
  EXPECT_EQ(protocols, "AsyncIterable AsyncIterator AsyncGenerator Iterable Iterator Reversible Generator Awaitable Coroutine Hashable Sized Container Collection ");
  EXPECT_EQ(finals, "bool NoneType TracebackType LiteralString TypeGuard TypeIs ");
  EXPECT_EQ(disjoint, "object type int float complex str bytes tuple list dict set frozenset BaseException ");
}

TEST_F(HierarchyNames, BasesAndVarianceAreThoseOfTheStubsOfMypy) {
  const auto head = [&](std::string_view name) {
    const std::string text = shown(loaded.universe, name);
    return text.substr(0, text.find('\n'));
  };
  EXPECT_EQ(head("typing.Generator"), "protocol Generator[+YieldT_co, -SendT_contra = None, +ReturnT_co = None](Iterator[YieldT_co])");
  EXPECT_EQ(head("typing.Coroutine"),
            "protocol Coroutine[+YieldT_co, -CoroutineSendT_contra, +CoroutineReturnT_co](Awaitable[CoroutineReturnT_co])");
  EXPECT_EQ(head("typing.Collection"), "protocol Collection[+T_co](Iterable[T_co], Container[T_co])");
  EXPECT_EQ(head("typing.Sequence"), "Sequence[+T_co](Reversible[T_co], Collection[T_co])");
  EXPECT_EQ(head("typing.Mapping"), "Mapping[KeyT, +ValueT_co](Collection[KeyT])");
  EXPECT_EQ(head("typing.KeysView"), "KeysView[+KeyT_co](MappingView, AbstractSet[KeyT_co])");
  EXPECT_EQ(head("builtins.dict"), "dict[KeyT, ValueT](MutableMapping[KeyT, ValueT])");
  EXPECT_EQ(head("builtins.str"), "str(Sequence[str])");
  EXPECT_EQ(head("builtins.object"), "object()");
}

/// The stubs with one text of typing.pyi replaced by another.
std::string errors_when_changed(std::string_view from, std::string_view to) {
  std::vector<SourceText> sources = testing::embedded_sources();
  std::string changed;
  for (SourceText& each : sources) {
    if (each.path != "typing.pyi") continue;
    changed = each.text;
    std::size_t at = changed.find(from);
    if (at == std::string::npos) return "nothing to change";
    for (; at != std::string::npos; at = changed.find(from, at + to.size())) changed.replace(at, from.size(), to);
    each.text = changed;
  }
  TypePool pool;
  const auto read = read_stubs(sources, {3, 13}, pool);
  return read ? "no error" : all(read.error());
}

TEST(FlippedVariance, OfTheSentTypeIsFoundAtAsend) {
  const std::string errors = errors_when_changed("TypeVar(\"SendT_contra\", contravariant=True", "TypeVar(\"SendT_contra\", covariant=True");
  EXPECT_NE(errors.find("AsyncGenerator.asend takes SendT_contra, which is declared covariant"), std::string::npos) << errors;
  EXPECT_NE(errors.find("Generator.send takes SendT_contra, which is declared covariant"), std::string::npos) << errors;
}

TEST(FlippedVariance, OfTheYieldedTypeIsFoundAtTheBaseAndTheMemberThatHandItOut) {
  const std::string errors = errors_when_changed("TypeVar(\"YieldT_co\", covariant=True", "TypeVar(\"YieldT_co\", contravariant=True");
  EXPECT_NE(errors.find("the base `AsyncIterator[YieldT_co]` of AsyncGenerator is covariant in YieldT_co, which is declared contravariant"), std::string::npos) << errors;
  EXPECT_NE(errors.find("AsyncGenerator.__anext__ gives, by way of another class, YieldT_co, which is declared contravariant"), std::string::npos) << errors;
}

TEST(MissingClass, ThatTheMeaningNeedsIsAnError) {
  std::vector<SourceText> sources = testing::embedded_sources();
  std::erase_if(sources, [](const SourceText& each) { return each.path == "types.pyi"; });
  TypePool pool;
  const auto read = read_stubs(sources, {3, 13}, pool);
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(all(read.error()).find("the stubs do not define the class `types.NoneType`"), std::string::npos) << all(read.error());
}

}  // namespace
}  // namespace agverify::model::syntax::stubs
