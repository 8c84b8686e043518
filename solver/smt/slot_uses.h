#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "solver/smt/class_laws.h"
#include "solver/smt/promises.h"

namespace agverify::solver::smt {

/// How far a declared slot of a class may be relied on to tell two applications of the class apart.
struct SlotUse {
  bool plain = false;  ///< the law is exact there without conditions
  /// The law is exact on conditions that can be asked of the values at hand: these types (in terms of the class's
  /// parameters) have a value, and what is shown lies outside those.
  bool conditional = false;
  std::vector<model::Type> inhabited, outside;
  std::string doubt;   ///< unless plain: why no answer is given where the slot decides
};

/// What the class law says of the slots, class by class, kept for later questions.
class SlotUses {
 public:
  SlotUses(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, ClassLaws& laws)
      : table_(table), pool_(pool), slots_(slots), laws_(laws) {}

  const SlotUse& of(model::ClassId id, std::uint32_t parameter, model::Polarity polarity);
  /// Why the slots may not tell everything apart that members do: nothing once the law is proved.
  const std::optional<std::string>& doubt(model::ClassId id);

  /// Grows whenever something was worked out, and types may have been made, that is kept.
  std::size_t kept() const { return uses_.size() + doubts_.size(); }

 private:
  SlotUse make(model::ClassId id, std::uint32_t parameter, model::Polarity polarity);
  void read_conditions(model::ClassId id, const model::SlotReason& reason, SlotUse& use);
  bool read_path(const model::SlotReason& reason, model::Type type, SlotUse& use) const;
  bool surely_outside(model::Type chosen, model::Type other) const;

  const model::ClassTable& table_;
  model::TypePool& pool_;
  const model::Slots& slots_;
  ClassLaws& laws_;
  std::map<std::tuple<model::ClassId, std::uint32_t, model::Polarity>, SlotUse> uses_;
  std::map<model::ClassId, std::optional<std::string>> doubts_;
};

}  // namespace agverify::solver::smt
