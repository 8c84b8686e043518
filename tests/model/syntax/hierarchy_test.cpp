#include <gtest/gtest.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/printer.h"
#include "model/syntax/reader.h"
#include "model/syntax/stub_reader.h"

namespace agverify::model::syntax {
namespace {

std::vector<SourceText> embedded() {
  std::vector<SourceText> sources;
  for (const cli::EmbeddedFile& each : cli::embedded_stubs()) sources.push_back({each.path, each.text, {}});
  return sources;
}

std::string all(const std::vector<ParseError>& errors) {
  std::string text;
  for (const ParseError& each : errors) text += describe(each) + "\n";
  return text;
}

class Hierarchy : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(Hierarchy, LoadsWithoutAnError) {
  TypePool pool;
  const auto universe = read_stubs(embedded(), {3, GetParam()}, pool);
  ASSERT_TRUE(universe.has_value()) << all(universe.error());
  for (const Class& each : universe->table.classes) {
    EXPECT_FALSE(each.unsupported.has_value()) << each.qualified_name << ": " << *each.unsupported;
    for (const Member& member : each.members)
      if (const auto* unread = std::get_if<Unread>(&member.form)) ADD_FAILURE() << each.name << "." << member.name << ": " << unread->construct;
  }
}

INSTANTIATE_TEST_SUITE_P(Versions, Hierarchy, ::testing::Values(9u, 10u, 11u, 12u, 13u, 14u));

}  // namespace
}  // namespace agverify::model::syntax
