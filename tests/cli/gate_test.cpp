// The checkers here are shell scripts that ask the rules of the built program, so that they know every answer; mistakes are
// planted by rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/run_program.h"
#include "tests/report/json_schema.h"

namespace agverify::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// Knows the canaries, and rejects what is called Misfit where its module declares it as a class without a base.
constexpr std::string_view literal = R"sh(#!/bin/sh
[ "$1" != --version ] || { echo "literal 1.0"; exit; }
shift
for module; do awk '
  /^class Misfit:/{ apart = 1 }
  /^    value: /{ s = $0 } /^    target: /{ t = $0 }
  /^    target = value/ && ((apart && s ~ /Misfit/) || (s ~ /: int,/ && t ~ /: str,/) || (s ~ /list.int/ && t ~ /list.str/)) {
    print FILENAME ":" FNR ": error: no  [assignment]" }' "$module"; done
exit 1
)sh";

/// Turns its answers round where the deciding rule is the one that its first word names.
constexpr std::string_view knowing = R"sh(#!/bin/sh
[ "$1" != --version ] || { echo "knowing 1.0"; exit; }
planted=$1
shift
for module; do
  awk '/^    value: / { source = substr($0, 12, length($0) - 12) }
       /^    target: / { target = substr($0, 13, length($0) - 13) }
       /^    target = value/ {
         printf "{\"id\": %d, \"relation\": \"subtype\", \"source\": \"%s\", \"target\": \"%s\"}\n", FNR, source, target }' "$module" |
    '$AGVERIFY' prove --jsonl --decider rules |
    awk -v module="$module" -v planted="\"rule\": \"$planted\"" '{
      if ((index($0, "\"verdict\": \"refuted\"") > 0) != (index($0, planted) > 0)) {
        match($0, /"id": [0-9]+/)
        print module ":" substr($0, RSTART + 6, RLENGTH - 6) ": error: no  [assignment]" } }'
done
exit 1
)sh";

std::string record(std::string_view name, std::string_view script, std::string_view planted) {
  return fmt::format(R"([[checker]]
name = "{}"
program = ["./{}"]
arguments = ["{}", "{{files}}"]
version_arguments = ["--version"]
exits = [0, 1]
[checker.diagnostics]
format = "text-pattern"
pattern = "{{file}}:{{line}}: {{severity}}: {{message}}  [{{code}}]"
errors = ["error"]
)",
                     name, script, planted);
}

class GateProgram : public testing::Test {
 protected:
  GateProgram() {
    std::string script{knowing};
    script.replace(script.find("$AGVERIFY"), 9, AGVERIFY_PROGRAM);
    add_script("knowing", script);
    place.write("checkers.toml", record("honest", "knowing", "none") + record("planted", "knowing", "variance-contravariant") +
                                     record("gone", "nowhere", "none") + record("broken", "broken", "none") +
                                     record("backward", "knowing", "variance-contravariant"));
    add_script("literal", literal);
    place.write("literal.toml", record("literal", "literal", "none"));
    add_script("broken", "#!/bin/sh\necho oops >&2\nexit 3\n");
  }

  void add_script(const std::string& name, std::string_view text) const {
    place.write(name, text);
    std::filesystem::permissions(place.path(name), std::filesystem::perms::owner_all);
  }

  Finished gate(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"gate", "--checkers", "checkers.toml"});
    return place.agverify(arguments);
  }

  Finished literally(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"gate", "--checkers", "literal.toml", "--checker", "literal", "--report", "reports"});
    return place.agverify(arguments);
  }

  json campaign(const std::string& folder = "reports") const { return json::parse(place.read(folder + "/campaign.json")); }

  const Place place;
};

TEST_F(GateProgram, HonestCheckerDeviatesNowhere) {
  const Finished run = gate({"--checker", "honest", "--pairs", "200", "--seed", "3"});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.error, "");
  EXPECT_THAT(run.out, HasSubstr("\nno answer differs from the verdict\n"));
}

TEST_F(GateProgram, PlantedMistakeIsADeviationOnExactlyItsPairsUnderItsRule) {
  const Finished run = gate({"--checker", "honest", "planted", "--pairs", "300", "--seed", "3", "--report", "reports"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("\ndeviation  variance-contravariant, accepts what fails: planted "));
  std::size_t planted = 0;
  const json document = campaign();
  for (const json& each : document["questions"]) {
    const bool is_planted = each.value("rule", "") == "variance-contravariant";
    planted += is_planted ? 1 : 0;
    const json expected = is_planted ? json::parse(R"({"planted": "deviation"})") : json{};
    EXPECT_EQ(each.value("differences", json{}), expected) << each;
  }
  EXPECT_GE(planted, 4U);
  for (const json& each : document["findings"]) {
    EXPECT_EQ(each["rule"]["name"], "variance-contravariant");
    EXPECT_EQ(each["checker"], "planted");
    EXPECT_TRUE(each["confirmed"]);
  }
}

TEST_F(GateProgram, PairIsMadeAsSmallAsItsRuleAllows) {
  gate({"--checker", "honest", "planted", "--pairs", "300", "--seed", "3", "--report", "reports"});
  const json findings = campaign()["findings"];
  EXPECT_THAT(findings, Not(IsEmpty()));
  for (const json& each : findings) {
    const std::string pair = each["minimal"]["source"].get<std::string>() + each["minimal"]["target"].get<std::string>();
    EXPECT_LE(std::ranges::count(pair, '['), 2) << pair;
    EXPECT_EQ(std::ranges::count(pair, '|'), 0) << pair;
  }
}

TEST_F(GateProgram, ReportsHaveTheSameBytesAgainAndWithMoreJobs) {
  for (const char* folder : {"one", "two"})
    gate({"--checker", "honest", "planted", "gone", "--pairs", "120", "--seed", "5", "--jobs", std::string{folder} == "one" ? "1" : "3",
          "--report", folder});
  std::size_t files = 0;
  for (const auto& each : std::filesystem::directory_iterator{place.path("one")}) {
    const std::string name = each.path().filename();
    EXPECT_EQ(place.read("one/" + name), place.read("two/" + name)) << name;
    EXPECT_THAT(place.read("one/" + name), Not(HasSubstr(place.path("")))) << name;
    ++files;
  }
  EXPECT_GE(files, 3U);
}

TEST_F(GateProgram, CampaignIsAsThePublishedSchemaSays) {
  gate({"--checker", "honest", "planted", "broken", "--pairs", "120", "--report", "reports"});
  const report::JsonSchema schema{json::parse(std::ifstream{"docs/gate-schema.json"})};
  EXPECT_THAT(schema.errors(campaign()), IsEmpty());
}

TEST_F(GateProgram, WhatEveryCheckerSaysAgainstUsIsForReviewAndNoDeviation) {
  const Finished run = gate({"--checker", "planted", "backward", "--pairs", "120", "--seed", "3"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, AllOf(HasSubstr("\noracle-review  variance-contravariant"), HasSubstr(": every checker "), Not(HasSubstr("deviation"))));
}

TEST_F(GateProgram, MissingCheckerIsToldAtTheEndAndTheOthersKeepTheirAnswers) {
  const Finished run = gate({"--checker", "gone", "honest", "--pairs", "50", "--report", "reports"});
  EXPECT_EQ(run.code, 69);
  EXPECT_THAT(run.out, HasSubstr("note  gone: gone is not installed"));
  const json document = campaign();
  EXPECT_EQ(document["checkers"][0]["outcomes"]["missing"], document["questions"].size());
  EXPECT_EQ(document["checkers"][1]["outcomes"]["missing"], 0);
}

TEST_F(GateProgram, CheckerThatDiesIsACrashAndNoRejection) {
  const Finished run = gate({"--checker", "broken", "honest", "--pairs", "50", "--report", "reports"});
  EXPECT_EQ(run.code, 69);
  EXPECT_THAT(run.out, HasSubstr("note  broken: broken exited with code 3: oops."));
  EXPECT_EQ(campaign()["checkers"][0]["outcomes"]["crash"], campaign()["questions"].size());
  EXPECT_THAT(campaign()["findings"], IsEmpty());
}

TEST_F(GateProgram, BrokenFileOfCheckersIsToldWithFileLineAndKey) {
  place.write("checkers.toml", "[[checker]]\nname = \"x\"\nexit = [0]\n");
  const Finished run = gate({"--checker", "x", "--pairs", "5"});
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.error, AllOf(StartsWith("checkers.toml:3:"), HasSubstr("exit")));
}

TEST_F(GateProgram, MissingFileOfCheckersIsMissingInput) {
  EXPECT_EQ(place.agverify({"gate", "--checker", "mypy", "--checkers", "absent.toml"}).code, 66);
}

TEST_F(GateProgram, UnknownNameOfACheckerIsAWrongUse) {
  const Finished run = gate({"--checker", "mypi"});
  EXPECT_EQ(run.code, 64);
  EXPECT_THAT(run.error, HasSubstr("no checker is called mypi; known are mypy, "));
}

TEST_F(GateProgram, FolderThatCannotBeWrittenToIsToldBeforeAnybodyIsAsked) {
  add_script("knowing", "#!/bin/sh\ntouch '" + place.path("was_asked") + "'\nexit 1\n");
  const Finished run = gate({"--checker", "honest", "--pairs", "5", "--report", "checkers.toml/reports"});
  EXPECT_EQ(run.code, 74);
  EXPECT_THAT(run.error, HasSubstr("checkers.toml/reports"));
  EXPECT_FALSE(std::filesystem::exists(place.path("was_asked")));
}

TEST_F(GateProgram, NoCheckerAndNoPairsAreWrongUses) {
  EXPECT_EQ(place.agverify({"gate"}).code, 64);
  EXPECT_EQ(place.agverify({"gate", "--checker", "mypy", "--pairs", "0"}).code, 64);
}

TEST_F(GateProgram, LinesAreAskedEachWithItsOwnClasses) {
  place.write("pairs.jsonl", R"({"relation": "subtype", "source": "Misfit", "target": "int", "prelude": "class Misfit: ..."}
{"relation": "subtype", "source": "Misfit", "target": "int", "prelude": "class Misfit(int): ..."}
{"relation": "equivalent", "source": "Misfit", "target": "int", "prelude": "class Misfit(int): ..."}
{"relation": "consistent", "source": "int", "target": "int"}
{"relation": "subtype", "source": "int", "target": "X", "forall": ["X"]}
{"relation": "assignable", "source": "bool", "target": "int"}
)");
  const Finished run = literally({"--file", "pairs.jsonl"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, StartsWith("--file pairs.jsonl, 7 pairs: 5 asked (3 hold, 2 fail), 2 not decided, so not asked\n"));
  EXPECT_THAT(run.out, HasSubstr("\ndeviation  nominal-by-subclassing, accepts what fails: literal 1\n    int to Misfit\n"));
  const json document = campaign();
  EXPECT_EQ(document["profile"], "file");
  EXPECT_EQ(document["unknown"], json::parse(R"({"not asked: consistency": 1, "not asked: variables or hypotheses": 1})"));
  EXPECT_EQ(document["findings"][0]["program"], "from __future__ import annotations\n\n\nclass Misfit(int): ...\n\n\n"
                                                "def probe(value: int, target: Misfit) -> None:\n    target = value\n");
  const report::JsonSchema schema{json::parse(std::ifstream{"docs/gate-schema.json"})};
  EXPECT_THAT(schema.errors(document), IsEmpty());
  EXPECT_THAT(place.read("reports/deviation-nominal-by-subclassing-accepts-literal.md"),
              HasSubstr("agverify prove --explain --prelude classes.pyi 'int <: Misfit'\nagverify gate --checker literal --file pairs.jsonl --report reports\n"));
}

TEST_F(GateProgram, PreludesOfTheRunAreDeclaredInEachModule) {
  place.write("one.pyi", "from __future__ import annotations\nclass Apart: ...\n");
  place.write("two.pyi", "class Misfit: ...\n");
  place.write("pairs.jsonl", R"({"relation": "subtype", "source": "Misfit | Apart", "target": "Apart"})");
  const Finished run = literally({"--file", "pairs.jsonl", "--prelude", "one.pyi", "--prelude", "two.pyi"});
  EXPECT_EQ(run.code, 0) << run.error;
  EXPECT_EQ(campaign()["questions"][0]["answers"]["literal"], "reject");
}

TEST_F(GateProgram, DrawnPairsSpeakOfThePreludesClassesToo) {
  place.write("own.pyi", "class Misfit: ...\n");
  EXPECT_EQ(literally({"--prelude", "own.pyi", "--pairs", "400"}).code, 1);  // it knows no other pair
  EXPECT_THAT(place.read("reports/campaign.json"), HasSubstr("\"source\": \"Misfit"));
}

TEST_F(GateProgram, AssumptionsAnswerOpenQuestions) {
  place.write("own.pyi", "from typing import Protocol, TypeVar\nT = TypeVar(\"T\")\nclass Vibes(Protocol[T]):\n    x: int\n");
  place.write("pairs.jsonl", R"({"relation": "subtype", "source": "Vibes[int]", "target": "Vibes[str]"})");
  const auto verdict = [&](const std::vector<std::string>& further) {
    std::vector<std::string> all{"--file", "pairs.jsonl", "--prelude", "own.pyi"};
    all.insert(all.end(), further.begin(), further.end());
    EXPECT_EQ(literally(all).error, "");
    return campaign()["questions"][0]["verdict"];
  };
  EXPECT_EQ(verdict({}), "refuted");
  EXPECT_EQ(verdict({"--assume", "same-protocol=members"}), "proved");
  EXPECT_EQ(campaign()["given"], "--file pairs.jsonl --prelude own.pyi --assume same-protocol=members");
  EXPECT_EQ(literally({"--file", "pairs.jsonl", "--assume", "same-protocol=never"}).code, 64);
}

TEST_F(GateProgram, QueriesOfCorpusCasesAreAskedWithTheirClasses) {
  place.write("cases/one.case", "rule: nominal-by-subclassing\nanchor: concepts#nominal-and-structural-types\nprose: One.\nprelude:\n    class Misfit: ...\n"
                                "query: refuted spec: Misfit <: int\nquery: proved spec: Misfit <: Misfit | int\nquery: error nothing: Missing <: int\n---\n"
                                "rule: nominal-by-subclassing\nanchor: concepts#nominal-and-structural-types\nprose: Two.\nprelude:\n    class Misfit(int): ...\n"
                                "query: proved spec: Misfit <: int\nquery: proved spec: forall X. X <: X\n");
  const Finished run = literally({"--cases", "cases"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, StartsWith("--cases cases, 4 pairs: 3 asked (2 hold, 1 fail), 1 not decided, so not asked\n"));
  const json document = campaign();
  EXPECT_EQ(document["questions"][0]["answers"]["literal"], "reject");
  EXPECT_EQ(document["questions"][1]["differences"]["literal"], "deviation");
  EXPECT_EQ(document["questions"][2]["answers"]["literal"], "accept");
}

TEST_F(GateProgram, RandomProtocolsAreDeclaredByTheirModules) {
  const Finished run = literally({"--profile", "protocols", "--pairs", "60", "--seed", "2"});
  EXPECT_EQ(run.code, 1);  // it knows no protocol
  EXPECT_THAT(run.out, StartsWith("seed 2, 60 pairs: "));
  const json document = campaign();
  EXPECT_THAT(document["findings"].dump(), HasSubstr("(Protocol"));
  for (const json& each : document["findings"]) {
    EXPECT_THAT(place.read("reports/" + each["report"].get<std::string>()), HasSubstr(" --seed 2 --profile protocols --report reports"));
  }
}

/// What is permitted to hold, or holds of sets alone, is no deviation of a checker that rejects it.
TEST_F(GateProgram, TakingTuplesApartIsNoDeviation) {
  for (const char* profile : {"tuples", "expansions"}) {
    const Finished run = literally({"--profile", profile, "--pairs", "80", "--seed", "2"});
    EXPECT_THAT(run.out, StartsWith("seed 2, 80 pairs: "));
    const json document = campaign();
    EXPECT_EQ(document["profile"], profile);
    EXPECT_THAT(document["findings"].dump(), HasSubstr("tuple["));
    for (const json& each : document["findings"])
      if (each["kind"] == "deviation") {
        EXPECT_EQ(each["minimal"]["basis"], "spec") << each["minimal"].dump();
        EXPECT_EQ(each["minimal"]["strength"], "must") << each["minimal"].dump();
      }
  }
}

TEST_F(GateProgram, BadPairsAreToldWithTheirPlace) {
  place.write("broken.jsonl", "{\"relation\": \"subtype\", \"source\": \"int\"}\n");
  place.write("unread.jsonl", R"({"relation": "subtype", "source": "int", "target": "int"}
{"relation": "subtype", "source": "int", "target": "Nobody"})");
  place.write("prelude.jsonl", R"({"relation": "subtype", "source": "int", "target": "int", "prelude": "class A(Nobody): ..."})");
  const auto expect_bad = [&](const std::string& file, const std::string& place_of) {
    const Finished run = literally({"--file", file});
    EXPECT_EQ(run.code, 65) << file;
    EXPECT_THAT(run.error, StartsWith(place_of));
  };
  expect_bad("broken.jsonl", "broken.jsonl:1");
  expect_bad("unread.jsonl", "unread.jsonl:2:");
  expect_bad("prelude.jsonl", "prelude.jsonl:1: prelude:1:");
  EXPECT_EQ(literally({"--file", "absent.jsonl"}).code, 66);
  EXPECT_EQ(literally({"--cases", "absent"}).code, 66);
  EXPECT_EQ(literally({"--prelude", "absent.pyi"}).code, 66);
  EXPECT_EQ(literally({"--file", "broken.jsonl", "--pairs", "5"}).code, 64);
}

}  // namespace
}  // namespace agverify::cli
