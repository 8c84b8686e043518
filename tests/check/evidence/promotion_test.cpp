#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view numbers = "class int at 1:9\nbase int object\nclass float at 1:15\nbase float object\n";

std::string asked(std::string text, std::string_view line) {
  return altered(text, "verdict proved\n", "verdict proved\nasked " + std::string(line) + "\n");
}

std::string below_union(std::string_view query) {
  return certificate(query, "proved", numbers,
                     "step 1 subtype-reflexive int <: int\nstep 2 union-member-below int <: float | int from 1\nconclude 1 by 2\n");
}

TEST(Promotion, TheQueryIsTheOneThatWasAskedWithItsNumbersRead) {
  expect_only_as_it_is(asked(below_union("int ~> float | int"), "everywhere int ~> float"),
                       {{"asked everywhere", "asked nowhere", "asked", ""},
                        {"asked everywhere int ~> float", "asked everywhere float ~> float", "asked", "not this one"},
                        {"asked everywhere int ~> float", "asked everywhere int ~> int", "asked", "not this one"},
                        {"asked everywhere int ~> float", "asked everywhere int <: float", "asked", "not this one"},
                        {"asked everywhere int ~> float", "asked everywhere int ~> float | int", "asked", "not this one"}});
}

TEST(Promotion, AtTheTopNothingInsideIsRead) {
  std::string lines(numbers);
  lines += "class L at 1:20\nparameter L T covariant\nbase L object\n";
  const std::string steps =
      "step 1 subtype-reflexive int <: int\nstep 2 union-member-below int <: float | int from 1\n"
      "step 3 variance-covariant L[int] <: L[float | int] from 2\nconclude 1 by 3\n";
  const std::string text = certificate("L[int] ~> L[float | int]", "proved", lines, steps);
  expect_accepted(asked(text, "everywhere L[int] ~> L[float]"));
  const std::string at_top = asked(text, "top L[int] ~> L[float]");
  expect_rejected(at_top, line_of(at_top, "asked"), "not this one");
  expect_accepted(asked(below_union("int ~> float | int"), "top int ~> float"));
}

TEST(Promotion, HypothesesAreReadToo) {
  const std::string text = certificate("forall X. X <: float | int |- X <: float | int", "proved", numbers,
                                       "step 1 subtype-reflexive float | int <: float | int\n"
                                       "step 2 typevar-bound X <: float | int by 1 from 1\nconclude 1 by 2\n");
  expect_accepted(asked(text, "everywhere forall X. X <: float |- X <: float"));
  const std::string at_top = asked(text, "top forall X. X <: float |- X <: float");
  expect_rejected(at_top, line_of(at_top, "asked"), "not this one");
}

}  // namespace
}  // namespace agverify::check
