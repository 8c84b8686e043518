#include "gate/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/gate/fake_checker.h"

namespace agverify::gate {
namespace {

using campaign::Answers;
using campaign::Outcome;
using testing::HasSubstr;

/// Questions with these sources, ten of them, the rest plain ones.
std::vector<campaign::Question> questions(std::initializer_list<std::string> sources) {
  std::vector<campaign::Question> made;
  for (std::size_t i = 0; i < 10; ++i) {
    campaign::Question question;
    question.index = i;
    question.source = i < sources.size() ? sources.begin()[i] : "Plain";
    question.target = "Target";
    made.push_back(std::move(question));
  }
  return made;
}

class Gate : public testing::Test {
 protected:
  Gate() {
    options.temporary = folder.path();
    options.time = std::chrono::seconds{10};
    options.time_a_probe = std::chrono::milliseconds{0};
    options.output_bytes = 100'000;
  }

  Answers ask_all(const std::vector<Checker>& checkers, std::initializer_list<std::string> sources = {}) {
    auto answers = ask(std::vector{model::python::prelude(model::ClassTable{})}, checkers, questions(sources), options);
    EXPECT_TRUE(answers.has_value());
    return std::move(*answers);
  }
  /// The trouble-maker's answers, asked beside an honest checker whose answers must be whole.
  Answers ask_beside_honest(const Checker& checker, std::initializer_list<std::string> sources = {}) {
    Answers answers = ask_all({checker, fake(folder, "honest", "")}, sources);
    EXPECT_EQ(answers.participants[1].note, "");
    for (const auto& each : answers.observations[1]) EXPECT_TRUE(each.outcome == Outcome::Accept || each.outcome == Outcome::Reject);
    return answers;
  }
  static std::vector<Outcome> outcomes(const Answers& answers, std::size_t who = 0) {
    std::vector<Outcome> all;
    for (const auto& each : answers.observations[who]) all.push_back(each.outcome);
    return all;
  }
  static std::vector<Outcome> accepts_but(std::initializer_list<Outcome> first) {
    std::vector<Outcome> all{first};
    all.resize(10, Outcome::Accept);
    return all;
  }

  TestFolder folder;
  GateOptions options;
};

TEST_F(Gate, AnswersAreReadLineByLine) {
  const Answers answers = ask_all({fake(folder, "fake", "")}, {"Plain", "Rejected", "Unreadable", "Rejected Unreadable"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Accept, Outcome::Reject, Outcome::Unsupported, Outcome::Unsupported}));
  EXPECT_EQ(answers.observations[0][1].message, "no Rejected,");
  EXPECT_EQ(answers.participants[0].name, "fake");
  EXPECT_EQ(answers.participants[0].version, "1.2.3");
  EXPECT_EQ(answers.participants[0].note, "");
}

TEST_F(Gate, MissingFileOfACheckerIsNamed) {
  Checker gone = fake(folder, "gone", "");
  gone.program = {"{tools}/gone/bin/gone"};
  options.tools = "/nowhere";
  const Answers answers = ask_beside_honest(gone);
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "gone is not installed: there is no /nowhere/gone/bin/gone.");
  EXPECT_EQ(answers.participants[0].version, "");
}

TEST_F(Gate, ProgramThatCannotBeStartedIsMissing) {
  Checker gone = fake(folder, "gone", "");
  gone.program = {"no-such-program-here"};
  const Answers answers = ask_beside_honest(gone);
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "gone cannot be started: no-such-program-here.");
}

TEST_F(Gate, CrashStaysWithTheProbeThatCausesIt) {
  const Answers answers = ask_beside_honest(fake(folder, "fragile", "grep -q Explosive \"$@\" && kill -SEGV $$"), {"Rejected", "Explosive"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Reject, Outcome::Crash}));
  EXPECT_EQ(answers.observations[0][1].message, "was killed by signal 11 (Segmentation fault)");
  EXPECT_THAT(answers.participants[0].note, HasSubstr("the first because fragile was killed by signal 11"));
}

TEST_F(Gate, HangStaysWithTheProbeThatCausesIt) {
  options.time = std::chrono::milliseconds{500};  // by the clock four times as long
  Checker slow = fake(folder, "slow", "grep -q Endless \"$@\" && sleep 60");
  slow.probes_a_file = 4;
  const Answers answers = ask_beside_honest(slow, {"Rejected", "Endless"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Reject, Outcome::Timeout}));
  EXPECT_EQ(answers.observations[0][1].message, "did not end within 2 s");
}

TEST_F(Gate, EndlessLoopIsATimeoutToo) {
  options.time = std::chrono::seconds{1};
  const Answers answers = ask_all({fake(folder, "busy", "while :; do :; done")});
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Timeout));
  EXPECT_THAT(answers.participants[0].note, testing::AnyOf("busy took more than 1 s of processor time.", "busy did not end within 4 s."));
}

TEST_F(Gate, FloodIsCutAndNoEvidence) {
  const Answers answers = ask_beside_honest(fake(folder, "flood", "yes"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "flood printed more than 100000 bytes.");
}

TEST_F(Gate, SilenceIsNoEvidence) {
  const Answers answers = ask_beside_honest(fake(folder, "silent", "exit 0"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "silent printed nothing.");
}

TEST_F(Gate, WhatIsNoJsonIsNoEvidence) {
  Checker garbled = fake(folder, "garbled", "echo '{\"errors\": oops'; exit 1");
  garbled.diagnostics = {.format = DiagnosticFormat::Json, .items = "/errors", .file = "/file", .line = "/line"};
  const Answers answers = ask_beside_honest(garbled);
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_THAT(answers.participants[0].note, HasSubstr("garbled printed what is no JSON ("));
}

TEST_F(Gate, ReportFileThatIsNotWrittenIsNoEvidence) {
  Checker lazy = fake(folder, "lazy", "echo done; exit 1");
  lazy.diagnostics = {.format = DiagnosticFormat::JsonFile, .report_file = "out.json", .file = "/file", .line = "/line"};
  EXPECT_EQ(ask_beside_honest(lazy).participants[0].note, "lazy wrote nothing.");
}

TEST_F(Gate, AcceptingEverythingIsNoEvidence) {
  const Answers answers = ask_beside_honest(fake(folder, "yes_man", "echo 'probes_0.py:1: note: all is well  [note]'; exit 0"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "yes_man accepts a int as a str, which it must reject.");
}

TEST_F(Gate, RejectingEverythingIsNoEvidence) {
  const Answers answers = ask_beside_honest(
      fake(folder, "no_man", "awk '/target = value/ { print FILENAME \":\" FNR \": error: no  [x]\" }' \"$@\"; exit 1"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "no_man rejects a bool as a int: no.");
}

TEST_F(Gate, UnknownExitCodeIsACrash) {
  const Answers answers = ask_beside_honest(fake(folder, "odd", "echo 'internal error: lost my way' >&2; exit 7"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Crash));
  EXPECT_EQ(answers.participants[0].note, "odd exited with code 7: internal error: lost my way.");
}

TEST_F(Gate, LineOfNoProbeIsNoEvidence) {
  const Answers answers = ask_beside_honest(fake(folder, "stray", "echo 'probes_0.py:1: error: bad import  [import]'"));
  EXPECT_EQ(outcomes(answers), std::vector<Outcome>(10, Outcome::Missing));
  EXPECT_EQ(answers.participants[0].note, "stray reports line 1, which is of no probe: bad import.");
}

TEST_F(Gate, ErrorInAFileThatWasNotAskedAboutIsNoEvidence) {
  const Answers answers = ask_beside_honest(fake(folder, "elsewhere", "echo 'builtins.pyi:5: error: broken  [x]'"));
  EXPECT_EQ(answers.participants[0].note, "elsewhere reports line 5 of builtins.pyi, which is of no probe: broken.");
}

TEST_F(Gate, StrayLineOfOneProbeLeavesTheOthersTheirVerdicts) {
  const Answers answers = ask_beside_honest(
      fake(folder, "stray", "grep -q Odd \"$@\" && echo 'probes_0.py:1: error: odd  [x]'"), {"Rejected", "Plain", "Odd", "Rejected"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Reject, Outcome::Accept, Outcome::Missing, Outcome::Reject}));
}

TEST_F(Gate, ProbeThatLeavesItsModuleUnreadIsUnsupported) {
  const Answers answers = ask_beside_honest(
      fake(folder, "parser", "grep -q Broken \"$@\" && { echo 'probes_0.py:9: error: syntax  [syntax]'; exit 1; }"), {"Rejected", "Broken"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Reject, Outcome::Unsupported}));
  EXPECT_EQ(answers.observations[0][1].message, "left the module unread: syntax");
}

TEST_F(Gate, ExitThatLeavesAModuleUnreadIsACrashUnlessACodeSaysWhy) {
  Checker two = fake(folder, "two", "grep -q Broken \"$@\" && { echo 'probes_0.py:9: error: syntax  [syntax]'; exit 2; }\n"
                                    "grep -q Explosive \"$@\" && { echo 'INTERNAL ERROR' >&2; exit 2; }");
  two.void_exits = {2};
  const Answers answers = ask_beside_honest(two, {"Rejected", "Broken", "Explosive"});
  EXPECT_EQ(outcomes(answers), accepts_but({Outcome::Reject, Outcome::Unsupported, Outcome::Crash}));
}

TEST_F(Gate, SeveralModulesOfOneRunKeepTheirAnswersApart) {
  Checker several = fake(folder, "several", "grep -q Explosive \"$@\" && exit 9");
  several.probes_a_file = 2;
  several.files_a_run = 3;
  const Answers answers = ask_beside_honest(several, {"Plain", "Rejected", "Plain", "Explosive", "Rejected", "Plain", "Plain", "Rejected"});
  const Outcome a = Outcome::Accept, r = Outcome::Reject;
  EXPECT_EQ(outcomes(answers), (std::vector<Outcome>{a, r, a, Outcome::Crash, r, a, a, r, a, a}));
}

TEST_F(Gate, RunsBeginInAnEmptyFolderWithAnEnvironmentOfTheirOwn) {
  Checker curious = fake(folder, "curious", "[ \"$(ls)\" = \"$(printf 'own.cfg\\nprobes_0.py')\" ] || exit 8\n"
                                            "[ -z \"$AGVERIFY_LEAK\" ] || exit 9\n[ \"$HOME\" = \"$PWD\" ] || exit 10\n"
                                            "[ \"$(cat own.cfg)\" = 'version 3.12' ] || exit 11\ntouch left_behind");
  curious.configuration = {{"own.cfg", "version {python_version}\n"}};
  options.python_version = "3.12";
  setenv("AGVERIFY_LEAK", "1", 1);
  const Answers answers = ask_all({curious});
  unsetenv("AGVERIFY_LEAK");
  EXPECT_EQ(answers.participants[0].note, "");
}

TEST_F(Gate, CommonStubsArePassedWhereTheyAre) {
  Checker reader = fake(folder, "reader", "[ \"$1\" = --stubs ] && [ -d \"$2\" ] || exit 9; shift 2");
  reader.arguments = {"{typeshed_arguments}", "{files}"};
  reader.typeshed_arguments = {"--stubs", "{typeshed}"};
  options.typeshed = folder.path();
  EXPECT_EQ(ask_all({reader}).participants[0].note, "");
  EXPECT_FALSE(ask_all({reader}).participants[0].own_stubs);
  options.typeshed = folder.path() / "nothing";
  EXPECT_EQ(ask_all({reader}).participants[0].note, "reader exited with code 9.");
  EXPECT_TRUE(ask_all({fake(folder, "alone", "")}).participants[0].own_stubs);
}

TEST_F(Gate, WorkersChangeNoAnswer) {
  const std::vector<Checker> checkers{fake(folder, "one", "grep -q Explosive \"$@\" && exit 9"), fake(folder, "two", ""), fake(folder, "three", "exit 7")};
  const std::initializer_list<std::string> sources{"Rejected", "Explosive", "Unreadable", "Plain", "Explosive"};
  options.workers = 1;
  const Answers alone = ask_all(checkers, sources);
  options.workers = 3;
  const Answers together = ask_all(checkers, sources);
  for (std::size_t who = 0; who < checkers.size(); ++who) {
    EXPECT_EQ(outcomes(alone, who), outcomes(together, who));
    EXPECT_EQ(alone.participants[who].note, together.participants[who].note);
  }
}

TEST_F(Gate, VersionThatIsNotToldIsNoted) {
  Checker shy = fake(folder, "shy", "");
  shy.version_arguments = {"--about"};
  EXPECT_EQ(ask_all({shy}).participants[0].note, "shy told no version.");
}

TEST_F(Gate, FolderThatCannotBeWrittenToIsAnError) {
  options.temporary = folder.path() / "not" / "there";
  const auto answers = ask(std::vector{model::python::prelude(model::ClassTable{})}, std::vector{fake(folder, "fake", "")}, questions({}), options);
  ASSERT_FALSE(answers.has_value());
  EXPECT_EQ(answers.error().file, options.temporary.string());
}

TEST_F(Gate, NothingIsLeftBehind) {
  ask_all({fake(folder, "fake", "touch left_behind")});
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) EXPECT_FALSE(entry.is_directory()) << entry.path();
}

/// Ten questions in two groups, about classes of one name.
std::vector<campaign::Question> grouped_questions() {
  std::vector<campaign::Question> made = questions({"Same", "Same", "Beside", "Same", "Same", "Same", "Beside", "Same"});
  for (std::size_t i = 5; i < made.size(); ++i) made[i].group = 1;
  return made;
}

/// Rejects the class where its module declares it so, and refuses declarations that say so.
constexpr std::string_view reading = R"(
for module; do awk '
  /^class Same: # strict/{ strict = 1 }
  /# refused/{ print FILENAME ":" FNR ": error: refused  [declaration]" }
  /# harmless/{ print FILENAME ":" FNR ": error: harmless  [style]" }
  /^    value: /{ s = $0 } /^    target: /{ t = $0 }
  /^    target = value/ && ((strict && s ~ /Same/) || (s ~ /: int,/ && t ~ /: str,/) || (s ~ /list.int/ && t ~ /list.str/)) {
    print FILENAME ":" FNR ": error: no  [assignment]" }' "$module"; done
exit 1
)";

TEST_F(Gate, GroupsHaveModulesOfTheirOwnAndShareRuns) {
  Checker checker = fake(folder, "reading", "echo run >>" + (folder.path() / "runs").string(), reading);
  checker.probes_a_file = 20;
  const std::vector<model::python::Prelude> preludes{{"", "class Same: ...\nclass Beside: ...\n"}, {"", "class Same: # strict\n    ...\nclass Beside: ...\n"}};
  const Answers answers = ask(preludes, std::vector{checker}, grouped_questions(), options).value();
  EXPECT_EQ(outcomes(answers), (accepts_but({Outcome::Accept, Outcome::Accept, Outcome::Accept, Outcome::Accept, Outcome::Accept, Outcome::Reject,
                                             Outcome::Accept, Outcome::Reject})));
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "runs"), 4U);
}

TEST_F(Gate, RefusedDeclarationLeavesWhatRestsOnItWithoutAnAnswer) {
  const std::vector<model::python::Prelude> preludes{{"", "class Same: ... # refused\nclass Beside: ...\n"}, {"", "class Same: ...\nclass Beside: ...\n"}};
  const Answers answers = ask(preludes, std::vector{fake(folder, "reading", "", reading)}, grouped_questions(), options).value();
  const Outcome none = Outcome::Unsupported;
  EXPECT_EQ(outcomes(answers), accepts_but({none, none, Outcome::Accept, none, none}));
  EXPECT_EQ(answers.observations[0][0].message, "refuses a class as it is declared: refused");
  EXPECT_EQ(answers.participants[0].note, "");
}

TEST_F(Gate, DiagnosticThatLeavesAClassWhatItSaysCostsNoAnswer) {
  Checker checker = fake(folder, "reading", "", reading);
  checker.declaration_codes = {"style"};
  const std::vector<model::python::Prelude> preludes{{"", "class Same: ... # harmless\nclass Beside: ...\n"}, {"", "class Same: ...\nclass Beside: ...\n"}};
  EXPECT_EQ(outcomes(ask(preludes, std::vector{checker}, grouped_questions(), options).value()), accepts_but({}));
}

}  // namespace
}  // namespace agverify::gate
