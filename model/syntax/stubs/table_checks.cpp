#include "model/syntax/stubs/table_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/signature.h"
#include "model/slots.h"
#include "model/syntax/printer.h"
#include "model/syntax/stubs/declared_places.h"
#include "model/syntax/stubs/variance_inference.h"

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

class VarianceChecks {
 public:
  VarianceChecks(const std::vector<ClassSource>& sources, ClassTable& table, std::vector<ParseError>& errors)
      : sources_(sources), table_(table), errors_(errors), slots_(least_slots(table)) {}

  void run() {
    infer_variance(sources_, slots_, table_);
    for (const ClassSource& source : sources_) {
      check_bases_of(source);
      for (std::size_t i = 0; i < table_[source.id].parameters.size(); ++i) check_slots(source, i);
    }
    if (!table_.assumed.is_default(Switch::SameProtocol)) take_structure(sources_, slots_, table_);
  }

 private:
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
      if (parameter.variance_is_inferred) continue;  // by a way that asks for less than members show
      const Class& made = table_[source.id];
      const Member& member = made.members[reason->member];
      if (may_be_covered(member, *reason) || may_be_absorbed(table_, member, *reason) || leads_through_a_wrong_flag(member, *reason)) continue;
      fail(errors_, table_, member.location,
           fmt::format("{}.{} {} {}, which is declared {}", made.name, member.name, verb(member, *reason, polarity), parameter.name,
                       name_of(parameter.declared_variance)));
    }
  }

  /// Whether another signature of an overloaded method admits the call that shows the slot, so that it may promise the same
  /// whatever the parameter is, as typeshed's `Mapping.get` does.
  static bool may_be_covered(const Member& member, const SlotReason& reason) {
    const auto* method = std::get_if<Method>(&member.form);
    const Overload* overload = method ? as_overload(method->callable) : nullptr;
    if (!overload) return false;
    const SignatureShape& shape = *as_callable(overload->signatures[reason.signature])->shape;
    std::size_t positional = 0;
    std::vector<std::string> names;
    for (std::uint32_t k = 0; k < shape.size(); ++k) {
      if (k != reason.place && !is_required(shape[k])) continue;
      const bool by_name = shape[k].kind == ParameterKind::KeywordOnly || shape[k].kind == ParameterKind::KeywordVariadic;
      if (by_name) names.push_back(shape[k].kind == ParameterKind::KeywordOnly ? shape[k].name : "other");
      if (!by_name) positional = k + 1;
    }
    for (std::size_t k = 0; k < overload->signatures.size(); ++k)
      if (k != reason.signature && bind_arguments(*as_callable(overload->signatures[k])->shape, positional, names)) return true;
    return false;
  }

  /// Whether the way goes through a slot that the class there denies: then that is where the fault is, if it is one.
  bool leads_through_a_wrong_flag(const Member& member, const SlotReason& reason) const {
    return leads_through_a_class(member, reason, [&](const Nominal& each, const PathStep& step) {
      return !has_slot(table_[each.class_id].parameters[step.part].declared_variance, step.polarity);
    });
  }

  template <typename Choose>
  static bool leads_through_a_class(const Member& member, const SlotReason& reason, const Choose& choose) {
    Type here = type_at(member, reason);
    for (const PathStep& each : reason.path) {
      const Nominal* nominal = as_nominal(here);
      if (nominal && choose(*nominal, each)) return true;
      here = parts_of(here)[each.part];
    }
    return false;
  }

  static std::string_view verb(const Member& member, const SlotReason& reason, Polarity polarity) {
    const bool gives = polarity == Polarity::Positive;
    if (!leads_through_a_class(member, reason, [](const Nominal&, const PathStep&) { return true; })) return gives ? "gives" : "takes";
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
