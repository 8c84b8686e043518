#include "model/slots.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "model/signature.h"

// Slots are a least fixpoint over the whole table, found by rounds: what a member shows through another class is read from
// the slots of the round before, so that a reason rests on earlier ones only and none goes in a circle. It is run three times.
// First with the unconditional observations alone; then, starting from those, with all that do not lie in one of several
// signatures; then with all. So a slot that has a reason with a simpler condition keeps it, even one found in a late round.
// Inherited members are read in terms of the class at hand by walking on into the base's argument where a parameter of the
// base stands: nothing is substituted, and since a round only ever adds to a finite set of (class, parameter, polarity) it
// ends where bases or members nest a class in itself (`def next(self) -> Grow[list[T]]`).

namespace agverify::model {
namespace {

/// A type and whose parameters it speaks of: those of the member's owner, or of the class whose slots are looked for.
struct Place {
  Type type;
  bool of_owner;
};

/// A member as the class at hand has it.
struct VisibleMember {
  ClassId owner;
  std::uint32_t index;
  std::span<const Type> owner_arguments;  // in terms of the class at hand

  /// A parameter of the owner is the argument that the class at hand gives for it.
  Place resolve(Place place) const {
    const Parameter* parameter = as_parameter(place.type);
    return parameter && place.of_owner ? Place{owner_arguments[parameter->index], false} : place;
  }
};

/// Every member that access on an instance can find: of several with one name the first in the method resolution order. What the class
/// `tuple` says of itself is left out: a tuple is known by its elements, as what is above `tuple` shows them.
std::vector<VisibleMember> visible_members(const ClassTable& table, ClassId id) {
  std::vector<VisibleMember> found;
  std::set<std::string_view> taken;
  for (const Ancestor& each : table.ancestors(id)) {
    if (table.well_known.tuple == each.class_id) continue;
    const std::vector<Member>& members = table[each.class_id].members;
    std::set<std::string_view> here;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      if (taken.contains(members[i].name)) continue;
      here.insert(members[i].name);
      found.push_back({each.class_id, i, as_nominal(each.specialization)->arguments});
    }
    taken.merge(here);
  }
  return found;
}

/// The members of a union, nested unions opened; the place itself when it is none.
std::vector<Place> alternatives(const VisibleMember& member, Place place) {
  std::vector<Place> open{place}, found;
  while (!open.empty()) {
    const Place here = member.resolve(open.back());
    open.pop_back();
    const Union* joined = as_union(here.type);
    if (!joined) found.push_back(here);
    if (joined)
      for (Type each : joined->members) open.push_back({each, here.of_owner});
  }
  return found;
}

/// Whether some value is in the type whatever the arguments are: a class has the value without observations, a tuple type one whose
/// elements have no value.
bool surely_inhabited(const VisibleMember& member, Type type) {
  return std::ranges::any_of(alternatives(member, {type, true}), [](Place each) {
    return as_nominal(each.type) || as_callable(each.type) || as_overload(each.type) || as_tuple(each.type) || as_literal(each.type);
  });
}

/// Required parameters for which no argument may exist.
std::size_t count_empty(const VisibleMember& member, const Callable& signature) {
  std::size_t empty = 0;
  for (std::size_t k = 0; k < signature.shape->size(); ++k)
    empty += is_required((*signature.shape)[k]) && !surely_inhabited(member, signature.parts[k]);
  return empty;
}

bool takes_every_value(const ClassTable& table, const VisibleMember& member, Place place) {
  return std::ranges::any_of(alternatives(member, place), [&](Place each) {
    const Nominal* nominal = as_nominal(each.type);
    return nominal && nominal->class_id == table.well_known.object;
  });
}

/// A place where a member gives or takes a value.
struct Shown {
  Type type;
  Polarity polarity;
  std::uint32_t signature;
  std::optional<std::uint32_t> place;
  bool needs_arguments;  // the observation exists only where the other arguments do
  bool is_overload;      // only on a call that lies outside the other signatures
};

struct ShownBy {
  const VisibleMember& member;

  std::vector<Shown> operator()(const Method& method) const {
    std::vector<Shown> found;
    const std::span<const Type> signatures = signatures_of(method.callable);
    for (std::uint32_t k = 0; k < signatures.size(); ++k) shown_by(*as_callable(signatures[k]), k, signatures.size() > 1, found);
    return found;
  }

  /// What is shown by one of several signatures, on a call that the others do not promise something else for.
  void shown_by(const Callable& signature, std::uint32_t index, bool has_others, std::vector<Shown>& found) const {
    const std::size_t empty = count_empty(member, signature);
    for (std::uint32_t k = 0; k < signature.shape->size(); ++k) {
      const bool counted = is_required((*signature.shape)[k]) && !surely_inhabited(member, signature.parts[k]);
      found.push_back({signature.parts[k], Polarity::Negative, index, k, empty > (counted ? 1 : 0), has_others});
    }
    found.push_back({signature.result(), Polarity::Positive, index, std::nullopt, empty > 0, has_others});
  }
  std::vector<Shown> operator()(const Attribute& attribute) const { return read_and_written(attribute.type, true); }
  std::vector<Shown> operator()(const Property& property) const { return read_and_written(property.type, property.settable); }
  std::vector<Shown> operator()(const Unread&) const { return {}; }

  static std::vector<Shown> read_and_written(Type type, bool written) {
    std::vector<Shown> found{{type, Polarity::Positive, 0, std::nullopt, false, false}};
    if (written) found.push_back({type, Polarity::Negative, 0, 0, false, false});
    return found;
  }
};

class Fixpoint {
  /// Of the observations that count: what they may rest on.
  enum class Conditions { None, Simple, All };

 public:
  explicit Fixpoint(const ClassTable& table) : table_(table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      slots_.emplace_back(table.classes[i].parameters.size());
      members_.push_back(visible_members(table, ClassId{i}));
    }
  }

  Slots run() {
    for (const Conditions each : {Conditions::None, Conditions::Simple, Conditions::All}) {
      allowed_ = each;
      while (round()) {}
    }
    return std::move(slots_);
  }

 private:
  struct Visit {
    Place place;
    Polarity polarity;
    std::size_t parent;  // index in trail_; itself for the first
    PathStep step;
  };

  bool round() {
    next_ = slots_;
    grown_ = false;
    for (std::uint32_t i = 0; i < table_.size(); ++i)
      if (!slots_[i].empty())
        for (const VisibleMember& member : members_[i]) look_at(i, member);
    slots_ = std::move(next_);
    return grown_;
  }

  void look_at(std::uint32_t id, const VisibleMember& member) {
    for (const Shown& shown : std::visit(ShownBy{member}, table_[member.owner].members[member.index].form))
      if (is_allowed(shown)) walk(id, member, shown);
  }

  bool is_allowed(const Shown& shown) const {
    return shown.is_overload ? allowed_ == Conditions::All : allowed_ != Conditions::None || !shown.needs_arguments;
  }

  /// Every place inside a shown type, each once for a polarity.
  void walk(std::uint32_t id, const VisibleMember& member, const Shown& shown) {
    trail_.clear();
    seen_.clear();
    enter({member.resolve({shown.type, true}), shown.polarity, 0, {}});
    for (std::size_t at = 0; at < trail_.size(); ++at) {
      const Visit visit = trail_[at];
      if (const Parameter* parameter = as_parameter(visit.place.type)) note(id, parameter->index, member, shown, at);
      if (as_union(visit.place.type)) enter_members(member, at);
      if (as_nominal(visit.place.type)) enter_arguments(member, at);
      if (as_callable(visit.place.type)) enter_signature(member, at);
      if (as_overload(visit.place.type)) enter_signatures(member, at);
      if (as_tuple(visit.place.type)) enter_elements(member, at);
    }
  }

  void enter(const Visit& visit) {
    if (seen_.emplace(visit.place.type->serial, visit.place.of_owner, visit.polarity).second) trail_.push_back(visit);
  }

  void enter_members(const VisibleMember& member, std::size_t at) {
    const Visit visit = trail_[at];
    if (allowed_ == Conditions::None || takes_every_value(table_, member, visit.place)) return;
    const std::span<const Type> parts = parts_of(visit.place.type);
    for (std::uint32_t k = 0; k < parts.size(); ++k)
      enter({member.resolve({parts[k], visit.place.of_owner}), visit.polarity, at, {k, Polarity::Positive}});
  }

  void enter_arguments(const VisibleMember& member, std::size_t at) {
    const Visit visit = trail_[at];
    const Nominal& nominal = *as_nominal(visit.place.type);
    for (std::uint32_t k = 0; k < nominal.arguments.size(); ++k)
      for (const Polarity inner : {Polarity::Positive, Polarity::Negative})
        if (slots_[index_of(nominal.class_id)][k].at(inner))
          enter({member.resolve({nominal.arguments[k], visit.place.of_owner}), compose(visit.polarity, inner), at, {k, inner}});
  }

  /// What is handed out can be called, and shows its parameters and its result in turn.
  void enter_signature(const VisibleMember& member, std::size_t at) {
    const Visit visit = trail_[at];
    const Callable& signature = *as_callable(visit.place.type);
    if (allowed_ == Conditions::None && count_empty(member, signature) > 0) return;
    for (std::uint32_t k = 0; k < signature.parts.size(); ++k) {
      const Polarity inner = k + 1 == signature.parts.size() ? Polarity::Positive : Polarity::Negative;
      enter({member.resolve({signature.parts[k], visit.place.of_owner}), compose(visit.polarity, inner), at, {k, inner}});
    }
  }

  /// A tuple shows each of its elements, whether the others have a value or not.
  void enter_elements(const VisibleMember& member, std::size_t at) {
    const Visit visit = trail_[at];
    const std::span<const Type> parts = parts_of(visit.place.type);
    for (std::uint32_t k = 0; k < parts.size(); ++k)
      enter({member.resolve({parts[k], visit.place.of_owner}), visit.polarity, at, {k, Polarity::Positive}});
  }

  void enter_signatures(const VisibleMember& member, std::size_t at) {
    const Visit visit = trail_[at];
    if (allowed_ != Conditions::All) return;
    const std::span<const Type> parts = parts_of(visit.place.type);
    for (std::uint32_t k = 0; k < parts.size(); ++k)
      enter({member.resolve({parts[k], visit.place.of_owner}), visit.polarity, at, {k, Polarity::Positive}});
  }

  void note(std::uint32_t id, std::uint32_t parameter, const VisibleMember& member, const Shown& shown, std::size_t at) {
    ParameterSlots& slots = next_[id][parameter];
    auto& reason = trail_[at].polarity == Polarity::Positive ? slots.positive : slots.negative;
    if (reason) return;
    reason = SlotReason{member.owner, member.index, shown.signature, shown.place, path_to(at), allowed_ == Conditions::None};
    grown_ = true;
  }

  std::vector<PathStep> path_to(std::size_t at) const {
    std::vector<PathStep> path;
    for (; at != 0; at = trail_[at].parent) path.push_back(trail_[at].step);
    std::ranges::reverse(path);
    return path;
  }

  const ClassTable& table_;
  std::vector<std::vector<VisibleMember>> members_;
  Slots slots_, next_;
  Conditions allowed_ = Conditions::None;
  bool grown_ = false;
  std::vector<Visit> trail_;
  std::set<std::tuple<std::uint32_t, bool, Polarity>> seen_;
};

}  // namespace

Variance ParameterSlots::variance() const {
  const Variance given = positive ? Variance::Covariant : Variance::Bivariant;
  return negative ? join(given, Variance::Contravariant) : given;
}

Slots least_slots(const ClassTable& table) { return Fixpoint{table}.run(); }

Type type_at(const Member& member, const SlotReason& reason) {
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) return attribute->type;
  if (const auto* property = std::get_if<Property>(&member.form)) return property->type;
  const Callable& signature = *as_callable(signatures_of(std::get<Method>(member.form).callable)[reason.signature]);
  return reason.place ? signature.parts[*reason.place] : signature.result();
}

namespace {

/// Whether the one may be a subtype of the other for all that their outermost constructors say.
bool may_be_below(const ClassTable& table, Type one, Type other) {
  const Nominal *lower = as_nominal(one), *upper = as_nominal(other);
  if (as_tuple(one)) return as_tuple(other) || (upper && !upper->arguments.empty() && table.well_known.tuple && table.derives_from(*table.well_known.tuple, upper->class_id));
  if (!lower) return !as_parameter(one) && (as_callable(other) || as_overload(other) || (upper && table[upper->class_id].is_protocol));
  return upper && !upper->arguments.empty() && (table.derives_from(lower->class_id, upper->class_id) || table[upper->class_id].is_protocol);
}

}  // namespace

bool may_be_absorbed(const ClassTable& table, const Member& member, const SlotReason& reason) {
  Type here = type_at(member, reason);
  for (const PathStep& each : reason.path) {
    const Type next = parts_of(here)[each.part];
    if (const Union* all = as_union(here))
      for (Type other : all->members)
        if (other != next && may_be_below(table, next, other)) return true;
    here = next;
  }
  return false;
}

}  // namespace agverify::model
