#include "tests/check/certificates.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/certificate.h"

namespace agverify::check {

std::string certificate(std::string_view query, std::string_view verdict, std::string_view lines,
                        std::string_view more) {
  return fmt::format(
      "agverify-certificate 1\nquery {}\nverdict {}\nfile 1 builtins.pyi {:064x}\nclass object at 1:1\n{}{}", query,
      verdict, 10, lines, more);
}

namespace {

std::size_t only_place(std::string_view text, std::string_view part) {
  const std::size_t place = text.find(part);
  if (place == std::string_view::npos)
    ADD_FAILURE() << "not there: " << part;
  else if (text.find(part, place + 1) != std::string_view::npos)
    ADD_FAILURE() << "twice there: " << part;
  return place;
}

}  // namespace

std::string altered(std::string_view text, std::string_view from, std::string_view to) {
  std::string changed(text);
  const std::size_t place = only_place(text, from);
  return place == std::string::npos ? changed : changed.replace(place, from.size(), to);
}

unsigned line_of(std::string_view text, std::string_view part) {
  const std::string whole = fmt::format("\n{}", text), beginning = fmt::format("\n{}", part);
  const std::size_t at_beginning = whole.find(beginning);
  const bool begins_one =
      at_beginning != std::string::npos && whole.find(beginning, at_beginning + 1) == std::string::npos;
  const std::size_t place = begins_one ? at_beginning : only_place(text, part);
  const std::string_view before = text.substr(0, place);
  return 1 + static_cast<unsigned>(std::count(before.begin(), before.end(), '\n'));
}

void expect_accepted(std::string_view text) {
  const auto statement = verify(text);
  EXPECT_TRUE(statement) << statement.error().line << ": " << statement.error().message << "\n" << text;
}

void expect_rejected(std::string_view text, unsigned line, std::string_view message) {
  const auto statement = verify(text);
  ASSERT_FALSE(statement) << "accepted, though to be rejected for `" << message << "`\n" << text;
  EXPECT_EQ(statement.error().line, line) << statement.error().message << "\n" << text;
  EXPECT_THAT(statement.error().message, testing::HasSubstr(std::string(message))) << text;
}

void expect_only_as_it_is(std::string_view text, const std::vector<Alteration>& alterations) {
  expect_accepted(text);
  for (const Alteration& each : alterations) {
    const std::string changed = altered(text, each.from, each.to);
    SCOPED_TRACE(each.from + " -> " + each.to);
    expect_rejected(changed, line_of(changed, each.at), each.message);
  }
}

std::string with_reading(std::string text, std::string_view verdict, std::string_view reading) {
  const std::string head = "verdict " + std::string(verdict) + "\n";
  return altered(text, head, head + "assume " + std::string(reading) + "\n");
}

}  // namespace agverify::check
