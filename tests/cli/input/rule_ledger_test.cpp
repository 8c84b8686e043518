#include "cli/input/rule_ledger.h"

#include <gtest/gtest.h>

namespace agverify::cli::input {
namespace {

TEST(RuleLedger, LineHasRuleTierAnchorAndWhyARowIsNotOwed) {
  const auto rules = read_ledger("a", "# comment\n\none F1 a#b\ntwo F2 c.py no row: not yet\nthree F2 (none) no failing row: it only permits\n");
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->size(), 3u);
  EXPECT_EQ((*rules)[0].anchor, "a#b");
  EXPECT_TRUE((*rules)[0].owes_holding && (*rules)[0].owes_failing);
  EXPECT_FALSE((*rules)[1].owes_holding || (*rules)[1].owes_failing);
  EXPECT_EQ((*rules)[1].reason, "not yet");
  EXPECT_TRUE((*rules)[2].owes_holding && !(*rules)[2].owes_failing);
  EXPECT_EQ((*rules)[2].line, 5u);
}

TEST(RuleLedger, LineThatIsNotUnderstoodIsNamed) {
  for (const char* text : {"\none F1\n", "\none F1 a#b because\n", "\none F1 a#b no row: \n", "one F1 a\none F2 b\n"}) {
    const auto rules = read_ledger("a", text);
    ASSERT_FALSE(rules) << text;
    EXPECT_EQ(rules.error().errors.front().line, 2u) << text;
    EXPECT_EQ(rules.error().code, ExitCode::BadInput);
  }
}

}  // namespace
}  // namespace agverify::cli::input
