#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gate/checker.h"

namespace agverify::gate {
namespace {

constexpr std::string_view plain = R"(
[[checker]]
name = "mine"
program = ["./bin/mine"]
arguments = ["--fast", "{files}"]
exits = [0, 1]
[checker.diagnostics]
format = "json"
file = "/path"
line = "/line"
)";

GateError error_of(std::string_view text) {
  const auto read = read_checkers(text, "some/checkers.toml", {});
  EXPECT_FALSE(read.has_value());
  return read ? GateError{} : read.error();
}

TEST(CheckerReader, ReadsWhatAFileSays) {
  const auto read = read_checkers(plain, "some/checkers.toml", {});
  ASSERT_TRUE(read.has_value());
  const Checker& mine = read->front();
  EXPECT_EQ(mine.name, "mine");
  EXPECT_EQ(mine.program, std::vector<std::string>{"some/./bin/mine"});
  EXPECT_EQ(mine.exits, (std::vector<int>{0, 1}));
  EXPECT_EQ(mine.diagnostics.format, DiagnosticFormat::Json);
  EXPECT_EQ(mine.diagnostics.line, "/line");
}

TEST(CheckerReader, ShippedRecordsAreTheSeven) {
  std::vector<std::string> names;
  for (const Checker& each : shipped_checkers()) names.push_back(each.name);
  EXPECT_EQ(names, (std::vector<std::string>{"mypy", "pyright", "basedpyright", "pyrefly", "ty", "zuban", "pycroscope"}));
}

TEST(CheckerReader, ExtendingKeepsWhatIsNotNamedAgain) {
  const std::vector<Checker> shipped = shipped_checkers();
  const auto read = read_checkers("[[checker]]\nname = \"mypy-old\"\nextends = \"mypy\"\nprogram = [\"/opt/mypy\"]\n", "x.toml", shipped);
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), shipped.size() + 1);
  Checker expected = shipped.front();
  expected.name = "mypy-old";
  expected.program = {"/opt/mypy"};
  EXPECT_EQ(read->back(), expected);
}

TEST(CheckerReader, SameNameTakesThePlaceOfAKnownOne) {
  const auto read = read_checkers("[[checker]]\nname = \"mypy\"\nextends = \"mypy\"\nprobes_a_file = 7\n", "x.toml", shipped_checkers());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->size(), shipped_checkers().size());
  EXPECT_EQ(read->front().probes_a_file, 7u);
}

TEST(CheckerReader, BrokenFileSaysFileLineAndColumn) {
  const GateError error = error_of("[[checker]]\nname = \"a\nprogram = 1\n");
  EXPECT_EQ(error.file, "some/checkers.toml");
  EXPECT_EQ(error.line, 2u);
  EXPECT_GT(error.column, 0u);
  EXPECT_FALSE(error.message.empty());
}

TEST(CheckerReader, EveryMistakeNamesItsKeyAndPlace) {
  struct Row {
    std::string text, message;
    std::uint32_t line;
  };
  const std::string start = "[[checker]]\nname = \"a\"\n";
  const std::vector<Row> rows{
      {"[[check]]\n", "check is unknown here: a file of checkers is a list of [[checker]]", 1},
      {start + "colour = 1\n", "checker has no key colour", 3},
      {start + "program = \"mypy\"\n", "program must be a list", 3},
      {start + "program = [1]\n", "program must be a string", 3},
      {start + "exits = [-1]\n", "exits must be a number from 0 on", 3},
      {start + "exits = [256]\n", "exits: no exit code is above 255", 3},
      {start + "extends = \"nobody\"\n", "extends: no checker is called nobody", 3},
      {start + "[checker.diagnostics]\nformat = \"xml\"\n", "format is \"xml\"; it must be json-lines, json, json-file or text-pattern", 4},
      {start + "[checker.diagnostics]\nlines = \"/a\"\n", "diagnostics has no key lines", 4},
      {start + "[checker.configuration]\n\"a/b\" = \"\"\n", "configuration: \"a/b\" is no plain file name", 4},
      {start, "a must have a program", 1},
      {start + "program = [\"x\"]\n", "a: arguments must hold \"{files}\"", 1},
      {start + "program = [\"x\"]\narguments = [\"{files}\"]\n", "a must say exits, the codes that are no crash", 1},
      {start + "program = [\"x\"]\narguments = [\"{files}\"]\nexits = [0]\n[checker.diagnostics]\nformat = \"text-pattern\"\npattern = \"{file}\"\n",
       "diagnostics.pattern has no {line}", 1},
      {start + "program = [\"x\"]\narguments = [\"{files}\"]\nexits = [0]\n[checker.diagnostics]\nfile = \"path\"\n",
       "diagnostics.file is no JSON pointer: it must begin with /", 1},
  };
  for (const Row& row : rows) {
    const GateError error = error_of(row.text);
    EXPECT_EQ(error.message, row.message) << row.text;
    EXPECT_EQ(error.line, row.line) << row.text;
  }
}

TEST(CheckerReader, ChoosingNamesAnUnknownCheckerAndTheKnownOnes) {
  const std::vector<Checker> known = shipped_checkers();
  const std::vector<std::string> names{"ty", "mypy", "ty"};
  const auto found = chosen(known, names);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->front().name, "ty");
  const std::vector<std::string> wrong{"pyre"};
  EXPECT_EQ(chosen(known, wrong).error().message,
            "no checker is called pyre; known are mypy, pyright, basedpyright, pyrefly, ty, zuban, pycroscope");
}

}  // namespace
}  // namespace agverify::gate
