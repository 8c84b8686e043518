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
  bool conditional = false;  ///< exact on conditions that can be asked of the values at hand: `SlotUses::conditions`
  std::string doubt;   ///< unless plain: why no answer is given where the slot decides
};

/// What must hold where a slot is exact on conditions, in terms of the class's parameters.
struct SlotConditions {
  std::vector<model::Type> inhabited;  ///< each has a value
  std::vector<model::Type> outside;    ///< what is shown lies in none of them
};

/// What the class law says of the slots, class by class, kept for later questions. No types are kept.
class SlotUses {
 public:
  SlotUses(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, ClassLaws& laws)
      : table_(table), pool_(pool), slots_(slots), laws_(laws) {}

  const SlotUse& of(model::ClassId id, std::uint32_t parameter, model::Polarity polarity);
  /// Why the slots may not tell everything apart that members do: nothing once the law is proved.
  const std::optional<std::string>& doubt(model::ClassId id);

  SlotConditions conditions(model::ClassId id, std::uint32_t parameter, model::Polarity polarity);

 private:
  SlotUse make(model::ClassId id, std::uint32_t parameter, model::Polarity polarity);
  std::optional<SlotConditions> read_conditions(model::ClassId id, const model::SlotReason& reason);
  bool read_path(const model::SlotReason& reason, model::Type type, SlotConditions& conditions) const;

  const model::ClassTable& table_;
  model::TypePool& pool_;
  const model::Slots& slots_;
  ClassLaws& laws_;
  std::map<std::tuple<model::ClassId, std::uint32_t, model::Polarity>, SlotUse> uses_;
  std::map<model::ClassId, std::optional<std::string>> doubts_;
};

}  // namespace agverify::solver::smt
