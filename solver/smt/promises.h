#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/class_table.h"
#include "model/slots.h"
#include "model/substitution.h"

namespace agverify::solver::smt {

/// What a member promises of one use: it refuses no list of values of the types taken, and what it gives is of the type
/// given. A method is one promise a signature; an attribute is two, a read and a write.
struct Promise {
  model::ClassId owner;
  std::uint32_t member;             ///< index among the owner's members
  std::uint32_t signature;          ///< of an overloaded method; else 0
  std::string name;
  model::SignatureShape shape;      ///< of a method: one per type taken; of a write one parameter
  std::vector<model::Type> taken;   ///< in terms of the class at hand, as all types here
  std::optional<model::Type> given; ///< nothing: a write, whose result nobody sees
  std::optional<std::string> unread; ///< what is not read of these types although a type parameter stands inside
};

/// A member that is not read although it may name type parameters.
struct UnreadMember {
  std::string name, construct;
  std::vector<std::uint32_t> parameters;  ///< of the class at hand: those it may name, in order
};

struct Promises {
  std::vector<Promise> promises;
  std::vector<UnreadMember> unread;  ///< beside these the promises are all of them
};

/// The members of a class, own and inherited, in terms of its own parameters; what is overridden is left out.
Promises promises_of(const model::ClassTable& table, model::TypePool& pool, model::ClassId id);

/// The type parameters of the class at hand that the promise names.
std::set<std::uint32_t> parameters_in(const Promise& promise);

/// The promise that shows the slot: of an attribute the read or the write.
const Promise& promise_of(const Promises& promises, const model::SlotReason& reason);

/// The indices of the parameters that get an argument in the shortest call that reaches `also`, if given; in order.
std::vector<std::uint32_t> passed(const Promise& promise, std::optional<std::uint32_t> also);

/// Whether there is a call with these arguments that the other overloads of the member mind no more than this one does: it
/// lies outside each of them, or they take the same at the place, or give the same where there is no place.
bool outside_other_signatures(const model::ClassTable& table, const Promises& promises, const Promise& promise,
                              std::optional<std::uint32_t> place);

/// Whether each argument exists that a call must have, but for the one at `part`, whatever parameters stand for.
bool arguments_exist(const model::Callable& called, std::uint32_t part);

}  // namespace agverify::solver::smt
