// What generated pairs found, shrunk: each failed once.
#include <array>

#include <gtest/gtest.h>

#include "model/syntax/reader.h"
#include "properties/documented.h"
#include "properties/opinions.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;

struct Found : testing::TestWithParam<const char*> {
  std::unique_ptr<Documented> documentation = documented_with_tuples();
  World world{documentation->universe.table, documentation->pool};
  Trial trial{world, verified};
};

TEST_P(Found, IsDecidedAlikeWithAnAcceptedCertificate) {
  const auto query = syntax::read_query(GetParam(), documentation->universe.scope, world.table(), world.pool());
  ASSERT_TRUE(query.has_value()) << query.error().message;
  const Opinions opinions = trial.hear(*query);
  EXPECT_NE(opinions.rules, Verdict::Unknown) << opinions.rules_reason;
  EXPECT_FALSE(opinions.disagree());
  EXPECT_EQ(opinions.certificate, CertificateFate::Accepted) << opinions.rejection;
}

/// What is remembered of members must not rest on types of a query that are taken back.
TEST(FoundByMemory, MatchesOutliveTheTypesOfTheQueryThatMadeThem) {
  const auto documentation = documented(R"(from typing import Generic, Iterable, Protocol, TypeVar
T_co = TypeVar("T_co", covariant=True)
class Row(Generic[T_co]):
    def cells(self) -> Iterable[Iterable[T_co]]: ...
class Table(Row[frozenset[frozenset[T_co]]]): ...
class Gives(Protocol[T_co]):
    def cells(self) -> T_co: ...
)");
  const ClassTable& table = documentation->universe.table;
  TypePool& pool = documentation->pool;
  const Slots slots = least_slots(table);
  solver::rules::Decider decider{table, slots, pool};
  const auto decide = [&](const char* text) {
    const auto mark = pool.mark();
    const auto query = syntax::read_query(text, documentation->universe.scope, table, pool);
    const Verdict verdict = decider.decide(*query).verdict;
    pool.roll_back(mark);
    return verdict;
  };
  EXPECT_EQ(decide("Table[int] <: Gives[Iterable[Iterable[frozenset[frozenset[int]]]]]"), Verdict::Proved);
  EXPECT_EQ(decide("set[set[set[set[set[set[set[set[set[set[bytes]]]]]]]]]] <: list[list[list[list[list[list[list[bytes]]]]]]]"), Verdict::Refuted);  // takes the place in the pool
  EXPECT_EQ(decide("Table[int] <: Gives[Iterable[Iterable[frozenset[frozenset[int]]]]]"), Verdict::Proved);
  EXPECT_EQ(decide("Table[int] <: Gives[Iterable[Iterable[frozenset[frozenset[str]]]]]"), Verdict::Refuted);
}

constexpr std::array cases{
    "Never <: Never",                                                  // the slice names no class at all
    "object <: int | bool",                                            // values merged into another are shown by none
    "Source[int] <: Gets[bool] | Source[bool]",                        // two equal values shown at one slot
    "set[AsyncGenerator[int, int]] <: set[AsyncGenerator[Iterable[int], int] | AsyncGenerator[Iterable[int], object]]",
    "int <: str | ((str | int) | ((str | bytes) | (str | None)))",     // a type long enough for a name
    "Turns[Puts[Tie], int] <: Turns[GetsAndPuts[int, Tie] | int, int]",  // members of a protocol that nothing rests on
    "Iterator[Tuned[object]] | Reversible[int] <: Iterable[Holds[object]]",
    "int <: Knot",
    "tuple[tuple[()], ...] <: tuple[int, ...] | tuple[*tuple[tuple[()], ...], tuple[()]]",  // split at the back
    "tuple[tuple[int, ...]] <: tuple[int] | tuple[tuple[bool, ...]]",  // two values at one place, of which one does for both
    "tuple[tuple[*tuple[int, ...], int], int] <: Sequence[int] | tuple[tuple[*tuple[bool, ...], int], int]",
    "Point <: Sequence[int]",  // a class that derives from a tuple hands out its elements
    "Point <: Iterable[str | bool]",
    "Point <: Sequence[int | str]",
    "Iterator[int] == Iterator[Sized | int]",  // the half that fails is the second
};
INSTANTIATE_TEST_SUITE_P(Pairs, Found, testing::ValuesIn(cases));

}  // namespace
}  // namespace agverify::properties
