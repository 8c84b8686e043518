#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/class_table.h"
#include "model/slots.h"
#include "model/substitution.h"

namespace agverify::solver::smt {

/// What a member promises of one use: it refuses no list of values of the types taken, and what it gives is of the type
/// given. A method is one promise; an attribute is two, a read and a write.
struct Promise {
  model::ClassId owner;
  std::uint32_t member;             ///< index among the owner's members
  std::string name;
  std::vector<model::Type> taken;   ///< in terms of the class at hand, as all types here
  std::optional<model::Type> given; ///< nothing: a write, whose result nobody sees
};

struct Promises {
  std::vector<Promise> promises;
  std::optional<std::string> unread;  ///< what some member uses that is not read: the promises are not all of them
};

/// The members of a class, own and inherited, in terms of its own parameters; what is overridden is left out.
Promises promises_of(const model::ClassTable& table, model::TypePool& pool, model::ClassId id);

/// The promise that shows the slot: of an attribute the read or the write.
const Promise& promise_of(const Promises& promises, const model::SlotReason& reason);

}  // namespace agverify::solver::smt
