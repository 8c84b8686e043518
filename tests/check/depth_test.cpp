#include <fmt/format.h>
#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr int depth = 20'000;

constexpr std::string_view boxes = R"(class int at 1:9
base int object
class Box at 1:20
parameter Box T covariant
base Box object
)";

std::string nested(int levels, std::string_view innermost) {
  std::string text;
  for (int i = 0; i < levels; ++i) text += "Box[";
  text.append(innermost).append(static_cast<std::size_t>(levels), ']');
  return text;
}

TEST(Depth, TypesNestedDeeplyOnOneLine) {
  const std::string type = nested(depth, "int");
  expect_accepted(certificate(type + " <: " + type, "proved", boxes,
                              fmt::format("step 1 subtype-reflexive {0} <: {0}\nconclude 1 by 1\n", type)));
  expect_accepted(certificate(type + " <: int", "refuted", boxes, "value 1 Box\nrefute 1\n"));
}

TEST(Depth, UnionsNestedDeeplyOnOneLine) {
  std::string type;
  for (int i = 0; i < depth; ++i) type += "(object | ";
  type += "object";
  for (int i = 0; i < depth; ++i) type += " | object)";
  type = "object | " + type;
  expect_accepted(certificate(type + " <: object", "proved",
                              fmt::format("step 1 object-top {} <: object\nconclude 1 by 1\n", type)));
}

// Box[..[int]..] <: Box[..[object]..]: a step a level, the types named by `let`.
std::string deep_proof() {
  std::string lines = "let $0 int\nlet $1 object\n", steps;
  for (int i = 1; i < depth; ++i)
    lines += fmt::format("let ${} Box[${}]\nlet ${} Box[${}]\n", 2 * i, 2 * i - 2, 2 * i + 1, 2 * i - 1);
  for (int i = 1; i < depth; ++i)
    steps +=
        fmt::format("step {} variance-covariant ${} <: ${} from {}\n", i, 2 * (depth - i), 2 * (depth - i) + 1, i + 1);
  steps += fmt::format("step {} object-top $0 <: $1\nconclude 1 by 1\n", depth);
  return certificate(nested(depth - 1, "int") + " <: " + nested(depth - 1, "object"), "proved", boxes, lines + steps);
}

TEST(Depth, AProofOfManySteps) {
  const std::string text = deep_proof();
  expect_accepted(text);
  expect_rejected(altered(text, "object-top $0 <: $1", "object-top $0 <: $0"), line_of(text, "conclude 1") - 2,
                  "step 20000 is not");
}

std::string deep_refutation(std::string_view innermost) {
  std::string lines = fmt::format("value 1 {}\n", innermost);
  for (int i = 2; i <= depth; ++i) lines += fmt::format("value {0} Box\nshows {0} Box.T hands {1}\n", i, i - 1);
  lines += fmt::format("refute {}\n", depth);
  return certificate(nested(depth - 1, "object") + " <: " + nested(depth - 1, "int"), "refuted", boxes, lines);
}

TEST(Depth, ValuesNestedDeeply) {
  expect_accepted(deep_refutation("object"));
  const std::string wrong = deep_refutation("int");
  expect_rejected(wrong, line_of(wrong, "refute 2"), "out of the target");
}

// Each `let` doubles the type before; written out it would not fit into any memory.
TEST(Depth, TypesThatAreExponentiallyLong) {
  std::string lines = "let $0 object | object\n";
  for (int i = 1; i < 2'000; ++i) lines += fmt::format("let ${0} ${1} | ${1}\n", i, i - 1);
  expect_accepted(certificate("forall X. X <: object |- X <: Never", "refuted", lines, R"(instance X = $1999
step 1 object-top X <: object
conclude hypothesis 1 by 1
value 1 object
refute 1
)"));
}

TEST(Depth, ExponentialUnionsAsParametersOfAMethod) {
  std::string lines = "let $0 Never | Never\n";
  for (int i = 1; i < 2'000; ++i) lines += fmt::format("let ${0} ${1} | ${1}\n", i, i - 1);
  const std::string text = certificate(
      "forall X. P[X] <: object |- P[X] <: Never", "refuted", R"(class P protocol at 1:20
parameter P T contravariant
base P object
class Q protocol at 1:21
parameter Q T contravariant
base Q object
requires P m
requires Q m
finds P m P
finds Q m Q
member P m (a: T) -> object
member Q m (a: T) -> Never
)",
      lines + "instance X = $1999\nstep 1 callable-general Callable[[$1999], Never] <: Callable[[$1999], object]\nvalue 1 P\nrefute 1\n");
  expect_rejected(text, line_of(text, "step 1"), "a premise Never <: object is missing");
}

constexpr std::string_view tuples = R"(class int at 1:9
base int object
class tuple at 1:20
parameter tuple T covariant
base tuple object
)";

std::string nested_tuple(int levels, const std::string& innermost) {
  std::string text;
  for (int i = 0; i < levels; ++i) text += "tuple[";
  return (text + innermost).append(static_cast<std::size_t>(levels), ']');
}

TEST(Depth, SignaturesNestedDeeplyAndSideBySide) {
  std::string nested_ones, side_by_side = "int";
  for (int i = 0; i < depth; ++i) nested_ones += "(x: ", side_by_side += " | ((x: (y: int) -> int) -> int)";
  nested_ones += "int";
  for (int i = 0; i < depth; ++i) nested_ones += ") -> int";
  for (const std::string& each : {nested_ones, side_by_side})
    expect_accepted(certificate(each + " <: " + each, "proved", "class int at 1:9\nbase int object\n", fmt::format("step 1 subtype-reflexive {0} <: {0}\nconclude 1 by 1\n", each)));
}

TEST(Depth, TuplesNestedDeeplyOnOneLine) {
  const std::string whole = nested_tuple(depth, "int | tuple[int, ...]"), one = nested_tuple(depth, "int"), other = nested_tuple(depth, "tuple[int, ...]");
  const auto expanded = [&](const std::string& second) {
    return certificate(whole + " <: object", "proved", tuples,
                       fmt::format("step 1 object-top {} | {} <: object\nstep 2 tuple-element-union-expands {} <: object from 1\nconclude 1 by 2\n", one, second, whole));
  };
  expect_accepted(expanded(other));
  const std::string wrong = expanded(one);
  expect_rejected(wrong, line_of(wrong, "step 2"), "choice 2 is not tuple[int, ...]");
  const std::string none = nested_tuple(depth, "tuple[()]"), more = nested_tuple(depth, "tuple[int, *tuple[int, ...]]");
  expect_accepted(certificate(other + " <: object", "proved", tuples,
                              fmt::format("step 1 object-top {} | {} <: object\nstep 2 tuple-unbounded-split {} <: object from 1\nconclude 1 by 2\n", none, more, other)));
}

TEST(Depth, TupleValuesNestedDeeply) {
  std::string lines = "value 1 object\n";
  for (int i = 2; i <= depth; ++i) lines += fmt::format("value {} tuple ({})\n", i, i - 1);
  const std::string text = certificate(nested_tuple(depth - 1, "object") + " <: " + nested_tuple(depth - 1, "int"), "refuted", tuples, lines + fmt::format("refute {}\n", depth));
  expect_accepted(text);
  const std::string wrong = altered(text, "value 1 object", "value 1 int");
  expect_rejected(wrong, line_of(wrong, "refute 2"), "out of the target");
}

TEST(Depth, TuplesOfManyElements) {
  std::string ints = "int", objects = "object", places = "1";
  for (int i = 1; i < depth; ++i) ints += ", int", objects += ", object", places += ", 1";
  expect_accepted(certificate(fmt::format("tuple[{}] <: tuple[{}]", objects, ints), "refuted", tuples, fmt::format("value 1 object\nvalue 2 tuple ({})\nrefute 2\n", places)));
  std::string steps = "step 1 tuple-elementwise tuple[" + ints + "] <: tuple[" + objects + "] from";
  for (int i = 0; i < depth; ++i) steps += " 2";
  expect_accepted(certificate(fmt::format("tuple[{}] <: tuple[{}]", ints, objects), "proved", tuples, steps + "\nstep 2 object-top int <: object\nconclude 1 by 1\n"));
  expect_accepted(certificate(fmt::format("tuple[{}] <: tuple[int, ...]", ints), "proved", tuples,
                              fmt::format("step 1 tuple-mixed-relation tuple[{}] <: tuple[int, ...]\nconclude 1 by 1\n", ints)));
}

TEST(Depth, ChainsOfClassesHaveALimit) {
  std::string lines = "class C0 at 1:2\nbase C0 object\n";
  for (int i = 1; i < depth; ++i) lines += fmt::format("class C{0} at 1:2\nbase C{0} C{1}\n", i, i - 1);
  const auto statement =
      verify(certificate("object <: object", "proved", lines, "step 1 object-top object <: object\nconclude 1 by 1\n"));
  ASSERT_FALSE(statement);
  EXPECT_EQ(statement.error().message, "the closure of bases is too large");
}

}  // namespace
}  // namespace agverify::check
