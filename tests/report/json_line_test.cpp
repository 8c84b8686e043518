#include "report/json_line.h"

#include <gtest/gtest.h>

namespace agverify::report {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(JsonLine, StringsAreEscapedAsTheGrammarAsks) {
  EXPECT_EQ(written("a\"b\\c\n\r\t\x01\x1f/é\x7f"), "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f/é\x7f\"");
  EXPECT_EQ(written(std::string_view{"\0", 1}), "\"\\u0000\"");
  EXPECT_EQ(written(""), "\"\"");
}

TEST(JsonLine, UnknownHasAReasonAndNoRuleBasisOrStrength) {
  solver::Judgement judgement;
  judgement.reason = "unsupported \"x\"";
  judgement.rules = model::Verdict::Unknown;
  std::string out;
  append_answer(out, {"[7]", 1}, judgement, "abc", 1.25);
  EXPECT_EQ(out, R"({"id": [7], "verdict": "unknown", "evidence": "none", "reason": "unsupported \"x\"", "subgoals": 0, )"
                 R"("deciders": {"rules": "unknown", "smt": "skipped"}, "stubs": "abc", "micros": 1.2})"
                 "\n");
}

TEST(JsonLine, ErrorWithoutAPlaceSaysNone) {
  model::syntax::ParseError error;
  error.message = "no";
  error.line = 0;
  std::string out;
  append_error(out, {{}, 3}, error);
  EXPECT_EQ(out, "{\"line\": 3, \"error\": {\"message\": \"no\"}}\n");
}

}  // namespace
}  // namespace agverify::report
