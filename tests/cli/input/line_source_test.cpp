#include "cli/input/line_source.h"

#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli::input {
namespace {

std::vector<std::string> lines_of(const std::string& text, std::size_t padding = 64) {
  const Place place;
  place.write("lines", text);
  LineSource source{padding, [] {}};
  EXPECT_TRUE(source.open(place.path("lines")));
  std::vector<std::string> lines;
  while (const auto line = source.next()) {
    EXPECT_EQ(source.number(), lines.size() + 1);
    EXPECT_GE(source.readable(), line->size() + padding);
    lines.emplace_back(*line);
  }
  EXPECT_FALSE(source.failed());
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineSource, LastLineNeedsNoEnd) {
  EXPECT_EQ(lines_of("a\n\nb"), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of("a\nb\n"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of(""), Lines{});
}

TEST(LineSource, LinesOfEverySizeComeWholeAcrossBlocks) {
  std::string text;
  Lines expected;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1000}, std::size_t{262143}, std::size_t{262144}, std::size_t{2000000}, std::size_t{3}}) {
    expected.push_back(std::string(size, static_cast<char>('a' + expected.size())));
    text += expected.back() + "\n";
  }
  EXPECT_EQ(lines_of(text), expected);
}

TEST(LineSource, CallerIsToldBeforeEachWait) {
  const Place place;
  place.write("lines", "a\nb\n");
  int waits = 0;
  LineSource source{0, [&] { ++waits; }};
  ASSERT_TRUE(source.open(place.path("lines")));
  EXPECT_EQ(waits, 0);
  source.next();
  EXPECT_EQ(waits, 1);
  source.next();
  EXPECT_EQ(waits, 1) << "the second line is there already";
}

TEST(LineSource, MissingFileIsMissingInput) {
  LineSource source{0, [] {}};
  const auto opened = source.open("/nonexistent/lines");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ExitCode::MissingInput);
}

}  // namespace
}  // namespace agverify::cli::input
