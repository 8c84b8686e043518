#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view texts =
    "class str at 1:9\nbase str object\nclass LiteralString final at 1:9\nbase LiteralString str\n";
constexpr std::string_view booleans =
    "class int at 1:9\nbase int object\nclass bool final at 1:20\nbase bool int\nclass TypeIs final at 1:20\nparameter TypeIs T invariant\nbase TypeIs bool\n";

TEST(LiteralString, HoldsWhatLiteralsOfStrName) {
  const std::string text = certificate("Literal[\"a\"] <: LiteralString", "proved", texts,
                                       "step 1 subtype-reflexive LiteralString <: LiteralString\n"
                                       "step 2 literal-below-type Literal[\"a\"] <: LiteralString from 1\nconclude 1 by 2\n");
  expect_accepted(text);
}

TEST(LiteralString, HoldsNoLiteralOfAnotherClass) {
  const std::string lines = std::string(texts) + "class int at 1:30\nbase int object\n";
  const std::string text = certificate("Literal[1] <: LiteralString", "proved", lines,
                                       "step 1 subtype-reflexive LiteralString <: LiteralString\n"
                                       "step 2 literal-below-type Literal[1] <: LiteralString from 1\nconclude 1 by 2\n");
  expect_rejected(text, line_of(text, "step 2"), "is not int <: LiteralString");
}

TEST(LiteralString, AStrThatNoLiteralNamesIsOutOfIt) {
  expect_only_as_it_is(certificate("str <: LiteralString", "refuted", texts, "value 1 str\nrefute 1\n"),
                       {{"value 1 str", "value 1 str = \"a\"", "refute 1", "out of the target"}});
}

TEST(Narrowing, AValueOfItIsTrueOrFalse) {
  const std::string query = "TypeIs[int] <: Literal[True]";
  expect_only_as_it_is(certificate(query, "refuted", booleans, "value 1 TypeIs = False\nrefute 1\n"),
                       {{"TypeIs = False", "TypeIs = True", "refute 1", "out of the target"},
                        {"TypeIs = False", "TypeIs", "value 1", "says which one it is"},
                        {"TypeIs = False", "TypeIs = 1", "value 1", "no such value"}});
}

TEST(Narrowing, NothingElseIsBelowBool) {
  const std::string lines = "class int at 1:9\nbase int object\nclass bool final at 1:20\nbase bool int\nclass Other at 1:30\nbase Other bool\n";
  const std::string text = certificate("Other <: bool", "proved", lines, "step 1 nominal-by-subclassing Other <: bool\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "base Other"), "no class derives from bool");
}

}  // namespace
}  // namespace agverify::check
