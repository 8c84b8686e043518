#include "process/run.h"

#include <csignal>

#include <gtest/gtest.h>

namespace agverify::process {
namespace {

TEST(Run, GivesInputAndKeepsBothOutputs) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "cat; echo trouble >&2; exit 3"}, .input = "hello"});
  EXPECT_EQ(outcome.kind, Outcome::Kind::Exited);
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.output, "hello");
  EXPECT_EQ(outcome.error, "trouble\n");
}

TEST(Run, MissingProgramIsSaid) { EXPECT_EQ(run({.arguments = {"no-such-program-here"}}).kind, Outcome::Kind::Missing); }

TEST(Run, HangingProgramAndItsChildrenAreKilled) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "sleep 60 & sleep 60"}, .time = std::chrono::milliseconds{100}});
  EXPECT_EQ(outcome.kind, Outcome::Kind::TimedOut);
}

TEST(Run, FloodedOutputIsCut) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "head -c 3000000 /dev/zero"}, .output_bytes = 1000});
  EXPECT_EQ(outcome.kind, Outcome::Kind::Exited);
  EXPECT_EQ(outcome.output.size(), 1000u);
  EXPECT_TRUE(outcome.output_cut);
}

TEST(Run, FloodEndsItWhereThatIsAsked) {
  const Outcome outcome = run({.arguments = {"yes"}, .output_bytes = 1000, .ends_when_flooded = true});
  EXPECT_EQ(outcome.kind, Outcome::Kind::Flooded);
}

TEST(Run, ProgramThatClosesItsOutputsAndStaysIsKilled) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "exec >&- 2>&-; exec sleep 60"}, .time = std::chrono::milliseconds{100}});
  EXPECT_EQ(outcome.kind, Outcome::Kind::TimedOut);
}

TEST(Run, WorksInTheFolderWithTheEnvironmentAlone) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "pwd; env | grep -c SHELL; echo $A"}, .folder = "/usr", .environment = {{"A=b"}}});
  EXPECT_EQ(outcome.output, "/usr\n0\nb\n");
  EXPECT_EQ(run({.arguments = {"true"}, .folder = "/no/such/folder"}).kind, Outcome::Kind::Missing);
}

TEST(Run, MemoryBeyondTheLimitIsRefused) {
  const std::vector<std::string> greedy{"dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"};
  EXPECT_EQ(run({.arguments = greedy}).code, 0);
  EXPECT_NE(run({.arguments = greedy, .memory_bytes = 64 << 20}).code, 0);
}

TEST(Run, ProcessorTimeBeyondTheLimitEndsIt) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "while :; do :; done"}, .time = std::chrono::seconds{30},
                               .processor_time = std::chrono::seconds{1}});
  EXPECT_EQ(outcome.kind, Outcome::Kind::Signalled);
  EXPECT_EQ(outcome.code, SIGXCPU);
}

TEST(Run, DeathBySignalIsToldFromAnExit) {
  const Outcome outcome = run({.arguments = {"sh", "-c", "kill -ABRT $$"}});
  EXPECT_EQ(outcome.kind, Outcome::Kind::Signalled);
  EXPECT_EQ(outcome.code, 6);
}

TEST(Run, LargeInputThatIsNotReadDoesNotHang) {
  EXPECT_EQ(run({.arguments = {"true"}, .input = std::string(1 << 22, 'x')}).kind, Outcome::Kind::Exited);
}

}  // namespace
}  // namespace agverify::process
