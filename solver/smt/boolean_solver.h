#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace agverify::solver::smt {

/// A proposition or its denial.
struct Literal {
  std::int32_t code = 0;  ///< number of the proposition, from 1; negative when denied
  Literal operator-() const { return {-code}; }
  friend bool operator==(Literal, Literal) = default;
};

/// Z3 over propositions, one question after the other. Z3's context is kept between questions and made anew now and then, since
/// its memory grows; after a question without an answer the solver is thrown away, since a kept one may crash later.
class BooleanSolver {
 public:
  struct Limits {
    unsigned resources = 20'000'000;  ///< in Z3's own units, for one check: the same on every machine
    unsigned milliseconds = 10'000;   ///< for one check, in case the units do not stop it
  };
  explicit BooleanSolver(Limits limits);
  ~BooleanSolver();
  BooleanSolver(const BooleanSolver&) = delete;
  BooleanSolver& operator=(const BooleanSolver&) = delete;

  /// Forgets all propositions and clauses.
  void begin();
  Literal fresh();
  /// At least one of these holds.
  void add(std::span<const Literal> clause);
  void add(std::initializer_list<Literal> clause) { add(std::span<const Literal>{clause.begin(), clause.size()}); }

  enum class Result : std::uint8_t { Satisfiable, Unsatisfiable, Unknown };
  Result check(std::span<const Literal> assumptions);
  /// In the model of the last check, which was satisfiable.
  bool holds(Literal literal);

  std::uint64_t checks() const { return checks_; }
  /// The clauses of the question at hand.
  const std::vector<std::vector<Literal>>& clauses() const { return clauses_; }
  std::int32_t propositions() const { return propositions_; }

 private:
  struct Session;
  Limits limits_;
  std::unique_ptr<Session> session_;
  std::int32_t propositions_ = 0;
  std::uint64_t checks_ = 0;
  std::vector<std::vector<Literal>> clauses_;
};

}  // namespace agverify::solver::smt
