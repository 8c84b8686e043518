#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_law.h"
#include "model/slots.h"

namespace agverify::solver::smt {

/// The laws of the classes of one table: proved when first asked for, or given when they are known already.
class ClassLaws {
 public:
  /// \param slots `least_slots` of the table. All must outlive the laws; types are made in the pool
  ClassLaws(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots);
  ~ClassLaws();

  /// A law that was proved before, for a class with the same `law_key`.
  void add(model::ClassId id, model::ClassLaw law);

  /// Proves the law if it is not known. Cost: some milliseconds a class, for the class and all that its law rests on.
  const model::ClassLaw& of(model::ClassId id);
  /// nullptr when the law is not known yet
  const model::ClassLaw* known(model::ClassId id) const;

  /// The classes whose laws were proved here rather than given, in the order of proof.
  std::span<const model::ClassId> proved_here() const { return proved_here_; }

 private:
  struct Workshop;
  std::unique_ptr<Workshop> workshop_;
  std::map<model::ClassId, model::ClassLaw> laws_;
  std::vector<model::ClassId> proved_here_;
};

/// One class alone: `ClassLaws::of` of new laws.
model::ClassLaw prove_law(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, model::ClassId id);

/// The classes that the law of `id` rests on, itself first: those that occur in its members with arguments that mention a
/// parameter, and again in theirs. Other classes occur as opaque sets.
std::vector<model::ClassId> law_rests_on(const model::ClassTable& table, model::TypePool& pool, model::ClassId id);

}  // namespace agverify::solver::smt
