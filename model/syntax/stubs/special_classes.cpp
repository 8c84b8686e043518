#include "model/syntax/stubs/special_classes.h"

#include <cassert>

namespace agverify::model::syntax::stubs {
namespace {

/// A class below another one, as if it stood beside it. Nothing derives from it.
Class below(ClassId base, std::string_view name, const ClassTable& table, TypePool& pool) {
  Class made;
  made.name = name;
  made.qualified_name = "typing." + made.name;
  made.bases.push_back(pool.nominal(base));
  made.is_final = true;
  made.location = table[base].location;
  return made;
}

/// What a call that answers True says of its argument is no member; by it the class shows its parameter.
Class narrowing(std::string_view name, Variance variance, const ClassTable& table, TypePool& pool) {
  Class made = below(table.well_known.boolean, name, table, pool);
  TypeParameter parameter;
  parameter.name = "T";
  parameter.declared_variance = variance;
  parameter.location = made.location;
  // That TypeGuard is covariant only the conformance suite says.
  if (variance == Variance::Covariant) parameter.other_variances = {{Inference::AsSuite, Variance::Invariant}, {Inference::AsSuite, Variance::Bivariant}};
  made.parameters.push_back(std::move(parameter));
  Member narrowed{"__narrowed__", Property{pool.parameter(0)}, made.location, true};
  if (variance == Variance::Invariant) narrowed.form = Attribute{pool.parameter(0)};
  made.members.push_back(std::move(narrowed));
  return made;
}

}  // namespace

void add_special_classes(ClassTable& table, TypePool& pool) {
  const ClassId first{static_cast<std::uint32_t>(table.size())};
  const auto add = [&](Class made) {
    table.classes.push_back(std::move(made));
    return ClassId{static_cast<std::uint32_t>(table.size() - 1)};
  };
  WellKnown& known = table.well_known;
  if (known.string) known.literal_string = add(below(*known.string, "LiteralString", table, pool));
  known.type_guard = add(narrowing("TypeGuard", Variance::Covariant, table, pool));
  known.type_is = add(narrowing("TypeIs", Variance::Invariant, table, pool));
  [[maybe_unused]] const auto problem = table.linearise(pool, first);
  assert(!problem);
}

bool is_special_class(const ClassTable& table, ClassId id) {
  const WellKnown& known = table.well_known;
  return id == known.literal_string || id == known.type_guard || id == known.type_is;
}

}  // namespace agverify::model::syntax::stubs
