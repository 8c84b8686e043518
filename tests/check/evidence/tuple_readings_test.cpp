// Certificates by further readings of what is open about tuples and enums.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view integer = "class int at 1:9\nbase int object\n";
constexpr std::string_view tuple = "class tuple at 1:40\nparameter tuple T_co covariant\nbase tuple object\n";

TEST(TupleReadings, ATupleIsEmptyWhereAnElementIs) {
  const std::string text = certificate("tuple[int, Never] <: Never", "proved", fmt::format("{}{}", integer, tuple), R"(step 1 subtype-reflexive Never <: Never
step 2 tuple-never-element tuple[int, Never] <: Never from 1
conclude 1 by 2
)");
  expect_rejected(text, line_of(text, "step 2"), "nothing says `assume never-element=empty`");
  expect_only_as_it_is(with_reading(text, "proved", "never-element=empty"),
                       {{"subtype-reflexive Never <: Never", "object-top Never <: object", "step 2", "not Never"},
                        {"tuple-never-element tuple[int, Never]", "tuple-never-element tuple[int, int]", "step 2", "not about a part that each value has"},
                        {"tuple-never-element tuple[int, Never]", "tuple-never-element tuple[int, *tuple[Never, ...]]", "step 2", "not about a part that each value has"},
                        {"Never] <: Never from 1", "Never] <: Never", "step 2", "one premise"},
                        {"tuple-never-element", "tuple-never-unbounded", "step 2", "no part of the source is of any length"}});
}

TEST(TupleReadings, APartOfAnyLengthHasNoElementsWhereItIsEmpty) {
  const std::string text = certificate("tuple[int, *tuple[Never, ...]] <: tuple[int]", "proved", fmt::format("{}{}", integer, tuple),
                                       R"(step 1 subtype-reflexive Never <: Never
step 2 subtype-reflexive tuple[int] <: tuple[int]
step 3 tuple-never-unbounded tuple[int, *tuple[Never, ...]] <: tuple[int] from 1 2
conclude 1 by 3
)");
  expect_rejected(text, line_of(text, "step 3"), "nothing says `assume never-element=empty`");
  expect_only_as_it_is(with_reading(text, "proved", "never-element=empty"),
                       {{"step 2 subtype-reflexive tuple[int] <: tuple[int]", "step 2 subtype-reflexive tuple[()] <: tuple[()]", "step 3", "step 2 is not"},
                        {"from 1 2", "from 2 1", "step 3", "step 2 is not Never <: Never"},
                        {"from 1 2", "from 1", "step 3", "missing"},
                        {"*tuple[Never, ...]] <: tuple[int] from", "*tuple[int, ...]] <: tuple[int] from", "step 3", "step 1 is not int <: Never"}});
}

TEST(TupleReadings, AnElementOfAProductHasAValue) {
  const std::string text = certificate("tuple[Never] <: int", "refuted", fmt::format("{}{}", integer, tuple), "value 1 tuple (-)\nrefute 1\n");
  expect_accepted(text);
  const std::string product = with_reading(text, "refuted", "never-element=empty");
  expect_rejected(product, line_of(product, "value 1"), "an element has no value");
}

TEST(TupleReadings, ATupleThatStaysWholeIsNotTakenApart) {
  const std::string text = certificate("tuple[int | bool, *tuple[int, ...]] <: object", "proved",
                                       fmt::format("{}class bool final at 1:20\nbase bool int\n{}", integer, tuple),
                                       R"(step 1 object-top tuple[int, *tuple[int, ...]] | tuple[bool, *tuple[int, ...]] <: object
step 2 tuple-mixed-fixed-part-expands tuple[int | bool, *tuple[int, ...]] <: object from 1
conclude 1 by 2
)");
  expect_accepted(text);
  const std::string whole = with_reading(text, "proved", "mixed-tuples=whole");
  expect_rejected(whole, line_of(whole, "step 2"), "leaves such tuples whole");
}

TEST(TupleReadings, AnEnumWithoutMembersIsEmpty) {
  const std::string text = certificate("Blank <: Never", "proved", "class Blank memberless at 1:9\nbase Blank object\n", "step 1 enum-empty Blank <: Never\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "step 1"), "nothing says `assume empty-enum=never`");
  expect_only_as_it_is(with_reading(text, "proved", "empty-enum=never"), {{"Blank memberless", "Blank", "step 1", "no enum without members"},
                                                                          {"Blank memberless at 1:9", "Blank memberless fresh", "class Blank", "no other flag"},
                                                                          {"enum-empty Blank", "enum-empty object", "step 1", "no enum without members"}});
  const std::string value = certificate("Blank <: Never", "refuted", "class Blank memberless at 1:9\nbase Blank object\n", "value 1 Blank\nrefute 1\n");
  expect_accepted(value);
  const std::string by_reading = with_reading(value, "refuted", "empty-enum=never");
  expect_rejected(by_reading, line_of(by_reading, "value 1"), "Blank has no values");
}

}  // namespace
}  // namespace agverify::check
