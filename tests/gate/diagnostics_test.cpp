#include "gate/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agverify::gate {
namespace {

using testing::StartsWith;

const Checker& record(const std::vector<Checker>& all, std::string_view name) { return *std::ranges::find(all, name, &Checker::name); }

std::vector<Diagnostic> read(std::string_view name, std::string_view output) {
  const std::vector<Checker> all = shipped_checkers();
  const auto errors = read_diagnostics(record(all, name).diagnostics, output);
  EXPECT_TRUE(errors.has_value()) << errors.error();
  return errors.value_or(std::vector<Diagnostic>{});
}

void expect_one(const std::vector<Diagnostic>& errors, std::string_view code, std::string_view message) {
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].file, "probes_0.py");
  EXPECT_EQ(errors[0].line, 14u);
  EXPECT_EQ(errors[0].code, code);
  EXPECT_EQ(errors[0].message, message);
}

TEST(Diagnostics, MypyWritesJsonLines) {
  expect_one(read("mypy", "{\"file\": \"probes_0.py\", \"line\": 15, \"message\": \"no\", \"code\": \"assignment\", \"severity\": \"error\"}\n"
                          "{\"file\": \"probes_0.py\", \"line\": 15, \"message\": \"see\", \"code\": null, \"severity\": \"note\"}\nFound 1 error\n"),
             "assignment", "no");
}

TEST(Diagnostics, PyrightCountsLinesFromZeroAndGivesWholePaths) {
  expect_one(read("pyright", R"({"version": "1", "generalDiagnostics": [
    {"file": "/run/probes_0.py", "severity": "error", "message": "no", "range": {"start": {"line": 14}}, "rule": "reportAssignmentType"},
    {"file": "/run/probes_0.py", "severity": "warning", "message": "hm", "range": {"start": {"line": 3}}}]})"),
             "reportAssignmentType", "no");
}

TEST(Diagnostics, CodeThatIsNotThereIsEmpty) {
  const auto errors = read("pyright", R"({"generalDiagnostics": [{"file": "a", "severity": "error", "message": "syntax", "range": {"start": {"line": 0}}}]})");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, "");
}

TEST(Diagnostics, TyWritesTheListAlone) {
  expect_one(read("ty", R"([{"check_name": "invalid-assignment", "description": "no", "severity": "major",
    "location": {"path": "probes_0.py", "positions": {"begin": {"line": 15, "column": 1}}}},
    {"check_name": "unused", "description": "hm", "severity": "minor", "location": {"path": "probes_0.py", "positions": {"begin": {"line": 2}}}}])"),
             "invalid-assignment", "no");
}

TEST(Diagnostics, ZubanWritesText) {
  expect_one(read("zuban", "probes_0.py:15: error: Incompatible: \"list[int]\", see [1]  [assignment]\nprobes_0.py:15: note: hm  [x]\n"),
             "assignment", "Incompatible: \"list[int]\", see [1]");
}

TEST(Diagnostics, WhatCannotBeReadSaysWhy) {
  const std::vector<Checker> all = shipped_checkers();
  const auto problem = [&](std::string_view name, std::string_view output) { return read_diagnostics(record(all, name).diagnostics, output).error(); };
  EXPECT_EQ(problem("mypy", " \n"), "printed nothing");
  EXPECT_EQ(problem("mypy", "Success\n"), "printed no line of JSON");
  EXPECT_EQ(problem("zuban", "Success\n"), "printed no line that its pattern matches");
  EXPECT_THAT(problem("ty", "[{"), StartsWith("printed what is no JSON"));
  EXPECT_EQ(problem("ty", "{}"), "printed JSON that is no list");
  EXPECT_EQ(problem("pyright", "{}"), "printed JSON without a list at /generalDiagnostics");
  EXPECT_EQ(problem("pyrefly", R"({"errors": [{"severity": "error", "path": "a", "line": 0}]})"), "told no line at /line");
  EXPECT_EQ(problem("pyrefly", R"({"errors": [{"path": "a", "line": 1}]})"), "told no severity at /severity");
}

TEST(Diagnostics, DeepJsonIsRefusedAndNotFollowed) {
  const std::vector<Checker> all = shipped_checkers();
  EXPECT_FALSE(read_diagnostics(record(all, "ty").diagnostics, std::string(100'000, '[')).has_value());
}

TEST(Diagnostics, PresentableTextIsShortValidAndFreeOfTheRunsFolder) {
  EXPECT_EQ(presentable("in /run/7/probes_0.py: no\n", "/run/7/"), "in probes_0.py: no");
  EXPECT_EQ(presentable("caf\xc3\xa9"), "caf\xc3\xa9");
  EXPECT_EQ(presentable("caf\xff"), "caf?");
  EXPECT_EQ(presentable("first\n" + std::string(2000, 'x')), "first");
}

}  // namespace
}  // namespace agverify::gate
