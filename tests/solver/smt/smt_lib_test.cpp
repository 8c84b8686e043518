#include "solver/smt/smt_lib.h"

#include <gtest/gtest.h>

#include "tests/solver/world.h"

namespace agverify::solver::smt {
namespace {

tl::expected<std::string, std::string> script(std::string_view query) {
  tests::World world;
  return smt_lib(world.query(query), world.table(), world.pool);
}

TEST(SmtLib, AsksForAValueOfTheOneThatIsNotInTheOther) {
  const auto written = script("list[int] <: set[int]");
  ASSERT_TRUE(written) << written.error();
  EXPECT_NE(written->find("(check-sat)"), std::string::npos);
}

TEST(SmtLib, CallsAreToldApartByPlacesAndNames) {
  const auto written = script("(a: int, *, b: object = ...) -> None <: (a: int) -> None");
  ASSERT_TRUE(written) << written.error();
  EXPECT_NE(written->find("|__call__/1/ refuses|"), std::string::npos);
  EXPECT_NE(written->find("|__call__/0/a returns|"), std::string::npos);
  EXPECT_NE(written->find("|__call__/1/b refuses|"), std::string::npos);
}

TEST(SmtLib, TooManyFormsOfACallAreNotWritten) {
  std::string parameters = "*";
  for (int i = 0; i < 80; ++i) parameters += ", k" + std::to_string(i) + ": int = ...";
  const auto written = script("(" + parameters + ") -> None <: () -> None");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "limit of the forms of a call");
}

TEST(SmtLib, ClassThatItsBasesLeadBackToIsNotWritten) {
  const auto written = script("str <: Sequence[int]");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "structural: bases lead back to their class");
}

TEST(SmtLib, BaseThatHoldsWhatIsNotReadIsNotWritten) {
  tests::World world{"from typing import Any, Iterator\nclass C(Iterator[Any]): ...\n"};
  const auto written = smt_lib(world.query("C <: list[int]"), world.table(), world.pool);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "unsupported Self or a type that is not read");
}

TEST(SmtLib, LengthIsLimited) {
  std::string source = "int";
  for (int i = 0; i < 12; ++i) source = "Sequence[" + source + "]";
  const auto written = script(source + " <: int");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "limit of length");
}

}  // namespace
}  // namespace agverify::solver::smt
