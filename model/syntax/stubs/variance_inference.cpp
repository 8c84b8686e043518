#include "model/syntax/stubs/variance_inference.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "model/syntax/stubs/declared_places.h"
#include "model/unread.h"

namespace agverify::model::syntax::stubs {
namespace {

class VarianceInference {
 public:
  VarianceInference(const std::vector<ClassSource>& sources, const Slots& slots, ClassTable& table)
      : sources_(sources), slots_(slots), table_(table) {}

  /// From the slots upwards, until bases and members add nothing more; then, one after the other, the parameters that
  /// nothing shows count as covariant, and what stands at one of them follows.
  void run() {
    each_inferred([&](const ClassSource& source, std::size_t i, Variance& variance) { variance = slots_[index_of(source.id)][i].variance(); });
    do grow(); while (settle_one());
    while (mark_unread()) {}
    while (mark_against_object()) {}
    while (mark_of_all()) {}
    while (mark_inductive()) {}
    for (const ClassSource& source : sources_)
      for (const Inference by : {Inference::PastItself, Inference::ByStructure}) mark_asked(source, by);
    if (!table_.assumed.is_default(Switch::InferAtObject)) take(Inference::AgainstObject, Inference::ByMembers);
    if (!table_.assumed.is_default(Switch::InferLeavesOut)) take(Inference::OfAll, Inference::AsSuite);
  }

  void take_structure(const ClassSource& source) {
    Class& made = table_[source.id];
    for (std::size_t i = 0; i < made.parameters.size(); ++i) {
      TypeParameter& parameter = made.parameters[i];
      const Variance shown = slots_[index_of(source.id)][i].variance();
      if (shown != Variance::Invariant && parameter.variance_unread.empty()) parameter.variance_unread = why_unread(source, i);
      if (shown == parameter.declared_variance || !parameter.variance_unread.empty()) continue;
      parameter.other_variances.push_back({Inference::AsDeclared, std::exchange(parameter.declared_variance, shown)});
    }
  }

 private:
  template <typename Visit>
  void each_inferred(Visit&& visit) {
    for (const ClassSource& source : sources_) {
      std::vector<TypeParameter>& parameters = table_[source.id].parameters;
      for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].variance_is_inferred) visit(source, i, parameters[i].declared_variance);
    }
  }

  /// Notes what comes out where object takes up more than members do; and again for what stands at such a parameter.
  bool mark_against_object() {
    bool grown = false;
    for (const ClassSource& source : sources_) {
      const std::vector<Variance> inferred = asked_by(source, Inference::AgainstObject);
      for (std::size_t i = 0; i < inferred.size(); ++i) {
        const TypeParameter& parameter = table_[source.id].parameters[i];
        const bool is_less = inferred[i] != Variance::Bivariant && join(inferred[i], parameter.declared_variance) != inferred[i];
        if (is_less) grown |= mark(source.id, i, Inference::AgainstObject, inferred[i]);
      }
    }
    return grown;
  }

  /// Notes what comes out where everything counts; and again for what stands at such a parameter.
  bool mark_of_all() {
    bool grown = false;
    for (const ClassSource& source : sources_) {
      const std::vector<Variance> asked = asked_by(source, Inference::OfAll);
      for (std::size_t i = 0; i < asked.size(); ++i) {
        const TypeParameter& parameter = table_[source.id].parameters[i];
        const Variance all = may_be_shown_outside(source, parameter.name) ? Variance::Invariant : join(asked[i], parameter.declared_variance);
        if (all != parameter.declared_variance) grown |= mark(source.id, i, Inference::OfAll, all);
      }
    }
    return grown;
  }

  static bool may_be_shown_outside(const ClassSource& source, std::string_view parameter) {
    return std::ranges::any_of(source.left_out, [&](const Member& each) {
      const auto* unread = std::get_if<Unread>(&each.form);
      return unread && may_show(*unread, parameter);
    });
  }

  /// Notes each parameter that stands at itself, by way of other classes perhaps, and what stands at one of these.
  bool mark_inductive() {
    bool grown = false;
    for (const ClassSource& source : sources_)
      for (std::size_t i = 0; i < table_[source.id].parameters.size(); ++i) {
        const Variance declared = table_[source.id].parameters[i].declared_variance;
        const bool is_open = declared != Variance::Invariant && leads_to_itself(source, i);
        if (is_open) grown |= mark(source.id, i, Inference::Inductive, Variance::Invariant);
      }
    return grown;
  }

  void mark_asked(const ClassSource& source, Inference by) {
    const std::vector<Variance> asked = asked_by(source, by);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const Variance other = asked[i] == Variance::Bivariant ? Variance::Covariant : asked[i];
      if (other != table_[source.id].parameters[i].declared_variance) mark(source.id, i, by, other);
    }
  }

  bool leads_to_itself(const ClassSource& source, std::size_t parameter) const {
    using Node = std::pair<ClassId, std::size_t>;
    std::vector<Node> open{{source.id, parameter}}, seen;
    while (!open.empty()) {
      const auto [id, index] = open.back();
      open.pop_back();
      bool is_found = false;
      each_stand(id, index, [&](ClassId at, std::size_t k) {
        const TypeParameter& there = table_[at].parameters[k];
        if (!there.variance_is_inferred) return;
        const Node next{at, k};
        is_found |= next == Node{source.id, parameter} || has(there, Inference::Inductive);
        if (std::ranges::find(seen, next) != seen.end()) return;
        seen.push_back(next);
        open.push_back(next);
      });
      if (is_found) return true;
    }
    return false;
  }

  /// Visits each parameter of a class at which this one stands, in a base or a member.
  template <typename Visit>
  void each_stand(ClassId id, std::size_t parameter, const Visit& visit) const {
    const auto look = [&](Type type, Polarity) {
      for (Type each : parts_below(type))
        if (const Nominal* nominal = as_nominal(each))
          for (std::size_t k = 0; k < nominal->arguments.size(); ++k)
            if (names(nominal->arguments[k], parameter)) visit(nominal->class_id, k);
    };
    for (Type base : table_[id].bases) look(base, Polarity::Positive);
    for (const Member& each : table_[id].members) each_type(each, look);
  }

  /// The type and all inside it that has parameters.
  static std::vector<Type> parts_below(Type type) {
    std::vector<Type> found{type};
    for (std::size_t i = 0; i < found.size(); ++i)
      for (Type each : parts_of(found[i]))
        if (each->has_parameters) found.push_back(each);
    return found;
  }

  static bool names(Type type, std::size_t parameter) {
    return std::ranges::any_of(parts_below(type), [&](Type each) {
      const Parameter* found = as_parameter(each);
      return found && found->index == parameter;
    });
  }

  /// Makes what another way comes to the declared variance, and what was declared the other way.
  void take(Inference by, Inference instead) {
    each_inferred([&](const ClassSource& source, std::size_t i, Variance& declared) {
      for (OtherVariance& other : table_[source.id].parameters[i].other_variances)
        if (other.by == by) other.by = instead, std::swap(other.variance, declared);
    });
  }

  static bool has(const TypeParameter& parameter, Inference by) {
    return std::ranges::find(parameter.other_variances, by, &OtherVariance::by) != parameter.other_variances.end();
  }

  /// \returns whether that was not noted yet
  bool mark(ClassId id, std::size_t index, Inference by, Variance variance) {
    TypeParameter& parameter = table_[id].parameters[index];
    if (!parameter.variance_is_inferred || !parameter.variance_unread.empty() || has(parameter, by)) return false;
    parameter.other_variances.push_back({by, variance});
    return true;
  }

  /// A member that is not read may show an inferred parameter in any way, and so may what stands at such a parameter.
  bool mark_unread() {
    bool grown = false;
    for (const ClassSource& source : sources_)
      for (std::size_t i = 0; i < table_[source.id].parameters.size(); ++i) {
        TypeParameter& parameter = table_[source.id].parameters[i];
        const ParameterSlots& shown = slots_[index_of(source.id)][i];
        if (!parameter.variance_is_inferred || !parameter.variance_unread.empty()) continue;
        parameter.variance_unread = why_absorbed(source, i);
        if (parameter.variance_unread.empty() && !(shown.positive && shown.negative)) parameter.variance_unread = why_unread(source, i);
        if (!parameter.variance_unread.empty()) parameter.declared_variance = Variance::Invariant, grown = true;
      }
    return grown;
  }

  /// \returns the member that shows the parameter in a union that may take it up, nothing where there is none
  std::string why_absorbed(const ClassSource& source, std::size_t i) const {
    const Class& made = table_[source.id];
    for (const Polarity polarity : polarities)
      if (const auto& reason = slots_[index_of(source.id)][i].at(polarity); reason && reason->owner == source.id)
        if (const Member& member = made.members[reason->member]; may_be_absorbed(table_, member, *reason))
          return fmt::format("union that may take up a member (member {}), on which the variance of {} rests", member.name, made.parameters[i].name);
    return {};
  }

  /// \returns the construct and its member, nothing where the variance is known
  std::string why_unread(const ClassSource& source, std::size_t i) const {
    const Class& made = table_[source.id];
    for (const Member& each : made.members)
      if (const std::string* construct = unread_in(each, made, i))
        return fmt::format("{} (member {}), on which the variance of {} rests", *construct, each.name, made.parameters[i].name);
    for (Type base : made.bases)
      if (const std::string* construct = opaque_around(base, i))
        return fmt::format("{} (a base), on which the variance of {} rests", *construct, made.parameters[i].name);
    std::string why;
    const auto look = [&](Type type, Polarity) {
      if (const TypeParameter* found = stands_at(type, i, [](ClassId, std::size_t, const TypeParameter& p) { return !p.variance_unread.empty(); }))
        why = found->variance_unread;
    };
    for (Type base : made.bases) look(base, Polarity::Positive);
    for (const Member& each : made.members) each_type(each, look);
    return why;
  }

  /// \returns the construct of what is not read in the member and may show the parameter; nullptr: none
  static const std::string* unread_in(const Member& member, const Class& made, std::size_t parameter) {
    if (const auto* unread = std::get_if<Unread>(&member.form)) return may_show(*unread, made.parameters[parameter].name) ? &unread->construct : nullptr;
    const std::string* found = nullptr;
    each_type(member, [&](Type type, Polarity) {
      if (!found) found = opaque_around(type, parameter);
    });
    return found;
  }

  /// \returns the construct of something not read inside which the parameter stands; nullptr: none
  static const std::string* opaque_around(Type type, std::size_t parameter) {
    std::vector<std::pair<Type, const std::string*>> open{{type, nullptr}};
    while (!open.empty()) {
      const auto [here, around] = open.back();
      open.pop_back();
      const Parameter* found = as_parameter(here);
      if (found && found->index == parameter && around) return around;
      const Opaque* opaque = as_opaque(here);
      if (!here->has_parameters) continue;
      for (Type each : parts_of(here)) open.emplace_back(each, opaque && !around ? opaque->construct : around);
    }
    return nullptr;
  }

  void grow() {
    for (bool grown = true; grown;) {
      grown = false;
      each_inferred([&](const ClassSource& source, std::size_t i, Variance& variance) {
        const Variance joined = join(variance, asked_by(source)[i]);
        grown |= joined != variance;
        variance = joined;
      });
    }
  }

  /// Makes the first parameter covariant that nothing shows and that stands at no other such; on a circle of them, the first.
  /// \returns false when there is none
  bool settle_one() {
    Variance* first = nullptr;
    Variance* free = nullptr;
    each_inferred([&](const ClassSource& source, std::size_t i, Variance& variance) {
      if (variance != Variance::Bivariant) return;
      if (!first) first = &variance;
      if (!free && !waits_for_another(source, i)) free = &variance;
    });
    if (Variance* chosen = free ? free : first) *chosen = Variance::Covariant;
    return first != nullptr;
  }

  /// What bases and members ask of the parameters by the variances of other classes, where slots see values alone: an
  /// invariant class that shows nothing is still invariant. Inherited members are spoken for by the bases.
  std::vector<Variance> asked_by(const ClassSource& source, std::optional<Inference> by = {}) const {
    const Class& made = table_[source.id];
    std::vector<Variance> found(made.parameters.size(), Variance::Bivariant);
    DeclaredPlaces places{table_, by};
    if (by == Inference::PastItself) places.past = source.id;
    if (by == Inference::ByStructure) places.structure = &slots_;
    const auto add = [&](Type type, Polarity polarity) {
      const auto here = places.in(type, found.size(), polarity);
      for (std::size_t i = 0; i < found.size(); ++i) found[i] = join(found[i], here[i]);
    };
    for (Type base : made.bases) add(base, Polarity::Positive);
    for (const Member& each : made.members) each_type(each, add);
    if (by == Inference::OfAll)
      for (const Member& each : source.left_out) each_type(each, add);
    return found;
  }

  /// Whether the parameter stands, in a base or member, at another one whose variance is not known yet.
  bool waits_for_another(const ClassSource& source, std::size_t i) const {
    const Class& made = table_[source.id];
    bool waits = false;
    const auto is_open = [&](ClassId id, std::size_t k, const TypeParameter& parameter) {
      return parameter.declared_variance == Variance::Bivariant && !(id == source.id && k == i);
    };
    const auto look = [&](Type type, Polarity) { waits |= stands_at(type, i, is_open) != nullptr; };
    for (Type base : made.bases) look(base, Polarity::Positive);
    for (const Member& each : made.members) each_type(each, look);
    return waits;
  }

  /// \returns a parameter of some class, chosen by its class and index, at which the given one stands; nullptr: none
  template <typename Choose>
  const TypeParameter* stands_at(Type type, std::size_t parameter, const Choose& choose) const {
    std::vector<std::pair<Type, const TypeParameter*>> open{{type, nullptr}};
    while (!open.empty()) {
      const auto [here, at] = open.back();
      open.pop_back();
      if (!here->has_parameters) continue;
      const Parameter* found = as_parameter(here);
      if (found && found->index == parameter && at) return at;
      const Nominal* nominal = as_nominal(here);
      for (std::size_t k = 0; nominal && k < nominal->arguments.size(); ++k) {
        const TypeParameter& inner = table_[nominal->class_id].parameters[k];
        open.emplace_back(nominal->arguments[k], choose(nominal->class_id, k, inner) ? &inner : at);
      }
      if (!nominal)
        for (Type each : parts_of(here)) open.emplace_back(each, at);
    }
    return nullptr;
  }

  /// The types that a member gives (+) and takes (-).
  template <typename Visit>
  static void each_type(const Member& member, const Visit& visit) {
    if (const auto* method = std::get_if<Method>(&member.form)) {
      for (Type each : signatures_of(method->callable)) visit_signature(*as_callable(each), visit);
    }
    if (const auto* attribute = std::get_if<Attribute>(&member.form)) read_and_written(attribute->type, true, visit);
    if (const auto* property = std::get_if<Property>(&member.form)) read_and_written(property->type, property->settable, visit);
  }

  template <typename Visit>
  static void visit_signature(const Callable& signature, const Visit& visit) {
    for (Type each : signature.parameters()) visit(each, Polarity::Negative);
    visit(signature.result(), Polarity::Positive);
  }

  template <typename Visit>
  static void read_and_written(Type type, bool is_written, const Visit& visit) {
    visit(type, Polarity::Positive);
    if (is_written) visit(type, Polarity::Negative);
  }

  const std::vector<ClassSource>& sources_;
  const Slots& slots_;
  ClassTable& table_;
};

}  // namespace

void infer_variance(const std::vector<ClassSource>& sources, const Slots& slots, ClassTable& table) {
  VarianceInference{sources, slots, table}.run();
}

void take_structure(const std::vector<ClassSource>& sources, const Slots& slots, ClassTable& table) {
  VarianceInference inference{sources, slots, table};
  for (const ClassSource& each : sources)
    if (table[each.id].is_protocol) inference.take_structure(each);
}

}  // namespace agverify::model::syntax::stubs
