#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/class_law.h"
#include "model/query.h"
#include "model/slots.h"
#include "solver/judgement.h"
#include "solver/rules/engine.h"
#include "solver/second_solver.h"

namespace agverify::solver {

enum class Deciders : std::uint8_t { Both, Rules, Smt };

/// Verifies a certificate's text. \returns why it is rejected, nothing when it is accepted
using CertificateCheck = std::function<std::optional<std::string>(std::string_view)>;
/// Where proved class laws are kept between runs, by the text that the law rests on.
struct LawStore {
  std::function<std::optional<model::ClassLaw>(std::string_view key)> find;
  std::function<void(std::string_view key, const model::ClassLaw&)> keep;
};

struct JudgeOptions {
  Deciders deciders = Deciders::Both;
  bool wants_evidence = false;     ///< fill in `Judgement::evidence` and `certificate`
  rules::Limits limits = {};
  unsigned smt_milliseconds = 2000;
  CertificateCheck check = {};     ///< with Both, or evidence wanted: every certificate goes through it
  LawStore laws = {};
  SecondSolver second_solver = {};  ///< asked where the SMT side decides alone
};

/// Asks the deciders and weighs what they say: one page, `judge.cpp`.
/// \pre table, slots and pool outlive it. Not for two threads at once.
class Judge {
 public:
  Judge(const model::ClassTable& table, const model::Slots& slots, model::TypePool& pool, JudgeOptions options);
  ~Judge();

  Judgement judge(const model::Query& query);
  /// How often each rule was applied so far.
  std::span<const std::uint64_t> rule_uses() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace agverify::solver
