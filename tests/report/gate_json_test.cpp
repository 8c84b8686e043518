#include "report/gate_json.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/json_schema.h"
#include "tests/report/told_campaign.h"

namespace agverify::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

nlohmann::json told() {
  ToldCampaign made;
  return nlohmann::json::parse(gate_json(made.campaign, made.setting(), std::vector(made.campaign.findings.size(), made.setting())));
}

JsonSchema published() { return JsonSchema{nlohmann::json::parse(std::ifstream{"docs/gate-schema.json"})}; }

TEST(GateJson, IsAsItsPublishedSchemaSays) { EXPECT_THAT(published().errors(told()), IsEmpty()); }

TEST(GateJson, SchemaRefusesOtherDocuments) {
  auto document = told();
  document["checkers"][0]["outcomes"].erase("timeout");
  document["questions"][0]["answers"]["hasty"] = "perhaps";
  document["findings"][0]["surprise"] = 1;
  EXPECT_THAT(published().errors(document), ElementsAre("/checkers/0/outcomes: lacks \"timeout\"", "/findings/0: no property surprise",
                                                        testing::StartsWith("/questions/0/answers/hasty: enum")));
}

TEST(GateJson, CountsEveryOutcomeOfEveryChecker) {
  const auto document = told();
  EXPECT_EQ(document["checkers"][2]["outcomes"]["missing"], 3);
  EXPECT_EQ(document["checkers"][2]["outcomes"]["accept"], 0);
  EXPECT_EQ(document["unknown"]["limit of subgoals"], 2);
}

TEST(GateJson, KeepsAnswersDifferencesAndWhatWasSaidOfThem) {
  const auto question = told()["questions"][2];
  EXPECT_EQ(question["answers"], nlohmann::json::parse(R"({"hasty": "accept", "strict": "reject", "gone": "missing"})"));
  EXPECT_EQ(question["differences"], nlohmann::json::parse(R"({"strict": "incompleteness"})"));
  EXPECT_EQ(question["messages"]["strict"], "no `x` | y\n  at\tall");
}

TEST(GateJson, FindingHoldsProgramEvidenceAndPairs) {
  const auto finding = told()["findings"][0];
  EXPECT_EQ(finding["rule"]["name"], "variance-contravariant");
  EXPECT_EQ(finding["pairs"], nlohmann::json::parse("[2]"));
  EXPECT_THAT(finding["program"].get<std::string>(), testing::EndsWith("    target = value\n"));
  EXPECT_THAT(finding["evidence"]["certificate"].get<std::string>(), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace agverify::report
