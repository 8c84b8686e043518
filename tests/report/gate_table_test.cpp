#include "report/gate_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/told_campaign.h"

namespace agverify::report {
namespace {

TEST(GateTable, HasEveryCheckerByEveryOutcomeThenDifferencesThenNotes) {
  const ToldCampaign told;
  EXPECT_EQ(gate_table(told.campaign, false), R"(seed 7, 5 pairs: 3 asked (2 hold, 1 fail), 2 not decided, so not asked

checker  version  accept  reject  unsupported  crash  timeout  missing
hasty    1.2           3       0            0      0        0        0
strict   3.4           1       2            0      0        0        0
gone     -             0       0            0      0        0        3

deviation  variance-contravariant, accepts what fails: hasty 1
    AsyncGenerator[int, int] to AsyncGenerator[int, object]
incompleteness  class-upcast, rejects what holds: strict 1
    list[bool] to Sequence[int] (not when it is asked alone)

note  strict: stubs differ: it reads those that it carries.
note  gone: gone is not installed.
)");
}

TEST(GateTable, SaysWhenNothingDiffers) {
  ToldCampaign told;
  told.campaign.findings.clear();
  EXPECT_THAT(gate_table(told.campaign, false), testing::HasSubstr("\nno answer differs from the verdict\n"));
}

TEST(GateTable, GroupsTheCheckersOfOneCause) {
  ToldCampaign told;
  told.campaign.findings.insert(told.campaign.findings.begin() + 1, told.campaign.findings.front());
  told.campaign.findings[1].participant = 1;
  EXPECT_THAT(gate_table(told.campaign, false), testing::HasSubstr("accepts what fails: hasty 1, strict 1\n    AsyncGenerator"));
}

TEST(GateTable, NamesTheCheckersOfEachPairWhereACauseShowsInSeveral) {
  ToldCampaign told;
  told.campaign.findings.insert(told.campaign.findings.begin() + 1, told.campaign.findings.front());
  told.campaign.findings[1].participant = 1;
  told.campaign.findings[1].minimal.source = "Other";
  EXPECT_THAT(gate_table(told.campaign, false), testing::HasSubstr("\n    hasty: AsyncGenerator[int, int] to AsyncGenerator[int, object]\n"
                                                                   "    strict: Other to AsyncGenerator[int, object]\n"));
}

}  // namespace
}  // namespace agverify::report
