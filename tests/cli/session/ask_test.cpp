#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/session/ask.h"
#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using namespace input;
using namespace session;

using testing::HasSubstr;

TEST(InternalError, IsWrittenDownWithQueryStubsAndCertificate) {
  const auto session = Session::open(session_options({}, solver::Deciders::Rules, 0, true));
  const auto hierarchy = (*session)->hierarchy();
  const auto query = (*hierarchy)->reader.query("bool <: int");
  solver::Judgement judgement = (*hierarchy)->judge.judge(*query);
  judgement.internal_error = "the deciders disagree";
  const Place place;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(place.path("."));
  const std::string told = keep_internal_error(**hierarchy, *query, judgement);
  std::filesystem::current_path(before);
  const std::string name = told.substr(told.rfind(' ') + 1);
  EXPECT_THAT(told, HasSubstr("the deciders disagree"));
  const std::string text = place.read(name);
  EXPECT_THAT(text, HasSubstr("query bool <: int\n"));
  EXPECT_THAT(text, HasSubstr("stubs " + (*hierarchy)->digest));
  EXPECT_THAT(text, HasSubstr("agverify-certificate 1\n"));
}

TEST(ExitCode, ErrorsGoBeforeVerdictsAndRefutedBeforeUnknown) {
  EXPECT_EQ(worse(ExitCode::Unknown, ExitCode::Refuted), ExitCode::Refuted);
  EXPECT_EQ(worse(ExitCode::Success, ExitCode::Unknown), ExitCode::Unknown);
  EXPECT_EQ(worse(ExitCode::Refuted, ExitCode::BadInput), ExitCode::BadInput);
  EXPECT_EQ(worse(ExitCode::Internal, ExitCode::BadInput), ExitCode::Internal);
}

}  // namespace
}  // namespace agverify::cli
