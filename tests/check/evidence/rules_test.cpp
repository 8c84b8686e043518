#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

TEST(RuleTests, ReflexiveTakesOneTypeOnBothSides) {
  const std::string text = certificate("int <: int", "proved", R"(class int at 1:9
base int object
step 1 subtype-reflexive int <: int
conclude 1 by 1
)");
  expect_only_as_it_is(text, {
                                 {"query int <: int", "query int <: object", "conclude 1", "is not the goal"},
                                 {"reflexive int <: int", "reflexive int <: object", "step 1", "differ"},
                                 {"<: int\nconclude", "<: int from 1\nconclude", "step 1", "too many"},
                                 {"<: int\nconclude", "<: int by 1\nconclude", "step 1", "no hypothesis 1"},
                                 {"step 1", "step 2", "step 2", "out of sequence"},
                                 {"conclude 1 by 1", "conclude 1 by 2", "conclude", "no such step"},
                                 {"conclude 1 by 1", "conclude 1 by 0", "conclude", "no such step"},
                                 {"subtype-reflexive", "subtype-reflexiv", "step 1", "no rule"},
                                 {"subtype-reflexive", "typevar-rigid", "step 1", "no rule"},
                                 {"subtype-reflexive", "protocol-method", "step 1", "no rule"},
                             });
}

TEST(RuleTests, NeverIsBelowAndObjectAbove) {
  expect_only_as_it_is(
      certificate("Never <: object", "proved", "step 1 never-bottom Never <: object\nconclude 1 by 1\n"),
      {{"never-bottom Never <: object", "never-bottom object <: object", "step 1", "not Never"}});
  expect_only_as_it_is(certificate("Never <: object", "proved", "step 1 object-top Never <: object\nconclude 1 by 1\n"),
                       {{"object-top Never <: object", "object-top Never <: Never", "step 1", "not object"}});
}

constexpr std::string_view numbers = R"(class int at 1:9
base int object
class bool at 1:20
base bool int
class str at 1:30
base str object
)";

TEST(RuleTests, EveryMemberOfAUnionIsProved) {
  const std::string text =
      certificate("bool | int <: int | str", "proved", numbers, R"(step 1 nominal-by-subclassing bool <: int
step 2 subtype-reflexive int <: int
step 3 union-member-below bool <: int | str from 1
step 4 union-member-below int <: int | str from 2
step 5 union-left-all bool | int <: int | str from 3 4
conclude 1 by 5
)");
  expect_only_as_it_is(
      text, {
                {"from 3 4", "from 4 3", "step 5", "step 4 is not bool <: int | str"},
                {"from 3 4", "from 3", "step 5", "missing"},
                {"from 3 4", "from 3 4 4", "step 5", "too many"},
                {"from 3 4", "from 3 5", "step 5", "no earlier step"},
                {"from 3 4", "from 3  4", "step 5", "number"},
                {"from 3 4", "from 3 4 ", "step 5", "number"},
                {"from 3 4", "", "step 5", "left over"},
                {"int | str from 1", "int | str from 2", "step 3", "not about a member"},
                {"int | str from 1", "int | str from 5", "step 3", "no earlier step"},
                {"int | str from 1", "int | str from 3", "step 3", "no earlier step"},
                {"int | str from 1", "int | str", "step 3", "one premise"},
                {"int | str from 1", "int | str from 9", "step 3", "no step 9"},
                {"query bool | int <: int | str", "query bool | int <: str | int", "conclude", "not the goal"},
                {"nominal-by-subclassing bool <: int", "nominal-by-subclassing int <: bool", "step 1", "not above"},
                {"step 5 union-left-all", "step 5 union-member-below", "step 5", "one premise"},
                {"base bool int", "base bool object", "step 1", "not above"},
            });
}

TEST(RuleTests, AUnionBelowItselfInACircleIsNoProof) {
  const std::string text =
      certificate("int <: str | str", "proved", numbers, R"(step 1 union-member-below int <: str | str from 2
step 2 class-upcast int <: str from 1
conclude 1 by 1
)");
  expect_rejected(text, line_of(text, "step 1"), "no earlier step");
}

constexpr std::string_view generics = R"(class int at 1:9
base int object
class bool at 1:20
base bool int
class Co at 1:40
parameter Co T covariant
base Co object
class Contra at 1:41
parameter Contra T contravariant
base Contra object
class Inv at 1:42
parameter Inv T invariant
base Inv Co[T]
)";

std::string generic(std::string_view query, std::string_view steps) {
  std::string lines(generics);
  // Only the classes that are named may stand there.
  const auto drop = [&](std::string_view first, std::string_view after) {
    const std::size_t begin = lines.find(first);
    lines.erase(begin, after.empty() ? std::string::npos : lines.find(after) - begin);
  };
  if (query.find("Inv") == std::string_view::npos) drop("class Inv", "");
  if (query.find("Contra") == std::string_view::npos)
    drop("class Contra", query.find("Inv") == std::string_view::npos ? "" : "class Inv");
  if (query.find("Co[") == std::string_view::npos && query.find("Inv") == std::string_view::npos)
    drop("class Co at", "class Contra");
  return certificate(query, "proved", lines, steps);
}

TEST(RuleTests, ParameterThatAProtocolDoesNotShowTakesAnyArgument) {
  const std::string text = certificate("P[int] <: P[str]", "proved", R"(class int at 1:1
base int object
class str at 1:2
base str object
class P protocol at 1:3
parameter P T bivariant
base P object
)", "step 1 protocol-same-generic P[int] <: P[str]\nconclude 1 by 1\n");
  expect_only_as_it_is(text, {{"T bivariant", "T covariant", "step 1", "int <: str is missing"},
                              {"P protocol at", "P at", "parameter P", "covariant, contravariant or invariant"},
                              {"protocol-same-generic", "variance-covariant", "step 1", "no covariant argument"}});
}

TEST(RuleTests, CovariantParameterKeepsArguments) {
  expect_only_as_it_is(generic("Co[bool] <: Co[int]", R"(step 1 variance-covariant Co[bool] <: Co[int] from 2
step 2 nominal-by-subclassing bool <: int
conclude 1 by 1
)"),
                       {{"T covariant", "T contravariant", "step 1", "step 2 is not int <: bool"},
                        {"T covariant", "T invariant", "step 1", "int <: bool is missing"},
                        {"T covariant", "T bivariant", "parameter Co", "covariant, contravariant or invariant"},
                        {"variance-covariant", "variance-contravariant", "step 1", "no contravariant argument"},
                        {"[int] from 2", "[int] from 1", "step 1", "step 1 is not bool <: int"},
                        {"[int] from 2", "[int]", "step 1", "missing"},
                        {"1 variance-covariant Co[bool] <: Co[int]", "1 variance-covariant Co[bool] <: int", "step 1",
                         "classes differ"}});
}

TEST(RuleTests, AnyFitsWhateverItMeetsUnderAssignabilityAlone) {
  expect_only_as_it_is(certificate("Loose ~> Co[int]", "proved", R"(class int at 1:9
base int object
class Co at 1:40
parameter Co T covariant
base Co object
class Loose at 1:44
base Loose Co[opaque["Any"]]
)",
                                   R"(step 1 variance-covariant Co[opaque["Any"]] <: Co[int] from 3
step 2 class-upcast Loose <: Co[int] from 1
step 3 any-consistent-with-all opaque["Any"] <: int
conclude 1 by 2
)"),
                       {{"query Loose ~>", "query Loose <:", "step 3", "not about assignability"},
                        {"Loose Co[opaque[\"Any\"]]", "Loose Co[opaque[\"tuple\"]]", "step 2", "the base is"},
                        {"any-consistent-with-all opaque[\"Any\"] <: int", "any-consistent-with-all int <: int", "step 1", "is not"}});
}

TEST(RuleTests, ContravariantParameterReversesArguments) {
  expect_only_as_it_is(generic("Contra[int] <: Contra[bool]", R"(step 1 nominal-by-subclassing bool <: int
step 2 variance-contravariant Contra[int] <: Contra[bool] from 1
conclude 1 by 2
)"),
                       {{"T contravariant", "T covariant", "step 2", "step 1 is not int <: bool"},
                        {"variance-contravariant", "variance-covariant", "step 2", "no covariant argument"}});
}

TEST(RuleTests, InvariantParameterAsksBothDirections) {
  expect_only_as_it_is(generic("Inv[bool | int] <: Inv[int]", R"(step 1 nominal-by-subclassing bool <: int
step 2 subtype-reflexive int <: int
step 3 union-left-all bool | int <: int from 1 2
step 4 union-member-below int <: bool | int from 2
step 5 variance-invariant-default Inv[bool | int] <: Inv[int] from 3 4
conclude 1 by 5
)"),
                       {{"from 3 4", "from 3", "step 5", "missing"},
                        {"from 3 4", "from 3 3", "step 5", "step 3 is not int <: bool | int"},
                        {"from 3 4", "from 4 3", "step 5", "step 4 is not"},
                        {"query Inv[bool | int]", "query Inv[bool]", "conclude", "not the goal"}});
}

TEST(RuleTests, SameArgumentsGoByReflexivityOnly) {
  const std::string text =
      generic("Co[int] <: Co[int]", "step 1 variance-covariant Co[int] <: Co[int]\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "step 1"), "no covariant argument differs");
}

TEST(RuleTests, UpCastSubstitutesArguments) {
  expect_only_as_it_is(
      generic("Inv[bool] <: Co[int]", R"(step 1 nominal-by-subclassing bool <: int
step 2 variance-covariant Co[bool] <: Co[int] from 1
step 3 class-upcast Inv[bool] <: Co[int] from 2
conclude 1 by 3
)"),
      {{"base Inv Co[T]", "base Inv Co[int]", "step 3", "the base is Co[int]"},
       {"base Inv Co[T]", "base Inv object", "step 3", "Co is not above Inv"},
       {"base Inv Co[T]", "base Inv Co[T]\nbase Inv Co[int]", "base Inv Co[int]",
        "stands above Inv with other arguments"},
       {"[int] from 2", "[int] from 1", "step 3", "bool is not above Inv"},
       {"class-upcast Inv[bool]", "class-upcast Inv[int]", "step 3", "the base is Co[int]"},
       {"class-upcast Inv[bool] <: Co[int]", "class-upcast Inv[bool] <: object", "step 3", "another target"}});
}

TEST(RuleTests, APremiseAboutAnArgumentMayComeLaterOrBeTheStepItself) {
  // class C(Contra[Contra[C]]): C <: Contra[C] rests on itself through an argument.
  const std::string text = certificate("C <: Contra[C]", "proved", R"(class Contra at 1:41
parameter Contra T contravariant
base Contra object
class C at 1:50
base C Contra[Contra[C]]
step 1 variance-contravariant Contra[Contra[C]] <: Contra[C] from 2
step 2 class-upcast C <: Contra[C] from 1
conclude 1 by 2
)");
  expect_only_as_it_is(text, {{"T contravariant", "T covariant", "step 1", "step 2 is not Contra[C] <: C"},
                              {"[C] from 1", "[C] from 2", "step 2", "no earlier step"}});
}

TEST(RuleTests, ACircleOfUpCastsAndUnionsAloneIsNone) {
  const std::string text = certificate("int <: bool", "proved", numbers, R"(step 1 class-upcast int <: bool from 2
step 2 class-upcast int <: bool from 1
conclude 1 by 1
)");
  expect_rejected(text, line_of(text, "step 1"), "no earlier step");
}

TEST(RuleTests, VariablesGoByTheirHypotheses) {
  const std::string text = certificate("forall X, Y. X <: int, int <: Y |- X <: Y", "proved", R"(class int at 1:9
base int object
step 1 subtype-reflexive int <: int
step 2 typevar-lower-bound int <: Y by 2 from 1
step 3 typevar-bound X <: Y by 1 from 2
conclude 1 by 3
)");
  expect_only_as_it_is(text, {
                                 {"by 1 from 2", "by 2 from 2", "step 3", "hypothesis 2 is not X <: int"},
                                 {"by 1 from 2", "from 2", "step 3", "uses a hypothesis"},
                                 {"by 1 from 2", "by 3 from 2", "step 3", "no hypothesis 3"},
                                 {"by 1 from 2", "by 1 from 3", "step 3", "no earlier step"},
                                 {"by 1 from 2", "by 1 from 1", "step 3", "another target"},
                                 {"by 2 from 1", "by 1 from 1", "step 2", "hypothesis 1 is not int <: Y"},
                                 {"X <: int, int <: Y", "int <: X, int <: Y", "step 3", "hypothesis 1 is not"},
                                 {"forall X, Y.", "forall Y.", "query", "`X` is not known"},
                                 {"forall X, Y.", "forall X, Y, X.", "query", "named twice"},
                                 {"forall X, Y.", "forall X, Y, int.", "query", "called as a class"},
                             });
}

TEST(RuleTests, AnEquivalenceIsReadBothWays) {
  expect_only_as_it_is(
      certificate("forall X, Y. X == Y |- Y <: X | object", "proved", R"(step 1 subtype-reflexive X <: X
step 2 typevar-bound Y <: X by 1 from 1
step 3 union-member-below Y <: X | object from 2
conclude 1 by 3
)"),
      {{"X == Y", "X <: Y", "step 2", "hypothesis 1 is not Y <: X"}});
}

TEST(RuleTests, BothGoalsOfAnEquivalenceAreConcluded) {
  const std::string text =
      certificate("object | Never == object", "proved", R"(step 1 object-top object | Never <: object
step 2 subtype-reflexive object <: object
step 3 union-member-below object <: object | Never from 2
conclude 1 by 1
conclude 2 by 3
)");
  expect_only_as_it_is(
      text, {{"conclude 2 by 3\n", "", "conclude 1", "conclude 2"},
             {"conclude 2 by 3", "conclude 2 by 1", "conclude 2", "not the goal"},
             {"conclude 1 by 1", "conclude 1 by 3", "conclude 1", "not the goal"},
             {"conclude 1 by 1\nconclude 2 by 3", "conclude 2 by 3\nconclude 1 by 1", "conclude 2", "`1 by `"}});
}

TEST(RuleTests, EveryStepIsUsed) {
  const std::string text = certificate("object <: object", "proved", R"(step 1 object-top object <: object
step 2 subtype-reflexive object <: object
conclude 1 by 1
)");
  expect_rejected(text, line_of(text, "step 2"), "not used");
}

}  // namespace
}  // namespace agverify::check
