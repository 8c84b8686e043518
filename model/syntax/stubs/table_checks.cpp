#include "model/syntax/stubs/table_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/slots.h"
#include "model/syntax/printer.h"
#include "model/unread.h"

namespace agverify::model::syntax::stubs {
namespace {

void fail(std::vector<ParseError>& errors, const ClassTable& table, const Location& place, std::string message) {
  errors.push_back({ParseError::Kind::Table, std::move(message), table.files[place.file].path, place.line, place.column, {}});
}

ClassId class_of(Type base) { return as_nominal(base)->class_id; }

// Bases --------------------------------------------------------------------------------------------------------------------

struct BaseChecks {
  const ClassTable& table;
  std::vector<ParseError>& errors;

  void run(const ClassSource& source) const {
    const Class& made = table[source.id];
    for (std::size_t i = 0; i < source.base_places.size(); ++i) {
      const Class& base = table[class_of(made.bases[i])];
      if (base.is_final) fail(errors, table, source.base_places[i], fmt::format("`{}` is final and cannot be a base", base.name));
      if (made.is_protocol && !base.is_protocol && class_of(made.bases[i]) != table.well_known.object)
        fail(errors, table, source.base_places[i], fmt::format("`{}` is no protocol and cannot be a base of the protocol `{}`", base.name, made.name));
    }
    disjoint(source);
  }

  /// Of two disjoint bases above a class, one must be above the other.
  void disjoint(const ClassSource& source) const {
    const Class& made = table[source.id];
    std::optional<ClassId> lowest;
    for (std::size_t i = 0; i < source.base_places.size(); ++i) {
      const auto here = lowest_disjoint(class_of(made.bases[i]));
      if (!here || (lowest && table.derives_from(*lowest, *here))) continue;
      if (lowest && !table.derives_from(*here, *lowest))
        return fail(errors, table, source.base_places[i],
                    fmt::format("no class can derive from both `{}` and `{}`: they are disjoint bases", table[*lowest].name, table[*here].name));
      lowest = here;
    }
  }

  std::optional<ClassId> lowest_disjoint(ClassId id) const {
    for (const Ancestor& each : table.ancestors(id))
      if (table[each.class_id].is_disjoint_base) return each.class_id;
    return std::nullopt;
  }
};

// Variance -----------------------------------------------------------------------------------------------------------------

constexpr Polarity polarities[] = {Polarity::Positive, Polarity::Negative};

/// The places of a class's parameters in a type, by the declared variance of the classes on the way.
struct DeclaredPlaces {
  const ClassTable& table;
  /// Leave out a parameter that stands inside another member of a union beside itself, as in `T | list[T]`: the way that
  /// generics#variance-inference sees it, where the upper type object takes up the whole union.
  bool as_inferred = false;

  /// \returns one variance per parameter: the polarities at which it stands in the type
  std::vector<Variance> in(Type type, std::size_t parameters, Polarity from = Polarity::Positive) const {
    std::vector<Variance> found(parameters, Variance::Bivariant);
    std::vector<std::pair<Type, Polarity>> open{{type, from}};
    while (!open.empty()) {
      const auto [here, polarity] = open.back();
      open.pop_back();
      if (!here->has_parameters) continue;
      if (const Parameter* parameter = as_parameter(here)) found[parameter->index] = join(found[parameter->index], model::variance_of(polarity));
      if (const Nominal* nominal = as_nominal(here)) open_arguments(*nominal, polarity, open);
      if (const Union* all = as_union(here); all && !is_everything(*all)) open_union(*all, polarity, open);
      if (const Callable* callable = as_callable(here)) open_signature(*callable, polarity, open);
      if (const Overload* overload = as_overload(here))
        for (Type each : overload->signatures) open.emplace_back(each, polarity);
    }
    return found;
  }

  static void open_signature(const Callable& signature, Polarity polarity, std::vector<std::pair<Type, Polarity>>& open) {
    for (Type each : signature.parameters()) open.emplace_back(each, compose(polarity, Polarity::Negative));
    open.emplace_back(signature.result(), polarity);
  }

  void open_union(const Union& all, Polarity polarity, std::vector<std::pair<Type, Polarity>>& open) const {
    const bool has_parameter = std::ranges::any_of(all.members, [](Type each) { return as_parameter(each) != nullptr; });
    for (Type each : all.members)
      if (!as_inferred || !has_parameter || as_parameter(each)) open.emplace_back(each, polarity);
  }

  /// A union with object is object: what else stands in it does not matter.
  bool is_everything(const Union& all) const {
    return std::ranges::any_of(all.members, [&](Type each) {
      const Nominal* nominal = as_nominal(each);
      return nominal && nominal->class_id == table.well_known.object;
    });
  }

  Variance variance_of(const TypeParameter& parameter) const {
    return as_inferred ? parameter.variance_by_algorithm.value_or(parameter.declared_variance) : parameter.declared_variance;
  }

  void open_arguments(const Nominal& nominal, Polarity polarity, std::vector<std::pair<Type, Polarity>>& open) const {
    const auto& parameters = table[nominal.class_id].parameters;
    for (std::size_t i = 0; i < nominal.arguments.size(); ++i)
      for (const Polarity inner : polarities)
        if (has_slot(variance_of(parameters[i]), inner)) open.emplace_back(nominal.arguments[i], compose(polarity, inner));
  }
};

class VarianceChecks {
 public:
  VarianceChecks(const std::vector<ClassSource>& sources, ClassTable& table, std::vector<ParseError>& errors)
      : sources_(sources), table_(table), errors_(errors), slots_(least_slots(table)) {}

  void run() {
    infer();
    for (const ClassSource& source : sources_) {
      check_bases_of(source);
      for (std::size_t i = 0; i < table_[source.id].parameters.size(); ++i) check_slots(source, i);
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

  /// From the slots upwards, until bases and members add nothing more; then, one after the other, the parameters that
  /// nothing shows count as covariant, and what stands at one of them follows.
  void infer() {
    each_inferred([&](const ClassSource& source, std::size_t i, Variance& variance) { variance = slots_[index_of(source.id)][i].variance(); });
    do grow(); while (settle_one());
    while (mark_unread()) {}
    while (mark_by_algorithm()) {}
  }

  /// Spec: generics#variance-inference, by the letter, where that says less than the members do; and again for what stands
  /// at such a parameter.
  bool mark_by_algorithm() {
    bool grown = false;
    for (const ClassSource& source : sources_) {
      const std::vector<Variance> inferred = asked_by(source, true);
      for (std::size_t i = 0; i < inferred.size(); ++i) {
        TypeParameter& parameter = table_[source.id].parameters[i];
        if (!parameter.variance_is_inferred || parameter.variance_by_algorithm || inferred[i] == Variance::Bivariant) continue;
        if (join(inferred[i], parameter.declared_variance) == inferred[i]) continue;
        parameter.variance_by_algorithm = inferred[i];
        grown = true;
      }
    }
    return grown;
  }

  /// A member that is not read may show an inferred parameter in any way, and so may what stands at such a parameter.
  bool mark_unread() {
    bool grown = false;
    for (const ClassSource& source : sources_)
      for (std::size_t i = 0; i < table_[source.id].parameters.size(); ++i) {
        TypeParameter& parameter = table_[source.id].parameters[i];
        const ParameterSlots& shown = slots_[index_of(source.id)][i];
        if (!parameter.variance_is_inferred || !parameter.variance_unread.empty() || (shown.positive && shown.negative)) continue;
        parameter.variance_unread = why_unread(source, i);
        if (!parameter.variance_unread.empty()) parameter.declared_variance = Variance::Invariant, grown = true;
      }
    return grown;
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
  std::vector<Variance> asked_by(const ClassSource& source, bool as_inferred = false) const {
    const Class& made = table_[source.id];
    std::vector<Variance> found(made.parameters.size(), Variance::Bivariant);
    const auto add = [&](Type type, Polarity polarity) {
      const auto here = DeclaredPlaces{table_, as_inferred}.in(type, found.size(), polarity);
      for (std::size_t i = 0; i < found.size(); ++i) found[i] = join(found[i], here[i]);
    };
    for (Type base : made.bases) add(base, Polarity::Positive);
    for (const Member& each : made.members) each_type(each, add);
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

  void check_bases_of(const ClassSource& source) {
    const Class& made = table_[source.id];
    for (std::size_t b = 0; b < source.base_places.size(); ++b) {
      const auto here = DeclaredPlaces{table_}.in(made.bases[b], made.parameters.size());
      for (std::size_t i = 0; i < here.size(); ++i) {
        const TypeParameter& parameter = made.parameters[i];
        if (join(here[i], parameter.declared_variance) == parameter.declared_variance) continue;
        fail(errors_, table_, source.base_places[b],
             fmt::format("the base `{}` of {} is {} in {}, which is declared {}", print(made.bases[b], table_, {}, made.parameters),
                         made.name, name_of(here[i]), parameter.name, name_of(parameter.declared_variance)));
      }
    }
  }

  void check_slots(const ClassSource& source, std::size_t i) {
    const TypeParameter& parameter = table_[source.id].parameters[i];
    for (const Polarity polarity : polarities) {
      const auto& reason = slots_[index_of(source.id)][i].at(polarity);
      // An inherited member is its own class's fault: the bases fit.
      if (!reason || has_slot(parameter.declared_variance, polarity) || reason->owner != source.id) continue;
      const Class& made = table_[source.id];
      const Member& member = made.members[reason->member];
      fail(errors_, table_, member.location,
           fmt::format("{}.{} {} {}, which is declared {}", made.name, member.name, verb(*reason, polarity), parameter.name,
                       name_of(parameter.declared_variance)));
    }
  }

  static std::string_view verb(const SlotReason& reason, Polarity polarity) {
    const bool gives = polarity == Polarity::Positive;
    if (reason.path.empty()) return gives ? "gives" : "takes";
    return gives ? "gives, by way of another class," : "takes, by way of another class,";
  }

  const std::vector<ClassSource>& sources_;
  ClassTable& table_;
  std::vector<ParseError>& errors_;
  Slots slots_;
};

}  // namespace

bool check_bases(const std::vector<ClassSource>& sources, ClassTable& table, TypePool& pool, std::vector<ParseError>& errors) {
  if (sources.empty()) return true;
  if (const auto problem = table.linearise(pool, sources.front().id)) {
    const Class& found = table[problem->class_id];
    fail(errors, table, found.location, fmt::format("`{}` cannot be: {}", found.name, problem->message));
    return false;
  }
  for (const ClassSource& each : sources) BaseChecks{table, errors}.run(each);
  return true;
}

void check_variance(const std::vector<ClassSource>& sources, ClassTable& table, std::vector<ParseError>& errors) {
  VarianceChecks{sources, table, errors}.run();
}

}  // namespace agverify::model::syntax::stubs
