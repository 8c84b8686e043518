#include "solver/smt/class_laws.h"

#include <algorithm>
#include <chrono>
#include <iterator>
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

std::vector<SlotVector> shown_slots(const model::Slots& slots) {
  std::vector<SlotVector> found;
  for (const auto& parameters : slots) {
    SlotVector& made = found.emplace_back();
    for (const model::ParameterSlots& each : parameters) made.push_back(each.variance());
  }
  return found;
}

/// Whether the parameters are the same sets on both sides where the slots stand.
template <class Indices>
bool all_the_same(const Indices& parameters, const SlotVector& standing) {
  return std::ranges::all_of(parameters, [&](std::uint32_t each) { return standing[each] == Variance::Invariant; });
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
  std::optional<std::string> not_sound;  ///< by the slots by which it stands: nothing when proved, else why not
  std::optional<std::string> unread;     ///< what is not read, where it stands by more slots than members show for want of that
  bool tested = false;
  std::vector<model::ClassLaw::PerParameter> slots;
  std::vector<std::vector<std::vector<SlotOf>>> pending;  ///< per parameter and polarity: what exactness rests on
};

struct ClassLaws::Workshop {
  const model::ClassTable& table;
  model::TypePool& pool;
  const model::Slots& slots;
  std::vector<SlotVector> standing = shown_slots(slots);
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
    return {*session, table, slots, standing, *work(id).promises, id};
  }

  std::vector<ClassId> reach(ClassId id) {
    std::vector<ClassId> found{id};
    std::set<ClassId> seen{id};
    for (std::size_t at = 0; at < found.size(); ++at)
      for (ClassId each : work(found[at]).applied)
        if (seen.insert(each).second) found.push_back(each);
    return found;
  }

  SlotVector declared(ClassId id) const {
    SlotVector found;
    for (const model::TypeParameter& each : table[id].parameters) found.push_back(each.declared_variance);
    return found;
  }

  struct Failure {
    std::string why;
    bool is_unread;  ///< for want of something that is not read in the class itself
  };
  /// What is not kept, or not known to be, where these slots stand; nothing when all is.
  std::optional<Failure> sound(ClassId id, const SlotVector& slots_that_stand) {
    const Promises& promises = *work(id).promises;
    for (const UnreadMember& each : promises.unread)
      if (!all_the_same(each.parameters, slots_that_stand))
        return Failure{fmt::format("unsupported {} (member {})", each.construct, each.name), true};
    LawProver here = prover(id);
    for (std::size_t k = 0; k < promises.promises.size(); ++k) {
      const Promise& each = promises.promises[k];
      if (each.unread && all_the_same(parameters_in(each), slots_that_stand)) continue;
      if (here.sound(k, slots_that_stand) != Answer::Yes)
        return each.unread ? Failure{fmt::format("unsupported {}", *each.unread), true}
                           : Failure{fmt::format("{} could not be settled", each.name), false};
    }
    return std::nullopt;
  }

  /// The slots by which each class stands: the fewest with which every class is sound, of those that members show, those and
  /// the declared ones, and all. With more than members show stands what is not read, and what rests on that.
  void find_standing(std::span<const ClassId> ids) {
    std::set<ClassId> changed{ids.begin(), ids.end()};
    while (!changed.empty()) {
      std::set<ClassId> next;
      for (ClassId id : ids)
        if ((changed.contains(id) || rests_on_any(id, changed)) && !stands(id) && widen(id)) next.insert(id);
      changed = std::move(next);
    }
  }

  bool rests_on_any(ClassId id, const std::set<ClassId>& ids) {
    return std::ranges::any_of(work(id).applied, [&](ClassId each) { return ids.contains(each); });
  }

  bool stands(ClassId id) {
    ClassWork& here = work(id);
    const SlotVector& slots_that_stand = standing[index_of(id)];
    if (const auto& construct = table[id].unsupported) {
      here.not_sound = here.unread = fmt::format("unsupported {}", *construct);
      return slots_that_stand == all_slots(id);
    }
    const auto failure = sound(id, slots_that_stand);
    here.not_sound = failure ? std::optional{failure->why} : std::nullopt;
    if (failure && failure->is_unread && !here.unread) here.unread = failure->why;
    return !failure;
  }

  bool widen(ClassId id) {
    SlotVector& slots_that_stand = standing[index_of(id)];
    if (slots_that_stand == all_slots(id)) return false;
    SlotVector wider = declared(id);
    for (std::size_t i = 0; i < wider.size(); ++i) wider[i] = join(wider[i], slots_that_stand[i]);
    slots_that_stand = table[id].unsupported || wider == slots_that_stand ? all_slots(id) : std::move(wider);
    return true;
  }

  SlotVector all_slots(ClassId id) const { return SlotVector(table[id].parameters.size(), Variance::Invariant); }

  /// Both halves: what the induction of every law takes for granted of smaller values.
  void test(std::span<const ClassId> ids) {
    std::vector<ClassId> untested;
    std::ranges::copy_if(ids, std::back_inserter(untested), [&](ClassId id) { return !work(id).tested; });
    find_standing(untested);
    for (ClassId id : untested) test_slots(id);
    settle(ids);
  }

  void test_slots(ClassId id) {
    ClassWork& here = work(id);
    here.tested = true;
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
    law.possible = schema.possible;
    here.pending[parameter][static_cast<std::size_t>(polarity)] = std::move(schema.rests_on);
    law.exact = schema.proved;
    if (schema.proved || here.not_sound) return;
    SlotVector less = standing[index_of(id)];
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
    bool changed = (law.exact && !below.exact) || (law.possible && !below.possible);
    if (!below.exact) law.exact = false;
    if (!below.possible) law.possible = false;
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
        if (const SlotLaw& law = slot(id, i, polarity); law.exact && law.possible && !has_slot(table[id].parameters[i].declared_variance, polarity))
          return &law;
    return nullptr;
  }

  bool declares_all_slots(ClassId id) const {
    const SlotVector &stands_by = standing[index_of(id)], said = declared(id);
    for (std::size_t i = 0; i < said.size(); ++i)
      if (join(stands_by[i], said[i]) != said[i]) return false;
    return true;
  }

  ClassLaw law(ClassId id) {
    const std::vector<ClassId> ids = reach(id);
    test(ids);
    ClassLaw made;
    made.parameters = work(id).slots;
    name_unread(*work(id).promises, made);
    made.status = ClassLaw::Status::Proved;
    for (ClassId each : ids) {
      // A class that is not read is the same set where its arguments are.
      if (each != id && table[each].unsupported) continue;
      if (const auto& why = work(each).not_sound; why && made.status == ClassLaw::Status::Proved) {
        made.status = ClassLaw::Status::Unproved;
        made.reason = where(id, each, *why);
      }
    }
    if (made.status == ClassLaw::Status::Proved && !declares_all_slots(id)) hold_to_declared(id, ids, made);
    for (auto& [each, done] : works) done.promises.reset();
    return made;
  }

  static void name_unread(const Promises& promises, ClassLaw& made) {
    const auto name = [&](const auto& parameters, const std::string& member) {
      for (std::uint32_t each : parameters)
        if (std::string& unread = made.parameters[each].unread; unread.empty()) unread = member;
    };
    for (const UnreadMember& each : promises.unread) name(each.parameters, each.name);
    for (const Promise& each : promises.promises)
      if (each.unread) name(parameters_in(each), each.name);
  }

  std::string where(ClassId id, ClassId cause, std::string_view why) const {
    return cause == id ? std::string(why) : fmt::format("{} in {}", why, table[cause].name);
  }

  /// *Sound* with the declared variance where that has fewer slots than the class stands by.
  void hold_to_declared(ClassId id, std::span<const ClassId> ids, ClassLaw& made) {
    const auto failure = sound(id, declared(id));
    if (!failure) return;
    if (const SlotLaw* shown = forgotten(id)) {
      made.status = ClassLaw::Status::WrongFlag;
      made.failing_member = shown->member;
      return;
    }
    made.status = ClassLaw::Status::Unproved;
    made.reason = failure->why;
    if (failure->is_unread) return;
    for (ClassId each : ids)
      if (const auto& why = work(each).unread) return void(made.reason = where(id, each, *why));
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
