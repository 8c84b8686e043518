#include "properties/exhaustive.h"

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;

constexpr std::string_view small = R"(from typing import Generic, Protocol, TypeVar
T = TypeVar("T")
Y_co = TypeVar("Y_co", covariant=True)
S_contra = TypeVar("S_contra", contravariant=True)
class Base: ...
class Below(Base): ...
class Gives(Protocol[Y_co]):
    def give(self) -> Y_co: ...
class Channel(Gives[Y_co], Protocol[Y_co, S_contra]):
    def send(self, value: S_contra, /) -> Y_co: ...
class Cell(Generic[T]):
    item: T
    def give(self) -> T: ...
)";

TEST(Exhaustive, EveryPairUpToDepthTwoIsDecidedAlike) {
  const auto documentation = documented(small);
  const World world{documentation->universe.table, documentation->pool};
  std::vector<ClassId> classes;
  for (const char* name : {"Base", "Below", "Gives", "Channel", "Cell"})
    for (std::uint32_t i = 0; i < world.table().size(); ++i)
      if (world.table().classes[i].name == name) classes.push_back(ClassId{i});
  ASSERT_EQ(classes.size(), 5U);
  const std::vector<Type> types = every_type(world, classes, 2);
  Trial trial{world, verified};
  const Matrix matrix = hear_queries(trial, types.size() * types.size(), [&](std::uint64_t index) {
    return query_of({types[index / types.size()], types[index % types.size()], Origin::Unrelated});
  });
  fmt::print("{} types, every pair of them\n{}", types.size(), text_of(matrix));
  ASSERT_EQ(matrix.discords, 0U) << syntax::print(matrix.first_discord->query, world.table()) << "\nrules "
                                 << name_of(matrix.first_discord->opinions.rules) << ", smt " << name_of(matrix.first_discord->opinions.smt)
                                 << " " << matrix.first_discord->opinions.rejection;
}

}  // namespace
}  // namespace agverify::properties
