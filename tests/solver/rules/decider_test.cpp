#include "solver/rules/decider.h"

#include <gtest/gtest.h>

#include "tests/solver/world.h"

namespace agverify::solver::rules {
namespace {

using logic::Rule;
using model::Basis;
using model::Verdict;
using tests::World;

constexpr std::string_view prelude = R"(
from typing import Generic, Never, Protocol, TypeVar
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
class A: ...
class B(A): ...
class Other: ...
class Co(Generic[T_co]):
    def give(self) -> T_co: ...
class Con(Generic[T_contra]):
    def take(self, value: T_contra, /) -> None: ...
class Inv(Generic[T]):
    def give(self) -> T: ...
    def take(self, value: T, /) -> None: ...
class Lists(Co[list[T]], Generic[T]):
    def more(self, value: T, /) -> None: ...
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
class SetsItem(Protocol):
    def text(self) -> str: ...
    @property
    def item(self) -> int: ...
    @item.setter
    def item(self, value: int) -> None: ...
class HasText:
    item: int
    def text(self) -> bytes: ...
class HasBool:
    item: bool
    def text(self) -> str: ...
class HasInt:
    item: int
    def text(self) -> str: ...
class HasProperty:
    @property
    def item(self) -> int: ...
class Tree:
    def leaves(self) -> list[int]: ...
    def left(self) -> Tree: ...
class Traversable(Protocol):
    def left(self) -> Traversable: ...
class Down(Con[Con[Down]]): ...
class AsksNever(Protocol):
    def turn(self, value: Never, other: str, /) -> int: ...
class TakesLess:
    def turn(self, value: str, /) -> int: ...
class Ring(Protocol):
    def next(self) -> Ring: ...
    def size(self) -> int: ...
class Circle(Protocol):
    def next(self) -> Circle: ...
class Loud(str): ...
class Quiet(str): ...
)";

struct Row {
  std::string_view query;
  Verdict verdict;
  Rule rule;
  Basis basis = Basis::Spec;
};

class Decide : public testing::TestWithParam<Row> {
 protected:
  static World& world() {
    static World made{prelude};
    return made;
  }
};

TEST_P(Decide, AsTheSpecSays) {
  World& here = world();
  Decider decider{here.table(), here.slots, here.pool};
  const Opinion opinion = decider.decide(here.query(GetParam().query));
  EXPECT_EQ(name_of(opinion.verdict), name_of(GetParam().verdict)) << GetParam().query << ": " << opinion.reason;
  ASSERT_TRUE(opinion.rule) << GetParam().query;
  EXPECT_EQ(name_of(*opinion.rule), name_of(GetParam().rule)) << GetParam().query;
  EXPECT_EQ(name_of(opinion.basis), name_of(GetParam().basis)) << GetParam().query;
}

INSTANTIATE_TEST_SUITE_P(Ground, Decide, testing::Values(
  Row{"int <: int", Verdict::Proved, Rule::SubtypeReflexive},
  Row{"Never <: list[int]", Verdict::Proved, Rule::NeverBottom},
  Row{"object <: Never", Verdict::Refuted, Rule::NeverBottom},
  Row{"list[int] <: object", Verdict::Proved, Rule::ObjectTop},
  Row{"bool | int <: int", Verdict::Proved, Rule::UnionLeftAll},
  Row{"bool | str <: int", Verdict::Refuted, Rule::NominalBySubclassing},
  Row{"int <: str | int", Verdict::Proved, Rule::UnionMemberBelow},
  Row{"int <: str | bytes", Verdict::Refuted, Rule::UnionMemberBelow},
  Row{"B <: A", Verdict::Proved, Rule::NominalBySubclassing},
  Row{"A <: B", Verdict::Refuted, Rule::NominalBySubclassing},
  Row{"Co[B] <: Co[A]", Verdict::Proved, Rule::VarianceCovariant},
  Row{"Co[A] <: Co[B]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"Con[A] <: Con[B]", Verdict::Proved, Rule::VarianceContravariant},
  Row{"Con[B] <: Con[A]", Verdict::Refuted, Rule::VarianceContravariant},
  Row{"Con[Con[B]] <: Con[Con[A]]", Verdict::Proved, Rule::VarianceContravariant},
  Row{"Con[Co[B]] <: Con[Co[A]]", Verdict::Refuted, Rule::VarianceContravariant},
  Row{"Inv[int | bool] == Inv[int]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"Inv[B] <: Inv[A]", Verdict::Refuted, Rule::VarianceInvariantDefault},
  Row{"Inv[A] <: Inv[B]", Verdict::Refuted, Rule::VarianceInvariantDefault},
  Row{"Co[A | Other] <: Co[A] | Co[Other]", Verdict::Refuted, Rule::UnionNotThroughConstructor, Basis::Sets},
  Row{"AsyncGenerator[bool, object] <: AsyncIterator[int]", Verdict::Proved, Rule::ClassUpcast},
  Row{"AsyncGenerator[int, int] <: AsyncGenerator[int, object]", Verdict::Refuted, Rule::VarianceContravariant},
  Row{"AsyncIterator[int] <: AsyncGenerator[int, None]", Verdict::Refuted, Rule::ProtocolToProtocol},
  Row{"Lists[int] <: Co[list[int]]", Verdict::Proved, Rule::ClassUpcast},
  Row{"Lists[bool] <: Co[list[int]]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"str <: Sequence[str]", Verdict::Proved, Rule::ClassUpcast},
  Row{"str <: Sequence[bytes]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"dict[str, int] <: Reversible[str]", Verdict::Proved, Rule::ProtocolStructural},
  Row{"Container[bool] <: Container[int]", Verdict::Proved, Rule::VarianceCovariant},
  Row{"Container[str] <: Container[int]", Verdict::Refuted, Rule::VarianceCovariant, Basis::Open}));

INSTANTIATE_TEST_SUITE_P(Members, Decide, testing::Values(
  Row{"Co[bool] <: Gives[int]", Verdict::Proved, Rule::ProtocolStructural},
  Row{"Co[str] <: Gives[int]", Verdict::Refuted, Rule::ProtocolMethod},
  Row{"Con[int] <: Gives[int]", Verdict::Refuted, Rule::ProtocolStructural},
  Row{"GivesMore[bool] <: Gives[int]", Verdict::Proved, Rule::ProtocolToProtocol},
  Row{"Gives[int] <: GivesMore[int]", Verdict::Refuted, Rule::ProtocolToProtocol},
  Row{"Gives[int] <: Co[int]", Verdict::Refuted, Rule::ProtocolNotToConcrete},
  Row{"CallsWell <: Named", Verdict::Proved, Rule::ProtocolStructural},
  Row{"CallsByOtherName <: Named", Verdict::Refuted, Rule::ProtocolMethod},
  Row{"NeedsMore <: Named", Verdict::Refuted, Rule::ProtocolMethod},
  Row{"HasBool <: ReadsItem", Verdict::Proved, Rule::ProtocolStructural},
  Row{"HasProperty <: ReadsItem", Verdict::Proved, Rule::ProtocolStructural},
  Row{"HasInt <: HoldsItem", Verdict::Proved, Rule::ProtocolStructural},
  Row{"HasBool <: HoldsItem", Verdict::Refuted, Rule::ProtocolAttributeInvariant},
  Row{"HasInt <: SetsItem", Verdict::Proved, Rule::ProtocolStructural, Basis::Suite},
  Row{"HasBool <: SetsItem", Verdict::Refuted, Rule::ProtocolPropertySetter, Basis::Suite},
  Row{"HasText <: SetsItem", Verdict::Refuted, Rule::ProtocolMethod},
  Row{"HasProperty <: HoldsItem", Verdict::Refuted, Rule::ProtocolAttributeInvariant},
  Row{"Tree <: Traversable", Verdict::Proved, Rule::ProtocolStructural},
  Row{"TakesLess <: AsksNever", Verdict::Refuted, Rule::ProtocolMethod, Basis::Open},
  Row{"Callable[[int], str] <: Callable[[Never], str]", Verdict::Proved, Rule::CallableGeneral},
  Row{"Callable[[Never], str] <: Callable[[Never], int]", Verdict::Refuted, Rule::CallableReturnCovariant, Basis::Open},
  Row{"() -> str <: (x: Never = ...) -> int", Verdict::Refuted, Rule::ParamStandard, Basis::Open},
  Row{"(x: int = ...) -> str <: (x: Never = ...) -> int", Verdict::Refuted, Rule::CallableReturnCovariant},
  Row{"Down <: Con[Down]", Verdict::Proved, Rule::ClassUpcast, Basis::Open},
  Row{"Ring <: Circle", Verdict::Proved, Rule::ProtocolToProtocol, Basis::Open}));

INSTANTIATE_TEST_SUITE_P(Universal, Decide, testing::Values(
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, W] <: AsyncGenerator[Y, V]", Verdict::Proved, Rule::VarianceContravariant},
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, V] <: AsyncGenerator[Y, W]", Verdict::Refuted, Rule::VarianceContravariant},
  Row{"forall V, W, S. AsyncGenerator[V, S] <: AsyncGenerator[W, S] |- V <: W", Verdict::Proved, Rule::TypevarBound, Basis::Sets},
  Row{"forall X. X <: A, X <: B |- X <: Never", Verdict::Refuted, Rule::NeverBottom},
  Row{"forall X. X <: A, X <: Other |- X <: Never", Verdict::Refuted, Rule::NeverBottom},
  Row{"forall X, Y. X <: Y", Verdict::Refuted, Rule::NominalBySubclassing},
  Row{"forall V, W, Z. V | W <: Z |- V <: Z", Verdict::Proved, Rule::TypevarBound},
  Row{"forall X. X <: X | int", Verdict::Proved, Rule::UnionMemberBelow},
  Row{"forall X, Y, Z. X <: Y, Y <: X, Y <: Z |- list[X] <: Sequence[Z]", Verdict::Proved, Rule::ClassUpcast},
  Row{"forall X. X in (int, str) |- X <: int | str", Verdict::Proved, Rule::TypevarConstrained},
  Row{"forall X. X in (int, str) |- list[X] <: list[int] | list[str]", Verdict::Proved, Rule::TypevarConstrained, Basis::Sets},
  Row{"forall X. X <: Loud, X <: Quiet |- X <: Never", Verdict::Refuted, Rule::NeverBottom},
  Row{"forall X. X in (int, str) |- list[X] <: list[str]", Verdict::Refuted, Rule::VarianceInvariantDefault}));

class Unknowns : public testing::TestWithParam<std::pair<std::string_view, std::string_view>> {};

TEST_P(Unknowns, NameTheirReason) {
  World here{prelude};
  Decider decider{here.table(), here.slots, here.pool};
  const Opinion opinion = decider.decide(here.query(GetParam().first));
  EXPECT_EQ(opinion.verdict, Verdict::Unknown) << GetParam().first;
  EXPECT_TRUE(opinion.reason.starts_with(GetParam().second)) << opinion.reason;
}

INSTANTIATE_TEST_SUITE_P(OfRules, Unknowns, testing::Values(
  std::pair{"forall X. X <: int, X <: str |- X <: Never", "unsupported disjoint bases"},
  std::pair{"forall V, W. Sequence[V] <: int |- V <: W", "structural"}));

TEST(Decide, RefutationBeatsAnUnknownPremise) {
  World here;
  Decider decider{here.table(), here.slots, here.pool};
  EXPECT_EQ(decider.decide(here.query("list[int] <: list[float]")).verdict, Verdict::Refuted);
}

TEST(Decide, ExpansiveInheritanceEndsWithItsCycle) {
  World here{R"(
from typing import Generic, TypeVar
Z = TypeVar("Z", contravariant=True)
X = TypeVar("X", covariant=True)
class N(Generic[Z]):
    def take(self, value: Z, /) -> None: ...
class C(N[N[C[C[X]]]], Generic[X]):
    def give(self) -> X: ...
)"};
  Decider decider{here.table(), here.slots, here.pool, {.subgoals = 10'000}};
  const Opinion opinion = decider.decide(here.query("C[int] <: N[C[int]]"));
  EXPECT_EQ(opinion.verdict, Verdict::Unknown);
  EXPECT_TRUE(opinion.reason.starts_with("expansive: C.X")) << opinion.reason;
}

TEST(Decide, MembersThatDenyTheDeclaredVarianceMakeNoWitness) {
  World here{R"(
from typing import Container, Generic, Protocol, TypeVar
Z = TypeVar("Z", covariant=True)
class Old(Generic[Z]):
    def take(self, value: Container[Z], /) -> int: ...
class Asks(Protocol[Z]):
    def take(self, value: Container[Z], /) -> int: ...
)"};
  Decider decider{here.table(), here.slots, here.pool};
  const Opinion opinion = decider.find(here.query("Old[bool] <: Asks[int]")).opinion;
  EXPECT_EQ(opinion.verdict, Verdict::Unknown);
  EXPECT_EQ(opinion.reason, "structural: members show against its declared variance Old.Z");
  const Opinion without_evidence = decider.decide(here.query("Old[bool] <: Asks[int]"));
  EXPECT_EQ(without_evidence.verdict, Verdict::Unknown);
  EXPECT_EQ(without_evidence.reason, opinion.reason);
}

TEST(Decide, NestingTwentyThousandDeepIsAnswered) {
  World here;
  Decider decider{here.table(), here.slots, here.pool};
  const auto nested = [&](std::string_view leaf) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "list[";
    return text + std::string(leaf) + std::string(20'000, ']');
  };
  EXPECT_EQ(decider.find(here.query(nested("int | bool") + " <: " + nested("int"))).opinion.verdict, Verdict::Proved);
  EXPECT_EQ(decider.find(here.query(nested("bool") + " <: " + nested("int"))).opinion.verdict, Verdict::Refuted);
}

}  // namespace
}  // namespace agverify::solver::rules
