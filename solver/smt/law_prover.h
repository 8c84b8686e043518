#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/slots.h"
#include "solver/smt/promises.h"

namespace agverify::solver::smt {

/// The slots that are said to stand, as a variance per type parameter.
using SlotVector = std::vector<model::Variance>;

/// A slot of another class that a schema value rests on.
struct SlotOf {
  model::ClassId class_id;
  std::uint32_t parameter;
  model::Polarity polarity;
};

/// Z3 as all proofs of laws share it: one context takes megabytes.
class LawSession {
 public:
  LawSession();
  ~LawSession();
  struct Context;
  Context& context() { return *context_; }

 private:
  std::unique_ptr<Context> context_;
};

/// The proofs about one class, each a question to Z3.
class LawProver {
 public:
  /// \param standing one per class of the table: the slots by which its law is assumed for smaller values
  /// \param promises of the class; all arguments must outlive the prover
  LawProver(LawSession& session, const model::ClassTable& table, const model::Slots& slots, std::span<const SlotVector> standing,
            const Promises& promises, model::ClassId id);
  ~LawProver();

  enum class Answer { Yes, No, Unknown };

  /// Whether, for all a, b: where the slots of `vector` stand, what keeps a promise at a.. keeps it at b.. too.
  Answer sound(std::size_t promise, const SlotVector& vector);

  struct Schema {
    bool proved = false;                  ///< the value exists, is in C[a..] and not in C[b..]
    std::vector<std::string> conditions;  ///< of the arguments, as sentences
    bool possible = true;                 ///< some arguments are known to fulfil them
    std::vector<SlotOf> rests_on;         ///< slots of other classes, taken as exact
  };
  /// The value with the one observation that the slot's reason names, where the slot does not stand.
  Schema schema(std::uint32_t parameter, model::Polarity polarity);

 private:
  struct Formulas;
  std::unique_ptr<Formulas> formulas_;
};

}  // namespace agverify::solver::smt
