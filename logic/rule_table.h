#pragma once

#include <span>
#include <string_view>

#include "logic/rule_names.h"
#include "model/verdict.h"

namespace agverify::logic {

/// One inference rule as data: what it says, how surely, and where the spec says so.
struct RuleEntry {
  Rule rule;
  /// The rule in the query language over the classes of `lemma_prelude`: also the proof obligation that the SMT side gets.
  std::string_view sequent;
  std::string_view condition;  ///< in words, or the reading of an open question that the rule belongs to, `NAME=VALUE`; empty: none
  model::Basis basis;
  model::Strength strength;
  std::string_view anchor;     ///< chapter#section of the typing spec; in parentheses where the spec has none
  std::string_view sentence;   ///< the rule in one sentence of ours
  /// What the obligation must come out as: a rule that proves has a valid sequent; one that only refutes (by which a goal
  /// fails) has one with a counterexample; Unknown: the spec answers two ways, so there is nothing to prove.
  model::Verdict obligation;
};

/// All rules, in the order of `Rule`.
std::span<const RuleEntry> rule_table();

const RuleEntry& entry_of(Rule rule);

/// How sure the text of the rule is: constant time, for the hot path.
model::Basis basis_of(Rule rule);

/// The classes that sequents speak of, as a stub: one class for each variance, a subclass, a protocol for each kind of member.
std::string_view lemma_prelude();

}  // namespace agverify::logic
