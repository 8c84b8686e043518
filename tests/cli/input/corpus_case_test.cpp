#include "cli/input/corpus_case.h"

#include <gtest/gtest.h>

namespace agverify::cli::input {
namespace {

constexpr std::string_view head = "rule: class-upcast\nanchor: generics#x\nprose: One\nprose: sentence.\n";

std::string with(std::string_view rest) { return std::string(head) + std::string(rest); }

TEST(CorpusCase, HoldsWhatItsLinesSay) {
  const auto cases = read_cases("a.case", with("python: 3.12\nassume: same-protocol=members\nprelude:\n    class A: ...\n\n    class B(A):\n        x: int\n"
                                               "query: refuted sets nominal-by-subclassing: A <: B\nquery: unknown unsupported X: A <: Literal[1]\n"
                                               "query: error takes 1: A[int] <: B\n---\n" + std::string(head) + "query: proved spec: int <: int\n"));
  ASSERT_TRUE(cases) << cases.error().text();
  ASSERT_EQ(cases->size(), 2U);
  const CorpusCase& one = cases->front();
  EXPECT_EQ(one.prose, "One sentence.");
  EXPECT_EQ(one.version.minor, 12U);
  EXPECT_EQ(one.prelude, "class A: ...\n\nclass B(A):\n    x: int\n");
  EXPECT_FALSE(one.assumed.is_default(model::Switch::SameProtocol));
  EXPECT_TRUE(cases->back().assumed.is_default(model::Switch::SameProtocol));
  EXPECT_EQ(one.prelude_line, 8U);
  ASSERT_EQ(one.expectations.size(), 3U);
  EXPECT_EQ(one.expectations[0].basis, model::Basis::Sets);
  EXPECT_EQ(one.expectations[0].rule, logic::Rule::NominalBySubclassing);
  EXPECT_FALSE(cases->back().expectations[0].rule);
  EXPECT_EQ(one.expectations[1].words, "unsupported X");
  EXPECT_FALSE(one.expectations[2].verdict);
  EXPECT_EQ(one.expectations[2].query, "A[int] <: B");
  EXPECT_EQ(cases->back().line, 16U);
}

TEST(CorpusCase, LineThatIsNotUnderstoodIsNamed) {
  const auto line_of = [](const std::string& text) {
    const auto cases = read_cases("a.case", text);
    return cases ? 0 : cases.error().errors.front().line;
  };
  EXPECT_EQ(line_of(with("query: proved: int <: int\n")), 5U) << "no basis";
  EXPECT_EQ(line_of(with("query: proved spec no-such-rule: int <: int\n")), 5U);
  EXPECT_EQ(line_of(with("query: maybe spec: int <: int\n")), 5U);
  EXPECT_EQ(line_of(with("verdict: proved\n")), 5U);
  EXPECT_EQ(line_of(with("rule: again\n")), 5U);
  EXPECT_EQ(line_of(with("assume: same-protocol=often\n")), 5U);
  EXPECT_EQ(line_of(with("")), 4U) << "no query";
  EXPECT_EQ(line_of("rule: a\nquery: proved spec: int <: int\n"), 2U) << "no anchor";
}

}  // namespace
}  // namespace agverify::cli::input
