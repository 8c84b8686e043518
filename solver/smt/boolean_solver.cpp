#include "solver/smt/boolean_solver.h"

#include <chrono>
#include <thread>

#include <optional>

#include <z3++.h>

namespace agverify::solver::smt {

namespace {
/// When a question is cut off, Z3's timer thread may still be at work on the context that is about to be given back.
constexpr std::chrono::milliseconds time_for_the_timer{20};

constexpr int questions_of_a_context = 5000;
}

struct BooleanSolver::Session {
  explicit Session(const Limits& limits) {
    z3::params parameters{context};
    parameters.set("rlimit", limits.resources);
    parameters.set("timeout", limits.milliseconds);
    parameters.set("random_seed", 0u);
    solver.set(parameters);
    solver.push();
  }

  z3::expr proposition(std::int32_t number) {
    while (static_cast<std::int32_t>(known.size()) < number)
      known.push_back(context.constant(context.int_symbol(static_cast<int>(known.size())), context.bool_sort()));
    return known[static_cast<std::size_t>(number - 1)];
  }
  z3::expr term(Literal literal) { return literal.code > 0 ? proposition(literal.code) : !proposition(-literal.code); }

  z3::context context = {};
  z3::solver solver{context, z3::solver::simple()};
  std::vector<z3::expr> known = {};
  std::optional<z3::model> model = {};
  std::size_t asserted = 0;  // how many of the question's clauses the solver has
  int questions = 0;
};

BooleanSolver::BooleanSolver(Limits limits) : limits_(limits) {}

BooleanSolver::~BooleanSolver() = default;

void BooleanSolver::begin() {
  propositions_ = 0;
  clauses_.clear();
  if (!session_) return;
  if (++session_->questions > questions_of_a_context) {
    session_.reset();
    return;
  }
  session_->model.reset();
  session_->solver.pop();
  session_->solver.push();
  session_->asserted = 0;
}

Literal BooleanSolver::fresh() { return {++propositions_}; }

void BooleanSolver::add(std::span<const Literal> clause) { clauses_.emplace_back(clause.begin(), clause.end()); }

BooleanSolver::Result BooleanSolver::check(std::span<const Literal> assumptions) {
  ++checks_;
  try {
    if (!session_) session_ = std::make_unique<Session>(limits_);
    Session& session = *session_;
    for (; session.asserted < clauses_.size(); ++session.asserted) {
      z3::expr_vector parts{session.context};
      for (Literal each : clauses_[session.asserted]) parts.push_back(session.term(each));
      session.solver.add(z3::mk_or(parts));
    }
    z3::expr_vector assumed{session.context};
    for (Literal each : assumptions) assumed.push_back(session.term(each));
    session.model.reset();
    const z3::check_result result = session.solver.check(assumed);
    if (result == z3::unsat) return Result::Unsatisfiable;
    if (result == z3::sat) {
      session.model = session.solver.get_model();
      return Result::Satisfiable;
    }
  } catch (const z3::exception&) {
  }
  std::this_thread::sleep_for(time_for_the_timer);
  session_.reset();
  return Result::Unknown;
}

bool BooleanSolver::holds(Literal literal) {
  const z3::expr proposition = session_->proposition(literal.code > 0 ? literal.code : -literal.code);
  const bool value = session_->model->eval(proposition).is_true();
  return value == (literal.code > 0);
}

}  // namespace agverify::solver::smt
