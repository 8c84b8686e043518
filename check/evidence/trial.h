#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "check/evidence/steps.h"
#include "check/syntax/printer.h"

namespace agverify::check {

/// A step under test: its types, its premises in order, and the complaint when something is not as its rule asks.
class Trial {
 public:
  Trial(Proof& proof, std::uint32_t number) : proof_(proof), number_(number), step_(proof.steps[number]) {}

  ClassSlice& slice() { return *proof_.slice; }
  TypeTable& types() { return *proof_.types; }
  TypeId source() const { return step_.source; }
  TypeId target() const { return step_.target; }
  const std::optional<std::uint32_t>& by() const { return step_.by; }
  const Assumption& assumption(std::uint32_t number) const { return proof_.assumptions[number]; }
  bool is_assignability() const { return proof_.is_assignability; }

  bool reject(std::string message) { return proof_.complaint->reject(step_.line, std::move(message)); }
  std::string print(TypeId type) const { return Printer{proof_.slice, proof_.types, proof_.variables, 200}(type); }

  /// The next premise is `source <: target`, of an earlier step.
  bool earlier(TypeId source, TypeId target) {
    if (next_ < step_.premises.size() && step_.premises[next_] >= number_)
      return reject(fmt::format("premise {} is no earlier step", step_.premises[next_] + 1));
    return any(source, target);
  }

  /// The next premise is `source <: target`, of any step.
  bool any(TypeId source, TypeId target) {
    if (next_ == step_.premises.size())
      return reject(fmt::format("a premise {} <: {} is missing", print(source), print(target)));
    const Step& premise = proof_.steps[step_.premises[next_++]];
    return (premise.source == source && premise.target == target) ||
           reject(fmt::format("step {} is not {} <: {}", step_.premises[next_ - 1] + 1, print(source), print(target)));
  }

  bool any_unless_same(TypeId source, TypeId target) { return source == target || any(source, target); }

  /// The one premise there is; nothing (with a complaint) unless it is one earlier step.
  const Step* only_earlier() {
    if (step_.premises.size() != 1) return reject("the rule has one premise"), nullptr;
    if (step_.premises[0] >= number_) return reject("the premise is no earlier step"), nullptr;
    next_ = 1;
    return &proof_.steps[step_.premises[0]];
  }

  bool source_is_class() { return proof_.types->is(step_.source, Form::Application) || reject("the source is no class"); }
  bool takes_no_hypothesis() { return !step_.by || reject("the rule uses no hypothesis"); }
  bool has_no_more() { return next_ == step_.premises.size() || reject("a premise too many"); }

 private:
  Proof& proof_;
  std::uint32_t number_;
  const Step& step_;
  std::size_t next_ = 0;
};

}  // namespace agverify::check
