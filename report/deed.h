#pragma once

#include <string>
#include <string_view>

#include "model/class_table.h"
#include "model/slots.h"
#include "report/breach.h"

namespace agverify::report {

/// How a value hands something out or refuses it, in words: `refuse` and `when passed to `asend``.
struct Deed {
  std::string verb;          ///< refuse, return, hand out, hold
  std::string verb_for_one;  ///< refuses, returns, hands out, holds
  std::string way;           ///< from `get`, through `pop`, as `item`; empty: no member shows it
};

/// `int has no member `__len__``, or how the member that there is does not fit.
std::string misfit(std::string_view subject, const Breach& breach);

/// By the member that shows the slot, or by the member itself.
Deed deed_of(const Breach& breach, const model::ClassTable& table, const model::Slots& slots);

}  // namespace agverify::report
