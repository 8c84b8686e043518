#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "check/certificate.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

std::vector<std::string> some_certificates() {
  return {
      certificate("bool | int <: object | Never", "proved", R"(class int at 1:9
base int object
class bool final at 1:20
base bool int
let $0 object | Never
step 1 object-top bool | int <: object
step 2 union-member-below bool | int <: $0 from 1
conclude 1 by 2
)"),
      certificate("C <: P[int]", "proved", protocol_slice, protocol_proof),
      certificate("forall A, B, S. X[A, S] <: X[B, S] |- A == A | B", "refuted\ndirection target_to_source",
                  R"(class X at 1:20
parameter X Y covariant
parameter X Z contravariant
base X object
instance A = Never
instance B = object
instance S = object
step 1 variance-covariant X[Never, object] <: X[object, object] from 2
step 2 never-bottom Never <: object
conclude hypothesis 1 by 1
value 1 object
refute 1
)"),
      certificate("forall X, Y. X in (int, object), Y <: X |- Y <: object", "proved", R"(class int at 1:9
base int object
case 1 X = int
step 1 object-top int <: object
step 2 typevar-bound Y <: object by 2 from 1
conclude 1 by 2
case 2 X = object
step 1 object-top Y <: object
conclude 1 by 1
)"),
      certificate("forall A, B. X[A] == X[B] |- A <: B", "proved", R"(class X at 1:20
parameter X Y contravariant
base X object
law X Y exact
hypothesis 2 A <: B inverts 1
step 1 subtype-reflexive B <: B
step 2 typevar-bound A <: B by 2 from 1
conclude 1 by 2
)"),
      certificate("D[object] <: B[B[int]]", "refuted", R"(class int at 1:9
base int object
class B at 1:20
parameter B T covariant
base B object
class D at 1:21
parameter D U covariant
base D B[B[U]]
value 1 object
value 2 B
shows 2 B.T hands 1
value 3 D
shows 3 D.U hands 1
shows 3 B.T hands 2
refute 3
)"),
      certificate("C <: P", "refuted", R"(class int at 1:9
base int object
class str at 1:10
base str object
class P protocol at 1:20
base P object
class C at 1:30
base C object
requires P put
finds C put C
finds P put P
member C put (a: int, b: int) -> int
member P put (a: int, b: str) -> int
value 1 int
value 2 str
value 3 C
shows 3 member put (1, b=2) refuses
refute 3
)"),
      certificate("tuple[object, int] <: tuple[int, *tuple[Literal[2], ...]]", "refuted", R"(class int at 1:9
base int object
class tuple at 1:10
parameter tuple T covariant
base tuple object
value 1 int = -2
value 2 object
value 3 tuple (2, 1)
refute 3
)"),
      certificate("Pair[object] <: tuple[object, int]", "proved", R"(class int at 1:9
base int object
class tuple at 1:10
parameter tuple T covariant
base tuple object
class Pair at 1:20
parameter Pair A covariant
base Pair tuple<A | int>
tuple Pair tuple[A, int]
step 1 subtype-reflexive tuple[object, int] <: tuple[object, int]
step 2 namedtuple-to-tuple Pair[object] <: tuple[object, int] from 1
conclude 1 by 2
)"),
      certificate("tuple[Color, *tuple[Literal[\"[\"], ...]] <: object", "proved", R"(class str at 1:9
base str object
class tuple at 1:10
parameter tuple T covariant
base tuple object
class Color enumerated at 1:20
base Color object
members Color RED BLUE
step 1 object-top tuple[Literal[Color.RED], *tuple[Literal["["], ...]] | tuple[Literal[Color.BLUE], *tuple[Literal["["], ...]] <: object
step 2 tuple-mixed-fixed-part-expands tuple[Color, *tuple[Literal["["], ...]] <: object from 1
conclude 1 by 2
)"),
  };
}

/// Where a certificate is altered decides what may come of it: what stands in the statement may change it.
bool is_said(std::string_view line) {
  for (const std::string_view keyword : {"query", "verdict", "direction", "file", "class", "parameter", "base",
                                         "requires", "finds", "member", "missing", "law", "instance", "tuple"})
    if (line.starts_with(keyword)) return true;
  return false;
}

/// Rejected, or accepted with the same statement; only where the altered line is itself part of the statement, with
/// another.
void expect_safe(std::string_view statement, const std::string& changed, std::string_view line) {
  const auto after = verify(changed);
  if (!after) {
    EXPECT_GE(after.error().line, 1U);
    EXPECT_LE(after.error().line, 1 + static_cast<std::size_t>(std::count(changed.begin(), changed.end(), '\n')));
    EXPECT_FALSE(after.error().message.empty());
  } else if (!is_said(line)) {
    EXPECT_EQ(after->text, statement) << changed;
  }
}

std::string statement_of(const std::string& text) {
  const auto statement = verify(text);
  EXPECT_TRUE(statement) << statement.error().line << ": " << statement.error().message << "\n" << text;
  return statement ? statement->text : "";
}

std::string_view line_at(std::string_view text, std::size_t place) {
  const std::size_t begin = place == 0 ? 0 : text.rfind('\n', place - 1) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(Alterations, OfAByte) {
  for (const std::string& each : some_certificates()) {
    const std::string statement = statement_of(each);
    for (std::size_t i = 0; i < each.size(); ++i) {
      for (const char byte : {'0', '1', '2', '9', 'A', 'X', 'T', ' ', '\n', '|',   '[', '"', '*', '=', '-', '\\',
                              ']', '(', ')', '$', ',', '.', ':', '<', '\0', '\xff'}) {
        std::string changed = each;
        if (changed[i] == byte) continue;
        changed[i] = byte;
        expect_safe(statement, changed, line_at(each, i));
      }
      std::string shorter = each;
      expect_safe(statement, shorter.erase(i, 1), line_at(each, i));
      expect_safe(statement, each.substr(0, i), "");
    }
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& each : lines) text += each;
  return text;
}

TEST(Alterations, OfALine) {
  for (const std::string& each : some_certificates()) {
    const std::string statement = statement_of(each);
    const std::vector<std::string> lines = lines_of(each);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::vector<std::string> fewer = lines, twice = lines;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      expect_safe(statement, joined(fewer), lines[i]);
      EXPECT_FALSE(verify(joined(fewer))) << "without " << lines[i] << "\n" << each;
      twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
      EXPECT_FALSE(verify(joined(twice))) << "with a second " << lines[i] << "\n" << each;
      for (std::size_t j = 0; j < lines.size(); ++j) {
        std::vector<std::string> swapped = lines, replaced = lines;
        std::swap(swapped[i], swapped[j]);
        expect_safe(statement, joined(swapped), is_said(lines[i]) ? lines[i] : lines[j]);
        replaced[i] = lines[j];
        expect_safe(statement, joined(replaced), is_said(lines[i]) ? lines[i] : lines[j]);
      }
    }
  }
}

TEST(Alterations, OfAWord) {
  for (const std::string& each : some_certificates()) {
    const std::string statement = statement_of(each);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < each.size();) {
      const std::size_t end = std::min(each.find_first_of(" \n", begin), each.size());
      words.push_back(each.substr(begin, end - begin));
      begin = end + 1;
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (std::size_t begin = 0; begin < each.size();) {
      const std::size_t end = each.find_first_of(" \n", begin);
      for (const std::string& word : words) {
        std::string changed = each;
        expect_safe(statement, changed.replace(begin, end - begin, word), line_at(each, begin));
      }
      begin = end + 1;
    }
  }
}

}  // namespace
}  // namespace agverify::check
