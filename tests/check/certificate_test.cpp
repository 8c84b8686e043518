#include "check/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

const std::string small = certificate("int <: object", "proved", R"(class int at 1:9
base int object
step 1 object-top int <: object
conclude 1 by 1
)");

void expect_unreadable(std::string_view text, unsigned line) {
  const auto statement = verify(text);
  ASSERT_FALSE(statement) << text;
  EXPECT_TRUE(statement.error().unreadable) << statement.error().message;
  EXPECT_EQ(statement.error().line, line) << statement.error().message;
}

TEST(Certificates, AnotherTextIsNoCertificate) {
  expect_unreadable("", 1);
  expect_unreadable("\n", 1);
  expect_unreadable("Hello\n", 1);
  expect_unreadable("agverify-certificate 1", 1);
  expect_unreadable("agverify-certificate 1\n", 1);
  expect_unreadable("agverify-certificate 2" + small.substr(small.find('\n')), 1);
  expect_unreadable("agverify-certificate 1 " + small.substr(small.find('\n')), 1);
  expect_unreadable(small.substr(0, small.size() - 1), 9);
  expect_unreadable(altered(small, "verdict proved", "verdict unknown"), 3);
  expect_unreadable(altered(small, "verdict proved", "verdict proved "), 3);
  expect_unreadable(altered(small, "class int", std::string("class\0int", 9)), 6);
  expect_unreadable(altered(small, "class int", "class\tint"), 6);
  expect_unreadable(altered(small, "class int at 1:9", "class int at 1:9\r"), 6);
  expect_unreadable(altered(small, "0a\nclass object", "0A\nclass object"), 4);
  expect_unreadable(altered(small, "0a\nclass object", "0\nclass object"), 4);
}

TEST(Certificates, LinesStandInTheirOrderWithoutMore) {
  expect_only_as_it_is(
      small,
      {
          {"step 1 object-top int <: object\n", "step 1 object-top int <: object \n", "step 1", "left over"},
          {"step 1 object-top", "step  1 object-top", "step  1", "a number"},
          {"step 1 object-top", "step 01 object-top", "step 01", "a number"},
          {"step 1 object-top", " step 1 object-top", " step 1", "conclude"},
          {"step 1 object-top", "stepp 1 object-top", "stepp 1", "conclude"},
          {"class int at 1:9", "class int  at 1:9", "class int", "` at `"},
          {"class int at 1:9", "class int at 1:9 ", "class int", "left over"},
          {"class int at 1:9", "class int at 2:9", "class int", "no earlier line names this file"},
          {"class int at 1:9", "class int at 1:0", "class int", "count from 1"},
          {"class int at 1:9", "class int at 1:9\nclass str at 1:9\nbase str int", "class str", "not used"},
          {"class int at 1:9", "class int\n", "class int", "` at `"},
          {"base int object", "base int int", "base int", "circle"},
          {"base int object", "base int object\nbase int object", "class int", "no method resolution order"},
          {"base int object", "base int Never", "base int", "a base is a class"},
          {"base int object", "base int object | object", "base int", "a base is a class"},
          {"base int object", "base int str", "base int", "`str` is not known"},
          {"base int object", "base int object\nbase object int", "base object", "object has no base"},
          {"base int object\n", "", "class int", "no base"},
          {"class object at 1:1", "class object protocol at 1:1", "class object", "no flags"},
          {"class object at 1:1", "class object at 1:1\nparameter object T covariant", "parameter", "no parameters"},
          {"class object at 1:1\n", "", "base int", "no class object"},
          {"file 1", "file 2", "file 2", "out of sequence"},
          {"class object", "file 2 other.pyi " + std::string(64, '0') + "\nclass object", "file 2", "not used"},
          {"conclude 1 by 1\n", "conclude 1 by 1\nconclude 2 by 1\n", "conclude 2", "no place"},
      });
}

TEST(Certificates, NamesMeanOneThing) {
  expect_rejected(altered(small, "class int at 1:9", "class int at 1:9\nclass int at 1:9"), 7, "declared before");
  expect_rejected(altered(small, "class int at", "class None at"), 6, "no class is called so");
  const std::string generic = certificate("Box[object] <: object", "proved", R"(class Box at 1:9
parameter Box T covariant
base Box object
step 1 object-top Box[object] <: object
conclude 1 by 1
)");
  expect_only_as_it_is(
      generic,
      {
          {"parameter Box T covariant", "parameter Box object covariant", "parameter Box", "called as a class"},
          {"parameter Box T covariant", "parameter Box Never covariant", "parameter Box", "called as a class"},
          {"parameter Box T covariant", "parameter Box T covariant\nparameter Box T invariant", "parameter Box T inv",
           "declared before"},
          {"parameter Box T covariant", "parameter Box T covariant\nparameter Box U covariant", "query",
           "takes 2 arguments"},
          {"parameter Box T covariant\n", "", "query", "` <: ` is missing"},
          {"1 object-top Box[object]", "1 object-top Box", "step 1", "`[`"},
          {"1 object-top Box[object]", "1 object-top Box[T]", "step 1", "`T` is not known here"},
          {"1 object-top Box[object]", "1 object-top Box[]", "step 1", "a name"},
          {"1 object-top Box[object]", "1 object-top Box[object, object]", "step 1", "takes 1 arguments"},
          {"1 object-top Box[object]", "1 object-top Box[(object)]", "step 1", "parentheses"},
          {"1 object-top Box[object]", "1 object-top (Box[object])", "step 1", "parentheses"},
          {"1 object-top Box[object]", "1 object-top Box[object", "step 1", "`]`"},
          {"1 object-top Box[object]", "1 object-top Box[$0]", "step 1", "$0 is not known"},
          {"query Box[object]", "query Box[$0]", "query", "may not stand here"},
          {"base Box object", "base Box Box[T]", "base Box", "circle"},
      });
}

TEST(Certificates, AParameterIsKnownInItsClassOnly) {
  const std::string text = certificate("Box[object] <: object", "proved", R"(class Box at 1:9
parameter Box T covariant
base Box object
class Pile at 1:10
parameter Pile U covariant
base Pile Box[T]
step 1 object-top Box[object] <: object
conclude 1 by 1
)");
  expect_rejected(text, line_of(text, "base Pile"), "`T` is not known");
}

TEST(Certificates, ALetNamesWhatIsAboveIt) {
  const std::string text = certificate("object | Never <: object", "proved", R"(let $0 object | Never
step 1 object-top $0 <: object
conclude 1 by 1
)");
  expect_only_as_it_is(text, {{"let $0 object | Never", "let $0 $0 | Never", "let", "$0 is not known"},
                              {"let $0 object | Never", "let $0 object", "conclude", "not the goal"},
                              {"let $0 object | Never", "let 0 object | Never", "let", "`$`"}});
  // A let inside a union is a member of its own.
  expect_rejected(altered(altered(text, "let $0 object | Never", "let $0 object"), "object-top $0",
                          "object-top $0 | Never | Never"),
                  8, "not the goal");
}

TEST(Certificates, TheStatementSaysEverythingThatItRestsOn) {
  const auto accepted = verify(certificate("forall X. X <: C |- X <: P[C]", "refuted", R"(class C at 1:30
base C object
class P protocol at 1:20
parameter P T contravariant
base P object
class X1 fresh
base X1 C
requires P size at
missing X1 size
member C at: C | Never
member P at: C | Never
finds X1 at C
finds P at P
instance X = X1
step 1 nominal-by-subclassing X1 <: C
conclude hypothesis 1 by 1
value 1 X1
refute 1
)"));
  ASSERT_TRUE(accepted) << accepted.error().line << accepted.error().message;
  EXPECT_EQ(accepted->text, fmt::format(R"(refuted: forall X. X <: C |- X <: P[C]
  at X = X1
given:
  class object at builtins.pyi:1
  class C(object) at builtins.pyi:30
  class P[T contravariant](object) protocol at builtins.pyi:20
  class X1(C), a class that the world may hold
  P requires size, at
  X1 finds at in C
  P finds at in P
  C has at: C | Never
  P has at: C | Never
  X1 has no size
read in:
  builtins.pyi {:064x}
)",
                                        10));
  ASSERT_EQ(accepted->files.size(), 1U);
  EXPECT_EQ(accepted->files[0].line, 4U);
}

TEST(Certificates, TheStatementDoesNotVouchForAMeetOfBasesThatMayBeDisjoint) {
  const auto accepted = verify(certificate("forall X. X <: int, X <: str |- X <: Never", "refuted", R"(class int at 1:9
base int object
class str at 1:10
base str object
class Both fresh
base Both int
base Both str
instance X = Both
step 1 nominal-by-subclassing Both <: int
step 2 nominal-by-subclassing Both <: str
conclude hypothesis 1 by 1
conclude hypothesis 2 by 2
value 1 Both
refute 1
)"));
  ASSERT_TRUE(accepted) << accepted.error().line << accepted.error().message;
  EXPECT_THAT(accepted->text,
              testing::HasSubstr("class Both(int, str), a class that the world may hold unless two of its bases are disjoint\n"));
}

}  // namespace
}  // namespace agverify::check
