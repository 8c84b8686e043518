#include "solver/judge.h"

#include <fmt/format.h>

#include "model/syntax/printer.h"
#include "solver/certificate.h"
#include "solver/number_readings.h"
#include "solver/rules/decider.h"
#include "solver/smt/class_laws.h"
#include "solver/smt/decide.h"
#include "solver/smt/law_text.h"
#include "solver/smt/smt_lib.h"

namespace agverify::solver {

using namespace model;

namespace {

/// Who decides, and what backs it:
///
///   rules             smt                                   verdict                   evidence
///   decided           the same, or no answer                that                      certificate
///   decided           the opposite                          none: an error of ours    -
///   refuted by a reading that values do not keep            that, basis open          none
///   unknown           refuted, with a value that the        refuted                   certificate
///                     certificate's checker accepts
///   unknown           decided                               that, basis sets          solver, two-solvers when
///                                                                                     a second one agrees
///   unknown           decided, and a second solver says     unknown                   none
///                     the opposite
///   unknown           unknown                               unknown, both reasons     none
class Court {
 public:
  const ClassTable& table;
  const Slots& slots;
  TypePool& pool;
  JudgeOptions options;
  rules::Decider rules;
  std::unique_ptr<smt::ClassLaws> laws;     // made when first needed: Z3 takes its time to start
  std::unique_ptr<smt::Decider> meaning;

  Court(const ClassTable& classes, const Slots& shown, TypePool& types, JudgeOptions chosen)
      : table(classes), slots(shown), pool(types), options(std::move(chosen)), rules(classes, shown, types, options.limits) {}

  /// \param note what a certificate says of how the query comes from what was asked
  Judgement judge(const Query& query, std::string note = {}) {
    asked_note = std::move(note);
    if (options.deciders == Deciders::Smt) return by_meaning(query);
    if (options.deciders == Deciders::Rules && !options.wants_evidence) return taken_from(rules.decide(query));
    Judgement judgement = with_evidence(query);
    if (options.deciders == Deciders::Both) weigh(query, judgement);
    return judgement;
  }

  /// The verdict alone.
  Verdict verdict(const Query& query) {
    if (options.deciders == Deciders::Smt) return ask_meaning(query).verdict;
    const Verdict by_rules = rules.decide(query).verdict;
    return by_rules != Verdict::Unknown || options.deciders == Deciders::Rules ? by_rules : ask_meaning(query).verdict;
  }

 private:
  // --- the rules

  Judgement with_evidence(const Query& query) {
    rules::Finding finding = rules.find(query);
    Judgement judgement = taken_from(finding.opinion);
    judgement.evidence = std::move(finding.evidence);
    judgement.extended = std::move(finding.extended);
    if (judgement.verdict == Verdict::Unknown) return judgement;
    if (std::holds_alternative<std::monostate>(judgement.evidence)) {
      judgement.evidence_kind = EvidenceKind::None;
      return judgement;
    }
    if (const auto rejected = certify(query, judgement))
      judgement.internal_error = fmt::format("the certificate is not accepted: {}", *rejected);
    return judgement;
  }

  static Judgement taken_from(const rules::Opinion& opinion) {
    Judgement judgement;
    judgement.rules = judgement.verdict = opinion.verdict;
    judgement.basis = opinion.basis;
    judgement.strength = opinion.strength;
    judgement.rule = opinion.rule;
    judgement.direction = opinion.direction;
    judgement.reason = opinion.reason;
    judgement.subgoals = opinion.subgoals;
    if (opinion.verdict != Verdict::Unknown) judgement.evidence_kind = EvidenceKind::Certificate;
    return judgement;
  }

  /// Writes the certificate. \returns why it is rejected, nothing when it is accepted
  std::optional<std::string> certify(const Query& query, Judgement& judgement) {
    judgement.certificate = write_certificate(query, judgement.evidence, judgement.extended ? *judgement.extended : table, pool, asked_note);
    return options.check ? options.check(judgement.certificate) : std::nullopt;
  }

  // --- the meaning

  smt::Answer ask_meaning(const Query& query) {
    if (!meaning) {
      laws = std::make_unique<smt::ClassLaws>(table, pool, slots);
      meaning = std::make_unique<smt::Decider>(table, pool, slots, *laws, smt::DeciderOptions{.milliseconds = options.smt_milliseconds});
      know_laws();
    }
    smt::Answer answer = meaning->decide(query);
    keep_laws();
    return answer;
  }

  void know_laws() {
    if (!options.laws.find) return;
    for (std::uint32_t i = 0; i < table.size(); ++i)
      if (!table.classes[i].parameters.empty())
        if (auto known = options.laws.find(smt::law_key(table, pool, ClassId{i}))) laws->add(ClassId{i}, std::move(*known));
  }

  void keep_laws() {
    for (; kept < laws->proved_here().size(); ++kept) {
      const ClassId id = laws->proved_here()[kept];
      if (options.laws.keep) options.laws.keep(smt::law_key(table, pool, id), laws->of(id));
    }
  }
  std::size_t kept = 0;
  std::string asked_note;

  Judgement by_meaning(const Query& query) {
    const smt::Answer answer = ask_meaning(query);
    Judgement judgement;
    take(answer, judgement);
    return judgement;
  }

  static void take(const smt::Answer& answer, Judgement& judgement) {
    judgement.smt = judgement.verdict = answer.verdict;
    judgement.direction = answer.direction;
    judgement.reason = answer.reason;
    if (answer.verdict == Verdict::Unknown) return;
    judgement.basis = Basis::Sets;
    judgement.evidence_kind = EvidenceKind::Solver;
  }

  // --- both

  void weigh(const Query& query, Judgement& judgement) {
    const smt::Answer answer = ask_meaning(query);
    judgement.smt = answer.verdict;
    judgement.smt_reason = answer.reason;
    if (answer.verdict == Verdict::Unknown) return unknown_too(answer, judgement);
    if (judgement.verdict == Verdict::Unknown) return by_smt_alone(query, answer, judgement);
    if (judgement.verdict != answer.verdict)
      judgement.internal_error = fmt::format("the deciders disagree: rules say {}, smt says {}", name_of(judgement.verdict), name_of(answer.verdict));
  }

  static void unknown_too(const smt::Answer& answer, Judgement& judgement) {
    if (judgement.verdict == Verdict::Unknown && answer.reason != judgement.reason)
      judgement.reason += fmt::format("; smt: {}", answer.reason);
  }

  void by_smt_alone(const Query& query, const smt::Answer& answer, Judgement& judgement) {
    take(answer, judgement);
    if (!certified(query, answer, judgement)) ask_second(query, judgement);
  }

  bool certified(const Query& query, const smt::Answer& answer, Judgement& judgement) {
    if (!options.check || !answer.witness || !query.hypotheses.empty() || !answer.witness->fresh_classes.empty()) return false;
    judgement.evidence = Refutation{*answer.witness, {}, answer.direction};
    if (!certify(query, judgement)) {
      judgement.evidence_kind = EvidenceKind::Certificate;
      return true;
    }
    judgement.evidence = std::monostate{};
    judgement.certificate.clear();
    return false;
  }

  void ask_second(const Query& query, Judgement& judgement) {
    if (!options.second_solver) return;
    const auto script = smt::smt_lib(query, table, pool);
    const auto second = script ? options.second_solver(*script) : std::nullopt;
    if (!second) return;
    if (*second == judgement.verdict) {
      judgement.evidence_kind = EvidenceKind::TwoSolvers;
      return;
    }
    const std::string said = fmt::format("structural: smt says {}, a second solver {}", name_of(judgement.verdict), name_of(*second));
    const auto asked = judgement.smt;
    judgement = {};
    judgement.smt = asked;
    judgement.reason = said;
  }
};

}  // namespace

/// What the readings of float and complex make of a question, each before the same court over the table as it reads. Where another
/// reading that the text leaves open gives another verdict, the basis is open.
struct Judge::Parts {
  Parts(const ClassTable& table, const Slots& shown, TypePool& pool, JudgeOptions options)
      : numbers(table, pool), promoted_slots(least_slots(numbers.promoted_table())), classes(table, shown, pool, options),
        promoted(numbers.promoted_table(), promoted_slots, pool, std::move(options)) {}

  Judgement judge(const Query& query) {
    if (!numbers.concern(query)) return classes.judge(query);
    const NumberReading taken = numbers.taken(query.relation);
    Judgement judgement = court(taken).judge(numbers.read(query, taken), note(query, taken));
    if (judgement.verdict == Verdict::Unknown) return judgement;
    for (const NumberReading each : NumberReadings::open(query.relation))
      if (each != taken && court(each).verdict(numbers.read(query, each)) != judgement.verdict) judgement.basis = Basis::Open;
    return judgement;
  }

  Court& court(NumberReading reading) { return reading == NumberReading::Everywhere ? promoted : classes; }

  std::string note(const Query& query, NumberReading reading) const {
    if (reading == NumberReading::Classes) return {};
    return fmt::format("{} {}", name_of(reading), syntax::print(query, classes.table));
  }

  NumberReadings numbers;
  const Slots promoted_slots;
  Court classes, promoted;
};

Judge::Judge(const ClassTable& table, const Slots& slots, TypePool& pool, JudgeOptions options)
    : parts_(std::make_unique<Parts>(table, slots, pool, std::move(options))) {}

Judge::~Judge() = default;

Judgement Judge::judge(const Query& query) { return parts_->judge(query); }

std::span<const std::uint64_t> Judge::rule_uses() const { return parts_->classes.rules.engine().uses(); }

}  // namespace agverify::solver
