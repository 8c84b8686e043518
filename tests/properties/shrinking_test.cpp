#include "properties/shrinking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "properties/documented.h"

namespace agverify::properties {
namespace {

using testing::Contains;

/// Pairs that are simpler than this one on both sides, as queries.
std::vector<std::string> together(std::string_view query) {
  const auto documentation = documented();
  const World world{documentation->universe.table, documentation->pool};
  model::syntax::Reader reader{documentation->universe.scope, world.table(), documentation->pool};
  const auto read = reader.query(query);
  std::vector<std::string> texts;
  for (const TypePair& each : smaller_together({read->source, read->target}, world))
    texts.push_back(model::syntax::print(model::Query{{}, {}, read->relation, each.source, each.target}, world.table()));
  return texts;
}

TEST(Shrinking, PartOfBothSidesIsMadeSimplerOnBoth) {
  EXPECT_THAT(together("AsyncGenerator[list[str], object] <: AsyncGenerator[list[str], int]"),
              Contains("AsyncGenerator[str, object] <: AsyncGenerator[str, int]"));
}

TEST(Shrinking, ArgumentsAtOnePlaceTakeThePlaceOfBoth) {
  EXPECT_THAT(together("list[set[int]] <: list[set[str]]"), Contains("set[int] <: set[str]"));
  EXPECT_THAT(together("list[set[int]] <: list[set[str]]"), Contains("list[int] <: list[str]"));
}

TEST(Shrinking, UnionsOfAsManyMembersLoseOneOnBothSides) {
  EXPECT_THAT(together("set[int | str | bytes] <: set[int | str | bool]"), Contains("set[int | bytes] <: set[int | bool]"));
}

TEST(Shrinking, PairsThatShareNothingHaveNothingSimplerTogether) {
  EXPECT_THAT(together("list[int] <: str"), testing::IsEmpty());
}

}  // namespace
}  // namespace agverify::properties
