#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/class_table.h"
#include "model/slots.h"

namespace agverify::model::syntax::stubs {

inline constexpr Polarity polarities[] = {Polarity::Positive, Polarity::Negative};

/// What a way to infer comes to: the declared variance where it does not differ, or without one.
inline Variance variance_by(const TypeParameter& parameter, std::optional<Inference> by) {
  const auto other = std::ranges::find_if(parameter.other_variances, [&](const OtherVariance& each) { return each.by == by; });
  return other == parameter.other_variances.end() ? parameter.declared_variance : other->variance;
}

/// The places of a class's parameters in a type, by the declared variance of the classes on the way.
struct DeclaredPlaces {
  const ClassTable& table;
  /// Against object a parameter that stands inside another member of a union beside itself is left out, as in
  /// `T | list[T]`: the way that generics#variance-inference sees it, where the upper type object takes up the whole union.
  std::optional<Inference> by = {};
  std::optional<ClassId> past = {};  ///< a class whose arguments are not looked into
  const Slots* structure = nullptr;  ///< what parameters of protocols go by, when given

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
      if (const Tuple* tuple = as_tuple(here))
        for (Type each : tuple->parts) open.emplace_back(each, polarity);
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
      if (by != Inference::AgainstObject || !has_parameter || as_parameter(each)) open.emplace_back(each, polarity);
  }

  /// A union with object is object: what else stands in it does not matter.
  bool is_everything(const Union& all) const {
    return std::ranges::any_of(all.members, [&](Type each) {
      const Nominal* nominal = as_nominal(each);
      return nominal && nominal->class_id == table.well_known.object;
    });
  }

  Variance variance_of(ClassId id, std::size_t parameter) const {
    if (structure && table[id].is_protocol) return (*structure)[index_of(id)][parameter].variance();
    return variance_by(table[id].parameters[parameter], by);
  }

  void open_arguments(const Nominal& nominal, Polarity polarity, std::vector<std::pair<Type, Polarity>>& open) const {
    if (past == nominal.class_id) return;
    for (std::size_t i = 0; i < nominal.arguments.size(); ++i)
      for (const Polarity inner : polarities)
        if (has_slot(variance_of(nominal.class_id, i), inner)) open.emplace_back(nominal.arguments[i], compose(polarity, inner));
  }
};

}  // namespace agverify::model::syntax::stubs
