#pragma once


#include "model/class_table.h"

namespace agverify::model {

/// Reads `float` as `float | int` and `complex` as `complex | float | int`.
/// Spec: special-types#special-cases-for-float-and-complex.
class Promotion {
 public:
  Promotion(const WellKnown& known, TypePool& pool) : known_(known), pool_(pool) {}

  /// Where it is the type itself, or a member of the union that the type is.
  Type at_top(Type type) { return read(type, true); }
  /// Wherever it stands in the type.
  Type everywhere(Type type) { return read(type, false); }

 private:
  Type read(Type type, bool unions_only);
  Type leaf(Type type);

  const WellKnown& known_;
  TypePool& pool_;
};

/// The table with every type in it read so; what a class derives from is still the class.
ClassTable promoted(const ClassTable& table, TypePool& pool);

}  // namespace agverify::model
