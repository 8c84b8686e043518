#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "logic/rule_names.h"
#include "model/type.h"
#include "model/verdict.h"

namespace agverify::solver::rules {

/// How the parameters of a signature meet those of another one that it is to serve for, whatever their types.
struct SignatureFit {
  /// An argument of the target's parameter can reach the source's: its type must lie below.
  struct Pair {
    std::uint32_t target, source;  ///< indices of parameters
    logic::Rule rule;
    friend auto operator<=>(const Pair&, const Pair&) = default;
  };
  /// Why some argument list that the target admits is none of the source's.
  struct Failure {
    logic::Rule rule;
    model::Basis basis;
  };
  std::vector<Pair> pairs;  ///< by the target's parameter, then by the source's
  std::optional<Failure> failure;
  /// One parameter of the target reaches different ones in different calls: the general rule says that it may, the rules
  /// for parameter kinds do not speak of it.
  bool reaches_two = false;
};

/// Spec: callables#parameter-kinds, #args-parameters, #kwargs-parameters, #default-argument-values.
SignatureFit fit(const model::SignatureShape& source, const model::SignatureShape& target);

}  // namespace agverify::solver::rules
