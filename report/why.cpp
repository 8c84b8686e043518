#include "report/why.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "logic/rule_table.h"
#include "report/deed.h"
#include "report/story.h"
#include "report/type_text.h"

namespace agverify::report {

using namespace model;
using logic::Rule;

namespace {

struct Need {
  std::string_view begins, sentence;
};
constexpr std::array<Need, 6> needs{{
    {"unsupported", "The question is outside what is decided so far; it would have to be asked without this construct."},
    {"structural", "What is known of the classes and assumed of the variables does not settle it."},
    {"not fully static", "A type that contains Any is in no subtype relation; it would have to be asked as assignable (`~>`)."},
    {"expansive", "Inheritance is expansive: the question grows into ever larger ones, and no repetition was found."},
    {"limit", "The search went past a stated bound before it ended."},
    {"timeout", "The solver did not answer in time; a larger --timeout may help."},
}};

std::string relation(TypeText& text, Type source, Type target) { return fmt::format("{} <: {}", text.text(source), text.text(target)); }

// Refuted -----------------------------------------------------------------------------------------------------------------

std::string of_slot(const Breach& breach, Story& story, TypeText& text, const ClassTable& table, const Slots& slots) {
  const TypeParameter& parameter = table[breach.owner].parameters[breach.parameter];
  const auto own = story.finder().argument_at(story.finder().part_with(story.root(), story.source()), breach.owner, breach.parameter);
  const std::string fact = fmt::format("{} is {} in {}", text.name(breach.owner), name_of(parameter.declared_variance), parameter.name);
  if (!own) return fact;
  const std::string needed = breach.refuses ? relation(text, *breach.asked, *own) : relation(text, *own, *breach.asked);
  const bool unseen = deed_of(breach, table, slots).way.empty();
  return fmt::format("{}, and {} does not hold{}", fact, needed, unseen ? "; no member shows it, so it is declared only" : "");
}

std::string of_breach(const Answer& answer) {
  Story story{answer};
  const std::vector<Breach> found = story.breaches();
  if (found.size() != 1) return {};
  TypeText text{answer.whole_table(), answer.query.variables};
  const Breach& breach = found.front();
  const std::string source = text.text(story.source());
  switch (breach.kind) {
    case Breach::Kind::Slot: return of_slot(breach, story, text, answer.whole_table(), answer.slots);
    case Breach::Kind::Tag:
      if (story.is_callable()) return fmt::format("{} is no instance of {}", source, text.name(breach.owner));
      return fmt::format("{} does not derive from {}", text.name(story.tag()), text.name(breach.owner));
    case Breach::Kind::Member: return fmt::format("the member `{}` of {} does not fit", breach.member, source);
    case Breach::Kind::Misfit: return misfit(story.is_callable() ? source : std::string(text.name(story.tag())), breach);
    case Breach::Kind::Element: return fmt::format("element {} is no {}", breach.parameter + 1, text.text(*breach.asked));
    case Breach::Kind::Length: return fmt::format("{} has other lengths than {}", source, text.text(breach.target));
    case Breach::Kind::Other: return fmt::format("{} has other values than {}", source, text.text(breach.target));
    case Breach::Kind::Empty: return {};
  }
  return {};
}

// Proved ------------------------------------------------------------------------------------------------------------------

class ProofSentence {
 public:
  ProofSentence(const Answer& answer, const Derivation& derivation)
      : answer_(answer), derivation_(derivation), text_(answer.table, answer.query.variables) {}

  std::string of(const Step& step) {
    switch (step.rule) {
      case Rule::VarianceCovariant:
      case Rule::VarianceContravariant:
      case Rule::VarianceInvariantDefault: return of_arguments(step);
      case Rule::ClassUpcast: return of_upcast(step);
      case Rule::NominalBySubclassing: return fmt::format("{} derives from {}", source(step), target(step));
      case Rule::ProtocolStructural:
      case Rule::ProtocolToProtocol: return of_members(step);
      case Rule::TypevarBound:
      case Rule::TypevarLowerBound: return of_hypothesis(step);
      case Rule::UnionMemberBelow: return fmt::format("{} is below the member {}", source(step), target(premise(step, 0)));
      default: return of_premises(step);
    }
  }

  std::string of_premises(const Step& step) {
    std::vector<std::string> parts;
    for (std::uint32_t each : step.premises) {
      if (parts.size() == 3) break;
      parts.push_back(relation(text_, derivation_.steps[each].source, derivation_.steps[each].target));
    }
    if (parts.empty()) return {};
    if (parts.size() < step.premises.size()) parts.push_back("...");
    return fmt::format("{}", fmt::join(parts, ", "));
  }

 private:
  const Step& premise(const Step& step, std::size_t index) const { return derivation_.steps[step.premises[index]]; }
  std::string source(const Step& step) { return text_.text(step.source); }
  std::string target(const Step& step) { return text_.text(step.target); }

  /// Parameters whose arguments differ, each with its variance and what was shown for it.
  std::string of_arguments(const Step& step) {
    const Nominal *below = as_nominal(step.source), *above = as_nominal(step.target);
    const std::vector<TypeParameter>& parameters = answer_.table[below->class_id].parameters;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (below->arguments[i] != above->arguments[i]) parts.push_back(of_argument(parameters[i], below->arguments[i], above->arguments[i]));
    return fmt::format("{} is {}", text_.name(below->class_id), fmt::join(parts, " and "));
  }

  std::string of_argument(const TypeParameter& parameter, Type below, Type above) {
    const Variance variance = parameter.declared_variance;
    std::string shown = relation(text_, below, above);
    if (variance == Variance::Contravariant) shown = relation(text_, above, below);
    if (variance == Variance::Invariant) shown = fmt::format("{} == {}", text_.text(below), text_.text(above));
    return fmt::format("{} in {} ({})", name_of(variance), parameter.name, shown);
  }

  std::string of_upcast(const Step& step) {
    const Step& next = premise(step, 0);
    const std::string base = fmt::format("{} has the base {}", source(step), text_.text(next.source));
    return next.source == next.target ? base : fmt::format("{}, and {}", base, relation(text_, next.source, next.target));
  }

  std::string of_members(const Step& step) {
    std::vector<std::string> names;
    for (const FoundMember& each : answer_.table.protocol_members(as_nominal(step.target)->class_id)) names.push_back("`" + each.member->name + "`");
    return fmt::format("{} has {}", source(step), fmt::join(names, ", "));
  }

  std::string of_hypothesis(const Step& step) {
    if (step.hypothesis == 0) return of_premises(step);
    if (step.hypothesis > answer_.query.hypotheses.size()) return "it follows from what is assumed";
    return fmt::format("{} is assumed", text_.hypothesis(answer_.query.hypotheses[step.hypothesis - 1], {}));
  }

  const Answer& answer_;
  const Derivation& derivation_;
  TypeText text_;
};

/// `for X = int, `, where a proof goes case by case.
std::string choices(const Answer& answer, const ProofCase& first) {
  TypeText text{answer.table, answer.query.variables};
  std::string out;
  std::size_t next = 0;
  for (const Hypothesis& each : answer.query.hypotheses)
    if (const auto* choice = std::get_if<OneOfHypothesis>(&each))
      out += fmt::format("for {} = {}, ", answer.query.variables[choice->variable], text.text(first.choices[next++]));
  return out;
}

std::string of_proof(const Answer& answer, const Proof& proof) {
  const Derivation& derivation = proof.cases.front().derivation;
  ProofSentence sentence{answer, derivation};
  const std::string choice = choices(answer, proof.cases.front());
  if (derivation.conclusions.size() == 1) return choice + sentence.of(derivation.steps[derivation.conclusions.front()]);
  return sentence.of_premises({Rule::EquivalentStatic, answer.query.source, answer.query.target, derivation.conclusions, 0});
}

std::string particulars(const Answer& answer) {
  if (const auto* proof = std::get_if<Proof>(&answer.judgement.evidence)) return of_proof(answer, *proof);
  if (std::holds_alternative<Refutation>(answer.judgement.evidence)) return of_breach(answer);
  return {};
}

}  // namespace

std::string why_unknown(std::string_view reason) {
  const auto need = std::ranges::find_if(needs, [&](const Need& each) { return reason.starts_with(each.begins); });
  return need == needs.end() ? "Neither decider can tell." : std::string(need->sentence);
}

std::string why(const Answer& answer) {
  const solver::Judgement& judgement = answer.judgement;
  if (judgement.verdict == Verdict::Unknown) return why_unknown(judgement.reason);
  if (!judgement.rule) return "The solver decides it from the members of the classes; no rule does.";
  const std::string general{logic::entry_of(*judgement.rule).sentence};
  const std::string here = particulars(answer);
  return here.empty() ? general : fmt::format("{} Here: {}.", general, here);
}

}  // namespace agverify::report
