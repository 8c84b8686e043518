#include "solver/smt/class_laws.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <set>

#include <fmt/format.h>

#include "solver/smt/law_prover.h"

namespace agverify::solver::smt {
namespace {

using model::ClassId;
using model::ClassLaw;
using model::Polarity;
using model::SlotLaw;
using model::Type;
using model::Variance;
using Answer = LawProver::Answer;

constexpr Polarity both[] = {Polarity::Positive, Polarity::Negative};

/// Classes applied to something that mentions a parameter, anywhere inside.
void applied_classes(Type type, std::set<ClassId>& found) {
  std::vector<Type> open{type};
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    const Type each = open.back();
    open.pop_back();
    if (!each->has_parameters || !seen.insert(each->serial).second) continue;
    if (const auto* nominal = model::as_nominal(each)) found.insert(nominal->class_id);
    for (Type part : model::parts_of(each)) open.push_back(part);
  }
}

std::set<ClassId> applied_classes(const Promises& promises) {
  std::set<ClassId> found;
  for (const Promise& each : promises.promises) {
    for (Type taken : each.taken) applied_classes(taken, found);
    if (each.given) applied_classes(*each.given, found);
  }
  return found;
}

Variance without(Variance variance, Polarity polarity) {
  const Variance rest = variance_of(flip(polarity));
  return has_slot(variance, flip(polarity)) ? rest : Variance::Bivariant;
}

}  // namespace

/// Everything found out about one class on the way to laws.
struct ClassWork {
  std::optional<Promises> promises;      ///< only while a law is being proved: its types may be given back afterwards
  std::vector<ClassId> applied;
  std::optional<std::string> not_sound;  ///< by its slots: nothing when proved, else why not
  bool tested = false;
  std::vector<model::ClassLaw::PerParameter> slots;
  std::vector<std::vector<std::vector<SlotOf>>> pending;  ///< per parameter and polarity: what exactness rests on
};

struct ClassLaws::Workshop {
  const model::ClassTable& table;
  model::TypePool& pool;
  const model::Slots& slots;
  std::map<ClassId, ClassWork> works = {};
  std::optional<LawSession> session = {};

  ClassWork& work(ClassId id) {
    const auto [at, is_new] = works.try_emplace(id);
    ClassWork& made = at->second;
    if (!made.promises) made.promises = promises_of(table, pool, id);
    if (!is_new) return made;
    const std::set<ClassId> applied = applied_classes(*made.promises);
    made.applied.assign(applied.begin(), applied.end());
    return made;
  }

  LawProver prover(ClassId id) {
    if (!session) session.emplace();
    return {*session, table, slots, *work(id).promises, id};
  }

  std::vector<ClassId> reach(ClassId id) {
    std::vector<ClassId> found{id};
    std::set<ClassId> seen{id};
    for (std::size_t at = 0; at < found.size(); ++at)
      for (ClassId each : work(found[at]).applied)
        if (seen.insert(each).second) found.push_back(each);
    return found;
  }

  SlotVector vector(ClassId id) const {
    SlotVector found;
    for (const model::ParameterSlots& each : slots[index_of(id)]) found.push_back(each.variance());
    return found;
  }

  SlotVector declared(ClassId id) const {
    SlotVector found;
    for (const model::TypeParameter& each : table[id].parameters) found.push_back(each.declared_variance);
    return found;
  }

  /// The promise that fails, or that Z3 could not settle; nothing when all are kept.
  struct Failure {
    const Promise* promise;
    Answer answer;

    std::string why() const {
      return promise->unread ? fmt::format("unsupported {}", *promise->unread) : fmt::format("{} could not be settled", promise->name);
    }
  };
  std::optional<Failure> sound(ClassId id, const SlotVector& standing) {
    const std::vector<Promise>& promises = work(id).promises->promises;
    LawProver here = prover(id);
    for (std::size_t k = 0; k < promises.size(); ++k)
      if (const Answer answer = here.sound(k, standing); answer != Answer::Yes) return Failure{&promises[k], answer};
    return std::nullopt;
  }

  /// Both halves with the slots that members have: what the induction of every law takes for granted of smaller values.
  void test(ClassId id) {
    ClassWork& here = work(id);
    if (here.tested) return;
    here.tested = true;
    if (table[id].unsupported) {
      here.not_sound = fmt::format("unsupported {}", *table[id].unsupported);
    } else if (here.promises->unread) {
      here.not_sound = fmt::format("unsupported {}", *here.promises->unread);
    } else if (const auto failure = sound(id, vector(id))) {
      here.not_sound = failure->why();
    }
    for (std::uint32_t i = 0; i < table[id].parameters.size(); ++i) {
      here.slots.emplace_back();
      here.pending.emplace_back(2);
      for (const Polarity polarity : both) test_slot(id, i, polarity);
    }
  }

  void test_slot(ClassId id, std::uint32_t parameter, Polarity polarity) {
    ClassWork& here = work(id);
    const auto& reason = slots[index_of(id)][parameter].at(polarity);
    SlotLaw& law = slot(id, parameter, polarity);
    if (!reason) return;
    law.shown = true;
    law.member = table[reason->owner].members[reason->member].name;
    LawProver::Schema schema = prover(id).schema(parameter, polarity);
    law.conditions = std::move(schema.conditions);
    here.pending[parameter][static_cast<std::size_t>(polarity)] = std::move(schema.rests_on);
    law.exact = schema.proved;
    if (schema.proved || here.not_sound) return;
    SlotVector less = vector(id);
    less[parameter] = without(less[parameter], polarity);
    law.absorbed = !sound(id, less);
  }

  SlotLaw& slot(ClassId id, std::uint32_t parameter, Polarity polarity) {
    model::ClassLaw::PerParameter& both_slots = work(id).slots[parameter];
    return polarity == Polarity::Positive ? both_slots.positive : both_slots.negative;
  }

  /// A schema value rests on slots of other classes; where such a slot is not exact, or only on a condition, this one too.
  void settle(std::span<const ClassId> ids) {
    for (bool changed = true; changed;) {
      changed = false;
      for (ClassId id : ids)
        for (std::uint32_t i = 0; i < table[id].parameters.size(); ++i)
          for (const Polarity polarity : both)
            for (const SlotOf& each : work(id).pending[i][static_cast<std::size_t>(polarity)])
              changed |= inherit(slot(id, i, polarity), each);
    }
  }

  bool inherit(SlotLaw& law, const SlotOf& from) {
    const SlotLaw& below = slot(from.class_id, from.parameter, from.polarity);
    bool changed = law.exact && !below.exact;
    if (!below.exact) law.exact = false;
    for (const std::string& each : below.conditions) {
      std::string sentence = each.starts_with("in ") ? each : fmt::format("in {}: {}", table[from.class_id].name, each);
      if (std::ranges::find(law.conditions, sentence) != law.conditions.end()) continue;
      law.conditions.push_back(std::move(sentence));
      changed = true;
    }
    return changed;
  }

  /// A slot that the declared variance forgets although a schema value shows it.
  const SlotLaw* forgotten(ClassId id) {
    for (std::uint32_t i = 0; i < table[id].parameters.size(); ++i)
      for (const Polarity polarity : both)
        if (const SlotLaw& law = slot(id, i, polarity); law.exact && !has_slot(table[id].parameters[i].declared_variance, polarity))
          return &law;
    return nullptr;
  }

  bool declares_all_slots(ClassId id) const {
    const SlotVector shown = vector(id), said = declared(id);
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (join(shown[i], said[i]) != said[i]) return false;
    return true;
  }

  ClassLaw law(ClassId id) {
    const std::vector<ClassId> ids = reach(id);
    for (ClassId each : ids) test(each);
    settle(ids);
    ClassLaw made;
    made.parameters = work(id).slots;
    made.status = ClassLaw::Status::Proved;
    for (ClassId each : ids)
      if (const auto& why = work(each).not_sound; why && made.status == ClassLaw::Status::Proved) {
        made.status = ClassLaw::Status::Unproved;
        made.reason = each == id ? *why : fmt::format("{} in {}", *why, table[each].name);
      }
    if (made.status == ClassLaw::Status::Proved && !declares_all_slots(id)) hold_to_declared(id, made);
    for (auto& [each, done] : works) done.promises.reset();
    return made;
  }

  /// *Sound* with the declared variance where that has fewer slots than the members.
  void hold_to_declared(ClassId id, ClassLaw& made) {
    const auto failure = sound(id, declared(id));
    if (!failure) return;
    const SlotLaw* shown = failure->answer == Answer::No ? forgotten(id) : nullptr;
    made.status = shown ? ClassLaw::Status::WrongFlag : ClassLaw::Status::Unproved;
    if (shown) {
      made.failing_member = shown->member;
    } else {
      made.reason = failure->why();
    }
  }
};

ClassLaws::ClassLaws(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots)
    : workshop_(new Workshop{table, pool, slots}) {}

ClassLaws::~ClassLaws() = default;

void ClassLaws::add(ClassId id, ClassLaw law) { laws_.insert_or_assign(id, std::move(law)); }

const ClassLaw* ClassLaws::known(ClassId id) const {
  const auto found = laws_.find(id);
  return found == laws_.end() ? nullptr : &found->second;
}

const ClassLaw& ClassLaws::of(ClassId id) {
  if (const ClassLaw* found = known(id)) return *found;
  const auto started = std::chrono::steady_clock::now();
  ClassLaw made = workshop_->law(id);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - started;
  made.milliseconds = spent.count();
  proved_here_.push_back(id);
  return laws_.emplace(id, std::move(made)).first->second;
}

ClassLaw prove_law(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, ClassId id) {
  return ClassLaws{table, pool, slots}.of(id);
}

std::vector<ClassId> law_rests_on(const model::ClassTable& table, model::TypePool& pool, ClassId id) {
  std::vector<ClassId> found{id};
  std::set<ClassId> seen{id};
  for (std::size_t at = 0; at < found.size(); ++at)
    for (ClassId each : applied_classes(promises_of(table, pool, found[at])))
      if (seen.insert(each).second) found.push_back(each);
  return found;
}

}  // namespace agverify::solver::smt
