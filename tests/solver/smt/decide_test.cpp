#include "solver/smt/decide.h"

#include <gtest/gtest.h>

#include "tests/solver/world.h"

namespace agverify::solver::smt {
namespace {

using model::Verdict;
using tests::World;

constexpr std::string_view prelude = R"(
from typing import Generic, Protocol, TypeVar, final
T = TypeVar("T")
K = TypeVar("K")
T_co = TypeVar("T_co", covariant=True)
U_co = TypeVar("U_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
class A: ...
class B: ...
class Below(A): ...
@final
class Last: ...
class Co(Generic[T_co]):
    def give(self) -> T_co: ...
class Con(Generic[T_contra]):
    def take(self, value: T_contra, /) -> None: ...
class Inv(Generic[T]):
    def give(self) -> T: ...
    def take(self, value: T, /) -> None: ...
class Derived(Co[T_co]): ...
class Lists(Co[list[T]], Generic[T]):
    def more(self, value: T, /) -> None: ...
class Optional_(Generic[T_co]):
    def give(self) -> T_co | None: ...
class Call(Generic[T_contra, U_co]):
    def call(self, value: T_contra, /) -> U_co: ...
class Pair(Generic[T_co, U_co]):
    def first(self) -> T_co: ...
    def second(self) -> U_co: ...
class Gives(Protocol[T_co]):
    def give(self) -> T_co: ...
class GivesMore(Protocol[T_co]):
    def give(self) -> T_co: ...
    def more(self) -> T_co: ...
class Named(Protocol):
    def call(self, first: int, second: str = ...) -> int: ...
class CallsWell:
    def call(self, first: object, second: object = ..., third: int = ...) -> bool: ...
class CallsByOtherName:
    def call(self, one: int, second: str = ...) -> int: ...
class NeedsMore:
    def call(self, first: int, second: str) -> int: ...
class ReadsItem(Protocol):
    @property
    def item(self) -> int: ...
class HoldsItem(Protocol):
    item: int
class HasBool:
    item: bool
class HasInt:
    item: int
class HasProperty:
    @property
    def item(self) -> int: ...
class Tree:
    def leaves(self) -> list[int]: ...
    def left(self) -> Tree: ...
class Traversable(Protocol):
    def left(self) -> Traversable: ...
class WithLeaf(Protocol):
    def left(self) -> WithLeaf: ...
    def leaves(self) -> list[bool]: ...
class Chain(Protocol[T_co]):
    def head(self) -> T_co: ...
    def tail(self) -> Chain[T_co]: ...
class Stream(Generic[T_co]):
    def head(self) -> T_co: ...
    def tail(self) -> Stream[T_co]: ...
class Even:
    def next(self) -> Odd: ...
class Odd:
    def next(self) -> Even: ...
class Steps(Protocol):
    def next(self) -> Steps: ...
class Down(Con[Con[Down]]): ...
class Grown(Con[Con[Grown[Grown[T_co]]]], Generic[T_co]):
    def give(self) -> T_co: ...
)";

struct Row {
  std::string_view query;
  Verdict verdict;
  std::string_view reason = "";
};

struct SmtDecide : testing::TestWithParam<Row> {
  struct Bench {
    World world{prelude};
    ClassLaws laws{world.table(), world.pool, world.slots};
    Decider decider{world.table(), world.pool, world.slots, laws};
  };
  static Bench& bench() {
    static Bench made;
    return made;
  }
};

TEST_P(SmtDecide, FromMembersAlone) {
  const auto& [query, verdict, reason] = GetParam();
  const Answer answer = bench().decider.decide(bench().world.query(query));
  EXPECT_EQ(name_of(answer.verdict), name_of(verdict)) << query << ": " << answer.reason;
  EXPECT_TRUE(answer.reason.starts_with(reason)) << query << ": " << answer.reason;
  const bool closed = bench().world.query(query).variables.empty();
  EXPECT_EQ(answer.witness.has_value(), answer.verdict == Verdict::Refuted && (closed || answer.witness.has_value())) << query;
}

constexpr Verdict P = Verdict::Proved, R = Verdict::Refuted, U = Verdict::Unknown;

INSTANTIATE_TEST_SUITE_P(Ground, SmtDecide, testing::Values(
  Row{"int <: int", P}, Row{"Never <: list[int]", P}, Row{"object <: Never", R}, Row{"list[int] <: object", P},
  Row{"bool | int <: int", P}, Row{"bool | str <: int", R}, Row{"int <: str | int", P}, Row{"int <: str | bytes", R},
  Row{"object <: A | B", R}, Row{"Below <: A", P}, Row{"A <: Below", R}, Row{"None <: int | None", P}, Row{"int <: bool", R},
  Row{"Co[bool] <: Co[int]", P}, Row{"Co[int] <: Co[bool]", R}, Row{"Con[int] <: Con[bool]", P}, Row{"Con[bool] <: Con[int]", R},
  Row{"Con[Con[bool]] <: Con[Con[int]]", P}, Row{"Con[Co[bool]] <: Con[Co[int]]", R},
  Row{"Inv[int | bool] == Inv[int]", P}, Row{"Inv[bool] <: Inv[int]", R}, Row{"Inv[int] <: Inv[bool]", R},
  Row{"Co[A | B] <: Co[A] | Co[B]", R}, Row{"Co[A] | Co[B] <: Co[A | B]", P}, Row{"Derived[bool] <: Co[int]", P},
  Row{"Derived[int] <: Co[bool]", R}, Row{"Co[int] <: Derived[int]", R},
  Row{"Pair[A | B, A | B] <: Pair[A, A | B] | Pair[A | B, A]", R}, Row{"Pair[A, B] <: Pair[A | B, B] | Pair[A, A]", P},
  Row{"Lists[int] <: Co[list[int]]", P}, Row{"Lists[bool] <: Co[list[int]]", R},
  Row{"AsyncGenerator[bool, object] <: AsyncIterator[int]", P}, Row{"AsyncGenerator[int, int] <: AsyncGenerator[int, object]", R},
  Row{"AsyncGenerator[int, object] <: AsyncGenerator[object, int]", P}, Row{"AsyncIterator[int] <: AsyncGenerator[int, None]", R},
  Row{"AsyncGenerator[int, str] <: AsyncIterable[object]", P}, Row{"list[AsyncGenerator[int, str]] <: Iterable[AsyncIterable[int]]", P},
  Row{"str <: Sequence[str]", P}, Row{"str <: Sequence[bytes]", R}, Row{"dict[str, int] <: Mapping[str, object]", P},
  Row{"dict[str, int] <: Mapping[object, int]", R}, Row{"list[list[list[bool]]] <: Sequence[Sequence[Sequence[int]]]", P},
  Row{"list[int] <: Sequence[int] | str", P}, Row{"int ~> object", P}, Row{"int == bool", R}, Row{"Never == Never", P}));

INSTANTIATE_TEST_SUITE_P(DeclaredOnly, SmtDecide, testing::Values(
  Row{"Container[str] <: Container[int]", U, "structural: declared only Container.T_co"}, Row{"Container[bool] <: Container[int]", P},
  Row{"Container[str] <: Sized", R}, Row{"list[Container[str]] <: list[Container[int]]", U, "structural: declared only"},
  Row{"Optional_[int] <: Optional_[bool]", R}, Row{"Optional_[None] <: Optional_[Never]", U, "structural: declared only Optional_.T_co"},
  Row{"Optional_[int | None] <: Optional_[int]", U, "structural: declared only"}, Row{"Optional_[bool] <: Optional_[int]", P},
  Row{"Call[int, int] <: Call[int, bool]", R}, Row{"Call[Never, int] <: Call[Never, bool]", U, "structural: declared only Call.U_co"},
  Row{"Call[object, bool] <: Call[int, int]", P}, Row{"Call[int, Never] <: Call[object, Never]", R}));

INSTANTIATE_TEST_SUITE_P(Numbers, SmtDecide, testing::Values(
  Row{"int <: float", R}, Row{"float <: complex", R}, Row{"float <: float", P},
  Row{"float <: int", R}, Row{"str <: float", R}, Row{"int <: int | float", P}, Row{"list[bool] <: Sequence[complex]", R},
  Row{"list[int] <: list[float]", R}, Row{"bool <: float | int", P}));

INSTANTIATE_TEST_SUITE_P(Members, SmtDecide, testing::Values(
  Row{"Co[bool] <: Gives[int]", P}, Row{"Co[str] <: Gives[int]", R}, Row{"Con[int] <: Gives[int]", R}, Row{"A <: Gives[object]", R},
  Row{"GivesMore[bool] <: Gives[int]", P}, Row{"Gives[int] <: GivesMore[int]", R}, Row{"Gives[int] <: Co[int]", R},
  Row{"CallsWell <: Named", P}, Row{"CallsByOtherName <: Named", R}, Row{"NeedsMore <: Named", R}, Row{"HasBool <: ReadsItem", P},
  Row{"HasProperty <: ReadsItem", P}, Row{"HasInt <: HoldsItem", P}, Row{"HasBool <: HoldsItem", R}, Row{"HasProperty <: HoldsItem", R},
  Row{"Tree <: Traversable", P}, Row{"Tree <: WithLeaf", R}, Row{"Tree | Co[int] <: Traversable | Gives[object]", P},
  Row{"Stream[bool] <: Chain[int]", P}, Row{"Stream[int] <: Chain[bool]", R}, Row{"Chain[bool] <: Chain[int]", P},
  Row{"Chain[int] <: Chain[bool]", R}, Row{"list[Stream[int]] <: Iterable[Chain[int] | None]", P}, Row{"Even <: Steps", P},
  Row{"Steps <: Even", R}, Row{"dict[str, int] <: Reversible[str]", P}, Row{"dict[str, int] <: Reversible[int]", R},
  Row{"Iterator[int] <: Iterator[bool]", R}, Row{"object <: Named", R}, Row{"int <: Sized", R}, Row{"str <: Sized", P},
  Row{"Down <: Con[Down]", P}, Row{"Grown[int] <: Con[Grown[int]]", U, "limit"}));

INSTANTIATE_TEST_SUITE_P(Universal, SmtDecide, testing::Values(
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, W] <: AsyncGenerator[Y, V]", P},
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, V] <: AsyncGenerator[Y, W]", R},
  Row{"forall Y, Z, S. Y <: Z |- AsyncGenerator[Y, S] <: AsyncGenerator[Z, S]", P},
  Row{"forall Y, Z, S. Y <: Z |- AsyncGenerator[Z, S] <: AsyncGenerator[Y, S]", R},
  Row{"forall Y, S. AsyncGenerator[Y, S] <: AsyncIterator[Y]", P}, Row{"forall Y. AsyncIterator[Y] <: AsyncIterable[Y]", P},
  Row{"forall V, W, S. AsyncGenerator[V, S] <: AsyncGenerator[W, S] |- V <: W", P},
  Row{"forall V, W, S. AsyncGenerator[V, S] <: AsyncGenerator[W, S] |- W <: V", R},
  Row{"forall V, W, S. AsyncGenerator[V, S] <: AsyncIterator[W] |- V <: W", P},
  Row{"forall V, W. Inv[V] <: Inv[W] |- V == W", P}, Row{"forall V, W. Inv[V] <: Inv[W] |- Inv[W] <: Inv[V]", P},
  Row{"forall V, W. Optional_[V] <: Optional_[W] |- V <: W", U, "structural: declared only"},
  Row{"forall V, W. Sequence[V] <: int |- V <: W", U, "structural: vacuous"}, Row{"forall V, W. Sequence[V] <: Sized |- V <: W", U, "structural"},
  Row{"forall X. X <: A, X <: B |- X <: Never", R}, Row{"forall X. X <: A, X <: Last |- X <: Never", P},
  Row{"forall X. X <: A, X <: Below |- X <: Never", R}, Row{"forall X. X <: int, X <: str |- X <: Never", U, "unsupported disjoint bases"},
  Row{"forall X. X <: bool, X <: A |- X <: Never", P}, Row{"forall X. X <: Co[int], X <: Co[bool] |- X <: Co[bool]", P},
  Row{"forall X, Y. X <: Y", R}, Row{"forall X. X <: X | int", P}, Row{"forall X. X <: object", P}, Row{"forall X. Never <: X", P},
  Row{"forall X, Y, Z. X <: Y, Y <: Z |- X <: Z", P}, Row{"forall X, Y, Z. X <: Y, Y <: X, Y <: Z |- list[X] <: Sequence[Z]", P},
  Row{"forall X, Y. X == Y |- Inv[X] == Inv[Y]", P}, Row{"forall X. X == A | B |- Inv[X] <: Inv[B | A]", P},
  Row{"forall X. Co[A] <: X |- Derived[Below] <: X", P}, Row{"forall X. Derived[A] <: X |- Co[A] <: X", R},
  Row{"forall S, X, Y. S <: X |- S <: X | Y", P}, Row{"forall S, X, Y. S <: X | Y |- S <: X", R},
  Row{"forall X, Y, S. X <: S, Y <: S |- X | Y <: S", P}, Row{"forall X, Y, S. X <: S |- X | Y <: S", R},
  Row{"forall X, Y. Co[X] | Co[Y] <: Co[X | Y]", P}, Row{"forall X, Y. Co[X | Y] <: Co[X] | Co[Y]", R},
  Row{"forall X. X <: None |- Inv[X] <: Inv[None] | Inv[Never]", P},
  Row{"forall X. X <: bool |- Inv[X] <: Inv[bool] | Inv[Never]", R},
  Row{"forall X. X in (int, str) |- list[X] <: list[int] | list[str]", P}, Row{"forall X. X in (int, str) |- list[X] <: list[str]", R},
  Row{"forall X. X in (int, str), X <: int |- list[X] <: list[int]", P}, Row{"forall X. int <: str |- X <: Never", U, "structural: vacuous"},
  Row{"forall X. int <: X, X <: str |- X <: Never", U, "structural: vacuous"}, Row{"forall X. bool <: X, X <: int |- X <: bool", R},
  Row{"forall X, Y. Co[X] <: Y, Y <: Co[A] |- X <: A", P}, Row{"forall X. X <: Gives[int], Co[bool] <: X |- X <: Gives[object]", P},
  Row{"forall X. X <: Co[X] |- X <: Co[Co[X]]", P}, Row{"forall X. X <: Co[X] |- X <: Co[Never]", R}));

TEST_F(SmtDecide, ARefutedEquivalenceNamesTheHalfThatFailed) {
  EXPECT_EQ(bench().decider.decide(bench().world.query("bool == int")).direction, model::Direction::TargetToSource);
  EXPECT_EQ(bench().decider.decide(bench().world.query("int == bool")).direction, model::Direction::SourceToTarget);
}

TEST_F(SmtDecide, AMeetIsRefutedByAClassDerivedFromBoth) {
  const Answer answer = bench().decider.decide(bench().world.query("forall X. X <: A, X <: B |- X <: Never"));
  ASSERT_TRUE(answer.witness);
  ASSERT_FALSE(answer.witness->fresh_classes.empty());
  EXPECT_EQ(answer.witness->fresh_classes.back().bases.size(), 2u);
}

TEST_F(SmtDecide, AWitnessShowsWhatTheTargetForbids) {
  const Answer answer = bench().decider.decide(bench().world.query("AsyncGenerator[int, int] <: AsyncGenerator[int, object]"));
  ASSERT_TRUE(answer.witness);
  const model::Value& root = answer.witness->values[index_of(answer.witness->root)];
  EXPECT_EQ(bench().world.table()[root.tag].name, "AsyncGenerator");
  ASSERT_EQ(root.slots.size(), 1u);
  EXPECT_EQ(root.slots[0].parameter, 1u);
  EXPECT_EQ(root.slots[0].polarity, model::Polarity::Negative);
}

std::string nested(std::string_view head, int depth, std::string_view leaf) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += std::string(head) + "[";
  return text + std::string(leaf) + std::string(static_cast<std::size_t>(depth), ']');
}

TEST_F(SmtDecide, InvariantParametersNestedDeeplyAreDecided) {
  const auto verdict = [&](std::string_view leaf) {
    const std::string text = nested("list", 60, leaf) + " <: " + nested("list", 60, "int");
    return name_of(bench().decider.decide(bench().world.query(text)).verdict);
  };
  EXPECT_EQ(verdict("int | bool"), "proved");
  EXPECT_EQ(verdict("bool"), "refuted");
}

TEST_F(SmtDecide, WideUnionsOfNestedTypesAreDecided) {
  std::string source, target;
  for (int i = 0; i < 60; ++i) {
    source += nested(i % 2 ? "list" : "Sequence", 1 + i % 7, "bool") + " | ";
    target += nested(i % 2 ? "list" : "Sequence", 1 + (60 - i) % 7, "int") + " | ";
  }
  EXPECT_EQ(bench().decider.decide(bench().world.query(source + "A <: " + target + "B")).verdict, Verdict::Refuted);
  EXPECT_EQ(bench().decider.decide(bench().world.query("list[" + source + "A] <: list[A | " + source + "Never]")).verdict, Verdict::Proved);
}

TEST(SmtDecideTable, AnAddedClassChangesNoVerdict) {
  const std::string_view questions[] = {
      "object <: A | B", "A <: Below", "Co[A] <: Co[Below]", "Co[A | B] <: Co[A] | Co[B]", "Tree <: Traversable", "Co[bool] <: Gives[int]",
      "forall X. X <: A, X <: B |- X <: Never", "forall X. X <: A | B |- X <: A", "forall X. X <: A, X <: Last |- X <: Never"};
  const std::string_view additions[] = {"class Unrelated: ...\n", "class AB(A, B): ...\n", "class Lower(Below, Co[A]): ...\n",
                                        "class Implements:\n    def give(self) -> bool: ...\n    def left(self) -> Tree: ...\n"};
  const auto verdicts = [&](std::string_view addition) {
    World world{std::string(prelude) + std::string(addition)};
    ClassLaws laws{world.table(), world.pool, world.slots};
    Decider decider{world.table(), world.pool, world.slots, laws};
    std::vector<std::string_view> found;
    for (std::string_view each : questions) found.push_back(name_of(decider.decide(world.query(each)).verdict));
    return found;
  };
  const auto before = verdicts("");
  for (std::string_view each : additions) EXPECT_EQ(verdicts(each), before) << each;
}

TEST_F(SmtDecide, NestingTooDeepIsALimit) {
  const Answer answer = bench().decider.decide(bench().world.query(nested("list", 20'000, "int") + " <: object"));
  EXPECT_EQ(answer.verdict, Verdict::Unknown);
  EXPECT_TRUE(answer.reason.starts_with("limit")) << answer.reason;
}

}  // namespace
}  // namespace agverify::solver::smt
