#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/promotion.h"
#include "model/query.h"

namespace agverify::solver {

/// What `float` and `complex` stand for in a question: the classes; where they are the whole type or a member of the union that it is,
/// `float | int` and `complex | float | int`; or those wherever they stand, in the class table too.
/// Spec: special-types#special-cases-for-float-and-complex.
enum class NumberReading : std::uint8_t { Classes, Top, Everywhere };

/// How a certificate says it.
constexpr std::string_view name_of(NumberReading reading) {
  return reading == NumberReading::Classes ? "classes" : reading == NumberReading::Top ? "top" : "everywhere";
}

/// Which reading a question has (switch `float-promotion`), and the question and the table as they read.
class NumberReadings {
 public:
  NumberReadings(const model::ClassTable& table, model::TypePool& pool);

  /// Whether float or complex may come up where the question is decided. Where not, all readings are one.
  bool concern(const model::Query& query) const;
  NumberReading taken(model::Relation relation) const;
  /// Those that the text leaves open for the relation.
  static std::span<const NumberReading> open(model::Relation relation);

  model::Query read(const model::Query& query, NumberReading reading);
  /// The table where numbers read so everywhere.
  const model::ClassTable& promoted_table() const { return promoted_; }

 private:
  bool is_in_reach(model::ClassId id) const;
  bool names_reached(model::Type type) const;
  void find_reached();

  const model::ClassTable& table_;
  model::TypePool& pool_;
  model::Promotion promotion_;
  const model::ClassTable promoted_;
  std::vector<bool> reached_;  // by class
  std::set<std::string_view> members_;  // names of members that speak of numbers
};

}  // namespace agverify::solver
