#include "logic/switches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agverify::logic {
namespace {

TEST(Switches, EachReadingIsTakenByItsNameAndTheFirstIsTheDefault) {
  for (const SwitchEntry& each : switch_table())
    for (std::size_t i = 0; i < each.readings().size(); ++i) {
      model::Assumptions assumed;
      const std::string text = std::string(each.name) + "=" + std::string(each.readings()[i].name);
      ASSERT_TRUE(assume(text, assumed)) << text;
      EXPECT_EQ(assumed.is_default(each.which), i == 0) << text;
      EXPECT_EQ(texts_of(assumed), i == 0 ? std::vector<std::string>{} : std::vector{text});
    }
}

TEST(Switches, NamesAndReadingsThatThereAreNotChangeNothing) {
  model::Assumptions assumed;
  for (const char* text : {"", "same-protocol", "same-protocol=", "same-protocol=often", "=members", "nothing=members"})
    EXPECT_FALSE(assume(text, assumed)) << text;
  EXPECT_EQ(assumed, model::Assumptions{});
}

}  // namespace
}  // namespace agverify::logic
