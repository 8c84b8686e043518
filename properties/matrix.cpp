#include "properties/matrix.h"

#include <fmt/format.h>

#include "properties/pairs.h"
#include "properties/reduction.h"

namespace agverify::properties {

using namespace model;

namespace {

constexpr std::array verdicts{Verdict::Proved, Verdict::Refuted, Verdict::Unknown};
constexpr std::array fates{CertificateFate::Accepted, CertificateFate::Rejected, CertificateFate::None};

void append_reasons(std::string& out, std::string_view who, const std::map<std::string, std::uint64_t>& reasons) {
  for (const auto& [reason, count] : reasons) out += fmt::format("  unknown to {}, {} times: {}\n", who, count, reason);
}

}  // namespace

void Matrix::add(const Opinions& opinions) {
  ++counts[static_cast<std::size_t>(opinions.rules)][static_cast<std::size_t>(opinions.smt)][static_cast<std::size_t>(opinions.certificate)];
  if (opinions.rules == Verdict::Unknown) ++rules_reasons[opinions.rules_reason];
  if (opinions.smt == Verdict::Unknown) ++smt_reasons[opinions.smt_reason];
  discords += opinions.fail();
}

void Matrix::add_counts(const Matrix& other) {
  for (std::size_t rules = 0; rules < 3; ++rules)
    for (std::size_t smt = 0; smt < 3; ++smt)
      for (std::size_t fate = 0; fate < 3; ++fate) counts[rules][smt][fate] += other.counts[rules][smt][fate];
  for (const auto& [reason, count] : other.rules_reasons) rules_reasons[reason] += count;
  for (const auto& [reason, count] : other.smt_reasons) smt_reasons[reason] += count;
  discords += other.discords;
}

std::uint64_t Matrix::total() const {
  return of_rules(Verdict::Proved) + of_rules(Verdict::Refuted) + of_rules(Verdict::Unknown);
}

std::uint64_t Matrix::of_rules(Verdict verdict) const {
  std::uint64_t sum = 0;
  for (const auto& row : counts[static_cast<std::size_t>(verdict)])
    for (std::uint64_t each : row) sum += each;
  return sum;
}

std::uint64_t Matrix::of_solver(Verdict verdict) const {
  std::uint64_t sum = 0;
  for (const auto& page : counts)
    for (std::uint64_t each : page[static_cast<std::size_t>(verdict)]) sum += each;
  return sum;
}

std::string text_of(const Matrix& matrix) {
  std::string out = fmt::format("  {:10} {:10} {:10} {:>8}\n", "rules", "smt", "certificate", "pairs");
  for (Verdict rules : verdicts)
    for (Verdict smt : verdicts)
      for (CertificateFate fate : fates) {
        const std::uint64_t count =
            matrix.counts[static_cast<std::size_t>(rules)][static_cast<std::size_t>(smt)][static_cast<std::size_t>(fate)];
        if (count != 0) out += fmt::format("  {:10} {:10} {:10} {:>8}\n", name_of(rules), name_of(smt), name_of(fate), count);
      }
  append_reasons(out, "rules", matrix.rules_reasons);
  append_reasons(out, "smt", matrix.smt_reasons);
  return out;
}

Matrix hear_pairs(Trial& trial, const World& world, std::uint64_t seed, std::uint64_t count, const Profile& profile) {
  Matrix matrix = hear_queries(trial, count, [&](std::uint64_t index) { return query_of(pair_at(world, seed, index, profile)); });
  if (!matrix.first_discord) return matrix;
  const auto fails = [&](const Pair& pair) { return trial.hear(query_of(pair)).fail(); };
  Discord& first = *matrix.first_discord;
  first.query = query_of(reduced(pair_tree_at(world, seed, first.index, profile), fails));
  first.opinions = trial.hear(first.query);
  return matrix;
}

Matrix hear_queries(Trial& trial, std::uint64_t count, const std::function<Query(std::uint64_t)>& query_at) {
  Matrix matrix;
  for (std::uint64_t index = 0; index < count; ++index) {
    const Query query = query_at(index);
    const Opinions opinions = trial.hear(query);
    matrix.add(opinions);
    if (opinions.fail() && !matrix.first_discord) matrix.first_discord = Discord{index, query, opinions};
  }
  return matrix;
}

}  // namespace agverify::properties
