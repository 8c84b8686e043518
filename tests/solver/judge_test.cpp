#include "solver/judge.h"

#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/solver/world.h"

namespace agverify::solver {
namespace {

using model::Basis;
using model::Verdict;
using tests::World;

constexpr std::string_view prelude = R"(
from typing import Generic, Protocol, TypeVar
T_co = TypeVar("T_co", covariant=True)
class A: ...
class B: ...
class Co(Generic[T_co]):
    def give(self) -> T_co: ...
class Gives(Protocol[T_co]):
    def give(self) -> T_co: ...
class Named(Protocol):
    def call(self, first: int, second: str = ...) -> int: ...
class CallsByOtherName:
    def call(self, one: int, second: str = ...) -> int: ...
class CallsInt:
    def call(self, first: int, second: int = ...) -> int: ...
class HoldsItem(Protocol):
    item: int
class HasBool:
    item: bool
class GivesAGiver(Co[Gives[int]]): ...
)";

JudgeOptions options_for_tests() {
  JudgeOptions options;
  options.wants_evidence = true;
  options.check = [](std::string_view text) -> std::optional<std::string> {
    const auto verified = check::verify(text);
    if (verified) return std::nullopt;
    return fmt::format("line {}: {}\n{}", verified.error().line, verified.error().message, text);
  };
  return options;
}

struct Row {
  std::string_view query;
  Verdict verdict, rules, smt;
  EvidenceKind evidence = EvidenceKind::Certificate;
};

class Judged : public testing::TestWithParam<Row> {};

TEST_P(Judged, ByBothDecidersWithEvidence) {
  static World world{prelude};
  static Judge judge{world.table(), world.slots, world.pool, options_for_tests()};
  const Judgement judgement = judge.judge(world.query(GetParam().query));
  EXPECT_FALSE(judgement.internal_error) << *judgement.internal_error;
  EXPECT_EQ(name_of(judgement.verdict), name_of(GetParam().verdict)) << judgement.reason;
  ASSERT_TRUE(judgement.rules);
  EXPECT_EQ(name_of(*judgement.rules), name_of(GetParam().rules));
  ASSERT_TRUE(judgement.smt);
  EXPECT_EQ(name_of(*judgement.smt), name_of(GetParam().smt));
  EXPECT_EQ(name_of(judgement.evidence_kind), name_of(GetParam().evidence));
}

constexpr auto P = Verdict::Proved, R = Verdict::Refuted, U = Verdict::Unknown;

INSTANTIATE_TEST_SUITE_P(Rows, Judged, testing::Values(
  Row{"AsyncGenerator[bool, object] <: AsyncIterator[int]", P, P, P},
  Row{"AsyncGenerator[int, int] <: AsyncGenerator[int, object]", R, R, R},
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, W] <: AsyncGenerator[Y, V]", P, P, P},
  Row{"forall Y, V, W. V <: W |- AsyncGenerator[Y, V] <: AsyncGenerator[Y, W]", R, R, R},
  Row{"forall V, W, S. AsyncGenerator[V, S] <: AsyncGenerator[W, S] |- V <: W", P, P, P},
  Row{"forall X. X <: A, X <: B |- X <: Never", R, R, R},
  Row{"forall X. X in (int, str) |- list[X] <: list[int] | list[str]", P, P, P},
  Row{"forall X, Y. X == Y |- list[X] == list[Y]", P, P, P},
  Row{"dict[str, int] <: Reversible[int]", R, R, R},
  Row{"dict[int, str] <: Reversible[int]", P, P, P},
  Row{"AsyncIterator[int] <: AsyncGenerator[int, None]", R, R, R},
  Row{"str <: Sequence[bytes]", R, R, R},
  Row{"str <: Sequence[str]", P, P, P},
  Row{"Co[str] <: Gives[int]", R, R, R},
  Row{"Co[bool] <: Gives[int]", P, P, P},
  Row{"CallsByOtherName <: Named", R, R, R},
  Row{"CallsInt <: Named", R, R, R},
  Row{"HasBool <: HoldsItem", R, R, R},
  Row{"GivesAGiver <: Co[Co[int]]", R, R, R},
  Row{"Sequence[int | str] <: Sequence[int] | Sequence[str]", R, R, R},
  Row{"Generator[int, None, str] <: Iterator[str] | Iterable[bytes]", R, R, R},
  Row{"list[int] == list[bool | int]", P, P, P},
  Row{"list[int] == list[bool]", R, R, R},
  Row{"Container[int] <: Container[str]", R, R, U},
  Row{"int <: float", R, R, R, EvidenceKind::Certificate}, Row{"int ~> float", P, P, P, EvidenceKind::Certificate},
  Row{"Sequence[int] ~> Sequence[float]", P, P, P, EvidenceKind::Certificate}, Row{"list[int] ~> list[float]", R, R, R, EvidenceKind::Certificate},
  Row{"forall X. X <: int, X <: str |- X <: Never", U, U, U, EvidenceKind::None},
  Row{"forall X. X <: bool, X <: A |- X <: Never", P, U, P, EvidenceKind::Solver}));

TEST(Judge, AVerdictOfSmtAloneRestsOnSets) {
  World world{prelude};
  Judge judge{world.table(), world.slots, world.pool, options_for_tests()};
  EXPECT_EQ(judge.judge(world.query("forall X. X <: bool, X <: A |- X <: Never")).basis, Basis::Sets);
}

TEST(Judge, ARejectedCertificateIsAnErrorOfOurs) {
  World world;
  JudgeOptions options = options_for_tests();
  options.check = [](std::string_view) { return std::optional<std::string>{"no"}; };
  Judge judge{world.table(), world.slots, world.pool, options};
  EXPECT_TRUE(judge.judge(world.query("bool <: int")).internal_error);
}

TEST(Judge, RulesAloneSkipTheMeaning) {
  World world;
  Judge judge{world.table(), world.slots, world.pool, {.deciders = Deciders::Rules, .limits = {}, .check = {}, .laws = {}}};
  EXPECT_FALSE(judge.judge(world.query("bool <: int")).smt);
}

}  // namespace
}  // namespace agverify::solver
