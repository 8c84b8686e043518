#include "solver/rules/structural.h"

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

/// Compares one member with the protocol's and collects demands.
class MemberComparison {
 public:
  MemberComparison(StructuralMatch& into, const Seen& given, const Seen& wanted, std::uint32_t index)
      : into_(into), given_(given), wanted_(wanted), index_(index) {}

  void run() {
    if (const auto* unread = std::get_if<Unread>(&wanted_.member().form)) return unknown(unread->construct);
    if (const auto* unread = std::get_if<Unread>(&given_.member().form)) return unknown(unread->construct);
    if (const auto* wanted = std::get_if<Method>(&wanted_.member().form)) return method(*wanted);
    if (std::holds_alternative<Method>(given_.member().form)) return unknown("a method in the place of an attribute");
    if (const auto* wanted = std::get_if<Attribute>(&wanted_.member().form)) return attribute(*wanted);
    property(std::get<Property>(wanted_.member().form));
  }

 private:
  void method(const Method& wanted) {
    const auto* given = std::get_if<Method>(&given_.member().form);
    if (!given) return unknown("an attribute in the place of a method");
    demand(given->callable, wanted.callable, true, Rule::ProtocolMethod, {Place::Kind::Method, Polarity::Positive, 0, index_});
  }

  void attribute(const Attribute& wanted) {
    if (wanted.of_class && !is_of_class()) return impossible(Rule::ProtocolClassvar, "it is no ClassVar");
    if (!wanted.of_class && is_of_class()) return impossible(Rule::ProtocolClassvarForInstance, "it is a ClassVar");
    if (const auto* given = std::get_if<Property>(&given_.member().form); given && !given->settable)
      return impossible(Rule::ProtocolAttributeInvariant, "it is a property without setter");
    demand(given_type(), wanted.type, true, Rule::ProtocolAttributeInvariant, gives());
    demand(given_type(), wanted.type, false, Rule::ProtocolAttributeInvariant, refuses());
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

StructuralMatch StructuralMatcher::compare(ClassId of_class, ClassId protocol) {
  StructuralMatch match;
  const std::vector<FoundMember>& wanted = members_of(protocol);
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    const auto given = table_.find_member(of_class, wanted[i].member->name);
    if (!given)
      return {StructuralMatch::Kind::Impossible, Rule::ProtocolStructural, wanted[i].member->name, "it has no such member", Basis::Spec, {}};
    StructuralMatch one;
    MemberComparison{one, {*given, of_class}, {wanted[i], protocol}, i}.run();
    if (one.kind == StructuralMatch::Kind::Impossible) return one;
    // object has it and list takes it back, so that it is not a member as others are.
    if (wanted[i].member->name == "__hash__" && given->owner == table_.well_known.object) match.basis = Basis::Open;
    if (one.kind == StructuralMatch::Kind::Unknown) match.kind = one.kind, match.reason = one.reason;
    match.demands.insert(match.demands.end(), one.demands.begin(), one.demands.end());
  }
  return match;
}

}  // namespace agverify::solver::rules
