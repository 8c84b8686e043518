#include "report/explain.h"

#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "logic/rule_names.h"
#include "report/story.h"
#include "report/type_text.h"

namespace agverify::report {

using namespace model;

namespace {

/// Levels that are still indented; below, a line says its depth.
constexpr std::size_t most_indents = 40;

struct PairHash {
  std::size_t operator()(const std::pair<Type, Type>& pair) const noexcept {
    return std::hash<Type>{}(pair.first) * 31 + std::hash<Type>{}(pair.second);
  }
};

/// Writes what is proved as often as it is asked for, how it is proved once.
class DerivationTree {
 public:
  DerivationTree(const Derivation& derivation, TypeText& text) : derivation_(derivation), text_(text) {}

  void append(std::string& out, std::uint32_t root) {
    open_.assign(1, {root, 0});
    while (!open_.empty()) {
      const auto [step, depth] = open_.back();
      open_.pop_back();
      line(out, step, depth);
    }
  }

 private:
  void line(std::string& out, std::uint32_t index, std::size_t depth) {
    const Step& step = derivation_.steps[index];
    const std::string relation = fmt::format("{} <: {}", text_.text(step.source), text_.text(step.target));
    const auto [told, fresh] = told_.try_emplace({step.source, step.target}, count_ + 1);
    if (!fresh && !step.premises.empty()) {
      out += fmt::format("{}see {}: {}\n", indent(depth), told->second, relation);
      return;
    }
    ++count_;
    const std::string by = step.hypothesis ? fmt::format(" by hypothesis {}", step.hypothesis) : "";
    out += fmt::format("{}{}. {}  {}{}\n", indent(depth), count_, relation, logic::name_of(step.rule), by);
    for (auto each = step.premises.rbegin(); each != step.premises.rend(); ++each) open_.push_back({*each, depth + 1});
  }

  static std::string indent(std::size_t depth) {
    if (depth > most_indents) return fmt::format("{}[{}] ", std::string(2 * most_indents + 2, ' '), depth);
    return std::string(2 * depth + 2, ' ');
  }

  const Derivation& derivation_;
  TypeText& text_;
  std::unordered_map<std::pair<Type, Type>, std::size_t, PairHash> told_;  // the number of the line that proves it
  std::vector<std::pair<std::uint32_t, std::size_t>> open_;
  std::size_t count_ = 0;
};

void append_case(std::string& out, const Answer& answer, const ProofCase& one, TypeText& text) {
  std::size_t next = 0;
  std::vector<std::string> choices;
  for (const Hypothesis& each : answer.query.hypotheses)
    if (const auto* choice = std::get_if<OneOfHypothesis>(&each))
      choices.push_back(fmt::format("{} = {}", answer.query.variables[choice->variable], text.text(one.choices[next++])));
  if (!choices.empty()) out += fmt::format("case {}\n", fmt::join(choices, ", "));
  for (const DerivedHypothesis& each : one.derived)
    out += fmt::format("  hypothesis {}: {} <: {}, from hypothesis {} by inversion\n", each.number, text.text(each.source),
                       text.text(each.target), each.inverts);
  DerivationTree tree{one.derivation, text};
  for (std::uint32_t conclusion : one.derivation.conclusions) tree.append(out, conclusion);
}

class WitnessLines {
 public:
  WitnessLines(const Answer& answer, const Witness& witness, TypeText& text) : table_(answer.whole_table()), witness_(witness), text_(text) {}

  void append(std::string& out) {
    for (std::uint32_t i = 0; i < witness_.values.size(); ++i) append_value(out, i);
    out += fmt::format("  v{} is in the source and not in the target\n", index_of(witness_.root));
  }

 private:
  void append_value(std::string& out, std::uint32_t index) {
    const Value& value = witness_.values[index];
    out += fmt::format("  v{}: {}{}\n", index, value.is_callable ? "a callable" : text_.name(value.tag), which_one(value));
    for (const SlotObservation& each : value.slots)
      out += fmt::format("      as {}[{}] {} v{}\n", text_.name(each.owner), table_[each.owner].parameters[each.parameter].name,
                         each.polarity == Polarity::Positive ? "hands out" : "refuses", index_of(each.shown));
    for (const MemberObservation& each : value.members) append_member(out, each);
  }

  static std::string which_one(const Value& value) {
    std::string out;
    if (value.elements) {
      std::vector<std::string> elements;
      for (const Argument& each : *value.elements) elements.push_back(text_of(each));
      out += fmt::format(" ({})", fmt::join(elements, ", "));
    }
    return value.literal ? out + " = " + *value.literal : out;
  }

  void append_member(std::string& out, const MemberObservation& observation) {
    if (const auto* gives = std::get_if<Gives>(&observation.shown)) out += fmt::format("      `{}` gives v{}\n", observation.member, index_of(gives->shown));
    if (const auto* refuses = std::get_if<RefusesAssigned>(&observation.shown))
      out += fmt::format("      `{}` refuses v{}\n", observation.member, index_of(refuses->refused));
    if (const auto* call = std::get_if<Call>(&observation.shown)) append_call(out, observation.member, *call);
  }

  static std::string text_of(const Argument& argument) { return argument ? fmt::format("v{}", index_of(*argument)) : "<no value>"; }

  static void append_call(std::string& out, const std::string& member, const Call& call) {
    std::vector<std::string> arguments;
    for (const Argument& each : call.arguments.positional) arguments.push_back(text_of(each));
    for (std::size_t i = 0; i < call.arguments.names.size(); ++i)
      arguments.push_back(fmt::format("{}={}", call.arguments.names[i], text_of(call.arguments.named[i])));
    const std::string outcome = call.returned ? fmt::format("returns v{}", index_of(*call.returned)) : "fails";
    out += fmt::format("      `{}({})` {}\n", member, fmt::join(arguments, ", "), outcome);
  }

  const ClassTable& table_;
  const Witness& witness_;
  TypeText& text_;
};

std::string of_refutation(const Answer& answer, const Refutation& refutation) {
  TypeText text{answer.whole_table(), answer.query.variables};
  std::string out;
  WitnessLines{answer, refutation.witness, text}.append(out);
  if (!refutation.hypotheses.conclusions.empty()) out += "  the hypotheses hold at the instance:\n";
  DerivationTree tree{refutation.hypotheses, text};
  for (std::uint32_t conclusion : refutation.hypotheses.conclusions) tree.append(out, conclusion);
  return out;
}

}  // namespace

std::string explanation(const Answer& answer) {
  if (const auto* refutation = std::get_if<Refutation>(&answer.judgement.evidence)) return of_refutation(answer, *refutation);
  std::string out;
  TypeText text{answer.table, answer.query.variables};
  if (const auto* proof = std::get_if<Proof>(&answer.judgement.evidence))
    for (const ProofCase& each : proof->cases) append_case(out, answer, each, text);
  return out;
}

}  // namespace agverify::report
