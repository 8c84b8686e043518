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
  std::unique_ptr<Documented> documentation = documented(every_construct());
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

constexpr std::array cases{
    "Never <: Never",                                                  // the slice names no class at all
    "object <: int | bool",                                            // values merged into another are shown by none
    "Source[int] <: Gets[bool] | Source[bool]",                        // two equal values shown at one slot
    "set[AsyncGenerator[int, int]] <: set[AsyncGenerator[Iterable[int], int] | AsyncGenerator[Iterable[int], object]]",
    "int <: str | ((str | int) | ((str | bytes) | (str | None)))",     // a type long enough for a name
    "Turns[Puts[Tie], int] <: Turns[GetsAndPuts[int, Tie] | int, int]",  // members of a protocol that nothing rests on
    "Iterator[Tuned[object]] | Reversible[int] <: Iterable[Holds[object]]",
    "int <: Knot",
    "Iterator[int] == Iterator[Sized | int]",  // the half that fails is the second
};
INSTANTIATE_TEST_SUITE_P(Pairs, Found, testing::ValuesIn(cases));

}  // namespace
}  // namespace agverify::properties
