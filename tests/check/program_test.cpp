#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "digest/sha256.h"
#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

using testing::HasSubstr;

struct Result {
  int code = -1;
  std::string output;  ///< of both streams
};

/// Runs agverify-check, which lies beside the test program.
Result run(const std::string& arguments) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "agverify-check";
  const auto output = std::filesystem::temp_directory_path() /
                      fmt::format("{}.output", testing::UnitTest::GetInstance()->current_test_info()->name());
  const int status = std::system(fmt::format("{} {} >{} 2>&1", program.string(), arguments, output.string()).c_str());
  std::ifstream file(output);
  Result result{WEXITSTATUS(status), {std::istreambuf_iterator<char>(file), {}}};
  std::filesystem::remove(output);
  return result;
}

class Program : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view text) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  std::string good(std::string_view file = "builtins.pyi", std::string_view digest = std::string(64, '0')) {
    return fmt::format(R"(agverify-certificate 1
query object <: object
verdict proved
file 1 {} {}
class object at 1:1
step 1 subtype-reflexive object <: object
conclude 1 by 1
)",
                       file, digest);
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Program, PrintsTheStatementThatItAccepts) {
  const std::string path = write("good", good());
  const Result result = run(path);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.output, fmt::format(R"({}: accepted
proved: object <: object
given:
  class object at builtins.pyi:1
read in:
  builtins.pyi {}
)",
                                       path, std::string(64, '0')));
  EXPECT_EQ(run("- < " + path).code, 0);
}

TEST_F(Program, NamesFileAndLineOfARejection) {
  const std::string path = write("bad", altered(good(), "conclude 1 by 1", "conclude 1 by 2"));
  const Result result = run(path);
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.output, path + ":7: rejected: there is no such step\n");
}

TEST_F(Program, TheHighestCodeOfSeveralWins) {
  const std::string fine = write("fine", good()), bad = write("bad", altered(good(), "by 1", "by 2"));
  const std::string garbage = write("garbage", "Hello"), absent = (folder_ / "absent").string();
  EXPECT_EQ(run(fine + " " + bad).code, 1);
  EXPECT_EQ(run(garbage + " " + bad).code, 65);
  EXPECT_EQ(run(absent + " " + garbage + " " + fine).code, 66);
  EXPECT_EQ(run(folder_.string()).code, 66);
}

TEST_F(Program, ExplainsItselfAndWrongUse) {
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_THAT(run("--help").output, HasSubstr("agverify-check [--stubs DIR] CERTIFICATE..."));
  EXPECT_THAT(run("--version").output, HasSubstr("agverify-check 0."));
  EXPECT_EQ(run("").code, 64);
  EXPECT_EQ(run("--stub x").code, 64);
  EXPECT_EQ(run("--stubs").code, 64);
}

TEST_F(Program, StubsRecomputesTheDigests) {
  constexpr std::string_view text = "class object: ...\n";
  write("builtins.pyi", text);
  const std::string same = write("same", good("builtins.pyi", digest::sha256(text)));
  const std::string other = write("other", good());
  const std::string absent = write("absent", good("typing.pyi"));
  const std::string outside = write("outside", good("../builtins.pyi", digest::sha256(text)));
  const std::string stubs = "--stubs " + folder_.string() + " ";
  EXPECT_EQ(run(stubs + same).code, 0);
  EXPECT_EQ(run(other).code, 0);
  const Result mismatch = run(stubs + other);
  EXPECT_EQ(mismatch.code, 1);
  EXPECT_EQ(mismatch.output, other + ":4: rejected: builtins.pyi has another digest\n");
  EXPECT_THAT(run(stubs + absent).output, HasSubstr(":4: rejected: typing.pyi cannot be read"));
  EXPECT_THAT(run(stubs + outside).output, HasSubstr(":4: rejected: ../builtins.pyi is no path below the folder"));
}

}  // namespace
}  // namespace agverify::check
