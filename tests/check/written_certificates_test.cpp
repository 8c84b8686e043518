#include <gtest/gtest.h>

#include "check/certificate.h"
#include "properties/pairs.h"
#include "solver/certificate.h"
#include "solver/rules/decider.h"
#include "tests/solver/world.h"

namespace agverify::check {
namespace {

/// The certificates of generated near misses, both verdicts.
std::vector<std::string> certificates(std::size_t count, const properties::Profile& profile = {}) {
  tests::World stubs;
  properties::World world{stubs.table(), stubs.pool};
  solver::rules::Decider decider{stubs.table(), stubs.slots, stubs.pool};
  std::vector<std::string> made;
  for (std::uint64_t i = 0; made.size() < count; ++i) {
    const model::Query query = properties::query_of(properties::pair_at(world, 11, i, profile));
    const solver::rules::Finding finding = decider.find(query);
    if (finding.opinion.verdict == model::Verdict::Unknown) continue;
    made.push_back(solver::write_certificate(query, finding.evidence, stubs.table(), stubs.pool));
  }
  return made;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) lines.push_back(text.substr(at, text.find('\n', at) - at));
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> alterations(const std::string& line) {
  std::string twisted = line, longer = line + " x", shorter = line.substr(0, line.size() - 1);
  char& middle = twisted[line.size() / 2];
  middle = middle == 'a' ? 'b' : 'a';
  std::vector<std::string> made{longer, shorter};
  if (twisted != line) made.push_back(twisted);
  const auto digit = line.find_last_of("0123456789");
  if (digit == std::string::npos) return made;
  made.push_back(line);
  made.back()[digit] = line[digit] == '1' ? '2' : '1';
  return made;
}

TEST(Alteration, OfAnyLineIsRejectedWithItsNumber) {
  std::size_t tried = 0;
  for (const std::string& certificate : certificates(200)) {
    ASSERT_TRUE(verify(certificate)) << certificate;
    const auto lines = lines_of(certificate);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const std::string& altered : alterations(lines[i])) {
        auto copy = lines;
        copy[i] = altered;
        const auto verified = verify(joined(copy));
        ASSERT_FALSE(verified) << "line " << i + 1 << ": " << altered;
        ASSERT_EQ(verified.error().line, i + 1) << altered << ": " << verified.error().message;
        ++tried;
      }
  }
  EXPECT_GT(tried, 20'000u);
}

bool is_of_the_statement(const std::string& line) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"query ", "file ", "class ", "parameter ", "base ", "requires ", "finds ",
                                                                     "member ", "missing ", "law "},
                             [&](std::string_view keyword) { return line.starts_with(keyword); });
}

/// Without seals the tests of the page stand alone: no step and no value can be altered, and where a line of the statement
/// is, what comes out accepted says so in print. Returns how many were rejected.
std::size_t alter_unsealed(const std::vector<std::string>& unaltered) {
  std::size_t rejected = 0;
  for (const std::string& certificate : unaltered) {
    auto lines = lines_of(certificate);
    while (lines.back().starts_with("seal ")) lines.pop_back();
    const std::string statement = verify(joined(lines))->text;
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const std::string& altered : alterations(lines[i])) {
        auto copy = lines;
        copy[i] = altered;
        const auto verified = verify(joined(copy));
        rejected += !verified;
        if (!verified) continue;
        EXPECT_EQ(verified->text == statement, !is_of_the_statement(lines[i])) << lines[i] << " -> " << altered << "\n" << certificate;
      }
  }
  return rejected;
}

TEST(Alteration, OfAnUnsealedStepOrValueIsRejectedOrProvesTheSame) {
  EXPECT_GT(alter_unsealed(certificates(200)), 20'000u);
}

TEST(Alteration, OfAnUnsealedStepOrCallOfASignatureIsRejectedOrProvesTheSame) {
  EXPECT_GT(alter_unsealed(certificates(150, properties::signature_profile())), 5'000u);
}

TEST(Alteration, LeavingOutAnyLineIsRejected) {
  for (const std::string& certificate : certificates(50)) {
    const auto lines = lines_of(certificate);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      auto copy = lines;
      copy.erase(copy.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_FALSE(verify(joined(copy))) << lines[i];
    }
  }
}

}  // namespace
}  // namespace agverify::check
