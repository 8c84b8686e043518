#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/class_law.h"
#include "model/class_table.h"

namespace agverify::report {

/// What came of the laws of a library, class by class.
class LibraryLaws {
 public:
  explicit LibraryLaws(const model::ClassTable& table) : table_(table) {}

  /// \pre the class has type parameters
  void add(model::ClassId id, const model::ClassLaw& law);

  /// How many laws came to what; then each outcome with its classes, by name, and why.
  std::string text() const;

 private:
  /// In the order in which they are told.
  enum class Outcome { WrongFlag, Unproved, DeclaredOnly, Conditional, Proved };
  struct Row {
    Outcome outcome;
    std::string shown;  ///< `typing.Mapping[_KT, +_VT_co]`
    std::vector<std::string> why;
  };
  static constexpr Outcome outcomes[] = {Outcome::WrongFlag, Outcome::Unproved, Outcome::DeclaredOnly, Outcome::Conditional, Outcome::Proved};

  static std::string_view name(Outcome outcome);
  Row row(model::ClassId id, const model::ClassLaw& law) const;
  std::string section(Outcome outcome) const;

  const model::ClassTable& table_;
  std::vector<Row> rows_;
};

}  // namespace agverify::report
