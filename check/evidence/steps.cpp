#include "check/evidence/steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/evidence/rules.h"

namespace agverify::check {

namespace {

bool read_numbers(Cursor& cursor, std::vector<std::uint32_t>& indices) {
  while (cursor.accept(" ")) {
    const auto number = cursor.number();
    if (!number) return false;
    if (*number == 0) return cursor.reject("numbers count from 1");
    indices.push_back(*number - 1);
  }
  return true;
}

bool read_reasons(Cursor& cursor, Step& step) {
  if (cursor.accept(" by ")) {
    const auto number = cursor.number();
    if (!number) return false;
    if (*number == 0) return cursor.reject("numbers count from 1");
    step.by = *number - 1;
  }
  if (!cursor.accept(" from")) return true;
  return read_numbers(cursor, step.premises) && (!step.premises.empty() || cursor.missed("a premise"));
}

bool in_range(const Proof& proof, const Step& step) {
  if (step.by && *step.by >= proof.assumptions.size())
    return proof.complaint->reject(step.line, fmt::format("there is no hypothesis {}", *step.by + 1));
  for (const std::uint32_t premise : step.premises)
    if (premise >= proof.steps.size())
      return proof.complaint->reject(step.line, fmt::format("there is no step {}", premise + 1));
  return true;
}

bool no_step_left(const Proof& proof) {
  for (const Step& each : proof.steps)
    if (!each.used) return proof.complaint->reject(each.line, "the step is not used");
  return true;
}

// A consequence uses the hypothesis that it inverts, which stands before it.
bool no_assumption_left(Proof& proof) {
  for (std::size_t i = proof.assumptions.size(); i-- > 0;) {
    const Assumption& each = proof.assumptions[i];
    if (!each.used && each.line > 0) return proof.complaint->reject(each.line, "the hypothesis is not used");
    if (each.used && each.inverts) proof.assumptions[*each.inverts].used = true;
  }
  return true;
}

}  // namespace

bool read_step(Cursor& cursor, const TypeScope& scope, Replacement& as_meant, Proof& proof) {
  if (!cursor.number_in_sequence(proof.steps.size() + 1) || !cursor.expect(" ")) return false;
  const auto name = cursor.word();
  if (!name) return false;
  const auto rule = tested_rule(*name);
  if (!rule) return cursor.reject(fmt::format("`{}` is no rule that steps are made by", *name));
  if (!cursor.expect(" ")) return false;
  const auto goal = read_subtype(cursor, scope);
  if (!goal) return false;
  Step step{.line = cursor.line(), .rule = *rule, .source = as_meant(goal->source), .target = as_meant(goal->target)};
  if (!read_reasons(cursor, step)) return false;
  proof.steps.push_back(std::move(step));
  return true;
}

bool read_conclusion(Lines& lines, const Conclusion& conclusion, const Proof& proof, std::vector<std::uint32_t>& conclusions) {
  if (!lines.next_is("conclude")) return lines.missed(fmt::format("conclude {}", conclusion.name));
  Cursor cursor = lines.take("conclude");
  if (!cursor.expect(fmt::format("{} by ", conclusion.name))) return false;
  const auto step = cursor.number();
  if (!step || !cursor.finish()) return false;
  if (*step == 0 || *step > proof.steps.size()) return cursor.reject("there is no such step");
  const Step& concluding = proof.steps[*step - 1];
  if (concluding.source != conclusion.wanted.source || concluding.target != conclusion.wanted.target)
    return cursor.reject(fmt::format("the step is not the {}", conclusion.kind));
  conclusions.push_back(*step - 1);
  return true;
}

bool test_steps(Proof& proof) {
  for (std::uint32_t i = 0; i < proof.steps.size(); ++i)
    if (!in_range(proof, proof.steps[i]) || !test_step(proof, i)) return false;
  return true;
}

bool all_used(Proof& proof, const std::vector<std::uint32_t>& conclusions) {
  std::vector<std::uint32_t> pending = conclusions;
  while (!pending.empty()) {
    Step& step = proof.steps[pending.back()];
    pending.pop_back();
    if (step.used) continue;
    step.used = true;
    pending.insert(pending.end(), step.premises.begin(), step.premises.end());
    if (step.by) proof.assumptions[*step.by].used = true;
  }
  return no_step_left(proof) && no_assumption_left(proof);
}

}  // namespace agverify::check
