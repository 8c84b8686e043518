#pragma once

#include <string>
#include <vector>

#include "model/class_law.h"
#include "model/class_table.h"
#include "model/syntax/printer.h"

namespace agverify::report {

/// A class of the table with its law; nullptr for a class without parameters, which has none.
struct ClassEntry {
  model::ClassId id;
  const model::ClassLaw* law;
};

/// Shows classes: header, parameters, members, the law slot by slot; then how many there are of what.
class ClassListing {
 public:
  explicit ClassListing(const model::ClassTable& table) : table_(table), printer_(table) {}

  std::string text(const ClassEntry& entry);
  /// Of the classes told so far.
  std::string summary() const;

 private:
  std::string print(model::Type type, const model::Class& of);
  std::string header(const model::Class& shown);
  std::string parameter(const model::TypeParameter& parameter, const model::Class& of);
  std::string member(const model::Member& member, const model::Class& of);
  std::string signature(const model::Method& method, const model::Class& of);
  std::string law(const model::ClassLaw& law, const model::Class& of);
  std::string slot(const model::SlotLaw& law, const model::TypeParameter& parameter, model::Polarity polarity);

  struct Counts {
    std::size_t classes = 0, generic = 0, proved = 0, unproved = 0, wrong = 0, slots = 0, conditional = 0, declared_only = 0;
    double milliseconds = 0;
  };

  const model::ClassTable& table_;
  model::syntax::Printer printer_;
  Counts counts_;
};

}  // namespace agverify::report
