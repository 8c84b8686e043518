#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view none_and_protocol = R"(class int at 1:9
base int object
class NoneType final at 1:15
base NoneType object
class P protocol at 1:30
base P object
class C at 1:40
base C P
)";

constexpr std::string_view taken_back = R"(requires P m
finds C m C
finds P m P
member C m: None
member P m () -> int
)";

std::string refuted_by_none() {
  return certificate("C <: P", "refuted", std::string(none_and_protocol) + std::string(taken_back) + "missing NoneType __call__\n",
                     "value 1 NoneType\nvalue 2 C\nshows 2 member m gives 1\nrefute 2\n");
}

TEST(Readings, WhatTakesBackAMethodOfAProtocolIsOutOfItByMembersAlone) {
  const std::string by_members = with_reading(refuted_by_none(), "refuted", "none-member=members");
  expect_only_as_it_is(by_members, {{"assume none-member=members\n", "", "refute 2", "out of the target"},
                                    {"none-member=members", "none-member=nominal", "refute 2", "out of the target"},
                                    {"member C m: None", "member C m: int", "shows 2", "does not let its values show this"},
                                    {"missing NoneType __call__\n", "", "refute 2", "out of the target"},
                                    {"shows 2 member m gives 1\n", "", "refute 2", "out of the target"}});
}

TEST(Readings, NoStepLeadsPastWhatIsTakenBack) {
  const std::string text = with_reading(certificate("C <: P", "proved", std::string(none_and_protocol) + std::string(taken_back), "step 1 nominal-by-subclassing C <: P\nconclude 1 by 1\n"),
                                        "proved", "none-member=members");
  expect_rejected(text, line_of(text, "step 1"), "C takes back a method of P");
}

TEST(Readings, ByMembersNoClassIsSteppedThroughOnTheWayToAProtocol) {
  const std::string lines = "class P protocol at 1:30\nbase P object\nclass C at 1:40\nbase C P\nclass D at 1:50\nbase D C\n";
  const std::string steps = "step 1 nominal-by-subclassing C <: P\nstep 2 class-upcast D <: P from 1\nconclude 1 by 2\n";
  const std::string text = certificate("D <: P", "proved", lines, steps);
  expect_accepted(text);
  const std::string by_members = with_reading(text, "proved", "none-member=members");
  expect_rejected(by_members, line_of(by_members, "step 2"), "another class than the base");
}

TEST(Readings, TheHashOfObjectCountsWhereHashableIsObject) {
  const std::string lines = R"(class int at 1:9
base int object
class NoneType final at 1:15
base NoneType object
class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P __hash__
finds C __hash__ C
finds P __hash__ P
finds object __hash__ object
member C __hash__ classvar: None
member P __hash__ () -> int
member object __hash__ () -> int
)";
  const std::string text = with_reading(certificate("C <: P", "proved", lines, "step 1 protocol-structural C <: P\nconclude 1 by 1\n"),
                                        "proved", "hashable=object");
  expect_only_as_it_is(text, {{"assume hashable=object\n", "", "step 1", "another kind"},
                              {"classvar: None", "classvar: int", "step 1", "another kind"},
                              {"member object __hash__ () -> int", "member object __hash__ () -> C", "step 1", "missing"},
                              {"finds object __hash__ object\n", "", "step 1", "what C finds as __hash__"}});
}

TEST(Readings, WhatTheBodyDeclaresServesForAClassVarByAccessAlone) {
  const std::string lines = R"(class int at 1:9
base int object
class P protocol at 1:30
base P object
class C at 1:40
base C object
requires P m
finds C m C
finds P m P
member C m: int
member P m classvar: int
)";
  const std::string text = with_reading(certificate("C <: P", "proved", lines, "step 1 protocol-structural C <: P\nconclude 1 by 1\n"),
                                        "proved", "protocol-classvar=access");
  expect_only_as_it_is(text, {{"assume protocol-classvar=access\n", "", "step 1", "another kind"},
                              {"member C m: int", "member C m instance: int", "step 1", "another kind"},
                              {"member C m: int", "member C m property -> int", "step 1", "another kind"}});
}

TEST(Readings, ByTheLetterPositionalOnlyParametersAskForArgs) {
  const std::string_view lines = "class int at 1:9\nbase int object\n";
  const std::string steps = "step 1 callable-general (a: int) -> int <: (int, /) -> int\nconclude 1 by 1\n";
  const std::string text = certificate("(a: int) -> int <: (int, /) -> int", "proved", lines, steps);
  expect_accepted(text);
  const std::string by_letter = with_reading(text, "proved", "positional-args=only-if");
  expect_rejected(by_letter, line_of(by_letter, "step 1"), "the source has no `*args`");
}

}  // namespace
}  // namespace agverify::check
