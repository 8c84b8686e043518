#include "cli/comparison/class_difference.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::comparison {
namespace {

using Kind = ClassDifference::Kind;
using model::ClassId;
using model::TypePool;
using model::syntax::stubs::Universe;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view one = R"(
from typing import Generic, Protocol, TypeVar
A = TypeVar("A", covariant=True, default=int)
class Top(Protocol): ...
class Low(Top, Protocol[A]):
    def gives(self) -> A: ...
    def takes(self, x: str) -> None: ...
class Only: ...
)";

constexpr std::string_view other = R"(
from typing import Generic, Protocol, TypeVar
B = TypeVar("B", bound=object)
class Top(Protocol): ...
class Side: ...
class Low(Side, Generic[B]):
    def gives(self) -> B: ...
    def takes(self, x: int) -> None: ...
    more: bool
)";

Universe read(std::string_view prelude, TypePool& pool) {
  std::vector<model::syntax::stubs::SourceText> stubs;
  for (const auto& file : embedded_stubs()) stubs.push_back({file.path, file.text, std::string(64, '0')});
  auto read_one = model::syntax::stubs::read_stubs(stubs, {}, pool);
  auto extended = model::syntax::stubs::extend(*read_one, {"p.pyi", prelude, std::string(64, '0')}, {}, pool);
  if (!extended) throw std::runtime_error(describe(extended.error().front()));
  return std::move(*extended);
}

struct Tables : testing::Test {
  TypePool here_pool, there_pool;
  Universe here = read(one, here_pool), there = read(other, there_pool);

  std::vector<ClassDifference> of(std::string_view name) const { return ClassComparison{here.table, there.table}.of(name); }
};

using ClassDifferences = Tables;

TEST_F(ClassDifferences, AreListedOfEveryKindAndParametersGoByTheirPlace) {
  std::vector<std::string> found;
  for (const ClassDifference& each : of("p.Low"))
    found.push_back(std::string(name_of(each.kind)) + " " + each.subject + ": " + each.here + " | " + each.there);
  EXPECT_THAT(found, ElementsAre("protocol : a protocol | no protocol", "base Top: Top | ", "base Side:  | Side",
                                 "parameter T1: covariant | invariant bound object", "default T1: int | ",
                                 "member takes: (x: str) -> None | (x: int) -> None", "member more:  | attribute bool"));
}

TEST_F(ClassDifferences, AreNoneOfTheSameClassAndOneOfAClassThatIsNotThere) {
  EXPECT_THAT(of("p.Top"), IsEmpty());
  EXPECT_THAT(of("typing.AsyncGenerator"), IsEmpty());
  ASSERT_EQ(of("p.Only").size(), 1U);
  EXPECT_EQ(of("p.Only").front().kind, Kind::Name);
  EXPECT_TRUE(of("p.Only").front().there.empty());
}

TEST_F(ClassDifferences, LeaveNoneWhenAllAreTakenAwayFromBoth) {
  here.table[*here.table.find("p.Top")].unsupported = "NamedTuple";
  for (const std::string_view name : {"p.Low", "p.Top"}) {
    const auto found = of(name);
    ASSERT_FALSE(found.empty());
    for (const ClassDifference& each : found) {
      take_away(each, here.table, here_pool);
      take_away(each, there.table, there_pool);
    }
  }
  EXPECT_THAT(of("p.Low"), IsEmpty());
  ASSERT_EQ(of("p.Top").size(), 1U);  // only the reason why it is not read
  EXPECT_TRUE(there.table[*there.table.find("p.Top")].unsupported);
  EXPECT_FALSE(here.table.linearise(here_pool, ClassId{0}));
  EXPECT_FALSE(there.table.linearise(there_pool, ClassId{0}));
}

}  // namespace
}  // namespace agverify::cli::comparison
