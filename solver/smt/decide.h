#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "model/query.h"
#include "model/value.h"
#include "model/verdict.h"
#include "solver/smt/class_laws.h"

namespace agverify::solver::smt {

struct DeciderOptions {
  unsigned resources = 20'000'000;  ///< Z3's own units, for one check
  unsigned milliseconds = 10'000;   ///< for one check, in case the units do not stop it
  std::uint32_t depth = 200;        ///< a query with a deeper type is not looked at
  bool witnesses = true;            ///< for queries with variables: look for an instance too
};

struct Answer {
  model::Verdict verdict = model::Verdict::Unknown;
  std::string reason;                             ///< when unknown
  std::optional<model::Witness> witness;          ///< when refuted, where the model could be read back
  std::optional<model::Direction> direction;      ///< the half that failed, of an equivalence
};

/// Decides queries by what they mean over values: from members, through the class laws.
class Decider {
 public:
  /// All must outlive the decider. Types made for a query are given back to the pool, save those of a witness; no types are
  /// kept between queries, so the caller may roll the pool back too.
  Decider(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, ClassLaws& laws,
          DeciderOptions options = {});
  ~Decider();

  Answer decide(const model::Query& query);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace agverify::solver::smt
