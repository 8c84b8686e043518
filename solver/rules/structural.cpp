#include "solver/rules/structural.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::solver::rules {
namespace {

using namespace model;
using logic::Rule;

/// A member, and the class where the search for it began.
struct Seen {
  FoundMember found;
  ClassId from;

  const Member& member() const { return *found.member; }
  DeclaredType declared(Type type) const { return {type, found.owner_specialization, found.owner != from}; }
};

bool takes_back(const Member& member) {
  const auto* attribute = std::get_if<Attribute>(&member.form);
  return attribute && attribute->takes_back;
}

bool is_none(const Member& member, const ClassTable& table) {
  const auto* attribute = std::get_if<Attribute>(&member.form);
  const Nominal* type = attribute ? as_nominal(attribute->type) : nullptr;
  return type && type->class_id == table.well_known.none_type;
}

/// Compares one member with the protocol's and collects demands.
class MemberComparison {
 public:
  MemberComparison(const ClassTable& table, StructuralMatch& into, const Seen& given, const Seen& wanted, std::uint32_t index)
      : table_(table), into_(into), given_(given), wanted_(wanted), index_(index) {}

  void run() {
    if (const auto* unread = std::get_if<Unread>(&wanted_.member().form)) return unknown(unread->construct);
    if (const auto* unread = std::get_if<Unread>(&given_.member().form)) return unknown(unread->construct);
    if (const auto* wanted = std::get_if<Method>(&wanted_.member().form)) return method(*wanted);
    if (takes_back(wanted_.member()) || takes_back(given_.member())) return unknown("missing annotation");
    if (std::holds_alternative<Method>(given_.member().form)) return unknown("a method in the place of an attribute");
    if (const auto* wanted = std::get_if<Attribute>(&wanted_.member().form)) return attribute(*wanted);
    property(std::get<Property>(wanted_.member().form));
  }

 private:
  void method(const Method& wanted) {
    const auto* given = std::get_if<Method>(&given_.member().form);
    if (!given && is_none(given_.member(), table_)) return none_for_method(wanted);
    if (!given) return unknown("an attribute in the place of a method");
    demand(given->callable, wanted.callable, true, Rule::ProtocolMethod, {Place::Kind::Method, Polarity::Positive, 0, index_});
  }

  void none_for_method(const Method& wanted) {
    impossible(Rule::ProtocolMethod, "it is None");
    into_.shown = MemberDemand{given_.declared(given_type()), wanted_.declared(wanted.callable), true, Rule::ProtocolMethod, gives()};
  }

  void attribute(const Attribute& wanted) {
    if (wanted.of_class && !is_of_class() && is_on_class()) return both_ways(wanted.type, Rule::ProtocolClassvar);
    if (wanted.of_class && !is_of_class()) return impossible(Rule::ProtocolClassvar, "it is no ClassVar");
    if (!wanted.of_class && is_of_class()) return impossible(Rule::ProtocolClassvarForInstance, "it is a ClassVar");
    if (const auto* given = std::get_if<Property>(&given_.member().form); given && !given->settable)
      return impossible(Rule::ProtocolAttributeInvariant, "it is a property without setter");
    both_ways(wanted.type, Rule::ProtocolAttributeInvariant);
  }

  void both_ways(Type wanted, Rule rule) {
    demand(given_type(), wanted, true, rule, gives());
    demand(given_type(), wanted, false, rule, refuses());
  }

  /// Whether it can be read and set on the class, where that is what a ClassVar asks for: an open question.
  bool is_on_class() const {
    const auto* given = std::get_if<Attribute>(&given_.member().form);
    return given && !given->of_instance && !table_.assumed.is_default(Switch::ClassVarOfProtocol);
  }

  void property(const Property& wanted) {
    const auto* given = std::get_if<Property>(&given_.member().form);
    if (wanted.settable && given && !given->settable)
      return impossible(Rule::ProtocolPropertySetter, "it has no setter");
    if (wanted.settable && is_of_class()) return impossible(Rule::ProtocolClassvarForInstance, "it is a ClassVar");
    const Rule read_only = is_of_class() ? Rule::ClassvarForProperty : Rule::ProtocolPropertyCovariant;
    const Rule rule = wanted.settable ? Rule::ProtocolPropertySetter : read_only;
    demand(given_type(), wanted.type, true, rule, gives());
    if (wanted.settable) demand(given_type(), wanted.type, false, rule, refuses());
  }

  bool is_of_class() const {
    const auto* given = std::get_if<Attribute>(&given_.member().form);
    return given && given->of_class;
  }

  Type given_type() const {
    const auto* attribute = std::get_if<Attribute>(&given_.member().form);
    return attribute ? attribute->type : std::get<Property>(given_.member().form).type;
  }

  Place gives() const { return {Place::Kind::Gives, Polarity::Positive, 0, index_}; }
  Place refuses() const { return {Place::Kind::Refuses, Polarity::Negative, 0, index_}; }

  void demand(Type given, Type wanted, bool class_below, Rule rule, Place place) {
    into_.demands.push_back({given_.declared(given), wanted_.declared(wanted), class_below, rule, place});
  }

  void impossible(Rule rule, const std::string& why) {
    into_.kind = StructuralMatch::Kind::Impossible;
    into_.rule = rule;
    into_.member = wanted_.member().name;
    into_.reason = why;
  }

  void unknown(const std::string& construct) {
    into_.kind = StructuralMatch::Kind::Unknown;
    into_.reason = fmt::format("unsupported {} (member {})", construct, wanted_.member().name);
  }

  const ClassTable& table_;
  StructuralMatch& into_;
  const Seen& given_;
  const Seen& wanted_;
  std::uint32_t index_;
};

}  // namespace

Type DeclaredType::at(Substitution& substitution, std::span<const Type> arguments) const {
  const Type here = inherited ? substitution.parameters(type, as_nominal(owner)->arguments) : type;
  return substitution.parameters(here, arguments);
}

const std::vector<FoundMember>& StructuralMatcher::members_of(ClassId protocol) {
  const auto [entry, fresh] = members_.try_emplace(index_of(protocol));
  if (fresh) entry->second = table_.protocol_members(protocol);
  return entry->second;
}

const StructuralMatch& StructuralMatcher::match(ClassId of_class, ClassId protocol) {
  const std::uint64_t key = (std::uint64_t{index_of(of_class)} << 32) | index_of(protocol);
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  return known_.emplace(key, compare(of_class, protocol)).first->second;
}

const MemberDemand* StructuralMatcher::taken_back(ClassId of_class, ClassId protocol) {
  if (!table_[protocol].is_protocol || !sets_something_to_none(of_class)) return nullptr;
  const std::uint64_t key = (std::uint64_t{index_of(of_class)} << 32) | index_of(protocol);
  const auto [entry, fresh] = taken_back_.try_emplace(key);
  if (fresh) {
    const std::vector<FoundMember>& wanted = members_of(protocol);
    for (std::uint32_t i = 0; i < wanted.size() && !entry->second; ++i) {
      const auto given = table_.find_member(of_class, wanted[i].member->name);
      if (!given || !is_none(*given->member, table_) || !std::holds_alternative<Method>(wanted[i].member->form)) continue;
      StructuralMatch one;
      MemberComparison{table_, one, {*given, of_class}, {wanted[i], protocol}, i}.run();
      entry->second = one.shown;
    }
  }
  return entry->second ? &*entry->second : nullptr;
}

bool StructuralMatcher::goes_by_members(ClassId of_class, ClassId protocol) {
  return !table_.assumed.is_default(Switch::NoneMember) && taken_back(of_class, protocol);
}

bool StructuralMatcher::sets_something_to_none(ClassId of_class) {
  const auto [entry, fresh] = sets_to_none_.try_emplace(index_of(of_class));
  if (fresh)
    entry->second = std::ranges::any_of(table_.ancestors(of_class), [&](const Ancestor& above) {
      return std::ranges::any_of(table_[above.class_id].members, [&](const Member& each) { return is_none(each, table_); });
    });
  return entry->second;
}

/// The member that counts. Where `Hashable` is `object`, nothing takes the `__hash__` of that back.
std::optional<FoundMember> StructuralMatcher::find_given(ClassId of_class, const std::string& name) const {
  const auto given = table_.find_member(of_class, name);
  const bool of_object = given && name == "__hash__" && is_none(*given->member, table_) && !table_.assumed.is_default(Switch::Hashable);
  return of_object ? table_.find_member(table_.well_known.object, name) : given;
}

StructuralMatch StructuralMatcher::compare(ClassId of_class, ClassId protocol) {
  StructuralMatch match;
  std::optional<StructuralMatch> none;
  const std::vector<FoundMember>& wanted = members_of(protocol);
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    const auto given = find_given(of_class, wanted[i].member->name);
    if (!given)
      return {StructuralMatch::Kind::Impossible, Rule::ProtocolStructural, wanted[i].member->name, "it has no such member", Basis::Spec, {}, {}};
    StructuralMatch one;
    MemberComparison{table_, one, {*given, of_class}, {wanted[i], protocol}, i}.run();
    // object has it and list takes it back, so that it is not a member as others are.
    if (wanted[i].member->name == "__hash__" && (one.shown || given->owner == table_.well_known.object)) one.basis = Basis::Open;
    if (one.shown && !none) none = one;
    if (one.shown) continue;
    if (one.kind == StructuralMatch::Kind::Impossible) return one;
    match.basis = std::max(match.basis, one.basis);
    if (one.kind == StructuralMatch::Kind::Unknown) match.kind = one.kind, match.reason = one.reason;
    match.demands.insert(match.demands.end(), one.demands.begin(), one.demands.end());
  }
  return none ? *none : match;
}

}  // namespace agverify::solver::rules
