#include "solver/certificate.h"

#include <algorithm>

#include <fmt/format.h>

#include "digest/sha256.h"
#include "logic/rule_names.h"
#include "logic/switches.h"
#include "solver/certificate_slice.h"
#include "solver/certificate_types.h"
#include "solver/rules/membership.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::solver {
namespace {

using namespace model;

class Writer {
 public:
  Writer(const Query& query, const ClassTable& table, TypePool& pool, std::size_t fresh, std::string_view asked)
      : query_(query), asked_(asked), table_(table), printer_(table), types_(table, query.variables), slice_(table, fresh), substitution_(pool), matcher_(table) {}

  std::string proved(const Proof& proof) {
    use_query();
    for (std::size_t i = 0; i < proof.cases.size(); ++i) one_case(proof.cases[i], i + 1);
    return whole("proved", std::nullopt);
  }

  std::string refuted(const Refutation& refutation) {
    use_query();
    for (std::size_t i = 0; i < refutation.witness.instances.size(); ++i)
      body_ += fmt::format("instance {} = {}\n", query_.variables[i], text(refutation.witness.instances[i]));
    steps(refutation.hypotheses);
    conclude_hypotheses(refutation.hypotheses);
    values(refutation.witness);
    use_what_values_rest_on(refutation.witness, refutation.direction);
    return whole("refuted", refutation.direction);
  }

 private:
  std::string whole(std::string_view verdict, std::optional<Direction> direction) {
    std::string out = "agverify-certificate 1\nquery ";
    printer_.append(out, query_);
    out += fmt::format("\nverdict {}\n", verdict);
    if (direction) out += fmt::format("direction {}\n", name_of(*direction));
    if (!asked_.empty()) out += fmt::format("asked {}\n", asked_);
    for (const std::string& each : logic::texts_of(table_.assumed)) out += fmt::format("assume {}\n", each);
    return sealed(out + slice_.text() + types_.lines() + body_);
  }

  /// A short mark for each line, so that an altered one is told by its number.
  static std::string sealed(std::string text) {
    constexpr std::size_t lines_a_seal = 16;
    std::string seals, seal;
    std::size_t number = 0;
    const auto mark = [](std::string_view line) { return digest::sha256(line).substr(0, 6); };
    const auto close = [&] { seals += seal + " " + mark(seal) + "\n"; };
    for (std::size_t begin = 0; begin < text.size(); ++number) {
      const std::size_t end = text.find('\n', begin);
      if (number % lines_a_seal == 0) {
        if (number > 0) close();
        seal = fmt::format("seal {}", number + 1);
      }
      seal += " " + mark(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
    close();
    return text + seals;
  }

  void use_query() {
    slice_.use(query_.source);
    slice_.use(query_.target);
    for (const Hypothesis& each : query_.hypotheses) {
      if (const auto* relation = std::get_if<RelationHypothesis>(&each)) slice_.use(relation->source), slice_.use(relation->target);
      if (const auto* one_of = std::get_if<OneOfHypothesis>(&each))
        for (Type type : one_of->types) slice_.use(type);
    }
  }

  std::string text(Type type) {
    slice_.use(type);
    return types_.text(type);
  }

  // --- proofs

  void one_case(const ProofCase& proof, std::size_t number) {
    if (!proof.choices.empty()) case_line(proof, number);
    for (const DerivedHypothesis& each : proof.derived) {
      body_ += fmt::format("hypothesis {} {} <: {} inverts {}\n", each.number, text(each.source), text(each.target), each.inverts);
      use_law(proof, each);
    }
    steps(proof.derivation);
    for (std::size_t i = 0; i < proof.derivation.conclusions.size(); ++i)
      body_ += fmt::format("conclude {} by {}\n", i + 1, proof.derivation.conclusions[i] + 1);
  }

  void case_line(const ProofCase& proof, std::size_t number) {
    body_ += fmt::format("case {} ", number);
    std::size_t at = 0;
    for (const Hypothesis& each : query_.hypotheses)
      if (const auto* one_of = std::get_if<OneOfHypothesis>(&each)) {
        body_ += fmt::format("{}{} = {}", at == 0 ? "" : ", ", query_.variables[one_of->variable], text(proof.choices[at]));
        ++at;
      }
    body_ += "\n";
  }

  /// The class whose law an inversion uses is that of the inverted hypothesis's target.
  void use_law(const ProofCase& proof, const DerivedHypothesis& derived) {
    if (!derived.parameter) return;
    const auto law = [&](Type source, Type target) {
      if (as_nominal(source) && as_nominal(target)) slice_.use_law(as_nominal(target)->class_id, *derived.parameter);
    };
    const auto from = std::ranges::find(proof.derived, derived.inverts, &DerivedHypothesis::number);
    if (from != proof.derived.end()) return law(from->source, from->target);
    const auto& relation = std::get<RelationHypothesis>(query_.hypotheses[derived.inverts - 1]);
    law(relation.source, relation.target);
    if (relation.relation == Relation::Equivalent) law(relation.target, relation.source);
  }

  void steps(const Derivation& derivation) {
    for (std::size_t i = 0; i < derivation.steps.size(); ++i) {
      const Step& step = derivation.steps[i];
      body_ += fmt::format("step {} {} {} <: {}", i + 1, logic::name_of(step.rule), text(step.source), text(step.target));
      if (step.hypothesis != 0) body_ += fmt::format(" by {}", step.hypothesis);
      if (!step.premises.empty()) body_ += " from";
      for (std::uint32_t premise : step.premises) body_ += fmt::format(" {}", premise + 1);
      body_ += "\n";
      if (step.rule == logic::Rule::ProtocolStructural || step.rule == logic::Rule::ProtocolToProtocol)
        slice_.use_members(as_nominal(step.source)->class_id, as_nominal(step.target)->class_id);
      if (step.rule == logic::Rule::NominalCallToCallable) slice_.use_member(as_nominal(step.source)->class_id, "__call__");
      if (step.rule == logic::Rule::TypeBelowMetaclass) use_metaclass(*as_type_of(step.source));
      if (step.rule == logic::Rule::CallbackProtocolCallable) slice_.use_requirements(as_nominal(step.target)->class_id);
    }
  }

  void use_metaclass(const TypeOf& objects) {
    if (const Nominal* of = as_nominal(objects.inner())) slice_.use_class_object(of->class_id);
  }

  // --- refutations

  void conclude_hypotheses(const Derivation& derivation) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < query_.hypotheses.size(); ++i) {
      const auto* relation = std::get_if<RelationHypothesis>(&query_.hypotheses[i]);
      const int lines = !relation ? 0 : relation->relation == Relation::Equivalent ? 2 : 1;
      for (int line = 0; line < lines; ++line)
        body_ += fmt::format("conclude hypothesis {} by {}\n", i + 1, derivation.conclusions[next++] + 1);
    }
  }

  void values(const Witness& witness) {
    for (std::size_t i = 0; i < witness.values.size(); ++i) {
      const Value& value = witness.values[i];
      if (!value.is_callable) slice_.use(value.tag);
      if (value.class_object) slice_.use_class_object(*value.class_object);
      body_ += fmt::format("value {} {}{}\n", i + 1, value.is_callable ? "callable" : printer_.name(value.tag), which_one(value));
      for (const SlotObservation& each : value.slots)
        body_ += fmt::format("shows {} {}.{} {} {}\n", i + 1, printer_.name(each.owner), table_[each.owner].parameters[each.parameter].name,
                             each.polarity == Polarity::Positive ? "hands" : "refuses", index_of(each.shown) + 1);
      for (const MemberObservation& each : value.members) member(value, each, i + 1);
      for (ValueId each : value.instances) body_ += fmt::format("shows {} instance {}\n", i + 1, index_of(each) + 1);
    }
    body_ += fmt::format("refute {}\n", index_of(witness.root) + 1);
  }

  /// The elements of a tuple, and which value of its class it is.
  std::string which_one(const Value& value) const {
    std::string out;
    if (value.class_object) out += fmt::format(" of {}", printer_.name(*value.class_object));
    if (value.elements) {
      std::vector<std::string> elements;
      for (const Argument& each : *value.elements) elements.push_back(text_of(each));
      out += fmt::format(" ({})", fmt::join(elements, ", "));
    }
    return value.literal ? out + " = " + *value.literal : out;
  }

  /// Members count where values are held against protocols: so ask all that the checker asks.
  void use_what_values_rest_on(const Witness& witness, std::optional<Direction> direction) {
    rules::Membership membership{table_, substitution_, matcher_, witness.values};
    const bool turned = direction == Direction::TargetToSource;
    membership.in(witness.root, substitution_.variables(turned ? query_.target : query_.source, witness.instances));
    membership.out(witness.root, substitution_.variables(turned ? query_.source : query_.target, witness.instances));
    for (std::uint32_t i = 0; i < witness.values.size(); ++i) ask_laws(membership, ValueId{i}, witness.values[i]);
    for (const auto& [id, protocol] : membership.structural_pairs()) {
      const auto shown_by = class_object_with(witness, id);
      shown_by ? slice_.use_members_of_object(*shown_by, id, protocol) : slice_.use_members(id, protocol);
    }
    for (ClassId protocol : membership.callbacks()) slice_.use_requirements(protocol);
    for (const auto& [id, is_there] : membership.asked_to_be_called()) slice_.use_call(id, is_there);
  }

  static std::optional<ClassId> class_object_with(const Witness& witness, ClassId tag) {
    for (const Value& each : witness.values)
      if (each.tag == tag && each.class_object) return each.class_object;
    return std::nullopt;
  }

  void ask_laws(rules::Membership& membership, ValueId id, const Value& value) {
    const auto ask = [&](ValueId shown, Type type, bool in, ClassId owner) {
      const rules::Environment environment{id, owner};
      in ? membership.in(shown, type, environment) : membership.out(shown, type, environment);
    };
    for (const Ancestor& each : table_.ancestors(value.tag))
      for (Type base : table_[each.class_id].bases)
        for (const SlotObservation& slot : value.slots)
          if (slot.owner == as_nominal(base)->class_id)
            ask(slot.shown, as_nominal(base)->arguments[slot.parameter], slot.polarity == Polarity::Positive, each.class_id);
    for (const Ancestor& each : table_.ancestors(value.tag)) {
      const auto& base = table_[each.class_id].tuple_base;
      for (std::size_t i = 0; base && i < value.elements->size(); ++i)
        if ((*value.elements)[i]) ask(*(*value.elements)[i], as_tuple(*base)->parts[rules::part_at(*as_tuple(*base), i, value.elements->size())], true, each.class_id);
    }
    for (const MemberObservation& each : value.members) {
      if (value.is_callable) continue;  // no law holds for it
      const auto found = table_.find_member(value.tag, each.member);
      const Type type = rules::type_of(*found->member);
      if (const auto* call = std::get_if<Call>(&each.shown)) {
        ask_call(ask, *call, type, found->owner);
      } else if (const auto* gives = std::get_if<Gives>(&each.shown)) {
        ask(gives->shown, type, true, found->owner);
      } else {
        ask(std::get<RefusesAssigned>(each.shown).refused, type, false, found->owner);
      }
    }
  }

  template <typename Ask>
  static void ask_call(const Ask& ask, const Call& call, Type callable, ClassId owner) {
    for (Type each : signatures_of(callable)) {
      const Callable& signature = *as_callable(each);
      const auto bound = rules::bound_arguments(call, signature);
      if (!bound) continue;
      for (const auto& [value, type] : *bound)
        if (value) ask(*value, type, false, owner);
      if (call.returned) ask(*call.returned, signature.result(), true, owner);
    }
  }

  void member(const Value& value, const MemberObservation& observation, std::size_t number) {
    if (!value.is_callable) slice_.use_member(value.tag, observation.member);
    body_ += fmt::format("shows {} member {} ", number, observation.member);
    if (const auto* gives = std::get_if<Gives>(&observation.shown)) body_ += fmt::format("gives {}\n", index_of(gives->shown) + 1);
    if (const auto* refuses = std::get_if<RefusesAssigned>(&observation.shown)) body_ += fmt::format("refuses {}\n", index_of(refuses->refused) + 1);
    if (const auto* call = std::get_if<Call>(&observation.shown)) body_ += text_of(*call);
  }

  static std::string text_of(const Argument& argument) { return argument ? fmt::format("{}", index_of(*argument) + 1) : "-"; }

  static std::string text_of(const Call& call) {
    std::vector<std::string> arguments;
    for (const Argument& each : call.arguments.positional) arguments.push_back(text_of(each));
    for (std::size_t i = 0; i < call.arguments.names.size(); ++i)
      arguments.push_back(fmt::format("{}={}", call.arguments.names[i], text_of(call.arguments.named[i])));
    const std::string outcome = call.returned ? fmt::format("returns {}", index_of(*call.returned) + 1) : "refuses";
    return fmt::format("({}) {}\n", fmt::join(arguments, ", "), outcome);
  }

  const Query& query_;
  std::string_view asked_;
  const ClassTable& table_;
  syntax::Printer printer_;
  CertificateTypes types_;
  CertificateSlice slice_;
  Substitution substitution_;
  rules::StructuralMatcher matcher_;
  std::string body_;
};

}  // namespace

std::string write_certificate(const Query& query, const Evidence& evidence, const ClassTable& table, TypePool& pool, std::string_view asked) {
  if (const auto* proof = std::get_if<Proof>(&evidence)) return Writer{query, table, pool, 0, asked}.proved(*proof);
  const auto& refutation = std::get<Refutation>(evidence);
  return Writer{query, table, pool, refutation.witness.fresh_classes.size(), asked}.refuted(refutation);
}

}  // namespace agverify::solver
